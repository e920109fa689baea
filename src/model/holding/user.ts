/** Where one license of a user comes from and how it fares. One user may hold the same plan from several sources. */
export interface LicenseAssignment {
  readonly skuId: string;
  /** Service plan ids that are turned off. */
  readonly disabledPlans: readonly string[];
  /** The group that gives the license; `null` when it was assigned to the user directly. */
  readonly assignedByGroup: string | null;
  readonly state: 'Active' | 'ActiveWithError' | 'Disabled' | 'Error';
  /** Graph's word for what went wrong, e.g. `CountViolation`; absent when nothing did. */
  readonly error?: string;
}

/** One person of the tenant's directory, with the licenses held. */
export interface DirectoryUser {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly mail?: string;
  readonly department?: string;
  readonly country?: string;
  readonly jobTitle?: string;
  /** Two-letter country that Microsoft needs before it assigns a license. */
  readonly usageLocation?: string;
  /** Whether the person may sign in; missing where Graph left it out, which says nothing. */
  readonly accountEnabled?: boolean;
  readonly guest: boolean;
  /** Whether the account comes from the on-premises directory. */
  readonly synced: boolean;
  readonly licenses: readonly LicenseAssignment[];
  /** Graph left out `licenseAssignmentStates`, or half of one: `licenses` is then empty and says nothing. */
  readonly licensesUnknown?: true;
}

/** The user's own, direct assignment of a plan, if there is one. */
export function directLicense(user: DirectoryUser, skuId: string): LicenseAssignment | undefined {
  return user.licenses.find((license) => license.skuId === skuId && license.assignedByGroup === null);
}

/** Whether Microsoft could not make a license work, or not all of it. */
export function isFailed({ state, error }: LicenseAssignment): boolean {
  return state === 'Error' || state === 'ActiveWithError' || error !== undefined;
}

/** Where a user's license comes from, or undefined when the user does not hold the plan. */
export type LicenseSource = 'direct' | 'group' | 'direct-and-group';

export function licenseSource(user: DirectoryUser, skuId: string): LicenseSource | undefined {
  const held = user.licenses.filter((license) => license.skuId === skuId);
  const direct = held.some((license) => license.assignedByGroup === null);
  const group = held.some((license) => license.assignedByGroup !== null);
  if (direct && group) return 'direct-and-group';
  if (direct) return 'direct';
  return group ? 'group' : undefined;
}
