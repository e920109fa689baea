import { Backoff } from '../../../graph/pace/backoff.js';
import type { Clock } from '../../../graph/pace/clock.js';
import { toProvisioningError } from '../../../model/errors.js';
import { storeParts } from '../../shares.js';
import type { StorePart } from '../../store.js';
import type { PortalClient } from '../portal-client.js';
import { teamRoutes } from '../routes/team-routes.js';
import { afterRefusalMs, endless } from './limits.js';
import type { Pause } from './pause.js';

/** What changed between two changes, by their numbers. */
export interface PartChanges {
  /** Missing where nobody knew of any before. */
  readonly after?: number;
  readonly sequence: number;
  readonly parts: readonly StorePart[];
}

export interface ChangeReaderOptions {
  readonly client: PortalClient;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly signal: AbortSignal;
  /** Hears which parts changed. */
  readonly onChanged: (parts: readonly StorePart[]) => void;
  /** Hears what the portal answered, for other tabs. */
  readonly onRead: (changes: PartChanges) => void;
}

/** Changes come in crowds while somebody publishes: they are asked for no more often than this, in milliseconds. */
const restMs = 1_000;

/** The first answer says what changed in the last ten seconds; one that comes later than this may have missed some. */
const firstAnswerMs = 8_000;

/** Knows up to which change everything was told, and asks for the rest: one question at a time, until it is answered. */
export class ChangeReader {
  readonly #options: ChangeReaderOptions;
  readonly #since: number;
  #known: number | undefined;
  /** The highest number that was heard of while a question was out. */
  #heard = 0;
  #isAsked = false;
  #isBusy = false;

  constructor(options: ChangeReaderOptions) {
    this.#options = options;
    this.#since = options.clock.counted();
  }

  /** Whether it asks, or has just asked. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Asks for what changed, now or after the question that is out. */
  ask(): void {
    this.#isAsked = true;
    if (!this.#isBusy) void this.#askOn();
  }

  /** Somebody said that this was the last change. */
  hear(sequence: number): void {
    if (this.#isBusy) this.#heard = Math.max(this.#heard, sequence);
    // A lower one: the portal's database was put back.
    else if (sequence !== this.#known) this.ask();
  }

  /** Another tab has read this. */
  take({ after = Infinity, sequence, parts }: PartChanges): void {
    if (this.#known === undefined || after > this.#known) return this.hear(sequence);
    if (sequence <= this.#known) return;
    this.#known = sequence;
    this.#options.onChanged(parts);
  }

  async #askOn(): Promise<void> {
    const { pause, signal } = this.#options;
    let backoff = new Backoff(endless, Math.random);
    this.#isBusy = true;
    while (this.#isAsked && !signal.aborted) {
      this.#isAsked = false;
      try {
        await this.#askOnce();
        backoff = new Backoff(endless, Math.random);
        await pause.wait(restMs, signal);
      } catch (thrown) {
        // The screens tell what cannot be reached, by what they read themselves.
        const { retryable, retryAfterMs = 0 } = toProvisioningError(thrown);
        this.#isAsked = true;
        await pause.wait(retryable ? retryAfterMs + (backoff.next() ?? 0) : afterRefusalMs, signal);
      }
      if (this.#heard > (this.#known ?? 0)) this.#isAsked = true;
      this.#heard = 0;
    }
    this.#isBusy = false;
  }

  async #askOnce(): Promise<void> {
    const { client, clock, signal, onChanged, onRead } = this.#options;
    const after = this.#known;
    const { sequence, parts } = await client.callOnce(
      teamRoutes.changes,
      after === undefined ? {} : { after: String(after) },
      { signal },
    );
    if (signal.aborted) return;
    // Another tab may have known more meanwhile; a lower number than was asked with comes from a database put back.
    this.#known = sequence < (after ?? 0) ? sequence : Math.max(sequence, this.#known ?? 0);
    const isLate = after === undefined && clock.counted() - this.#since > firstAnswerMs;
    onChanged(isLate ? storeParts : parts);
    onRead({ ...(after === undefined ? {} : { after }), sequence, parts });
  }
}
