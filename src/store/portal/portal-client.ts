import * as v from 'valibot';
import { Backoff, parseRetryAfter, type RetryLimits } from '../../graph/pace/backoff.js';
import type { Clock } from '../../graph/pace/clock.js';
import { createId } from '../../model/create-id.js';
import { ProvisioningError } from '../../model/errors.js';
import { storeParts } from '../shares.js';
import { throwIfCancelled } from '../store-errors.js';
import type { CallOptions, StorePart } from '../store.js';
import { readProblem } from './problem.js';
import { toAddress, toBody, type Route } from './route.js';

export interface PortalClientOptions {
  /** Address of the tenant below the portal's API. */
  readonly url: string;
  /** Of every request, asked anew for each. */
  readonly headers: () => Promise<HeadersInit>;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Hears which parts a request changed. */
  readonly onChanged: (parts: readonly StorePart[]) => void;
}

/** Names the write that a request is a repetition of. */
export const idempotencyHeader = 'Idempotency-Key';
/** In answers to writes: the parts that changed, separated by spaces. */
export const changedHeader = 'O365-Changed';

/** A back end is started anew within two minutes; whoever publishes meanwhile waits for it. */
const limits: RetryLimits = { attempts: 100, totalMs: 2 * 60_000 };
/** A request that is not answered by then is sent again, in milliseconds. */
const timeoutMs = 30_000;

/** Asks the portal's API. What got no answer is sent again; the API carries out a write once, however often it comes. */
export class PortalClient {
  readonly #options: PortalClientOptions;
  readonly #clock: Clock;

  constructor(options: PortalClientOptions) {
    this.#options = options;
    this.#clock = options.clock;
  }

  /** @throws {ProvisioningError} what the portal refuses with, `offline`, `answer-unreadable`, `cancelled` */
  async call<Input extends object, Answer>(
    route: Route<Input, Answer>,
    input: Input,
    { signal }: CallOptions = {},
  ): Promise<Answer> {
    const key = createId();
    const backoff = new Backoff(limits, Math.random);
    for (;;) {
      throwIfCancelled(signal);
      try {
        return await this.#send(route, input, key, signal);
      } catch (thrown) {
        throwIfCancelled(signal);
        const failure = thrown as ProvisioningError;
        // Somebody else has it: whoever asks decides when to ask again.
        const isPassing = failure.retryable && failure.code !== 'conflict';
        const delayMs = isPassing ? backoff.next(failure.retryAfterMs) : undefined;
        if (delayMs === undefined) throw thrown;
        await this.#clock.sleep(delayMs, signal).catch(() => throwIfCancelled(signal));
      }
    }
  }

  /** Asks once, for who asks again anyway. @throws {ProvisioningError} as `call` */
  callOnce<Input extends object, Answer>(
    route: Route<Input, Answer>,
    input: Input,
    { signal }: CallOptions = {},
  ): Promise<Answer> {
    return this.#send(route, input, createId(), signal);
  }

  /** Opens what has no end. @throws {ProvisioningError} what the portal refuses with, `offline` */
  async open(path: string, type: string, signal: AbortSignal): Promise<Response> {
    const headers = new Headers(await this.#options.headers());
    headers.set('Accept', type);
    const response = await this.#fetch(`${this.#options.url}${path}`, { headers, signal });
    if (!response.ok) throw await this.#refuse(response);
    return response;
  }

  async #send<Input extends object, Answer>(
    route: Route<Input, Answer>,
    input: Input,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const values = input as Readonly<Record<string, unknown>>;
    const body = toBody(route, values);
    const headers = new Headers(await this.#options.headers());
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    if (route.writes) headers.set(idempotencyHeader, key);
    const response = await this.#fetch(`${this.#options.url}${toAddress(route, values)}`, {
      method: route.method,
      headers,
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await this.#refuse(response);
    const answer = await readAnswer(route, response);
    if (route.writes) this.#options.onChanged(listChanged(response));
    return answer;
  }

  async #fetch(url: string, request: RequestInit): Promise<Response> {
    try {
      return await this.#options.fetch(url, {
        credentials: 'same-origin',
        cache: 'no-store',
        // The API redirects nobody; the headers of its requests are for no other address.
        redirect: 'manual',
        ...request,
      });
    } catch (cause) {
      throw new ProvisioningError('offline', 'The portal could not be reached.', { cause, retryable: true });
    }
  }

  async #refuse(response: Response): Promise<ProvisioningError> {
    const retryAfterMs = parseRetryAfter(response.headers.get('Retry-After'), this.#clock.now());
    const problem = await readProblem(response);
    return retryAfterMs === undefined ? problem : problem.with({ retryAfterMs });
  }
}

async function readAnswer<Answer>(
  { answer }: Pick<Route<unknown, Answer>, 'answer'>,
  response: Response,
): Promise<Answer> {
  let body: unknown;
  try {
    body = response.status === 204 ? {} : await response.json();
  } catch (cause) {
    // It broke off, or something on the way put its own page in its place.
    throw new ProvisioningError('answer-unreadable', "The portal's answer is not JSON.", {
      cause,
      retryable: true,
    });
  }
  const result = v.safeParse(answer, body, { abortEarly: true });
  if (result.success) return result.output;
  const path = (v.getDotPath(result.issues[0]) ?? '').slice(0, 120);
  throw new ProvisioningError('answer-unreadable', `The portal's answer is not right at "${path}".`);
}

function listChanged(response: Response): readonly StorePart[] {
  const named = response.headers.get(changedHeader)?.split(' ') ?? [];
  return storeParts.filter((part) => named.includes(part));
}
