import { requestsPerBatch } from '../../microsoft/request-limits.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import type { GraphWrite, WriteOptions } from '../graph-client.js';
import type { GraphSender } from '../http/graph-sender.js';
import { Backoff, writeLimits } from '../pace/backoff.js';
import type { Clock } from '../pace/clock.js';
import { nextTurn } from '../pace/event-loop.js';
import type { RetryTicks } from '../pace/retry-ticks.js';
import type { TokenBucket } from '../pace/token-bucket.js';
import type { WaitReporter } from '../pace/wait-reporter.js';
import { exchangeWrites, type Received, toWireWrite, type WireWrite } from './write-exchange.js';
import { createCancelled, createLeftOut } from './write-failures.js';
import type { WriteEnd, WriteJob, WriteRun } from './write-job.js';
import { WriteQueue } from './write-queue.js';
import { judgeWrite } from './write-verdict.js';

export interface RunnerParts {
  readonly sender: GraphSender;
  readonly bucket: TokenBucket;
  readonly waits: WaitReporter;
  readonly retryTicks: RetryTicks;
  readonly clock: Clock;
  readonly random: () => number;
  readonly origin: string;
}

/** Requests that write at the same time, of each kind. */
const MAX_IN_FLIGHT = 8;

/** Conflicts of one write after which somebody else evidently keeps changing the same thing. */
const MAX_CONFLICTS = 8;

/**
 * Sends writes: packed, paced, in order per key. What Graph refuses for now is tried again, each write alone; what nobody
 * knows the end of is left open, unless writing it again does no harm.
 */
export class WriteRunner {
  readonly #parts: RunnerParts;
  readonly #queue = new WriteQueue<WriteJob>();
  readonly #disposed = new AbortController();
  /** Requests under way: those whose sender is asked before they leave, and the others. */
  readonly #inFlight = { told: 0, other: 0 };
  #pacing = false;
  #gathering = false;
  #runs = 0;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  startRun(options: WriteOptions, signal: AbortSignal, rank: number): WriteRun {
    this.#runs += 1;
    return { id: this.#runs, options, signal, rank, refusal: undefined };
  }

  /** Puts a write in line; resolves when it has ended. Never rejects. */
  submit(write: GraphWrite, run: WriteRun): Promise<WriteEnd> {
    if (run.signal.aborted || this.#disposed.signal.aborted) return Promise.resolve(undefined);
    if (run.refusal) return Promise.resolve({ ok: false, error: run.refusal });
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
        lane: toLane(wire, run),
        rank: run.rank,
        backoff: new Backoff(writeLimits, this.#parts.random),
        conflicts: 0,
        hasLeft: false,
        open: false,
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
  }

  #drop(matches: (job: WriteJob) => boolean): void {
    for (const job of this.#queue.drop(matches))
      job.resolve(job.hasLeft ? toFailure(job, createCancelled()) : undefined);
    this.#dispatch();
  }

  /** Sends as much as may leave now. A batch that is not full waits a turn for company, unless it just did. */
  #dispatch(gathered = false): void {
    for (;;) {
      const jobs = this.#queue.peek(requestsPerBatch, (job) => this.#inFlight[kindOf(job)] < MAX_IN_FLIGHT);
      if (jobs.length === 0) return;
      if (jobs.length < requestsPerBatch && !gathered) return this.#gather();
      const delayMs = this.#parts.bucket.getDelay(jobs.length);
      if (delayMs > 0) return this.#pace(delayMs);
      this.#parts.bucket.take(jobs.length);
      this.#queue.take(jobs);
      this.#inFlight[kindOf(jobs[0])] += 1;
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
    let sentAt = 0;
    const received = await exchangeWrites(
      this.#parts.sender,
      jobs.map(({ wire }) => wire),
      inOrder,
      async () => {
        // What one run sends and tells shares its lane with nothing else.
        await jobs[0]?.run.options.onSending?.(jobs.map(({ write }) => write));
        for (const job of jobs) job.hasLeft = true;
        sentAt = this.#parts.clock.now();
      },
    );
    this.#inFlight[kindOf(jobs[0])] -= 1;
    this.#noteThrottling(received, sentAt);
    if (inOrder) void this.#settle(jobs, received);
    else jobs.forEach((job, index) => void this.#settle([job], received.slice(index, index + 1)));
    this.#dispatch();
  }

  /**
   * Ends writes of one key that left in a row, or puts them in line again. One that has to be done again was not done,
   * and so nothing after it was.
   */
  async #settle(jobs: readonly WriteJob[], received: readonly Received[]): Promise<void> {
    for (const [index, job] of jobs.entries()) {
      const one = received[index] ?? { kind: 'silence', error: createLeftOut() };
      const end = isHeldUp(one, index) ? this.#again(job) : await this.#conclude(job, one);
      if (end) {
        this.#end(job, end);
        continue;
      }
      this.#queue.putBack(jobs.slice(index + 1));
      this.#queue.makeReady(job);
      return this.#dispatch();
    }
  }

  #noteThrottling(received: readonly Received[], sentAt: number): void {
    const throttled = received.flatMap((one) =>
      one.kind === 'answer' && one.answer.status === 429
        ? [this.#parts.sender.toError(one.answer, [], [])]
        : [],
    );
    if (throttled.length === 0) return;
    const share = throttled.length / requestsPerBatch;
    const holdMs = share === 1 ? Math.min(...throttled.map(({ retryAfterMs }) => retryAfterMs ?? 0)) : 0;
    this.#parts.bucket.lower(share, sentAt, holdMs);
  }

  /** How a write ended; undefined when it is to be sent again. */
  async #conclude(job: WriteJob, received: Received): Promise<WriteEnd> {
    const verdict = judgeWrite(job.write, received, (answer) =>
      this.#parts.sender.toError(answer, job.wire.scopes, answer.granted),
    );
    switch (verdict.kind) {
      case 'confirmed':
        return { ok: true, answer: verdict.answer };
      case 'refused':
        if (verdict.forAll) this.#refuseRun(job.run, verdict.error);
        return toFailure(job, verdict.error);
      case 'put-off':
        return this.#retry(job, verdict.error);
      case 'challenged':
        job.lane = `alone ${job.key}`;
        return this.#again(job);
      case 'open':
        job.open = true;
        return job.write.repeatable && verdict.error.retryable
          ? this.#retry(job, verdict.error)
          : toFailure(job, verdict.error);
    }
  }

  /** Sends again what is still wanted. */
  #again(job: WriteJob): WriteEnd {
    if (this.#isStopped(job)) return toFailure(job, createCancelled());
    return job.run.refusal ? toFailure(job, job.run.refusal) : undefined;
  }

  /** Ends what of a run has not left. */
  #refuseRun(run: WriteRun, error: ProvisioningError): void {
    run.refusal = error;
    for (const job of this.#queue.drop((each) => each.run === run)) job.resolve(toFailure(job, error));
  }

  /** Waits until it may be sent again. */
  async #retry(job: WriteJob, error: ProvisioningError): Promise<WriteEnd> {
    if (error.code === 'conflict') job.conflicts += 1;
    const delayMs = job.conflicts > MAX_CONFLICTS ? undefined : job.backoff.next(error.retryAfterMs);
    if (delayMs === undefined) return toFailure(job, error);
    await this.#sleep(job, error, delayMs);
    return this.#again(job);
  }

  /** Waits; not to the end when the run is stopped. */
  async #sleep({ run }: WriteJob, { code }: ProvisioningError, delayMs: number): Promise<void> {
    const { retryTicks, clock, waits } = this.#parts;
    const signal = AbortSignal.any([run.signal, this.#disposed.signal]);
    // Somebody waits for a single write; one of many may wait for company.
    const until = run.rank === 0 ? clock.now() + delayMs : retryTicks.after(delayMs);
    const slept = run.rank === 0 ? clock.sleep(delayMs, signal) : retryTicks.reach(until, signal);
    try {
      await (code === 'throttled' ? waits.during({ reason: 'throttled', until }, slept) : slept);
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
  }

  #isStopped({ run }: WriteJob): boolean {
    return run.signal.aborted || this.#disposed.signal.aborted;
  }

  #end(job: WriteJob, end: WriteEnd): void {
    this.#queue.release(job);
    job.resolve(end);
    this.#dispatch();
  }
}

/** What is told to its sender waits for what that writes itself, and must not take all the places. */
function kindOf(job: WriteJob | undefined): 'told' | 'other' {
  return job?.run.options.onSending ? 'told' : 'other';
}

/** Only what one token can carry travels together; and alone what its sender is told of, or may keep back. */
function toLane({ version, scopes, subject }: WireWrite, { id, options }: WriteRun): string {
  const told = options.onSending ? id : '';
  return [version, ...[...scopes].sort(), subject?.tenantId, subject?.objectId, told].join(' ');
}

/** How a write ends that is not confirmed. It stays open when an earlier attempt is. */
function toFailure({ open }: WriteJob, error: ProvisioningError): WriteEnd {
  return { ok: false, error: open && !error.open ? error.with({ open }) : error };
}

/** Whether it only waited in vain for the one before it in the batch. */
function isHeldUp(received: Received, place: number): boolean {
  return place > 0 && received.kind === 'answer' && received.inside && received.answer.status === 424;
}
