import type { ReadOptions } from '../../../graph/graph-client.js';
import { dayMs } from '../../../model/days.js';
import { ageMs } from '../../../model/elapsed.js';
import { hasGained } from '../../../model/holding/group-licenses.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { workingLicenses } from '../../../model/holding/working-licenses.js';
import type { Plan } from '../../../model/plan/plan.js';
import { summarizeSteps } from '../../../model/publish/step.js';
import type { PlannedChange, PublishSummary } from '../../../store/journal/journal-entry.js';
import { readRecords } from '../../../store/journal/publish-record.js';
import type { Journal } from '../../../store/store.js';

/** Somebody in a group to whom Microsoft had not given everything yet when the publish ended. */
export interface Waiting {
  readonly publishId: string;
  readonly groupId: string;
  readonly change: PlannedChange;
}

/** After which nobody waits for Microsoft any longer, in milliseconds. */
const longestMs = 30 * dayMs;

/**
 * Reads for whom publishes ended with something handed to Microsoft.
 *
 * @param now - milliseconds since the epoch
 */
export async function readWaiting(
  journal: Pick<Journal, 'read'>,
  publishes: readonly PublishSummary[],
  now: number,
  options: ReadOptions = {},
): Promise<readonly Waiting[]> {
  const left = publishes.filter(
    ({ finished, group }) =>
      group?.groupId !== undefined &&
      finished &&
      finished.counts.open > 0 &&
      ageMs(finished.at, now) <= longestMs,
  );
  return (await readRecords(journal, left, options)).flatMap(({ head, group, changes, outcomes }) =>
    changes
      .filter(({ userId }) => outcomes.get(userId)?.reason === 'waits-for-microsoft')
      .map((change) => ({ publishId: head.publishId, groupId: group?.groupId ?? '', change })),
  );
}

/** The plans with the licenses that Microsoft has yet to give through other groups than this one. */
export function reserveForWaiting(
  plans: readonly Plan[],
  waiting: readonly Waiting[],
  users: ReadonlyMap<string, DirectoryUser>,
  ownGroupId: string | undefined,
): readonly Plan[] {
  const reserved = new Map<string, Set<string>>();
  for (const { groupId, change } of waiting) {
    const user = users.get(change.userId);
    const { throughGroup } = summarizeSteps(change.steps);
    if (!user || groupId === ownGroupId || hasGained(throughGroup, user, groupId)) continue;
    for (const { skuId } of throughGroup.add)
      if (workingLicenses(user, skuId).length === 0)
        reserved.set(skuId, (reserved.get(skuId) ?? new Set()).add(user.id));
  }
  return plans.map((plan) => {
    const count = reserved.get(plan.skuId)?.size ?? 0;
    return count > 0 ? { ...plan, consumedUnits: plan.consumedUnits + count } : plan;
  });
}
