import { estimateDurationMs } from '../../../graph/pace/estimate-duration.js';
import { membersPerWrite, requestsPerBatch } from '../../../microsoft/request-limits.js';
import type { ChangeSet, GroupChange } from '../../../model/publish/change-set.js';
import type { PublishRoute } from '../../../model/workspace/workspace.js';

/** What a publish costs on one route. */
export interface PublishCost {
  readonly route: PublishRoute;
  /** Writes that count against Microsoft's quota. */
  readonly writes: number;
  /** Requests over the wire. */
  readonly requests: number;
  /** How long sending takes at the documented quota, in milliseconds. On the group route Microsoft assigns afterwards. */
  readonly durationMs: number;
}

/** What this change costs on its route. */
export function estimateCost(changeSet: ChangeSet): PublishCost {
  const writes = countWrites(changeSet);
  return {
    route: changeSet.route,
    writes,
    requests: Math.ceil(writes / requestsPerBatch),
    durationMs: estimateDurationMs(writes),
  };
}

function countWrites({ changes, group }: ChangeSet): number {
  const joining = new Map<number, number>();
  let writes = group ? countGroupWrites(group) : 0;
  for (const { steps, wave } of changes)
    for (const { kind } of steps)
      if (kind === 'join') joining.set(wave, (joining.get(wave) ?? 0) + 1);
      else if (kind !== 'await-microsoft') writes += 1;
  for (const count of joining.values()) writes += Math.ceil(count / membersPerWrite);
  return writes;
}

/** One for the group itself when it is still to be made, and one for its licenses. */
function countGroupWrites({ groupId, add, remove }: GroupChange): number {
  return (groupId === undefined ? 1 : 0) + (add.length + remove.length > 0 ? 1 : 0);
}
