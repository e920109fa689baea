import type { Context } from '@microsoft/microsoft-graph-client';
import type { AccessToken } from '../auth/auth.js';

/** What one call tells the middleware, and what the middleware tells the call. */
export class CallControl {
  readonly scopes: readonly string[];
  readonly signal: AbortSignal | undefined;
  /** Whether sending it twice does no harm, so that it is simply sent again. */
  readonly repeatable: boolean;
  /** The token of the last attempt. */
  token: AccessToken | undefined;
  /** What went wrong, as it was thrown: the SDK wraps errors and loses what they carry. */
  failure: unknown;

  constructor(scopes: readonly string[], signal: AbortSignal | undefined, repeatable: boolean) {
    this.scopes = scopes;
    this.signal = signal;
    this.repeatable = repeatable;
  }
}

/** The control of the call that a middleware works on. */
export function getControl(context: Context): CallControl {
  const control: unknown = context.middlewareControl?.getMiddlewareOptions(CallControl);
  if (!(control instanceof CallControl)) throw new TypeError('A Graph call came without its control.');
  return control;
}
