import { parseBatch, runBatch, type BatchItem } from './batch.js';
import type { EmulatorClock } from './clock.js';
import type { Dispatcher, GraphRequest } from './dispatch.js';
import { DroppedConnection, type FaultSet } from './faults/index.js';
import { createMethodNotAllowed, GraphFault } from './graph-error.js';
import type { TokenService } from './identity/token-service.js';
import { describeExchange, type TrafficRecord } from './record.js';
import { answerFault, completeAnswer, toResponse, type CompleteAnswer, type Exchange } from './respond.js';
import { toRoutePath } from './routes/graph-path.js';
import type { GraphAnswer } from './routes/route.js';
import type { Activity } from './state.js';
import type { Random } from './tenant/random.js';
import type { Throttle, ThrottleVerdict } from './throttling/index.js';
import type { WriteLocks } from './write-locks.js';

export interface EndpointParts {
  readonly clock: EmulatorClock;
  readonly tokens: TokenService;
  readonly throttle: Throttle;
  readonly faults: FaultSet;
  readonly locks: WriteLocks;
  readonly dispatcher: Dispatcher;
  readonly activity: Activity;
  readonly random: Random;
  readonly onExchange?: (record: TrafficRecord) => void;
}

const batchPath = '/$batch';

/** What stands before the routes, in this order: the token, faults, quotas; and behind them: headers, counts, the record. */
export class GraphEndpoint {
  readonly #parts: EndpointParts;

  constructor(parts: EndpointParts) {
    this.#parts = parts;
  }

  /** @throws {DroppedConnection} when a fault says so */
  async answer(request: Request): Promise<Response> {
    const { locks, onExchange } = this.#parts;
    const arrival = locks.arrive();
    const sent = await request.text();
    try {
      const answer = toResponse(await this.#answerRequest(request, sent, arrival));
      onExchange?.(await describeExchange(request, sent, answer));
      return answer;
    } catch (error) {
      if (error instanceof DroppedConnection) onExchange?.(await describeExchange(request, sent, undefined));
      throw error;
    } finally {
      locks.leave();
    }
  }

  async #answerRequest(request: Request, sent: string, arrival: number): Promise<CompleteAnswer> {
    const exchange = this.#beginExchange(request.headers);
    const { method, headers } = request;
    try {
      const url = new URL(request.url);
      const caller = await this.#parts.tokens.verify(headers.get('Authorization'), url.host);
      const single: GraphRequest = { method, url, headers, body: parseJson(sent), caller, arrival };
      if (toRoutePath(url.pathname).path.toLowerCase() !== batchPath)
        return await this.#answerOne(single, exchange);
      const run = (): Promise<GraphAnswer> => this.#answerBatch(single);
      return completeAnswer(await this.#parts.faults.apply({ method, path: batchPath }, run), exchange);
    } catch (error) {
      if (error instanceof DroppedConnection) throw error;
      return completeAnswer(answerFault(error, exchange), exchange);
    }
  }

  async #answerBatch({ method, url, body, caller }: GraphRequest): Promise<GraphAnswer> {
    if (method !== 'POST') throw createMethodNotAllowed();
    const { locks, random } = this.#parts;
    const base = url.href.slice(0, url.href.toLowerCase().indexOf(batchPath));
    const run = async (item: BatchItem): Promise<CompleteAnswer> => {
      const arrival = locks.arrive();
      try {
        const target = new URL(`${base}/${item.url.replace(/^\//, '')}`);
        return await this.#answerOne(
          { ...item, url: target, caller, arrival },
          this.#beginExchange(item.headers),
        );
      } finally {
        locks.leave();
      }
    };
    return { status: 200, body: await runBatch(parseBatch(body), run, random) };
  }

  async #answerOne(request: GraphRequest, exchange: Exchange): Promise<CompleteAnswer> {
    const { path } = toRoutePath(request.url.pathname);
    const verdict = this.#parts.throttle.charge({
      appId: request.caller.appId,
      tenantId: request.caller.tenantId,
      method: request.method,
      path,
      searchParams: request.url.searchParams,
    });
    const answer = await this.#answerUnlessRefused(request, path, exchange, verdict);
    this.#parts.activity.count(request.method, path, answer.status);
    return completeAnswer(answer, exchange, verdict);
  }

  async #answerUnlessRefused(
    request: GraphRequest,
    path: string,
    exchange: Exchange,
    { refused }: ThrottleVerdict,
  ): Promise<GraphAnswer> {
    if (refused) {
      const date = new Date(exchange.now).toISOString().slice(0, 19);
      return { ...refused, body: refused.body(exchange.requestId, date, exchange.clientRequestId) };
    }
    try {
      const { faults, dispatcher } = this.#parts;
      return await faults.apply({ method: request.method, path }, () => dispatcher.dispatch(request));
    } catch (error) {
      if (error instanceof DroppedConnection) throw error;
      return answerFault(error, exchange);
    }
  }

  #beginExchange(headers: Headers): Exchange {
    const requestId = this.#parts.random.guid();
    return {
      requestId,
      clientRequestId: headers.get('client-request-id') ?? requestId,
      now: this.#parts.clock.now(),
    };
  }
}

function parseJson(text: string): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new GraphFault(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}
