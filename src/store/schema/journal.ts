import * as v from 'valibot';
import { errorCodes } from '../../model/error-codes.js';
import { ProvisioningError } from '../../model/errors.js';
import type { GrantNote } from '../../model/holding/grant.js';
import {
  journalSchemaVersion,
  outcomeReasons,
  type Claim,
  type JournalEntry,
  type PublishHead,
  type PublishSummary,
  type RecordedGroup,
  type Settlement,
  type StartedEntry,
} from '../journal/journal-entry.js';
import { plannedChange, plannedGroup } from './change.js';
import { count, entitlement, holder, id, moment, publishKind, text } from './fields.js';
import type { RecordFormat } from './record-format.js';
import { readStored, type PlainFormat } from './record.js';
import { workspaceContentSchema } from './workspace-format.js';

const head = v.object({
  schemaVersion: v.literal(journalSchemaVersion),
  publishId: id,
  workspaceId: v.exactOptional(id),
  workspaceName: text(200),
  kind: publishKind,
  reverts: v.boolean(),
  route: v.picklist(['direct', 'group']),
  of: v.exactOptional(id),
  by: id,
  startedAt: moment,
  peopleCount: count,
  blockedCount: count,
}) satisfies v.GenericSchema<unknown, PublishHead>;

const entitlements = v.array(entitlement);

const claim = v.object({
  holder,
  step: v.picklist([
    'set-country',
    'write-licenses',
    'give-service',
    'take-service',
    'join',
    'leave',
    'await-microsoft',
    'ask-again',
  ]),
  gives: entitlements,
  takes: entitlements,
}) satisfies v.GenericSchema<unknown, Claim>;

const settlement = v.object({
  ...claim.entries,
  given: entitlements,
  taken: entitlements,
  open: entitlements,
}) satisfies v.GenericSchema<unknown, Settlement>;

const noted = { holder, entitlement, workspaceId: id };

const note = v.variant('action', [
  v.object({ ...noted, action: v.literal('adopt'), unrecorded: v.exactOptional(v.literal(true)) }),
  v.object({ ...noted, action: v.literal('drop') }),
  v.object({ ...noted, action: v.literal('missing'), at: moment }),
]) satisfies v.GenericSchema<unknown, GrantNote>;

const outcome = v.object({
  userId: id,
  status: v.picklist(['applied', 'failed', 'open', 'not-sent']),
  at: moment,
  // A code that a later version added says at least that it failed.
  code: v.exactOptional(v.fallback(v.picklist(errorCodes), 'unexpected')),
  reason: v.exactOptional(v.picklist(outcomeReasons)),
  requestId: v.exactOptional(text(200)),
});

const finished = v.object({
  at: moment,
  end: v.picklist(['completed', 'cancelled', 'stopped', 'superseded']),
  counts: v.object({ applied: count, failed: count, open: count, notSent: count }),
});

const group = v.object({
  name: text(256),
  groupId: v.exactOptional(id),
}) satisfies v.GenericSchema<unknown, RecordedGroup>;

/** One fact about a publish. */
export const entrySchema = v.variant('kind', [
  v.object({
    kind: v.literal('started'),
    head,
    content: v.exactOptional(workspaceContentSchema),
    contentBefore: v.exactOptional(workspaceContentSchema),
  }),
  v.object({
    kind: v.literal('planned'),
    group: v.exactOptional(plannedGroup),
    changes: v.array(plannedChange),
    assigned: v.exactOptional(v.record(id, count)),
  }),
  v.object({ kind: v.literal('group'), ...group.entries }),
  v.object({ kind: v.literal('noted'), notes: v.array(note) }),
  v.object({ kind: v.literal('claimed'), at: moment, claims: v.array(claim) }),
  v.object({ kind: v.literal('settled'), at: moment, settlements: v.array(settlement) }),
  v.object({ kind: v.literal('outcomes'), outcomes: v.array(outcome) }),
  v.object({ kind: v.literal('finished'), ...finished.entries }),
]) satisfies v.GenericSchema<unknown, JournalEntry>;

/** A publish in a list. */
export const summarySchema = v.object({
  head,
  group: v.exactOptional(group),
  finished: v.exactOptional(finished),
}) satisfies v.GenericSchema<unknown, PublishSummary>;

const headRecord: RecordFormat<PublishHead> = {
  noun: 'publish',
  versionKey: 'schemaVersion',
  version: journalSchemaVersion,
  schema: head,
  upgrades: {},
};

const entryRecord: PlainFormat<JournalEntry> = { noun: 'journal entry', schema: entrySchema };

const finishedRecord: PlainFormat<NonNullable<PublishSummary['finished']>> = {
  noun: 'end of a publish',
  schema: finished,
};

const groupRecord: PlainFormat<RecordedGroup> = { noun: 'group of a publish', schema: group };

/** Reads one entry. @throws {ProvisioningError} `record-newer`, `record-unreadable` */
export function readEntry(record: unknown): JournalEntry {
  const start = v.safeParse(v.object({ kind: v.literal('started'), head: v.unknown() }), record);
  // The version decides first: a newer record must not count as a broken one.
  if (start.success) readStored(headRecord, start.output.head);
  return readStored(entryRecord, record);
}

/** Reads the first entry of a publish. @throws {ProvisioningError} `record-newer`, `record-unreadable` */
export function readStart(record: unknown): StartedEntry {
  const first = readEntry(record);
  if (first.kind === 'started') return first;
  throw new ProvisioningError('record-unreadable', 'The records of a publish do not begin with its head.');
}

/** Reads all entries of a publish, in their order. @throws {ProvisioningError} `record-newer`, `record-unreadable` */
export function readEntries(records: readonly unknown[]): readonly JournalEntry[] {
  const [first, ...rest] = records;
  return [readStart(first), ...rest.map(readEntry)];
}

/** What is stored of a publish for lists; may be anything until it is read. */
export type StoredSummary = { readonly [K in keyof PublishSummary]?: unknown };

/** Reads the head of a publish, its group and its end. @throws {ProvisioningError} `record-newer`, `record-unreadable` */
export function readSummary(row: StoredSummary): PublishSummary {
  return {
    head: readStored(headRecord, row.head),
    ...(row.group === undefined ? {} : { group: readStored(groupRecord, row.group) }),
    ...(row.finished === undefined ? {} : { finished: readStored(finishedRecord, row.finished) }),
  };
}
