import { exposedHeaders } from './cors.js';
import { GraphFault, toErrorBody } from './graph-error.js';
import type { GraphAnswer } from './routes/route.js';

const json =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** What identifies one exchange. */
export interface Exchange {
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly now: number;
}

/** An answer with every header that Graph sends, as the item of a batch needs it too. */
export interface CompleteAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** What an answer used up of the quotas. */
export interface Cost {
  readonly cost: number;
  readonly limitPercentage?: number;
}

/** Adds what every answer of Graph carries. */
export function completeAnswer(answer: GraphAnswer, exchange: Exchange, verdict?: Cost): CompleteAnswer {
  const hasBody = answer.body !== undefined;
  return {
    status: answer.status,
    headers: {
      'Cache-Control': 'no-cache',
      ...(hasBody ? { 'Content-Type': json } : {}),
      'request-id': exchange.requestId,
      'client-request-id': exchange.clientRequestId,
      'x-ms-ags-diagnostic':
        '{"ServerInfo":{"DataCenter":"Emulator","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"EMULATOR"}}',
      ...(verdict ? { 'x-ms-resource-unit': String(verdict.cost) } : {}),
      ...(verdict?.limitPercentage === undefined
        ? {}
        : { 'x-ms-throttle-limit-percentage': String(verdict.limitPercentage) }),
      ...answer.headers,
    },
    body: answer.body,
  };
}

/** The answer for something thrown: Graph's error body for a fault, 500 for a defect of the emulator. */
export function answerFault(error: unknown, exchange: Exchange): GraphAnswer {
  const fault =
    error instanceof GraphFault
      ? error
      : new GraphFault(
          500,
          'generalException',
          `The emulator failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
  return {
    status: fault.status,
    headers: fault.headers,
    body: toErrorBody(fault, exchange.now, exchange.requestId, exchange.clientRequestId),
  };
}

/** The answer as a `Response`, readable by a page where Graph allows it. */
export function toResponse({ status, headers, body }: CompleteAnswer): Response {
  const content = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(status === 204 || status === 304 ? null : content, {
    status,
    headers: {
      ...headers,
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': exposedHeaders.join(', '),
    },
  });
}
