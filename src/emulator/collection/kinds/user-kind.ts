import { directoryOptions, toFilterTable, toPropertyTable, type EntityKind } from '../entity-kind.js';

const extensionAttributes = Array.from(
  { length: 15 },
  (_, index) => `onPremisesExtensionAttributes/extensionAttribute${String(index + 1)}`,
).join(' ');

/**
 * Users.
 * @see https://learn.microsoft.com/graph/api/resources/user
 * @see https://learn.microsoft.com/graph/aad-advanced-queries
 */
export const userKind: EntityKind = {
  name: 'user',
  directory: true,
  properties: toPropertyTable({
    string: `aboutMe ageGroup city companyName consentProvidedForMinor country creationType department
      displayName employeeId employeeType externalUserState faxNumber givenName id identityParentId jobTitle
      legalAgeGroupClassification mail mailNickname mobilePhone mySite officeLocation
      onPremisesDistinguishedName onPremisesDomainName onPremisesImmutableId onPremisesSamAccountName
      onPremisesSecurityIdentifier onPremisesUserPrincipalName passwordPolicies postalCode
      preferredDataLocation preferredLanguage preferredName securityIdentifier state streetAddress surname
      usageLocation userPrincipalName userType`,
    date: `birthday createdDateTime deletedDateTime employeeHireDate employeeLeaveDateTime
      externalUserStateChangeDateTime hireDate lastPasswordChangeDateTime onPremisesLastSyncDateTime
      signInSessionsValidFromDateTime`,
    boolean:
      'accountEnabled isManagementRestricted isResourceAccount onPremisesSyncEnabled showInAddressList',
    'object[]': `assignedLicenses assignedPlans identities licenseAssignmentStates
      onPremisesProvisioningErrors provisionedPlans serviceProvisioningErrors`,
    object: `authorizationInfo customSecurityAttributes employeeOrgData mailboxSettings
      onPremisesExtensionAttributes passwordProfile print signInActivity`,
    'string[]': `businessPhones imAddresses interests otherMails pastProjects proxyAddresses responsibilities
      schools skills`,
    number: 'deviceEnrollmentLimit',
  }),
  relationships: `appRoleAssignments createdObjects directReports extensions licenseDetails manager memberOf
    oauth2PermissionGrants ownedDevices ownedObjects photo photos registeredDevices sponsors sponsorOf
    transitiveMemberOf`.split(/\s+/),
  filters: toFilterTable(
    [{ eq: 'default' }, 'id accountEnabled ageGroup consentProvidedForMinor creationType externalUserState'],
    [{ eq: 'default' }, 'isResourceAccount onPremisesImmutableId externalUserStateChangeDateTime'],
    [
      { eq: 'default' },
      'onPremisesProvisioningErrors/category onPremisesProvisioningErrors/propertyCausingError',
    ],
    [{ eq: 'default', type: 'boolean' }, 'serviceProvisioningErrors/isResolved'],
    [{ eq: 'default' }, 'serviceProvisioningErrors/serviceInstance identities/issuerAssignedId'],
    [{ eq: 'default', type: 'guid' }, 'assignedLicenses/skuId'],
    [{ eq: 'advanced', type: 'guid' }, 'assignedPlans/servicePlanId'],
    [{ eq: 'advanced', startsWith: 'advanced' }, 'assignedPlans/service'],
    [{ eq: 'advanced' }, 'assignedPlans/capabilityStatus provisionedPlans/provisioningStatus'],
    [{ eq: 'advanced' }, 'provisionedPlans/service employeeOrgData/costCenter employeeOrgData/division'],
    [{ eq: 'advanced' }, 'employeeType showInAddressList'],
    [{ eq: 'advanced', startsWith: 'advanced' }, 'businessPhones onPremisesSamAccountName'],
    [
      { eq: 'default', startsWith: 'default', null: 'advanced' },
      'city country department displayName givenName jobTitle mail mailNickname state surname usageLocation',
    ],
    [
      { eq: 'advanced', startsWith: 'advanced', null: 'advanced' },
      'companyName faxNumber mobilePhone officeLocation postalCode preferredLanguage streetAddress',
    ],
    [{ eq: 'default', range: 'default', null: 'advanced' }, 'createdDateTime'],
    [{ eq: 'default', range: 'default' }, 'onPremisesLastSyncDateTime'],
    [{ eq: 'advanced', range: 'advanced' }, 'employeeHireDate employeeLeaveDateTime'],
    [{ eq: 'default', null: 'advanced' }, 'employeeId onPremisesSecurityIdentifier'],
    [{ eq: 'default', null: 'advanced' }, 'onPremisesSyncEnabled userType'],
    [{ eq: 'default', null: 'default' }, 'identities/issuer'],
    [
      { eq: 'default', startsWith: 'default' },
      'imAddresses onPremisesUserPrincipalName otherMails proxyAddresses userPrincipalName',
    ],
    [{ eq: 'advanced', null: 'advanced' }, extensionAttributes],
    [
      { eq: 'advanced', null: 'advanced', type: 'boolean' },
      `passwordProfile/forceChangePasswordNextSignIn
      passwordProfile/forceChangePasswordNextSignInWithMfa`,
    ],
    [{ null: 'advanced' }, 'passwordPolicies'],
    [{ endsWith: 'advanced' }, 'mail userPrincipalName otherMails proxyAddresses'],
    [{ counts: [0] }, 'assignedLicenses onPremisesProvisioningErrors otherMails proxyAddresses'],
    [
      { eq: 'default', range: 'default', type: 'date' },
      `signInActivity/lastSignInDateTime signInActivity/lastNonInteractiveSignInDateTime
      signInActivity/lastSuccessfulSignInDateTime`,
    ],
  ),
  sorts: {
    displayName: 'default',
    userPrincipalName: 'default',
    createdDateTime: 'advanced',
    deletedDateTime: 'advanced',
  },
  defaultSelect: [
    'businessPhones',
    'displayName',
    'givenName',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
    'id',
  ],
  singleOnly: [
    'aboutMe',
    'birthday',
    'hireDate',
    'interests',
    'mySite',
    'pastProjects',
    'preferredName',
    'responsibilities',
    'schools',
    'skills',
    'mailboxSettings',
  ],
  omitWhenAbsent: ['signInActivity'],
  // https://learn.microsoft.com/graph/api/user-delta
  untracked: ['licenseAssignmentStates', 'signInActivity'],
  options: directoryOptions,
};
