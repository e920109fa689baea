import { entitlementToKey, toPlan, toService, type Entitlement } from '../../model/entitlement.js';
import { holderToKey, type Holder } from '../../model/holder.js';
import { summarizeSteps } from '../../model/step.js';
import { listChain, readIfReadable, type PublishRecord } from '../../store/journal/publish-record.js';
import type { CallOptions, Journal } from '../../store/store.js';

/** What was published after a publish: an undo never touches it. */
export interface LaterChanges {
  touches(holder: Holder, entitlement: Entitlement): boolean;
}

/**
 * Reads what was published after a publish and still stands: what was undone as a whole does not count.
 *
 * @throws {ProvisioningError} `storage-unavailable`, `record-newer`, `record-unreadable`
 */
export async function readLaterChanges(
  journal: Pick<Journal, 'list' | 'read'>,
  publishId: string,
  options: CallOptions = {},
): Promise<LaterChanges> {
  const { publishes } = await journal.list(options);
  const undone = new Set(
    publishes.flatMap(({ head, finished }) =>
      head.reverts && head.of !== undefined && finished?.end === 'completed' && finished.counts.failed === 0
        ? [head.of]
        : [],
    ),
  );
  const own = await listChain(journal, publishId);
  const later = publishes
    .slice(
      0,
      Math.max(
        0,
        publishes.findIndex(({ head }) => head.publishId === publishId),
      ),
    )
    .filter(({ head }) => !own.has(head.publishId) && !undone.has(head.publishId))
    .filter(
      ({ head }) => !head.reverts || (head.of !== undefined && !own.has(head.of) && !undone.has(head.of)),
    );
  const touched = new Set<string>();
  for (const { head } of later) {
    const record = await readIfReadable(journal, head.publishId, options);
    for (const key of record ? listTouched(record) : []) touched.add(key);
  }
  return { touches: (holder, entitlement) => touched.has(toKey(holder, entitlement)) };
}

function* listTouched(record: PublishRecord): Generator<string, void> {
  for (const { holder, entitlement } of record.notes) yield toKey(holder, entitlement);
  for (const { userId, steps } of record.changes) {
    const holder: Holder = { kind: 'user', userId };
    const { licenses, giveServices, takeServices } = summarizeSteps(steps);
    const { given, taken } = record.effectsOf(holder);
    for (const entitlement of [...given.values(), ...taken.values()]) yield toKey(holder, entitlement);
    if (record.outcomes.get(userId)?.status === 'failed') continue;
    for (const skuId of licenses.changed) yield toKey(holder, toPlan(skuId));
    for (const service of [...giveServices, ...takeServices]) yield toKey(holder, toService(service));
  }
  const { group, plannedGroup } = record;
  if (!group?.groupId || !plannedGroup) return;
  const holder: Holder = { kind: 'group', groupId: group.groupId };
  for (const { skuId } of plannedGroup.add) yield toKey(holder, toPlan(skuId));
  for (const skuId of plannedGroup.remove) yield toKey(holder, toPlan(skuId));
}

function toKey(holder: Holder, entitlement: Entitlement): string {
  return `${holderToKey(holder)} ${entitlementToKey(entitlement)}`;
}
