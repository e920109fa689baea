import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import type { Auth } from '../../auth/auth.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import type { GraphAnswer } from '../graph-client.js';
import { toGraphError } from '../graph-errors.js';
import type { Clock } from '../pace/clock.js';
import type { ReadPacer } from '../pace/read-pacer.js';
import type { WaitReporter } from '../pace/wait-reporter.js';
import { CallControl, type CallTerms } from './call-control.js';
import { asksForCount, type GraphPath } from './graph-path.js';
import type { GraphTransport } from './graph-transport.js';
import { LeaveMiddleware } from './leave-middleware.js';
import { PaceMiddleware } from './pace-middleware.js';
import { RetryMiddleware } from './retry-middleware.js';
import { TokenMiddleware } from './token-middleware.js';
import { TransportMiddleware } from './transport-middleware.js';

/** One HTTP request to Graph. */
export interface GraphCall extends GraphPath, CallTerms {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer with any status, and the permissions with which it was asked for. */
export interface SentAnswer extends GraphAnswer {
  readonly granted: readonly string[];
}

export interface SenderParts {
  readonly auth: Pick<Auth, 'getToken'>;
  readonly origin: string;
  readonly transport: GraphTransport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly waits: WaitReporter;
  readonly pacer: ReadPacer;
  readonly timeoutMs: number;
}

/** Sends single requests through the official client with our own middleware. */
export class GraphSender {
  readonly #client: Client;
  readonly #clock: Clock;

  constructor({ auth, origin, transport, clock, random, waits, pacer, timeoutMs }: SenderParts) {
    this.#clock = clock;
    this.#client = Client.initWithMiddleware({
      baseUrl: origin,
      middleware: [
        new RetryMiddleware(clock, random, waits),
        new PaceMiddleware(pacer),
        new TokenMiddleware(auth, origin),
        new LeaveMiddleware(),
        new TransportMiddleware(transport, timeoutMs),
      ],
    });
  }

  /**
   * Sends one request; an answer with any status is an answer.
   *
   * @throws {ProvisioningError} whatever kept it from being answered
   */
  async send(call: GraphCall): Promise<SentAnswer> {
    const control = new CallControl(call);
    let response: Response;
    try {
      control.signal?.throwIfAborted();
      response = await this.#dispatch(call, control);
    } catch (thrown) {
      throw toCallError(control.failure ?? thrown, control.signal);
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await readBody(response, call),
      granted: control.token?.scopes ?? [],
    };
  }

  /** The error for an answer of this sender. */
  toError(answer: GraphAnswer, needed: readonly string[], granted: readonly string[]): ProvisioningError {
    return toGraphError(answer, { needed, granted, nowMs: this.#clock.now() });
  }

  async #dispatch(call: GraphCall, control: CallControl): Promise<Response> {
    const request = this.#client
      // The SDK takes an unescaped address inside a query for the request's own host.
      .api(call.path.replaceAll('https://', 'https%3A%2F%2F'))
      .version(call.version)
      .headers({ ...call.headers })
      .middlewareOptions([control])
      .responseType(ResponseType.RAW);
    const answer: unknown = await (call.method === 'GET'
      ? request.get()
      : call.method === 'DELETE'
        ? request.delete()
        : request[verbs[call.method]](call.body));
    return answer as Response;
  }
}

const verbs = { POST: 'post', PATCH: 'patch', PUT: 'put' } as const;

function toCallError(thrown: unknown, signal: AbortSignal | undefined): ProvisioningError {
  if (signal?.aborted && !(thrown instanceof ProvisioningError))
    return new ProvisioningError('cancelled', 'The operation was cancelled.', { cause: thrown });
  return toProvisioningError(thrown);
}

/** JSON as a value, a bare number where the path asks for one, nothing as undefined. */
async function readBody(response: Response, { path, writes }: GraphCall): Promise<unknown> {
  const text = (await response.text()).replace(/^\uFEFF/, '');
  if (text === '') return undefined;
  const isJson = /[/+]json\b/i.test(response.headers.get('Content-Type') ?? '');
  if (asksForCount(path) && /^\s*\d+\s*$/.test(text)) return Number(text);
  try {
    if (!isJson) throw new TypeError('The content type is not that of JSON.');
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    // A gateway's error page is no less an error for not being JSON.
    if (!response.ok) return undefined;
    const requestId = response.headers.get('request-id');
    throw new ProvisioningError(
      'answer-unreadable',
      'Microsoft Graph answered with something that is not JSON.',
      {
        status: response.status,
        open: writes,
        cause: thrown,
        ...(requestId ? { requestId } : {}),
      },
    );
  }
}
