import type { DirectoryUser } from './holding/user.js';
import type { LicenseAdd } from './publish/step.js';

// By code unit, not by language: the order must be the same on every machine.

/** By name, then by id. */
export function byNameAndId(
  a: Pick<DirectoryUser, 'id' | 'displayName'>,
  b: Pick<DirectoryUser, 'id' | 'displayName'>,
): number {
  if (a.displayName !== b.displayName) return a.displayName < b.displayName ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

export function bySku(a: Pick<LicenseAdd, 'skuId'>, b: Pick<LicenseAdd, 'skuId'>): number {
  if (a.skuId === b.skuId) return 0;
  return a.skuId < b.skuId ? -1 : 1;
}
