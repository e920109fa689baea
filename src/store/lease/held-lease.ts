import type { Clock } from '../../graph/pace/clock.js';
import { elapsedMs, type Moment } from '../../model/elapsed.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import type { LeaseRecord } from '../store.js';
import type { Lease, LeaseHold, LeaseProgress } from './lease.js';

/** How often the holder shows that it is there, in milliseconds. */
const beatMs = 20_000;

/** How often it shows how far it is, at most, in milliseconds. */
const progressMs = 10_000;

/**
 * The tenant's lease as one session holds it: one publisher at a time, in whichever tab or on whichever machine.
 * While it is held its beat is raised, so that others see that somebody is there.
 */
export class HeldLease {
  readonly #record: LeaseRecord;
  readonly #clock: Clock;
  /** Names whoever holds it: a tab, a process. */
  readonly sessionId: string;
  /** From when it is asked for until it is given back. */
  #isInUse = false;
  #hold: LeaseHold | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #progress: LeaseProgress | undefined;
  #raisedAt: Moment | undefined;
  /** What holds it for a moment only. */
  #borrowed: Promise<unknown> = Promise.resolve();

  constructor(record: LeaseRecord, sessionId: string, clock: Clock) {
    this.#record = record;
    this.sessionId = sessionId;
    this.#clock = clock;
  }

  /** Under what facts are added to the journal. @throws {ProvisioningError} `lease-lost` when it is not held */
  get hold(): LeaseHold {
    if (!this.#hold)
      throw new ProvisioningError('lease-lost', 'This session is not publishing to the tenant.');
    return this.#hold;
  }

  /**
   * @param over - a holder that was seen without a move for two minutes: it is replaced, if it has not moved since
   * @throws {ProvisioningError} `conflict` when this session or somebody else publishes to the tenant now
   */
  async take(over?: Pick<Lease, 'fence' | 'beat'>): Promise<void> {
    await this.#borrowed;
    await this.#take(over);
    this.#beat = setInterval(() => void this.#raise(), beatMs);
    // In Node a publish that waits for nothing else must not be kept alive by its beat.
    if (typeof this.#beat === 'object') this.#beat.unref();
  }

  async release(): Promise<void> {
    clearInterval(this.#beat);
    const hold = this.#hold;
    this.#hold = this.#progress = this.#raisedAt = undefined;
    this.#isInUse = false;
    if (hold) await this.#record.release(hold);
  }

  /** Says how far it is. Others see it with the next beat at the latest, and at once when it was long ago that it was raised. */
  report(progress: LeaseProgress): void {
    this.#progress = progress;
    if (this.#hold && (!this.#raisedAt || elapsedMs(this.#raisedAt, this.#now) >= progressMs))
      void this.#raise();
  }

  /**
   * Does something short under the lease; whoever publishes afterwards waits for it.
   * @returns undefined when somebody publishes, or nothing may be written: then it was not done
   */
  borrow<T>(work: () => Promise<T>): Promise<T | undefined> {
    const done = this.#borrowed.then(() => this.#borrow(work));
    // Whoever asked for it is told; the next one does not care.
    this.#borrowed = done.catch(() => undefined);
    return done;
  }

  async #borrow<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      await this.#take();
    } catch (thrown) {
      const { code } = toProvisioningError(thrown);
      if (code === 'conflict' || code === 'not-allowed') return undefined;
      throw thrown;
    }
    try {
      return await work();
    } finally {
      await this.release();
    }
  }

  async #take(over?: Pick<Lease, 'fence' | 'beat'>): Promise<void> {
    // A store gives a session again what it has; two publishes of one session are in each other's way all the same.
    if (this.#isInUse)
      throw new ProvisioningError('conflict', 'This session is already publishing to the tenant.', {
        retryable: true,
      });
    this.#isInUse = true;
    try {
      this.#hold = await this.#record.take(this.sessionId, over ? { over } : {});
    } catch (thrown) {
      this.#isInUse = false;
      throw thrown;
    }
  }

  /** A beat that the store does not take is tried again with the next; that the lease is lost shows at the next entry. */
  async #raise(): Promise<void> {
    const hold = this.#hold;
    if (!hold) return;
    this.#raisedAt = this.#now;
    try {
      await this.#record.raise(hold, this.#progress);
    } catch (thrown) {
      // One that was given back meanwhile, and taken anew, goes on.
      if (this.#hold === hold && toProvisioningError(thrown).code === 'lease-lost') clearInterval(this.#beat);
    }
  }

  get #now(): Moment {
    return { wallMs: this.#clock.now(), countedMs: this.#clock.counted() };
  }
}
