import * as v from 'valibot';
import { errorCodes, ProvisioningError } from '../model/errors.js';
import { readRecord, type RecordFormat } from '../workspaces/record-format.js';
import { workspaceContentSchema } from '../workspaces/workspace-schema.js';
import {
  journalSchemaVersion,
  type DamagedPublish,
  type JournalEntry,
  type PublishHead,
  type PublishSummary,
} from './journal.js';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
const ids = v.array(id);
const date = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const license = v.object({ skuId: id, disabledPlans: ids });
const serviceParts = { providerId: id, serviceId: id, optionId: v.exactOptional(id) };
const service = v.object(serviceParts);

const change = v.object({
  userId: id,
  addLicenses: v.array(license),
  removeLicenses: ids,
  changedPlans: ids,
  addServices: v.array(service),
  removeServices: v.array(v.object({ ...serviceParts, assignmentId: v.exactOptional(id) })),
  setUsageLocation: v.exactOptional(id),
  wave: count,
  group: v.exactOptional(v.picklist(['join', 'leave'])),
  byGroup: v.exactOptional(ids),
  anyway: v.exactOptional(v.array(v.tuple([id, id]))),
  before: v.object({
    licenses: v.array(license),
    services: v.array(service),
    usageLocation: v.exactOptional(id),
  }),
});

const counts = v.object({ applied: count, failed: count, notAttempted: count, skipped: count });
const end = v.picklist(['completed', 'cancelled', 'stopped', 'superseded']);

const head = v.object({
  schemaVersion: v.literal(journalSchemaVersion),
  publishId: id,
  tenantId: id,
  workspaceId: id,
  workspaceName: v.pipe(v.string(), v.maxLength(1_000)),
  kind: v.picklist(['publish', 'undo', 'reclaim', 'resume', 'retry']),
  reverts: v.boolean(),
  route: v.picklist(['direct', 'group']),
  of: v.exactOptional(id),
  by: id,
  startedAt: date,
  changeCount: count,
  blockedCount: count,
});

const outcome = v.object({
  userId: id,
  status: v.picklist(['applied', 'failed', 'not-attempted', 'skipped']),
  at: date,
  code: v.exactOptional(v.picklist(errorCodes)),
  requestId: v.exactOptional(id),
  given: ids,
  taken: ids,
});

const entrySchema = v.variant('kind', [
  v.object({
    kind: v.literal('started'),
    head,
    content: v.exactOptional(workspaceContentSchema),
    contentBefore: v.exactOptional(workspaceContentSchema),
    group: v.exactOptional(
      v.object({
        groupId: v.exactOptional(id),
        addLicenses: v.array(license),
        removeLicenses: ids,
        before: v.array(license),
        bystanders: ids,
      }),
    ),
  }),
  v.object({ kind: v.literal('planned'), changes: v.array(change) }),
  v.object({
    kind: v.literal('ledger'),
    changes: v.array(
      v.object({ action: v.picklist(['claim', 'drop']), workspaceId: id, userId: id, key: id }),
    ),
  }),
  v.object({
    kind: v.literal('intent'),
    part: v.picklist(['usage-location', 'licenses', 'services', 'membership']),
    userIds: ids,
    at: date,
  }),
  v.object({ kind: v.literal('outcomes'), outcomes: v.array(outcome) }),
  v.object({ kind: v.literal('finished'), at: date, end, counts }),
]) satisfies v.GenericSchema<unknown, JournalEntry>;

const headFormat: RecordFormat<PublishHead> = {
  noun: 'publish',
  versionKey: 'schemaVersion',
  version: journalSchemaVersion,
  schema: head,
  upgrades: {},
};

/**
 * Checks entries that come from storage.
 * @throws {ProvisioningError} `record-newer`, `record-unreadable`
 */
export function parseEntry(entry: unknown): JournalEntry {
  const isStart = v.is(v.object({ kind: v.literal('started'), head: v.unknown() }), entry);
  // The version decides first: a newer record must not count as a broken one.
  if (isStart) readRecord(headFormat, entry.head);
  const result = v.safeParse(entrySchema, entry, { abortEarly: true });
  if (result.success) return result.output;
  const path = (v.getDotPath(result.issues[0]) ?? '').slice(0, 120);
  throw new ProvisioningError(
    'record-unreadable',
    `A journal entry is not readable: "${path}" is not right.`,
  );
}

/**
 * Checks all entries of a publish, in their order.
 * @throws {ProvisioningError} `record-newer`, `record-unreadable`
 */
export function parseEntries(entries: readonly unknown[]): readonly JournalEntry[] {
  const read = entries.map(parseEntry);
  if (read[0]?.kind !== 'started')
    throw new ProvisioningError('record-unreadable', 'A publish does not begin with its head.');
  return read;
}

/** @throws {ProvisioningError} `record-newer`, `record-unreadable` */
export function parseSummary(row: { readonly head: unknown; readonly finished?: unknown }): PublishSummary {
  const summary = { head: readRecord(headFormat, row.head) };
  const finished = v.safeParse(v.optional(v.object({ at: date, end, counts })), row.finished);
  if (!finished.success)
    throw new ProvisioningError('record-unreadable', 'The end of a publish is not readable.');
  return finished.output ? { ...summary, finished: finished.output } : summary;
}

/** What can still be told of a publish whose record is damaged. */
export function describeDamaged(
  row: { readonly publishId: string; readonly workspaceId: unknown; readonly head: unknown },
  entries: readonly unknown[],
): DamagedPublish {
  const { publishId } = row;
  const workspaceId = v.safeParse(id, row.workspaceId);
  const started = v.safeParse(v.object({ startedAt: date }), row.head);
  return {
    publishId,
    ...(workspaceId.success ? { workspaceId: workspaceId.output } : {}),
    ...(started.success ? { startedAt: started.output.startedAt } : {}),
    record: { publish: row, entries },
  };
}
