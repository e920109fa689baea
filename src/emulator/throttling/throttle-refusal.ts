import { GraphFault } from '../graph-error.js';

/** The 429 of a call over its quota. */
export class ThrottleRefusal extends GraphFault {
  /** @param headers - What tells which limit was hit; `Retry-After` is added. */
  constructor(waitMs: number, headers: Readonly<Record<string, string>>) {
    super(429, 'TooManyRequests', 'Please retry again later.', {
      headers: { 'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))), ...headers },
      inner: { code: '429', message: 'Please retry after', status: '429' },
    });
  }

  /** Graph's error body. @param date - The request's time, without a zone. */
  body(requestId: string, date: string, clientRequestId = requestId): unknown {
    return {
      error: {
        code: this.code,
        message: this.message,
        innerError: { ...this.inner, date, 'request-id': requestId, 'client-request-id': clientRequestId },
      },
    };
  }
}
