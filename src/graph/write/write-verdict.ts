import type { ErrorCode, ProvisioningError } from '../../model/errors.js';
import type { GraphAnswer, GraphWrite } from '../graph-client.js';
import type { SentAnswer } from '../http/graph-sender.js';
import { isConfirmed } from './confirmation.js';
import type { Received } from './write-exchange.js';
import { createUnconfirmed } from './write-failures.js';

/** What is known of a write after it was sent once. */
export type Verdict =
  | { readonly kind: 'confirmed'; readonly answer: GraphAnswer }
  /** Known not to have happened; with `forAll` nothing else of its run can leave either, before a person has done something. */
  | { readonly kind: 'refused'; readonly error: ProvisioningError; readonly forAll: boolean }
  /** Known not to have happened, and may well happen next time. */
  | { readonly kind: 'put-off'; readonly error: ProvisioningError }
  /** Known not to have happened; what was asked for has to be answered by a request of its own. */
  | { readonly kind: 'challenged' }
  /** Nobody can know. The error is open. */
  | { readonly kind: 'open'; readonly error: ProvisioningError };

/** What keeps a token back until a person has done something. */
const personCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'not-signed-in',
  'sign-in-failed',
  'sign-in-again',
  'account-changed',
  'consent-required',
]);

/** Says what came of a write. Only Graph's own answer confirms it. */
export function judgeWrite(
  write: GraphWrite,
  received: Received,
  toError: (answer: SentAnswer) => ProvisioningError,
): Verdict {
  switch (received.kind) {
    case 'silence':
      return { kind: 'open', error: received.error };
    case 'withheld':
      return { kind: 'refused', error: received.error, forAll: false };
    case 'unsent':
      return received.error.retryable
        ? { kind: 'put-off', error: received.error }
        : { kind: 'refused', error: received.error, forAll: personCodes.has(received.error.code) };
    case 'answer':
      return judgeAnswer(write, received.answer, received.inside, toError);
  }
}

function judgeAnswer(
  write: GraphWrite,
  answer: SentAnswer,
  inside: boolean,
  toError: (answer: SentAnswer) => ProvisioningError,
): Verdict {
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300)
    return isConfirmed(write, answer, inside)
      ? { kind: 'confirmed', answer: { status, headers, body } }
      : { kind: 'open', error: createUnconfirmed(answer) };
  // It may be a claims challenge, which only a request of its own can answer.
  if (status === 401 && inside) return { kind: 'challenged' };
  const error = toError(answer);
  if (isOpenStatus(status)) return { kind: 'open', error: error.with({ open: true }) };
  if (status === 429 || (status === 409 && error.retryable)) return { kind: 'put-off', error };
  // Where the refusal has no code of Graph's, somebody else gave it.
  if (error.code === write.doneWhen && error.graphCode !== undefined && !error.retryable)
    return { kind: 'confirmed', answer: { status: 204, headers: {}, body: undefined } };
  // A permission or a role may be missing for this one alone; a session is over for all.
  return { kind: 'refused', error, forAll: error.code === 'sign-in-again' };
}

/** Whether after an answer of this status the write may have taken effect all the same. */
function isOpenStatus(status: number): boolean {
  return status === 408 || (status >= 500 && status !== 501);
}
