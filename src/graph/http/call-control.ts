import type { Context } from '@microsoft/microsoft-graph-client';
import type { AccessToken, TokenSubject } from '../../auth/auth.js';
import type { GraphPath } from './graph-path.js';

export interface CallTerms {
  readonly scopes: readonly string[];
  readonly signal: AbortSignal | undefined;
  /** In whose name it has to leave; undefined when it does not matter. */
  readonly subject: TokenSubject | undefined;
  /** Whether it changes the tenant. Then it is sent once, and while it is unanswered nobody knows what came of it. */
  readonly writes: boolean;
  /** What it reads: itself, or the items of its batch. */
  readonly reads: readonly GraphPath[];
  /** Whether nobody waits for it. */
  readonly low: boolean;
  /** Awaited right before it leaves, each time it leaves. It stays when this throws. */
  readonly onLeaving?: (() => Promise<void>) | undefined;
}

/** What one call tells the middleware, and what the middleware tells the call. */
export class CallControl implements CallTerms {
  readonly scopes: readonly string[];
  readonly signal: AbortSignal | undefined;
  readonly subject: TokenSubject | undefined;
  readonly writes: boolean;
  readonly reads: readonly GraphPath[];
  readonly low: boolean;
  readonly onLeaving: (() => Promise<void>) | undefined;
  /** The token of the last attempt. */
  token: AccessToken | undefined;
  /** What went wrong, as it was thrown: the SDK wraps errors and loses what they carry. */
  failure: unknown;

  constructor({ scopes, signal, subject, writes, reads, low, onLeaving }: CallTerms) {
    this.scopes = scopes;
    this.signal = signal;
    this.subject = subject;
    this.writes = writes;
    this.reads = reads;
    this.low = low;
    this.onLeaving = onLeaving;
  }
}

/** The control of the call that a middleware works on. */
export function getControl(context: Context): CallControl {
  const control: unknown = context.middlewareControl?.getMiddlewareOptions(CallControl);
  if (!(control instanceof CallControl)) throw new TypeError('A Graph call came without its control.');
  return control;
}
