import type { TokenSubject } from '../../auth/auth.js';
import { requestsPerBatch } from '../../microsoft/request-limits.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import { untilAborted } from '../abort.js';
import { decodeBatch, encodeBatch } from '../http/batch-codec.js';
import type { GraphPath } from '../http/graph-path.js';
import type { GraphSender, SentAnswer } from '../http/graph-sender.js';
import { passingStatuses } from '../http/retry-middleware.js';
import { Backoff, parseRetryAfter, readLimits } from '../pace/backoff.js';
import type { Clock } from '../pace/clock.js';
import { nextTurn } from '../pace/event-loop.js';
import type { ReadPacer } from '../pace/read-pacer.js';
import type { RetryTicks } from '../pace/retry-ticks.js';
import type { WaitReporter } from '../pace/wait-reporter.js';
import { Audience } from './audience.js';

/** One read that may travel with others. */
export interface BatchableRead extends GraphPath {
  readonly headers: Readonly<Record<string, string>>;
  readonly scopes: readonly string[];
  readonly signal: AbortSignal;
  readonly low: boolean;
  readonly subject: TokenSubject | undefined;
  readonly writes: false;
}

interface Waiting {
  readonly read: BatchableRead;
  readonly backoff: Backoff;
  readonly resolve: (answer: SentAnswer) => void;
  readonly reject: (error: ProvisioningError) => void;
}

export interface BatcherParts {
  readonly sender: GraphSender;
  readonly clock: Clock;
  readonly random: () => number;
  readonly waits: WaitReporter;
  readonly retryTicks: RetryTicks;
  readonly pacer: ReadPacer;
}

/** Gathers the reads of one turn of the event loop into as few round trips as possible. */
export class ReadBatcher {
  readonly #sender: GraphSender;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #waits: WaitReporter;
  readonly #pacer: ReadPacer;
  readonly #retryTicks: RetryTicks;
  #gathering: Waiting[] = [];

  constructor({ sender, clock, random, waits, pacer, retryTicks }: BatcherParts) {
    this.#sender = sender;
    this.#pacer = pacer;
    this.#retryTicks = retryTicks;
    this.#clock = clock;
    this.#random = random;
    this.#waits = waits;
  }

  /**
   * Reads, together with what else is asked for now. Throttling and outages are waited out.
   *
   * @throws {ProvisioningError} whatever kept it from being answered; `cancelled` as soon as its own signal aborts
   */
  read(read: BatchableRead): Promise<SentAnswer> {
    const answer = new Promise<SentAnswer>((resolve, reject) => {
      this.#gather({ read, backoff: new Backoff(readLimits, this.#random), resolve, reject });
    });
    return untilAborted(answer, read.signal).catch((thrown: unknown) => {
      throw read.signal.aborted && !(thrown instanceof ProvisioningError)
        ? new ProvisioningError('cancelled', 'The operation was cancelled.', { cause: thrown })
        : toProvisioningError(thrown);
    });
  }

  #gather(waiting: Waiting): void {
    this.#gathering.push(waiting);
    if (this.#gathering.length === 1) void nextTurn().then(() => this.#leave());
  }

  #leave(): void {
    const asked = this.#gathering.filter(({ read }) => !read.signal.aborted);
    this.#gathering = [];
    const groups = new Map<string, Waiting[]>();
    for (const waiting of asked) {
      const { version, subject } = waiting.read;
      const key = [version, subject?.tenantId, subject?.objectId].join(' ');
      const group = groups.get(key);
      if (group) group.push(waiting);
      else groups.set(key, [waiting]);
    }
    for (const group of groups.values())
      for (let start = 0; start < group.length; start += requestsPerBatch)
        void this.#sendTogether(group.slice(start, start + requestsPerBatch));
  }

  async #sendTogether(group: readonly Waiting[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    if (group.length === 1) return this.#sendAlone(first);
    const sentAt = this.#clock.now();
    const audience = new Audience(group.map(({ read }) => read.signal));
    try {
      const answer = await this.#sender.send({
        method: 'POST',
        version: first.read.version,
        path: '/$batch',
        headers: {},
        body: encodeBatch(
          group.map(({ read }) => ({ method: 'GET', path: read.path, headers: read.headers })),
        ),
        scopes: [...new Set(group.flatMap(({ read }) => read.scopes))],
        signal: audience.gone,
        subject: first.read.subject,
        writes: false,
        reads: group.map(({ read }) => read),
        low: group.every(({ read }) => read.low),
      });
      if (answer.status !== 200) return this.#sendEachAlone(group);
      decodeBatch(answer.body, group.length).forEach((item, index) => {
        const waiting = group[index];
        if (waiting) this.#deliver(waiting, item && { ...item, granted: answer.granted }, sentAt);
      });
    } catch (thrown) {
      // What fails the whole batch, such as a missing permission, need not fail every read in it.
      if (thrown instanceof ProvisioningError && thrown.code === 'consent-required')
        return this.#sendEachAlone(group);
      for (const { reject } of group) reject(toProvisioningError(thrown));
    } finally {
      audience.forget();
    }
  }

  #sendEachAlone(group: readonly Waiting[]): void {
    for (const waiting of group) void this.#sendAlone(waiting);
  }

  async #sendAlone({ read, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await this.#sender.send({ ...read, method: 'GET', reads: [read] }));
    } catch (thrown) {
      reject(toProvisioningError(thrown));
    }
  }

  #deliver(waiting: Waiting, answer: SentAnswer | undefined, sentAt: number): void {
    // A 401 inside a batch may be a claims challenge, which only a request of its own can answer.
    if (!answer || answer.status === 401) return void this.#sendAlone(waiting);
    if (answer.status === 429) this.#pacer.noteThrottling(waiting.read, sentAt);
    if (!passingStatuses.has(answer.status)) return waiting.resolve(answer);
    const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], this.#clock.now());
    const delayMs = waiting.backoff.next(retryAfterMs);
    if (delayMs === undefined) return waiting.resolve(answer);
    void this.#retry(waiting, answer.status === 429, delayMs);
  }

  async #retry(waiting: Waiting, throttled: boolean, delayMs: number): Promise<void> {
    const { signal } = waiting.read;
    try {
      const until = this.#retryTicks.after(delayMs);
      const reached = this.#retryTicks.reach(until, signal);
      await (throttled ? this.#waits.during({ reason: 'throttled', until }, reached) : reached);
      this.#gather(waiting);
    } catch (thrown) {
      waiting.reject(toProvisioningError(thrown));
    }
  }
}
