import type {
  BlockedUser,
  LedgerChange,
  LicenseAdd,
  ServiceRemoval,
  UserChange,
} from '../model/publish-plan.js';
import type { DirectoryUser, LicenseAssignment } from '../model/user.js';
import type { WorkspaceService } from '../model/workspace.js';

/** What one user needs, before licenses are counted. */
export interface UserDraft {
  readonly user: DirectoryUser;
  readonly change: Omit<UserChange, 'wave'>;
  /** Plans of which the change takes a license from those available. */
  readonly needs: readonly string[];
  /** Plans of which the change gives a license back. */
  readonly frees: readonly string[];
  /** Licenses that work, direct and inherited, before and after. */
  readonly licensesBefore: readonly LicenseAdd[];
  readonly licensesAfter: readonly LicenseAdd[];
  /** Plans that the user held before and no workspace gave. */
  readonly heldBefore: readonly string[];
}

/** A draft with what stands in its way and what it changes in the ledger. */
export interface PlannedUser {
  readonly draft: UserDraft;
  readonly blocks: readonly BlockedUser[];
  readonly ledger: readonly LedgerChange[];
}

export type DraftParts = Pick<
  UserChange,
  'addLicenses' | 'changedPlans' | 'removeLicenses' | 'addServices' | 'removeServices'
> &
  Partial<Pick<UserChange, 'setUsageLocation' | 'group' | 'byGroup'>>;

/** Whether the draft changes anything in the tenant. */
export function changesAnything({ change }: UserDraft): boolean {
  return (
    change.addLicenses.length > 0 ||
    change.removeLicenses.length > 0 ||
    change.addServices.length > 0 ||
    change.removeServices.length > 0 ||
    change.group !== undefined
  );
}

/** Works out what a change does to the licenses that a user holds and to those that are available. */
export function createDraft(
  user: DirectoryUser,
  parts: DraftParts,
  heldBefore: readonly string[] = [],
): UserDraft {
  const { addLicenses, removeLicenses } = parts;
  const working = user.licenses.filter(isWorking);
  const licensesBefore = working.map(toAdd).sort(bySku);
  const touched = new Set([...addLicenses.map((license) => license.skuId), ...removeLicenses]);
  const licensesAfter =
    touched.size === 0
      ? licensesBefore
      : [
          ...working.filter((license) => !isDirect(license) || !touched.has(license.skuId)).map(toAdd),
          ...addLicenses,
        ].sort(bySku);
  return {
    user,
    change: {
      userId: user.id,
      displayName: user.displayName,
      userPrincipalName: user.userPrincipalName,
      ...(user.department ? { department: user.department } : {}),
      ...parts,
      before: {
        licenses: user.licenses
          .filter((license) => isDirect(license) && touched.has(license.skuId))
          .map(toAdd)
          .sort(bySku),
        services: parts.removeServices.map(toService),
        ...(user.usageLocation ? { usageLocation: user.usageLocation } : {}),
      },
    },
    needs: addLicenses
      .map((license) => license.skuId)
      .filter((skuId) => !working.some((license) => license.skuId === skuId)),
    frees: removeLicenses.filter((skuId) => {
      const sources = working.filter((license) => license.skuId === skuId);
      return sources.length > 0 && sources.every(isDirect);
    }),
    licensesBefore,
    licensesAfter,
    heldBefore,
  };
}

export function isDirect(license: LicenseAssignment): boolean {
  return license.assignedByGroup === null;
}

/** An assignment that failed takes no license and gives no app. */
export function isWorking(license: LicenseAssignment): boolean {
  return license.state !== 'Error';
}

function toAdd({ skuId, disabledPlans }: LicenseAssignment): LicenseAdd {
  return { skuId, disabledPlans };
}

function toService({ providerId, serviceId, optionId }: ServiceRemoval): WorkspaceService {
  return { providerId, serviceId, ...(optionId === undefined ? {} : { optionId }) };
}

function bySku(a: LicenseAdd, b: LicenseAdd): number {
  if (a.skuId === b.skuId) return 0;
  return a.skuId < b.skuId ? -1 : 1;
}
