import { isFailed, type DirectoryUser, type LicenseAssignment } from '../../model/holding/user.js';

/** What is to be said of a user first; the most urgent that holds. */
export type UserState =
  'error' | 'sign-in-disabled' | 'guest' | 'not-synced' | 'licenses-unknown' | 'active' | 'unlicensed';

/** All states, the most urgent first. */
export const userStates: readonly UserState[] = [
  'error',
  'sign-in-disabled',
  'guest',
  'not-synced',
  'licenses-unknown',
  'active',
  'unlicensed',
];

/** The license of a user that Microsoft could not make work, if there is one. */
export function findFailedLicense(user: DirectoryUser): LicenseAssignment | undefined {
  return user.licenses.find(isFailed);
}

/** @param hybrid - whether users of this tenant come from an on-premises directory, so that those who do not stand out */
export function judgeUser(user: DirectoryUser, hybrid: boolean): UserState {
  if (findFailedLicense(user)) return 'error';
  if (user.accountEnabled === false) return 'sign-in-disabled';
  if (user.guest) return 'guest';
  if (hybrid && !user.synced) return 'not-synced';
  if (user.licensesUnknown) return 'licenses-unknown';
  return user.licenses.length > 0 ? 'active' : 'unlicensed';
}
