import type { GrantNote } from '../../../src/model/holding/grant.js';
import { holderToKey } from '../../../src/model/holding/holder.js';
import type { JournalEntry } from '../../../src/store/journal/journal-entry.js';
import type { Journal } from '../../../src/store/store.js';

/** What is on record as about to be written, by holder and step, and since when. */
export class ClaimsOnRecord {
  readonly #since = new Map<string, number>();
  readonly #now: () => number;
  readonly #onNote: (note: GrantNote) => void;

  /**
   * @param now - milliseconds, as time is counted
   * @param onNote - told what is noted of grants without any write
   */
  constructor(now: () => number, onNote: (note: GrantNote) => void) {
    this.#now = now;
    this.#onNote = onNote;
  }

  /** The same journal; what it takes in is noted. */
  watch(journal: Journal): Journal {
    return {
      ...journal,
      append: async (publishId, entries, hold) => {
        const asked = this.#now();
        await journal.append(publishId, entries, hold);
        for (const entry of entries) this.#note(entry, asked);
      },
    };
  }

  /** How old the claim is under which this is written, in milliseconds; undefined when there is none. */
  ageOf(holderKey: string, step: string): number | undefined {
    const since = this.#since.get(`${holderKey} ${step}`);
    return since === undefined ? undefined : this.#now() - since;
  }

  #note(entry: JournalEntry, at: number): void {
    if (entry.kind === 'claimed')
      for (const { holder, step } of entry.claims) this.#since.set(`${holderToKey(holder)} ${step}`, at);
    if (entry.kind === 'noted') entry.notes.forEach(this.#onNote);
    if (entry.kind === 'settled')
      for (const { holder, step } of entry.settlements) this.#since.delete(`${holderToKey(holder)} ${step}`);
  }
}
