import type { Auth } from '../auth/auth.js';
import { documentedQuotas } from '../microsoft/quotas.js';
import { readOrigin } from '../model/address/endpoint.js';
import { ProvisioningError } from '../model/errors.js';
import type {
  CallOptions,
  GraphAnswer,
  GraphClient,
  GraphWrite,
  Page,
  WriteOptions,
} from './graph-client.js';
import { getCallHeaders } from './http/call-headers.js';
import { type GraphPath, asksForCount, parseGraphPath } from './http/graph-path.js';
import { GraphSender, type SentAnswer } from './http/graph-sender.js';
import type { GraphTransport } from './http/graph-transport.js';
import { type Clock, systemClock } from './pace/clock.js';
import { type GraphQuotas, getReadCosts } from './pace/quotas.js';
import { ReadPacer } from './pace/read-pacer.js';
import { RetryTicks } from './pace/retry-ticks.js';
import { TokenBucket } from './pace/token-bucket.js';
import { WaitReporter } from './pace/wait-reporter.js';
import { readPages } from './read/pager.js';
import { ReadBatcher } from './read/read-batcher.js';
import { WriteRunner } from './write/write-runner.js';
import { streamWrites } from './write/write-stream.js';

export interface GraphClientOptions {
  readonly auth: Pick<Auth, 'getToken'>;
  /** The Graph of the cloud, without a version: `https://graph.microsoft.com`. No other host gets a token. */
  readonly origin: string;
  /** Default: the platform's `fetch`. */
  readonly transport?: GraphTransport;
  /** Default: the machine's time. */
  readonly clock?: Clock;
  /** Default: what Microsoft documents. */
  readonly quota?: Partial<GraphQuotas>;
  /** 0 to below 1; spreads retries. Default: `Math.random`. */
  readonly random?: () => number;
  /** After which an unanswered request counts as lost. Default 100,000. */
  readonly timeoutMs?: number;
}

export interface DisposableGraphClient extends GraphClient {
  /** Ends what waits; what is on its way is not sent again. */
  dispose(): void;
}

/** Sets up the pipeline between this library and one tenant's Microsoft Graph. */
export function createGraphClient(options: GraphClientOptions): DisposableGraphClient {
  return new PipelineClient(options);
}

class PipelineClient implements DisposableGraphClient {
  readonly origin: string;
  readonly #waits: WaitReporter;
  readonly #retryTicks: RetryTicks;
  readonly #sender: GraphSender;
  readonly #reads: ReadBatcher;
  readonly #runner: WriteRunner;
  readonly #disposed = new AbortController();

  constructor(options: GraphClientOptions) {
    const { auth, clock = systemClock, random = Math.random, timeoutMs = 100_000 } = options;
    const transport = options.transport ?? ((request) => fetch(request));
    const origin = readOrigin(options.origin, 'The origin of Microsoft Graph');
    const waits = new WaitReporter(clock);
    const retryTicks = new RetryTicks(clock);
    const quotas = { ...documentedQuotas, ...options.quota };
    const pacer = new ReadPacer(quotas, clock, waits);
    const sender = new GraphSender({ auth, origin, transport, clock, random, waits, pacer, timeoutMs });
    const bucket = new TokenBucket(quotas.writes, clock);
    this.origin = origin;
    this.#waits = waits;
    this.#retryTicks = retryTicks;
    this.#sender = sender;
    this.#reads = new ReadBatcher({ sender, clock, random, waits, pacer, retryTicks });
    this.#runner = new WriteRunner({ sender, bucket, waits, retryTicks, clock, random, origin });
  }

  get wait() {
    return this.#waits.current;
  }

  onWait(listener: Parameters<GraphClient['onWait']>[0]): () => void {
    return this.#waits.subscribe(listener);
  }

  async get<T>(path: string, options: CallOptions = {}): Promise<T> {
    const call = { ...parseGraphPath(path, this.origin), ...this.#toReadParts(options) };
    const answer = await (isBatchable(call)
      ? this.#reads.read(call)
      : this.#sender.send({ ...call, method: 'GET', reads: [call] }));
    if (answer.status < 200 || answer.status >= 300) throw this.#toError(answer, options);
    if (!isReadable(call, answer))
      throw new ProvisioningError(
        'answer-unreadable',
        'Microsoft Graph answered with an unexpected kind of body.',
        {
          status: answer.status,
        },
      );
    return answer.body as T;
  }

  pages<T>(path: string, options: CallOptions = {}): AsyncIterable<Page<T>> {
    const granted = new WeakMap<GraphAnswer, readonly string[]>();
    const parts = this.#toReadParts(options);
    return readPages<T>(
      {
        // Pages are large: in a batch, the first rows would wait for the last page of somebody else.
        fetch: async (link, signal) => {
          const call = { ...parseGraphPath(link, this.origin), ...parts, signal };
          const answer = await this.#sender.send({ ...call, method: 'GET', reads: [call] });
          granted.set(answer, answer.granted);
          return answer;
        },
        toError: (answer) => this.#sender.toError(answer, parts.scopes, granted.get(answer) ?? []),
      },
      path,
      parts.signal,
    );
  }

  async write(write: GraphWrite, options: WriteOptions = {}): Promise<GraphAnswer> {
    const signal = options.signal ?? new AbortController().signal;
    const run = this.#runner.startRun(options, signal, options.priority === 'low' ? 2 : 0);
    const stop = (): void => this.#runner.stop(run);
    signal.addEventListener('abort', stop, { once: true });
    const end = await this.#runner.submit(write, run);
    signal.removeEventListener('abort', stop);
    if (!end) throw new ProvisioningError('cancelled', 'The operation was cancelled.');
    if (!end.ok) throw end.error;
    return end.answer;
  }

  writeAll<W extends GraphWrite>(writes: Iterable<W> | AsyncIterable<W>, options: WriteOptions = {}) {
    return streamWrites(this.#runner, writes, options);
  }

  dispose(): void {
    this.#disposed.abort(new ProvisioningError('cancelled', 'The pipeline was shut down.'));
    this.#retryTicks.dispose(this.#disposed.signal.reason as Error);
    this.#runner.dispose();
  }

  #toReadParts(options: CallOptions) {
    const { scopes = [], signal, priority, subject } = options;
    const disposed = this.#disposed.signal;
    return {
      headers: getCallHeaders(options),
      scopes,
      // A signal of its own for each call: platforms warn when many listen to one.
      signal: AbortSignal.any(signal ? [signal, disposed] : [disposed]),
      low: priority === 'low',
      subject,
      writes: false as const,
    };
  }

  #toError(answer: SentAnswer, options: CallOptions): ProvisioningError {
    return this.#sender.toError(answer, options.scopes ?? [], answer.granted);
  }
}

/** Whether an answer is of the kind that a path asks for. */
function isReadable({ path }: GraphPath, { body }: GraphAnswer): boolean {
  return asksForCount(path) ? typeof body === 'number' : typeof body === 'object' && body !== null;
}

/**
 * What answers with something else than JSON, such as a count, would have to be encoded in a batch; what has a small quota
 * of its own would keep the others waiting.
 */
function isBatchable(call: GraphPath): boolean {
  return !asksForCount(call.path) && getReadCosts(call).every(([name]) => name === 'directory');
}
