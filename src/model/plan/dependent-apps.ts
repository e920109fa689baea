import { checkDraft, type MissingApp } from '../workspace/draft-check.js';
import type { WorkspaceContent } from '../workspace/workspace.js';
import { appChoice, withAppChoice, type AppChoice } from './app-choice.js';
import type { Plan } from './plan.js';

/** An app of a plan in a draft. */
export interface PlanAppId {
  readonly skuId: string;
  readonly servicePlanId: string;
}

/** An app that cannot stay on when another one goes off. */
export interface DependentApp extends PlanAppId {
  /** Service plan id of the app that it needs and that goes. */
  readonly because: string;
  /** What the draft says about it until then. */
  readonly before: AppChoice;
}

/**
 * The apps of a draft that lack what they need once some others are off, and those that need these in turn. What was
 * lacking before is not among them.
 */
export function findDependentApps(
  content: Pick<WorkspaceContent, 'plans'>,
  off: readonly PlanAppId[],
  plans: ReadonlyMap<string, Plan>,
): readonly DependentApp[] {
  const lacking = new Set(checkDraft(content, plans).missing.map(keyOf));
  const gone = new Set(off.map(({ servicePlanId }) => servicePlanId));
  const dependents: DependentApp[] = [];
  let rest = turnOff(content, off);
  for (;;) {
    const next = checkDraft(rest, plans).missing.filter((app) => !lacking.has(keyOf(app)));
    if (next.length === 0) return dependents;
    for (const { skuId, servicePlanId, needsOneOf } of next) {
      const because = needsOneOf.find((id) => gone.has(id)) ?? servicePlanId;
      dependents.push({ skuId, servicePlanId, because, before: choiceOf(content, { skuId, servicePlanId }) });
    }
    for (const { servicePlanId } of next) gone.add(servicePlanId);
    rest = turnOff(rest, next);
  }
}

/** What a draft says about an app of a plan. */
export function choiceOf(
  content: Pick<WorkspaceContent, 'plans'>,
  { skuId, servicePlanId }: PlanAppId,
): AppChoice {
  return appChoice(content.plans.find((plan) => plan.skuId === skuId)?.apps ?? {}, servicePlanId);
}

function turnOff(
  content: Pick<WorkspaceContent, 'plans'>,
  off: readonly PlanAppId[],
): Pick<WorkspaceContent, 'plans'> {
  return {
    plans: content.plans.map(({ skuId, apps }) => ({
      skuId,
      apps: off
        .filter((app) => app.skuId === skuId)
        .reduce((choices, { servicePlanId }) => withAppChoice(choices, servicePlanId, 'off'), apps),
    })),
  };
}

function keyOf({ skuId, servicePlanId }: MissingApp): string {
  return `${skuId} ${servicePlanId}`;
}
