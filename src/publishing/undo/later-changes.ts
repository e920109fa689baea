import { toPlan, toService, type Entitlement } from '../../model/holding/entitlement.js';
import { groupHolder, userHolder, type Holder } from '../../model/holding/holder.js';
import { summarizeSteps } from '../../model/publish/step.js';
import { subjectKey, type GrantSubject } from '../../store/journal/fold-grants.js';
import { listChain, readRecords, type PublishRecord } from '../../store/journal/publish-record.js';
import type { CallOptions, Journal } from '../../store/store.js';

/** What was published after a publish, or after the first that it went on with: an undo never touches it. */
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
  // What came between the first of them and one that went on with it is later, too.
  const first = publishes.findLastIndex(({ head }) => own.has(head.publishId));
  const later = publishes
    .slice(0, Math.max(0, first))
    .filter(({ head }) => !own.has(head.publishId) && !undone.has(head.publishId))
    .filter(
      ({ head }) => !head.reverts || (head.of !== undefined && !own.has(head.of) && !undone.has(head.of)),
    );
  const records = await readRecords(journal, later, options);
  const touched = new Set(records.flatMap((record) => [...listTouched(record)].map(subjectKey)));
  return { touches: (holder, entitlement) => touched.has(subjectKey({ holder, entitlement })) };
}

function* listTouched(record: PublishRecord): Generator<GrantSubject, void> {
  yield* record.notes;
  for (const { userId, steps } of record.changes) {
    const holder = userHolder(userId);
    const { licenses, giveServices, takeServices } = summarizeSteps(steps);
    const { given, taken } = record.effectsOf(holder);
    for (const entitlement of [...given.values(), ...taken.values()]) yield { holder, entitlement };
    if (record.outcomes.get(userId)?.status === 'failed') continue;
    for (const skuId of licenses.changed) yield { holder, entitlement: toPlan(skuId) };
    for (const service of [...giveServices, ...takeServices])
      yield { holder, entitlement: toService(service) };
  }
  const { group, plannedGroup } = record;
  if (!group?.groupId || !plannedGroup) return;
  const holder = groupHolder(group.groupId);
  const skuIds = [...plannedGroup.add.map(({ skuId }) => skuId), ...plannedGroup.remove];
  for (const skuId of skuIds) yield { holder, entitlement: toPlan(skuId) };
}
