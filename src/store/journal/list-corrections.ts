import { holderToKey, userHolder } from '../../model/holding/holder.js';
import { countResults } from '../../model/publish/user-result.js';
import type { JournalEntry, Outcome, PublishSummary } from './journal-entry.js';
import type { PublishRecord } from './publish-record.js';

/** The entries by which somebody says later what became of people in a publish, and with them what it came to. */
export function listCorrections(
  record: PublishRecord,
  outcomes: readonly Outcome[],
  finished: Pick<NonNullable<PublishSummary['finished']>, 'at' | 'end'> | undefined = record.finished,
): JournalEntry[] {
  const all = new Map(record.outcomes);
  for (const outcome of outcomes) all.set(outcome.userId, outcome);
  const entries: JournalEntry[] = [];
  if (outcomes.length > 0) entries.push({ kind: 'outcomes', outcomes });
  if (finished) {
    const { at, end } = finished;
    entries.push({ kind: 'finished', at, end, counts: countResults(all.values()) });
  }
  return entries;
}

/** The last entries of a publish that was cut off, by whoever takes over what it left. @param at - ISO 8601, UTC */
export function listLastEntries(record: PublishRecord, at: string): JournalEntry[] {
  return listCorrections(record, listCutOff(record, at), { at, end: 'superseded' });
}

/** What became of those whom a publish that was cut off had no outcome for, as far as it is known. */
function listCutOff(record: PublishRecord, at: string): Outcome[] {
  const { changes, outcomes, cutOff } = record;
  return changes
    .filter(({ userId }) => !outcomes.has(userId))
    .map(({ userId }): Outcome => {
      const holder = userHolder(userId);
      const { given, taken } = record.effectsOf(holder);
      if (given.size + taken.size > 0) return { userId, status: 'applied', reason: 'settled-later', at };
      return cutOff.has(holderToKey(holder))
        ? { userId, status: 'open', reason: 'unanswered', at }
        : { userId, status: 'not-sent', reason: 'interrupted', at };
    });
}
