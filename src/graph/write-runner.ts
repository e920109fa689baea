import type { Auth } from '../auth/auth.js';
import { ProvisioningError, toProvisioningError } from '../model/errors.js';
import { Backoff, writeLimits } from './backoff.js';
import { BATCH_SIZE } from './batch-codec.js';
import type { Beat } from './beat.js';
import type { Clock } from './clock.js';
import { nextTurn } from './event-loop.js';
import type { GraphWrite } from './graph-client.js';
import type { GraphSender } from './graph-sender.js';
import { isSignInNeeded, SignInGate } from './sign-in-gate.js';
import type { TokenBucket } from './token-bucket.js';
import type { WaitBoard } from './wait-board.js';
import { exchangeWrites, type Received, toWireWrite, type WireWrite } from './write-exchange.js';
import {
  createCancelled,
  createLeftOut,
  noAnswer,
  type WriteEnd,
  type WriteJob,
  type WriteRun,
} from './write-job.js';
import { WriteQueue } from './write-queue.js';

export interface RunnerParts {
  readonly auth: Auth;
  readonly sender: GraphSender;
  readonly bucket: TokenBucket;
  readonly waits: WaitBoard;
  readonly beat: Beat;
  readonly clock: Clock;
  readonly random: () => number;
  readonly origin: string;
}

/** Requests that write at the same time. */
const MAX_IN_FLIGHT = 8;

/** Conflicts of one write after which somebody else evidently keeps changing the same thing. */
const MAX_CONFLICTS = 8;

/** Sends writes: packed, paced, in order per key, each tried again alone until it has an outcome. */
export class WriteRunner {
  readonly #parts: RunnerParts;
  readonly #queue = new WriteQueue<WriteJob>();
  readonly #gate: SignInGate;
  readonly #disposed = new AbortController();
  #inFlight = 0;
  #pacing = false;
  #gathering = false;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#gate = new SignInGate(parts.auth, parts.waits, () => this.#dispatch());
  }

  /** Puts a write in line; resolves when it has ended. Never rejects. */
  submit(write: GraphWrite, run: WriteRun): Promise<WriteEnd> {
    if (run.signal.aborted || this.#disposed.signal.aborted) return Promise.resolve(undefined);
    let wire: WireWrite;
    try {
      wire = toWireWrite(write, run.options, this.#parts.origin);
    } catch (thrown) {
      return Promise.resolve({ ok: false, error: toProvisioningError(thrown) });
    }
    return new Promise((resolve) => {
      this.#queue.add({
        write,
        wire,
        run,
        resolve,
        key: write.key,
        lane: `${wire.version} ${[...wire.scopes].sort().join(' ')}`,
        rank: run.rank,
        backoff: new Backoff(writeLimits, this.#parts.random),
        conflicts: 0,
        announced: false,
      });
      this.#dispatch();
    });
  }

  /** Ends a run's writes that only wait their turn. */
  stop(run: WriteRun): void {
    this.#drop((job) => job.run === run);
  }

  dispose(): void {
    this.#disposed.abort(new ProvisioningError('cancelled', 'The pipeline was shut down.'));
    this.#drop(() => true);
    this.#gate.open();
  }

  #drop(matches: (job: WriteJob) => boolean): void {
    for (const job of this.#queue.drop(matches))
      job.resolve(job.announced ? { ok: false, error: createCancelled() } : undefined);
    if (this.#queue.peek(1).length === 0) this.#gate.open();
    this.#dispatch();
  }

  /** Sends as much as may leave now. A batch that is not full waits a turn for company, unless it just did. */
  #dispatch(gathered = false): void {
    while (this.#inFlight < MAX_IN_FLIGHT) {
      const jobs = this.#queue.peek(BATCH_SIZE, this.#gate.closed ? 0 : Infinity);
      if (jobs.length === 0) return;
      if (jobs.length < BATCH_SIZE && !gathered) return this.#gather();
      const delayMs = this.#parts.bucket.getDelay(jobs.length);
      if (delayMs > 0) return this.#pace(delayMs);
      this.#parts.bucket.take(jobs.length);
      this.#queue.take(jobs);
      this.#inFlight += 1;
      void this.#send(jobs);
    }
  }

  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    void nextTurn().then(() => {
      this.#gathering = false;
      this.#dispatch(true);
    });
  }

  #pace(delayMs: number): void {
    if (this.#pacing) return;
    this.#pacing = true;
    const go = (): void => {
      this.#pacing = false;
      this.#dispatch(true);
    };
    // Rejects only when the pipeline is shut down, and then there is nothing left to send.
    this.#parts.waits.sleep('paced', delayMs, this.#disposed.signal).then(go, go);
  }

  async #send(jobs: readonly WriteJob[]): Promise<void> {
    const inOrder = jobs.length > 1 && jobs[0]?.key === jobs[1]?.key;
    const announced = await this.#announce(jobs);
    const sentAt = this.#parts.clock.now();
    const received = await exchangeWrites(
      this.#parts.sender,
      announced.map(({ wire }) => wire),
      inOrder,
    );
    this.#inFlight -= 1;
    this.#noteThrottling(received, sentAt);
    if (inOrder) void this.#settle(announced, received);
    else announced.forEach((job, index) => void this.#settle([job], received.slice(index, index + 1)));
    this.#dispatch();
  }

  /**
   * Ends writes of one key that left in a row, or puts them in line again. One that has to be done again was not done,
   * and so nothing after it was.
   */
  async #settle(jobs: readonly WriteJob[], received: readonly Received[]): Promise<void> {
    for (const [index, job] of jobs.entries()) {
      const one = received[index] ?? { kind: 'silence' };
      const end = isHeldUp(one, index) ? this.#stopOr(job) : await this.#judge(job, one);
      if (end) {
        this.#end(job, end);
        continue;
      }
      this.#queue.putBack(jobs.slice(index + 1));
      this.#queue.makeReady(job);
      return this.#dispatch();
    }
  }

  /** Tells each run what leaves; returns what may. */
  async #announce(jobs: readonly WriteJob[]): Promise<readonly WriteJob[]> {
    const announced: WriteJob[] = [];
    for (const run of new Set(jobs.map((job) => job.run))) {
      const own = jobs.filter((job) => job.run === run);
      try {
        await run.options.onSending?.(own.map(({ write }) => write));
        for (const job of own) job.announced = true;
        announced.push(...own);
      } catch (thrown) {
        for (const job of own) this.#end(job, { ok: false, error: toProvisioningError(thrown) });
      }
    }
    return announced;
  }

  #noteThrottling(received: readonly Received[], sentAt: number): void {
    const throttled = received.flatMap((one) =>
      one.kind === 'answer' && one.answer.status === 429
        ? [this.#parts.sender.toError(one.answer, [], [])]
        : [],
    );
    if (throttled.length === 0) return;
    const share = throttled.length / BATCH_SIZE;
    const holdMs = share === 1 ? Math.min(...throttled.map(({ retryAfterMs }) => retryAfterMs ?? 0)) : 0;
    this.#parts.bucket.lower(share, sentAt, holdMs);
  }

  /** How a write ended; undefined when it is to be sent again. */
  async #judge(job: WriteJob, received: Received): Promise<WriteEnd> {
    if (received.kind === 'silence') return this.#retry(job, received.error ?? createLeftOut(), true);
    if (received.kind === 'unsent') return this.#refuse(job, received.error);
    const { answer, inside } = received;
    const { status, headers, body } = answer;
    if (status >= 200 && status < 300) return { ok: true, answer: { status, headers, body } };
    if (status === 401 && inside) {
      // It may be a claims challenge, which only a request of its own can answer.
      job.lane = `alone ${job.key}`;
      return this.#stopOr(job);
    }
    const error = this.#parts.sender.toError(answer, job.wire.scopes, answer.granted);
    if (status === 504) return this.#retry(job, error, true);
    if (status === 429 || status === 503 || (status === 409 && error.retryable))
      return this.#retry(job, error, false);
    if (error.code === job.write.doneWhen && !error.retryable) return { ok: true, answer: noAnswer };
    return this.#refuse(job, error);
  }

  /** Sends again what is still wanted. */
  #stopOr(job: WriteJob): WriteEnd {
    return this.#isStopped(job) ? { ok: false, error: createCancelled() } : undefined;
  }

  /** Ends the write, unless it is one of many and only needs somebody to sign in again. */
  #refuse(job: WriteJob, error: ProvisioningError): WriteEnd {
    if (job.run.rank === 0 || !isSignInNeeded(error)) return { ok: false, error };
    if (!this.#isStopped(job)) this.#gate.close(error);
    return this.#stopOr(job);
  }

  /** Waits, and makes sure that it is still to be done. */
  async #retry(job: WriteJob, error: ProvisioningError, ambiguous: boolean): Promise<WriteEnd> {
    if (error.code === 'conflict') job.conflicts += 1;
    const delayMs = job.conflicts > MAX_CONFLICTS ? undefined : job.backoff.next(error.retryAfterMs);
    if (delayMs !== undefined) await this.#sleep(job, error, delayMs);
    const effect = ambiguous ? await this.#ask(job) : false;
    if (effect === true) return { ok: true, answer: noAnswer };
    if (this.#isStopped(job)) return { ok: false, error: createCancelled() };
    if (effect !== false && !effect.retryable) return { ok: false, error: effect };
    if (delayMs === undefined) return { ok: false, error };
    return effect === false ? undefined : this.#retry(job, effect, true);
  }

  /** Waits; not to the end when the run is stopped. */
  async #sleep({ run }: WriteJob, { code }: ProvisioningError, delayMs: number): Promise<void> {
    const { beat, clock, waits } = this.#parts;
    const signal = AbortSignal.any([run.signal, this.#disposed.signal]);
    // Somebody waits for a single write; one of many may wait for company.
    const until = run.rank === 0 ? clock.now() + delayMs : beat.after(delayMs);
    const slept = run.rank === 0 ? clock.sleep(delayMs, signal) : beat.reach(until, signal);
    try {
      await (code === 'throttled' ? waits.during({ reason: 'throttled', until }, slept) : slept);
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
  }

  #isStopped({ run }: WriteJob): boolean {
    return run.signal.aborted || this.#disposed.signal.aborted;
  }

  /** Whether an unanswered write took effect, or why that cannot be told. */
  async #ask({ write, run }: WriteJob): Promise<boolean | ProvisioningError> {
    try {
      // A signal of its own for each: platforms warn when many listen to one.
      const signal = AbortSignal.any([this.#disposed.signal]);
      return (await run.options.tookEffect?.(write, signal)) ?? false;
    } catch (thrown) {
      return toProvisioningError(thrown);
    }
  }

  #end(job: WriteJob, end: WriteEnd): void {
    this.#queue.release(job);
    job.resolve(end);
    this.#dispatch();
  }
}

/** Whether it only waited in vain for the one before it in the batch. */
function isHeldUp(received: Received, place: number): boolean {
  return place > 0 && received.kind === 'answer' && received.inside && received.answer.status === 424;
}
