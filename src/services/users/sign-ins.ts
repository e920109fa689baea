import * as v from 'valibot';
import type { CallOptions, GraphClient, Page } from '../../graph/graph-client.js';
import { buildQuery } from '../../graph/read/odata.js';
import { largestPage } from '../../microsoft/request-limits.js';
import { graphId, optionalText, readAnswerPages } from '../read-answer.js';
import { readUsersScopes } from './users.js';

/** Reads when people signed in last. The tenant needs Entra ID P1 for it. */
export const readSignInsScopes = ['AuditLog.Read.All', ...readUsersScopes] as const;

/**
 * When somebody signed in last, interactively or not, with success or without: somebody who tries is not gone.
 * Somebody of whom nothing is known has no such value at all. Times are UTC.
 */
export type SignIn =
  | { readonly never: true; /** When the account was made. */ readonly created?: Date }
  | { readonly never: false; readonly last: Date };

/** Somebody and the last sign-in, if anything is known of it. */
export interface UserSignIn {
  readonly userId: string;
  readonly signIn?: SignIn;
}

const signInSchema = v.object({
  id: graphId,
  createdDateTime: optionalText,
  signInActivity: v.nullish(
    v.object({
      lastSignInDateTime: optionalText,
      lastNonInteractiveSignInDateTime: optionalText,
      lastSuccessfulSignInDateTime: optionalText,
    }),
  ),
});

/**
 * Reads everybody's last sign-in, page by page. Microsoft allows 10 such requests a minute: 5,000 people.
 *
 * @throws {ProvisioningError} `consent-required` (AuditLog.Read.All, User.Read.All), `premium-required` (Entra ID P1), `role-required`, `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/resources/signinactivity
 */
export async function* listSignIns(
  graph: GraphClient,
  options: CallOptions = {},
): AsyncGenerator<Page<UserSignIn>, void> {
  const select = ['id', 'createdDateTime', 'signInActivity'];
  const path = `/users${buildQuery({ select, top: largestPage.signInActivity })}`;
  const pages = graph.pages<unknown>(path, { scopes: readSignInsScopes, ...options });
  for await (const page of readAnswerPages(signInSchema, pages, 'list of sign-ins'))
    yield { ...page, items: page.items.map(toUserSignIn) };
}

function toUserSignIn({
  id,
  createdDateTime,
  signInActivity,
}: v.InferOutput<typeof signInSchema>): UserSignIn {
  // Graph leaves it out for who never signed in. There, but without a date, it says nothing.
  if (!signInActivity) {
    const created = parseDate(createdDateTime);
    return { userId: id, signIn: { never: true, ...(created ? { created } : {}) } };
  }
  const dates = [
    signInActivity.lastSignInDateTime,
    signInActivity.lastNonInteractiveSignInDateTime,
    signInActivity.lastSuccessfulSignInDateTime,
  ].flatMap((text) => parseDate(text) ?? []);
  const [last] = dates.sort((a, b) => b.getTime() - a.getTime());
  return last ? { userId: id, signIn: { never: false, last } } : { userId: id };
}

/** Graph writes the year 1 where there is no date. */
function parseDate(text: string | null | undefined): Date | undefined {
  const date = new Date(text ?? Number.NaN);
  return date.getUTCFullYear() > 1 ? date : undefined;
}
