import type { DirectoryUser, LicenseAssignment } from './user.js';

export function isDirect({ assignedByGroup }: LicenseAssignment): boolean {
  return assignedByGroup === null;
}

/** An assignment that failed takes no license and gives no app. */
export function isWorking({ state }: LicenseAssignment): boolean {
  return state !== 'Error';
}

/** The user's licenses of a plan that work, wherever they come from. */
export function workingLicenses({ licenses }: DirectoryUser, skuId: string): LicenseAssignment[] {
  return licenses.filter((license) => license.skuId === skuId && isWorking(license));
}
