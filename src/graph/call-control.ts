import type { Context } from '@microsoft/microsoft-graph-client';
import type { AccessToken } from '../auth/auth.js';
import type { GraphPath } from './graph-path.js';

export interface CallTerms {
  readonly scopes: readonly string[];
  readonly signal: AbortSignal | undefined;
  /** Whether sending it twice does no harm, so that it is simply sent again. */
  readonly repeatable: boolean;
  /** What it reads: itself, or the items of its batch. */
  readonly reads: readonly GraphPath[];
  /** Whether nobody waits for it. */
  readonly low: boolean;
}

/** What one call tells the middleware, and what the middleware tells the call. */
export class CallControl implements CallTerms {
  readonly scopes: readonly string[];
  readonly signal: AbortSignal | undefined;
  readonly repeatable: boolean;
  readonly reads: readonly GraphPath[];
  readonly low: boolean;
  /** The token of the last attempt. */
  token: AccessToken | undefined;
  /** What went wrong, as it was thrown: the SDK wraps errors and loses what they carry. */
  failure: unknown;

  constructor({ scopes, signal, repeatable, reads, low }: CallTerms) {
    this.scopes = scopes;
    this.signal = signal;
    this.repeatable = repeatable;
    this.reads = reads;
    this.low = low;
  }
}

/** The control of the call that a middleware works on. */
export function getControl(context: Context): CallControl {
  const control: unknown = context.middlewareControl?.getMiddlewareOptions(CallControl);
  if (!(control instanceof CallControl)) throw new TypeError('A Graph call came without its control.');
  return control;
}
