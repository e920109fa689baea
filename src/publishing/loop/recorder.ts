import type { Journal, JournalEntry, RecordedOutcome, WritePart } from './journal.js';

/** Outcomes that may wait for the next intent; more are written at once. */
const outcomesHeldBack = 100;

/**
 * Writes one publish's intents and outcomes. Outcomes travel with the next intent, so a batch costs one transaction;
 * an outcome lost in a crash is found again by reading the tenant, an intent would not be.
 */
export class JournalWriter {
  readonly #journal: Journal;
  readonly #publishId: string;
  readonly #now: () => number;
  readonly #intended = new Set<string>();
  #outcomes: RecordedOutcome[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(journal: Journal, publishId: string, now: () => number) {
    this.#journal = journal;
    this.#publishId = publishId;
    this.#now = now;
  }

  /** Resolves when it is durable that these users are about to be written. Repeating an intent costs nothing. */
  async intend(part: WritePart, userIds: readonly string[]): Promise<void> {
    const fresh = userIds.filter((userId) => !this.#intended.has(`${part} ${userId}`));
    if (fresh.length === 0) return;
    const at = new Date(this.#now()).toISOString();
    await this.#append([...this.#takeOutcomes(), { kind: 'intent', part, userIds: fresh, at }]);
    for (const userId of fresh) this.#intended.add(`${part} ${userId}`);
  }

  async settle(outcome: Omit<RecordedOutcome, 'at'>): Promise<void> {
    this.#outcomes.push({ ...outcome, at: new Date(this.#now()).toISOString() });
    if (this.#outcomes.length >= outcomesHeldBack) await this.flush();
  }

  async flush(): Promise<void> {
    await this.#append(this.#takeOutcomes());
  }

  #takeOutcomes(): JournalEntry[] {
    const outcomes = this.#outcomes;
    this.#outcomes = [];
    return outcomes.length > 0 ? [{ kind: 'outcomes', outcomes }] : [];
  }

  /** One append at a time keeps the order. */
  #append(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return this.#last;
    const next = this.#last.then(() => this.#journal.append(this.#publishId, entries));
    this.#last = next.catch(() => undefined);
    return next;
  }
}
