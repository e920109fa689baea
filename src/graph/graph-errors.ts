import { readClaimsChallenge } from '../auth/scopes/claims.js';
import { coversScope } from '../auth/scopes/wider-scopes.js';
import { ProvisioningError, type ErrorCode, type ErrorFacts } from '../model/errors.js';
import type { GraphAnswer } from './graph-client.js';
import { parseRetryAfter } from './pace/backoff.js';

/** What the caller knows about the refused request. */
export interface RefusedCall {
  /** Permissions the call needs. */
  readonly needed: readonly string[];
  /** Permissions its token carried. */
  readonly granted: readonly string[];
  readonly nowMs: number;
}

interface GraphErrorBody {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly innerError?: { readonly 'request-id'?: unknown };
}

/** Graph says only by its text which rule of licensing a `Request_BadRequest` broke. Most specific first. */
const refusals: readonly (readonly [RegExp, ErrorCode])[] = [
  [/invalid usage location/i, 'usage-location-missing'],
  [/does not have any available licenses/i, 'no-licenses-left'],
  [/does not correspond to a valid company license/i, 'plan-not-owned'],
  [/cannot be assigned to a user/i, 'plan-not-assignable'],
  [/are mutually exclusive/i, 'apps-conflict'],
  [/depends on the service plan/i, 'app-prerequisite-missing'],
  [/inherited from a group membership/i, 'license-inherited'],
  [/does not have a corresponding license/i, 'license-not-held'],
  [/added object references already exist/i, 'already-assigned'],
  [/permission being assigned already exists/i, 'already-assigned'],
  [/entitlementgrant being updated or deleted is not found/i, 'not-found'],
];

/** Graph's own codes that say more than the status. */
const graphCodes: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
  ['Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'premium-required'],
  ['Request_MultipleObjectsWithSameKeyValue', 'conflict'],
  ['syncStateNotFound', 'expired'],
  ['resyncRequired', 'expired'],
]);

const statuses: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [401, 'sign-in-again'],
  [404, 'not-found'],
  [408, 'timeout'],
  [409, 'conflict'],
  [410, 'expired'],
  [412, 'conflict'],
  [429, 'throttled'],
  [504, 'timeout'],
]);

const retryableStatuses: ReadonlySet<number> = new Set([408, 409, 429, 500, 502, 503, 504, 509]);

/**
 * Makes an answer that is no success an error with a stable code.
 *
 * @see https://learn.microsoft.com/graph/errors
 */
export function toGraphError(answer: GraphAnswer, call: RefusedCall): ProvisioningError {
  const { status, headers } = answer;
  const error = readErrorBody(answer.body);
  const graphCode = typeof error.code === 'string' && error.code !== '' ? error.code : undefined;
  const text = typeof error.message === 'string' ? error.message : '';
  const requestId = error.innerError?.['request-id'] ?? headers['request-id'];
  const retryAfterMs = parseRetryAfter(headers['retry-after'], call.nowMs);
  const claims = readClaimsChallenge(headers['www-authenticate']);
  const missing = call.needed.filter((scope) => !coversScope(call.granted, scope));
  const code = getCode(status, graphCode, text, claims !== undefined, missing.length > 0);
  const facts: ErrorFacts = {
    status,
    retryable: isRetryable(status, graphCode, text),
    ...(graphCode === undefined ? {} : { graphCode }),
    ...(typeof requestId === 'string' ? { requestId } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(code === 'consent-required' ? { scopes: missing } : {}),
    ...(code === 'apps-conflict' ? { servicePlanIds: listIds(text) } : {}),
    ...(code === 'sign-in-again' && claims !== undefined ? { claims } : {}),
  };
  return new ProvisioningError(code, text || `Microsoft Graph answered with status ${status}.`, facts);
}

function getCode(
  status: number,
  graphCode: string | undefined,
  text: string,
  challenged: boolean,
  scopeMissing: boolean,
): ErrorCode {
  if (isRedirect(status)) return 'host-refused';
  const known = graphCodes.get(graphCode ?? '');
  if (known) return known;
  if (status === 400) return getRefusal(text);
  if (status === 403) {
    if (challenged || graphCode === 'insufficient_claims') return 'sign-in-again';
    return scopeMissing ? 'consent-required' : 'role-required';
  }
  return (
    statuses.get(status) ?? (status >= 500 && status !== 501 ? 'service-unavailable' : 'request-refused')
  );
}

function getRefusal(text: string): ErrorCode {
  if (isNotYetThere(text)) return 'not-found';
  return refusals.find(([pattern]) => pattern.test(text))?.[1] ?? 'request-refused';
}

/** The ids that a text names, in lower case as Graph gives them everywhere else. */
function listIds(text: string): string[] {
  return [...text.matchAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi)].map(([id]) => id.toLowerCase());
}

/** An object that was just made is not visible everywhere at once. */
function isNotYetThere(text: string): boolean {
  return /objects being referenced don.t exist/i.test(text);
}

/** Conflicts with what is there already: it stays in the way however often it is tried again. */
const lastingConflicts: ReadonlySet<string> = new Set([
  'Request_MultipleObjectsWithSameKeyValue',
  'NameAlreadyExists',
]);

function isRetryable(status: number, graphCode: string | undefined, text: string): boolean {
  if (graphCode !== undefined && lastingConflicts.has(graphCode)) return false;
  return retryableStatuses.has(status) || (status === 400 && isNotYetThere(text));
}

/** Status 0 is how a browser shows a redirect that was not followed. */
function isRedirect(status: number): boolean {
  return status === 0 || (status >= 300 && status < 400 && status !== 304);
}

function readErrorBody(body: unknown): GraphErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return {};
  const { error } = body;
  return typeof error === 'object' && error !== null ? error : {};
}
