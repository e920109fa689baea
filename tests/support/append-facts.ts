import type { JournalEntry } from '../../src/store/journal/journal-entry.js';
import type { Store } from '../../src/store/store.js';

/** Adds facts to a publish as a session that takes the lease for it and gives it back. */
export async function appendFacts(
  { lease, journal }: Pick<Store, 'lease' | 'journal'>,
  publishId: string,
  facts: readonly JournalEntry[],
): Promise<void> {
  const hold = await lease.take('past');
  await journal.append(publishId, facts, hold);
  await lease.release(hold);
}
