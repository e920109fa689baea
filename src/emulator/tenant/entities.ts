import type { Entity } from '../collection/index.js';

export interface AssignedLicense {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

export type LicenseError =
  | 'None'
  | 'CountViolation'
  | 'MutuallyExclusiveViolation'
  | 'DependencyViolation'
  | 'ProhibitedInUsageLocationViolation'
  | 'UniquenessViolation'
  | 'Other';

/** One source of one license: `assignedByGroup` null is a direct assignment. */
export interface LicenseAssignmentState extends AssignedLicense {
  readonly assignedByGroup: string | null;
  readonly state: 'Active' | 'ActiveWithError' | 'Disabled' | 'Error';
  readonly error: LicenseError;
  readonly lastUpdatedDateTime: string;
}

export interface SignInActivity {
  readonly lastSignInDateTime: string;
  readonly lastSignInRequestId: string;
  readonly lastNonInteractiveSignInDateTime: string;
  readonly lastNonInteractiveSignInRequestId: string;
  readonly lastSuccessfulSignInDateTime: string;
  readonly lastSuccessfulSignInRequestId: string;
}

export interface UserEntity extends Entity {
  readonly accountEnabled: boolean;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly mailNickname: string;
  readonly otherMails: readonly string[];
  readonly proxyAddresses: readonly string[];
  readonly userType: 'Member' | 'Guest';
  readonly externalUserState: 'Accepted' | 'PendingAcceptance' | null;
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly companyName: string | null;
  readonly employeeId: string | null;
  readonly officeLocation: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly usageLocation: string | null;
  readonly preferredLanguage: string | null;
  readonly businessPhones: readonly string[];
  readonly mobilePhone: string | null;
  readonly createdDateTime: string;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly onPremisesLastSyncDateTime: string | null;
  readonly onPremisesImmutableId: string | null;
  readonly onPremisesSamAccountName: string | null;
  readonly onPremisesDomainName: string | null;
  readonly onPremisesProvisioningErrors: readonly OnPremisesProvisioningError[];
  readonly serviceProvisioningErrors: readonly ServiceProvisioningError[];
  readonly assignedLicenses: readonly AssignedLicense[];
  readonly licenseAssignmentStates: readonly LicenseAssignmentState[];
  readonly signInActivity?: SignInActivity | undefined;
}

/** Somebody in the recycle bin. */
export interface DeletedUserEntity extends UserEntity {
  readonly deletedDateTime: string;
}

export interface OnPremisesProvisioningError {
  readonly category: 'PropertyConflict';
  readonly propertyCausingError: 'UserPrincipalName' | 'ProxyAddress';
  readonly value: string;
  readonly occurredDateTime: string;
}

export interface ServiceProvisioningError {
  readonly createdDateTime: string;
  readonly isResolved: boolean;
  readonly serviceInstance: string;
}

export interface GroupEntity extends Entity {
  readonly displayName: string;
  readonly description: string | null;
  readonly mail: string | null;
  readonly mailEnabled: boolean;
  readonly mailNickname: string;
  readonly securityEnabled: boolean;
  readonly groupTypes: readonly string[];
  readonly membershipRule: string | null;
  readonly membershipRuleProcessingState: 'On' | 'Paused' | null;
  readonly isAssignableToRole: boolean | null;
  readonly uniqueName: string | null;
  readonly visibility: string | null;
  readonly createdDateTime: string;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly onPremisesLastSyncDateTime: string | null;
  readonly onPremisesSamAccountName: string | null;
  readonly assignedLicenses: readonly AssignedLicense[];
  readonly licenseProcessingState: {
    readonly state: 'QueuedForProcessing' | 'ProcessingInProgress' | 'ProcessingComplete';
  } | null;
}

/** True for a group that shows its members to few. */
export function hidesMembers(group: Pick<GroupEntity, 'visibility'> | undefined): boolean {
  return group?.visibility === 'HiddenMembership';
}

/** A group in the recycle bin. */
export interface DeletedGroupEntity extends GroupEntity {
  readonly deletedDateTime: string;
}

export interface AppRole {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly value: string | null;
  readonly isEnabled: boolean;
  readonly allowedMemberTypes: readonly ('User' | 'Application')[];
  readonly origin: 'Application';
}

export interface ServicePrincipalEntity extends Entity {
  readonly appId: string;
  readonly appDisplayName: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly accountEnabled: boolean;
  readonly appOwnerOrganizationId: string;
  readonly appRoleAssignmentRequired: boolean;
  readonly appRoles: readonly AppRole[];
  readonly homepage: string | null;
  readonly servicePrincipalType: 'Application' | 'ManagedIdentity';
  readonly tags: readonly string[];
}

export interface AppRoleAssignmentEntity extends Entity {
  readonly appRoleId: string;
  readonly createdDateTime: string;
  readonly principalDisplayName: string;
  readonly principalId: string;
  readonly principalType: 'User' | 'Group' | 'ServicePrincipal';
  readonly resourceDisplayName: string;
  readonly resourceId: string;
}

export interface DirectoryRoleEntity extends Entity {
  readonly displayName: string;
  readonly description: string;
  readonly roleTemplateId: string;
}

/** People, and who may administer just them. */
export interface AdministrativeUnitEntity extends Entity {
  readonly displayName: string;
  readonly description: string | null;
  readonly visibility: string | null;
  /** Only administrators of the unit may change its members. */
  readonly isMemberManagementRestricted: boolean;
  readonly scopedRoles: readonly { readonly userId: string; readonly roleTemplateId: string }[];
}

/** A subscribed SKU and the units bought; `consumedUnits` is counted from the users. */
export interface SkuEntity extends Entity {
  readonly accountId: string;
  readonly accountName: string;
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly appliesTo: 'User' | 'Company';
  readonly capabilityStatus: 'Enabled' | 'Warning' | 'Suspended' | 'Deleted' | 'LockedOut';
  readonly consumedUnits: number;
  readonly prepaidUnits: { enabled: number; warning: number; suspended: number; lockedOut: number };
  readonly servicePlans: readonly ServicePlanInfo[];
  readonly subscriptionIds: readonly string[];
}

export interface ServicePlanInfo {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  readonly provisioningStatus: string;
  readonly appliesTo: 'User' | 'Company';
}

export interface SubscriptionEntity extends Entity {
  readonly commerceSubscriptionId: string;
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly status: SkuEntity['capabilityStatus'];
  readonly totalLicenses: number;
  readonly isTrial: boolean;
  readonly createdDateTime: string;
  readonly nextLifecycleDateTime: string | null;
  readonly ownerId: string | null;
  readonly ownerTenantId: string | null;
  readonly ownerType: string | null;
  readonly serviceStatus: readonly ServicePlanInfo[];
}

export interface DomainEntity extends Entity {
  readonly authenticationType: 'Managed' | 'Federated';
  readonly availabilityStatus: null;
  readonly isAdminManaged: boolean;
  readonly isDefault: boolean;
  readonly isInitial: boolean;
  readonly isRoot: boolean;
  readonly isVerified: boolean;
  readonly passwordNotificationWindowInDays: number | null;
  readonly passwordValidityPeriodInDays: number | null;
  readonly state: null;
  readonly supportedServices: readonly string[];
}

/** A cloud-sync or pass-through agent, or an application proxy connector: one machine of a resource location. */
export interface ConnectorEntity extends Entity {
  readonly machineName: string;
  readonly externalIp: string;
  readonly status: 'active' | 'inactive';
  /** Connectors only. */
  readonly version: string;
}

/** A resource location: machines that serve the same network. */
export interface ConnectorGroupEntity extends Entity {
  readonly name: string;
  readonly isDefault: boolean;
  readonly publishingType: string;
  readonly region: 'nam' | 'eur' | 'aus' | 'asia' | 'ind';
  readonly members: readonly ConnectorEntity[];
}
