import { ProvisioningError } from '../model/errors.js';
import type { GroupChange, LedgerChange } from '../model/publish-plan.js';
import type { WorkspaceContent } from '../model/workspace.js';
import type { Journal, JournalEntry, PublishSummary, RecordedChange, RecordedOutcome } from './journal.js';

/** One publish, put together from its journal. */
export interface PublishRecord extends PublishSummary {
  readonly content?: WorkspaceContent;
  readonly contentBefore?: WorkspaceContent;
  /** On the group route. */
  readonly group?: GroupChange;
  readonly changes: readonly RecordedChange[];
  /** The last known outcome per user. */
  readonly outcomes: ReadonlyMap<string, RecordedOutcome>;
  /** What it noted about who gave what without writing anything. */
  readonly ledger: readonly LedgerChange[];
  /** Users for whom a request may have left. */
  readonly intended: ReadonlySet<string>;
}

/** @throws {ProvisioningError} `not-found`, `storage-unavailable`, `record-newer`, `record-unreadable` */
export async function readPublishRecord(journal: Journal, publishId: string): Promise<PublishRecord> {
  const entries = await journal.read(publishId);
  if (entries.length === 0)
    throw new ProvisioningError('not-found', `The journal knows no publish ${publishId}.`);
  const outcomes = new Map<string, RecordedOutcome>();
  const intended = new Set<string>();
  const changes: RecordedChange[] = [];
  const ledger: LedgerChange[] = [];
  let contents: Pick<PublishRecord, 'content' | 'contentBefore' | 'group'> = {};
  for (const entry of entries)
    switch (entry.kind) {
      case 'started':
        contents = {
          ...(entry.content ? { content: entry.content } : {}),
          ...(entry.contentBefore ? { contentBefore: entry.contentBefore } : {}),
        };
        break;
      case 'planned':
        if (entry.group) contents = { ...contents, group: entry.group };
        changes.push(...entry.changes);
        break;
      case 'intent':
        for (const userId of entry.userIds) intended.add(userId);
        break;
      case 'outcomes':
        for (const outcome of entry.outcomes)
          outcomes.set(outcome.userId, mergeOutcome(outcomes.get(outcome.userId), outcome));
        break;
      case 'ledger':
        ledger.push(...entry.changes);
        break;
      case 'finished':
        break;
    }
  return { ...summarize(entries), ...contents, changes, outcomes, ledger, intended };
}

/**
 * A publish together with those that it resumed or retried: every change as first planned, every outcome as last known.
 *
 * @throws {ProvisioningError} `not-found`, `storage-unavailable`, `record-newer`, `record-unreadable`
 */
export async function readPublishChain(journal: Journal, publishId: string): Promise<PublishRecord> {
  const record = await readPublishRecord(journal, publishId);
  const { kind, of } = record.head;
  if (!of || (kind !== 'resume' && kind !== 'retry')) return record;
  const earlier = await readPublishChain(journal, of);
  const outcomes = new Map(earlier.outcomes);
  for (const [userId, outcome] of record.outcomes)
    outcomes.set(userId, mergeOutcome(outcomes.get(userId), outcome));
  return {
    ...record,
    ...(earlier.group ? { group: earlier.group } : {}),
    changes: earlier.changes,
    outcomes,
    ledger: [...earlier.ledger, ...record.ledger],
    intended: new Set([...earlier.intended, ...record.intended]),
  };
}

/** A later outcome counts; what an earlier one gave and took stays given and taken. */
function mergeOutcome(before: RecordedOutcome | undefined, now: RecordedOutcome): RecordedOutcome {
  if (!before) return now;
  return {
    ...now,
    given: [...new Set([...before.given, ...now.given])],
    taken: [...new Set([...before.taken, ...now.taken])],
  };
}

/** Changes that nobody knows to be done: without an outcome, or not attempted. */
export function listUnfinished({ changes, outcomes }: PublishRecord): RecordedChange[] {
  return changes.filter(({ userId }) => {
    const status = outcomes.get(userId)?.status;
    return status === undefined || status === 'not-attempted';
  });
}

export function listFailed({ changes, outcomes }: PublishRecord): RecordedChange[] {
  return changes.filter(({ userId }) => outcomes.get(userId)?.status === 'failed');
}

/** The head of a publish and its end, if it has come to one. The last end counts. */
function summarize(entries: readonly JournalEntry[]): PublishSummary {
  let summary: PublishSummary | undefined;
  for (const entry of entries)
    if (entry.kind === 'started') summary = { head: entry.head };
    else if (entry.kind === 'finished' && summary) {
      const { at, end, counts } = entry;
      summary = { ...summary, finished: { at, end, counts } };
    }
  if (!summary) throw new Error('A publish starts with its head.');
  return summary;
}
