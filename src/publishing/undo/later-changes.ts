import { entitlementToKey, toPlan, toService, type Entitlement } from '../../model/entitlement.js';
import { groupHolder, holderToKey, userHolder, type Holder } from '../../model/holder.js';
import { summarizeSteps } from '../../model/step.js';
import { listChain, readRecords, type PublishRecord } from '../../store/journal/publish-record.js';
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
  const place = publishes.findIndex(({ head }) => head.publishId === publishId);
  const later = publishes
    .slice(0, Math.max(0, place))
    .filter(({ head }) => !own.has(head.publishId) && !undone.has(head.publishId))
    .filter(
      ({ head }) => !head.reverts || (head.of !== undefined && !own.has(head.of) && !undone.has(head.of)),
    );
  const records = await readRecords(journal, later, options);
  const touched = new Set(records.flatMap((record) => [...listTouched(record)]));
  return { touches: (holder, entitlement) => touched.has(toKey(holder, entitlement)) };
}

function* listTouched(record: PublishRecord): Generator<string, void> {
  for (const { holder, entitlement } of record.notes) yield toKey(holder, entitlement);
  for (const { userId, steps } of record.changes) {
    const holder = userHolder(userId);
    const { licenses, giveServices, takeServices } = summarizeSteps(steps);
    const { given, taken } = record.effectsOf(holder);
    for (const entitlement of [...given.values(), ...taken.values()]) yield toKey(holder, entitlement);
    if (record.outcomes.get(userId)?.status === 'failed') continue;
    for (const skuId of licenses.changed) yield toKey(holder, toPlan(skuId));
    for (const service of [...giveServices, ...takeServices]) yield toKey(holder, toService(service));
  }
  const { group, plannedGroup } = record;
  if (!group?.groupId || !plannedGroup) return;
  const skuIds = [...plannedGroup.add.map(({ skuId }) => skuId), ...plannedGroup.remove];
  for (const skuId of skuIds) yield toKey(groupHolder(group.groupId), toPlan(skuId));
}

function toKey(holder: Holder, entitlement: Entitlement): string {
  return `${holderToKey(holder)} ${entitlementToKey(entitlement)}`;
}
