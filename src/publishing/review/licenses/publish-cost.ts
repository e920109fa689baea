import type { ChangeSet, GroupChange } from '../../../model/change-set.js';
import type { PublishRoute } from '../../../model/workspace.js';

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

/** Writes that Microsoft takes at once when nothing was written for a while, and those it takes per second afterwards. */
const burstWrites = 3_000;
const writesPerSecond = 20;
const itemsPerBatch = 20;
const membersPerWrite = 20;
/** What a batch of writes takes when nothing holds it back, in milliseconds, with several under way at a time. */
const batchMs = 250;

/** @see https://learn.microsoft.com/graph/throttling-limits */
export function estimateDurationMs(writes: number, burst: number = burstWrites): number {
  const paced = Math.max(0, writes - Math.max(0, burst)) / writesPerSecond;
  return Math.max(paced * 1000, Math.ceil(writes / itemsPerBatch) * batchMs);
}

/** How long the rest takes at the documented quota, in milliseconds, after so many writes in so much time. */
export function estimateRestMs(writes: number, sent: number, elapsedMs: number): number {
  const refilled = (elapsedMs / 1000) * writesPerSecond;
  return estimateDurationMs(writes, Math.min(burstWrites, burstWrites - sent + refilled));
}

/** What this change costs on its route. */
export function estimateCost(changeSet: ChangeSet): PublishCost {
  const writes = countWrites(changeSet);
  return {
    route: changeSet.route,
    writes,
    requests: Math.ceil(writes / itemsPerBatch),
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
