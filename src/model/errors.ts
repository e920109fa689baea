import type { errorCodes } from './error-codes.js';

/** Why something failed; hosts may branch on it. */
export type ErrorCode = (typeof errorCodes)[number];

/** What is known about a failure besides its code. */
export interface ErrorFacts {
  /** HTTP status, where there was an answer. */
  status?: number;
  /** Microsoft Graph's own code, e.g. `Authorization_RequestDenied`. */
  graphCode?: string;
  /** Graph's request id; Microsoft's support asks for it. */
  requestId?: string;
  /** Whether the same request may succeed later without anybody changing anything. */
  retryable?: boolean;
  /** Whether the write may have taken effect all the same: nobody can know before somebody looks. */
  open?: boolean;
  /** How long Microsoft asked us to wait, in milliseconds. */
  retryAfterMs?: number;
  /** Permissions that are missing (`consent-required`). */
  scopes?: readonly string[];
  /** Directory roles of which any one would do (`role-required`). */
  roles?: readonly string[];
  /** The apps (service plan ids) that exclude each other, as Graph names them (`apps-conflict`). */
  servicePlanIds?: readonly string[];
  /** The claims that a Conditional Access challenge asks for, decoded JSON (`sign-in-again`). */
  claims?: string;
  cause?: unknown;
}

/** The one error that this library throws and shows. */
export class ProvisioningError extends Error {
  override readonly name = 'ProvisioningError';
  readonly code: ErrorCode;
  readonly status: number | undefined;
  readonly graphCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly open: boolean;
  readonly retryAfterMs: number | undefined;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly servicePlanIds: readonly string[];
  readonly claims: string | undefined;
  readonly #facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.status = facts.status;
    this.graphCode = facts.graphCode;
    this.requestId = facts.requestId;
    this.retryable = facts.retryable ?? false;
    this.open = facts.open ?? false;
    this.retryAfterMs = facts.retryAfterMs;
    this.scopes = facts.scopes ?? [];
    this.roles = facts.roles ?? [];
    this.servicePlanIds = facts.servicePlanIds ?? [];
    this.claims = facts.claims;
    this.#facts = facts;
  }

  /** The same failure, of which more is known. */
  with(facts: ErrorFacts): ProvisioningError {
    return new ProvisioningError(this.code, this.message, { ...this.#facts, ...facts });
  }
}

/** Makes anything that was thrown a `ProvisioningError`; an abort becomes `cancelled`. */
export function toProvisioningError(thrown: unknown): ProvisioningError {
  if (thrown instanceof ProvisioningError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return new ProvisioningError('cancelled', 'The operation was cancelled.', { cause: thrown });
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ProvisioningError('unexpected', message, { cause: thrown });
}
