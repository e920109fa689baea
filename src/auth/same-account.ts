import type { Account } from './auth.js';

/** Whether it is the same person in the same tenant, whatever else is known of them. */
export function isSameAccount(a: Account | undefined, b: Account | undefined): boolean {
  return a?.objectId === b?.objectId && a?.tenantId === b?.tenantId;
}
