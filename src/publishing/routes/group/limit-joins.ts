import { countPlan } from '../../../model/plan.js';
import { listPlans } from '../../../services/licenses.js';
import type { Carrying } from '../../loop/carrying.js';
import type { StepItem } from '../step-item.js';

/** How long to wait, in milliseconds, for counts to show what was freed a moment ago. */
const countDelaysMs = [5_000, 10_000, 20_000] as const;

/**
 * Of those who are to join, the first for whom there are licenses now: Microsoft is never left to choose who gets one.
 * The review counted them; what was freed since has to show, and what others took since is gone.
 */
export async function limitJoins(
  carrying: Carrying,
  joining: readonly StepItem<'join'>[],
): Promise<{ readonly joins: readonly StepItem<'join'>[]; readonly others: readonly StepItem<'join'>[] }> {
  const { graph } = carrying.parts;
  for (let attempt = 0; ; attempt += 1) {
    const plans = await carrying.look((options) => listPlans(graph, options));
    if (!plans) return { joins: [], others: joining };
    const free = new Map(plans.map((plan) => [plan.skuId, countPlan(plan).total - plan.consumedUnits]));
    const joins: StepItem<'join'>[] = [];
    const others: StepItem<'join'>[] = [];
    for (const item of joining) {
      const { needs } = item.change;
      if (needs.some((skuId) => (free.get(skuId) ?? 0) < 1)) others.push(item);
      else {
        for (const skuId of needs) free.set(skuId, (free.get(skuId) ?? 0) - 1);
        joins.push(item);
      }
    }
    const delayMs = countDelaysMs[attempt];
    if (others.length === 0 || delayMs === undefined || carrying.stopped) return { joins, others };
    await carrying.sleep(delayMs);
  }
}
