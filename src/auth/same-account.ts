import type { TokenSubject } from './auth.js';

/** Whether it is the same person in the same tenant, whatever else is known of them. */
export function isSameAccount(a: TokenSubject | undefined, b: TokenSubject | undefined): boolean {
  return isSameId(a?.objectId, b?.objectId) && isSameId(a?.tenantId, b?.tenantId);
}

function isSameId(a: string | undefined, b: string | undefined): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}
