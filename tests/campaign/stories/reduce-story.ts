import { runStory, type StoryEnd } from '../run-story.js';
import type { Story } from './story.js';

/** The same story with fewer steps and less trouble, as long as the same judge finds something. */
export async function reduceStory(end: StoryEnd): Promise<StoryEnd> {
  let best = end;
  const laws = new Set(end.faults.map(({ law }) => law));
  const attempt = async (story: Story): Promise<boolean> => {
    const tried = await runStory(story);
    if (!tried.faults.some(({ law }) => laws.has(law))) return false;
    best = tried;
    return true;
  };
  for (let again = true; again;) {
    again = false;
    for (let at = best.story.steps.length - 1; at >= 0; at -= 1)
      if (await attempt({ ...best.story, steps: best.story.steps.toSpliced(at, 1) })) again = true;
    for (const simpler of listSimpler(best.story))
      if (await attempt(simpler)) {
        again = true;
        break;
      }
  }
  return best;
}

function* listSimpler(story: Story): Generator<Story, void> {
  const { tenant, steps } = story;
  if (tenant.lagMs > 0) yield { ...story, tenant: { ...tenant, lagMs: 0, staleReads: false } };
  if (tenant.writeMs > 0) yield { ...story, tenant: { ...tenant, writeMs: 0 } };
  if (tenant.staleReads) yield { ...story, tenant: { ...tenant, staleReads: false } };
  if (tenant.pace !== 'quick') yield { ...story, tenant: { ...tenant, pace: 'quick' } };
  if (tenant.refusing.length > 0) yield { ...story, tenant: { ...tenant, refusing: [] } };
  for (const [at, step] of steps.entries()) {
    const withStep = (simpler: typeof step): Story => ({ ...story, steps: steps.with(at, simpler) });
    if (step.kind === 'edit') {
      for (const person of step.people)
        yield withStep({ ...step, people: step.people.filter((each) => each !== person) });
      for (const plan of step.plans) {
        yield withStep({ ...step, plans: step.plans.filter((each) => each !== plan) });
        if (Object.keys(plan.apps).length > 0)
          yield withStep({
            ...step,
            plans: step.plans.map((each) => (each === plan ? { ...plan, apps: {} } : each)),
          });
      }
      if (step.service) yield withStep({ ...step, service: false });
      if (step.route === 'group') yield withStep({ ...step, route: 'direct' });
    } else if (step.kind === 'together') {
      yield withStep(step.first);
      yield withStep(step.second);
    } else if ('admin' in step && step.trouble) {
      const { trouble, ...rest } = step;
      yield withStep(rest);
      for (const key of Object.keys(trouble) as (keyof typeof trouble)[]) {
        const { [key]: _left, ...less } = trouble;
        yield withStep({ ...step, trouble: less });
      }
      for (const fault of trouble.faults?.length === 1 ? [] : (trouble.faults ?? []))
        yield withStep({
          ...step,
          trouble: { ...trouble, faults: trouble.faults!.filter((each) => each !== fault) },
        });
    }
  }
}
