import { listPlans } from '../../../services/licenses/licenses.js';
import type { Carrying } from '../../loop/carrying.js';
import { allocateLicenses } from '../../review/licenses/allocate-licenses.js';
import type { StepItem } from '../step-item.js';

/** How long to wait, in milliseconds, for counts to show what was freed a moment ago. */
const countDelaysMs = [5_000, 10_000, 20_000] as const;

/**
 * Of those who are to join, the first for whom there are licenses now: Microsoft is never left to choose who gets one.
 * The review counted them; what was freed since has to show, and what others took since is gone.
 */
export async function limitJoins(carrying: Carrying, joining: readonly StepItem<'join'>[]) {
  const { graph } = carrying.parts;
  for (let attempt = 0; ; attempt += 1) {
    const plans = await carrying.look((options) => listPlans(graph, options));
    if (!plans) return { joins: [], others: joining };
    const { served, unserved } = allocateLicenses(
      joining.map((item) => ({ item, needs: item.change.needs, frees: [] })),
      new Map(plans.map((plan) => [plan.skuId, plan])),
    );
    const joins = served.map(({ item: { item } }) => item);
    const others = unserved.map(({ item: { item } }) => item);
    const delayMs = countDelaysMs[attempt];
    if (others.length === 0 || delayMs === undefined || carrying.stopped) return { joins, others };
    await carrying.sleep(delayMs);
  }
}
