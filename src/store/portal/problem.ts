import { errorCodes } from '../../model/error-codes.js';
import { ProvisioningError, type ErrorCode } from '../../model/errors.js';
import { getField } from '../records/store-parts.js';

/** How a refusal is answered: RFC 9457, with our code. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly retryable?: true;
}

export const problemType = 'application/problem+json';

/** The status of every code that is not 400. */
const statuses: Partial<Record<ErrorCode, number>> = {
  'not-signed-in': 401,
  'sign-in-again': 401,
  'not-allowed': 403,
  'role-required': 403,
  'not-found': 404,
  conflict: 409,
  stale: 409,
  'lease-lost': 409,
  'still-granted': 409,
  'record-newer': 409,
  'record-unreadable': 422,
  'name-refused': 422,
  throttled: 429,
  unexpected: 500,
  'service-unavailable': 503,
  'storage-unavailable': 503,
  'storage-full': 507,
};

/** What an API answers in place of an error. What nobody foresaw is not described to whoever asked. */
export function toProblem(thrown: unknown): Problem {
  const known = thrown instanceof ProvisioningError && thrown.code !== 'unexpected' ? thrown : undefined;
  const code = known?.code ?? 'unexpected';
  const status = known?.status ?? statuses[code] ?? 400;
  return {
    type: `https://github.com/o365-provisioning-elements/o365-provisioning-elements/blob/main/docs/errors.md#${code}`,
    title: code,
    status,
    code,
    detail:
      known?.message ??
      'The portal could not answer. Try again, and ask its operators if that does not help.',
    ...(known?.retryable ? { retryable: true } : {}),
  };
}

/** What an answer that refuses means. An answer that is not the API's own is judged by its status. */
export async function readProblem(response: Response): Promise<ProvisioningError> {
  const body = await readJson(response);
  const [code, detail] = [getField(body, 'code'), getField(body, 'detail')];
  const { status } = response;
  if (isCode(code) && typeof detail === 'string')
    return new ProvisioningError(code, detail, { status, retryable: getField(body, 'retryable') === true });
  return new ProvisioningError(judgeStatus(status), `The portal answered ${status}.`, {
    status,
    retryable: status === 408 || status === 429 || status >= 500,
  });
}

function judgeStatus(status: number): ErrorCode {
  // Sent elsewhere (a browser says 0): that is how portals answer whose own sign-in has expired.
  if (status === 401 || status === 0 || (status >= 300 && status < 400)) return 'sign-in-again';
  if (status === 403) return 'not-allowed';
  if (status === 413) return 'request-refused';
  if (status === 429) return 'throttled';
  return status >= 500 || status === 408 ? 'storage-unavailable' : 'answer-unreadable';
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // Something between the page and the portal answered; its status is all there is.
    return undefined;
  }
}

function isCode(value: unknown): value is ErrorCode {
  return errorCodes.some((code) => code === value);
}
