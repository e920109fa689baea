import { countResults } from '../../model/user-result.js';
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
