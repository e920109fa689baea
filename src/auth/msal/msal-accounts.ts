import type { Account, TokenSubject } from '../auth.js';
import { readRoleIds } from '../scopes/token-scopes.js';
import type { MsalAccount, MsalLike } from './msal-like.js';

/**
 * The account that signed in through this client: the chosen one, MSAL's active one, or the only one. MSAL lists the
 * accounts of every client on the page; those of others have no ID token here.
 */
export function findMsalAccount(msal: MsalLike, chosenId: string | undefined): MsalAccount | undefined {
  const own = msal.getAllAccounts().filter((account) => account.idTokenClaims);
  const wanted = chosenId ?? msal.getActiveAccount()?.homeAccountId;
  return own.find(({ homeAccountId }) => homeAccountId === wanted) ?? (own.length === 1 ? own[0] : undefined);
}

/** In whose name tokens of an account act. A guest has an object id, and an account of MSAL, in each tenant. */
export function toSubject({ tenantId, localAccountId }: MsalAccount): TokenSubject {
  return { tenantId, objectId: localAccountId };
}

export function toAccount(account: MsalAccount): Account {
  const roleIds = readRoleIds(account.idTokenClaims);
  return {
    ...toSubject(account),
    name: account.name ?? account.username,
    username: account.username,
    ...(roleIds ? { roleIds } : {}),
  };
}
