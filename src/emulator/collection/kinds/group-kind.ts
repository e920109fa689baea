import { directoryOptions, toFilterTable, toPropertyTable, type EntityKind } from '../entity-kind.js';

/**
 * Groups. `hasMembersWithLicenseErrors` can be filtered but is never returned.
 * @see https://learn.microsoft.com/graph/api/resources/group
 */
export const groupKind: EntityKind = {
  name: 'group',
  directory: true,
  properties: toPropertyTable({
    string: `accessType classification description displayName id mail mailNickname membershipRule
      membershipRuleProcessingState onPremisesDomainName onPremisesNetBiosName onPremisesSamAccountName
      onPremisesSecurityIdentifier organizationId preferredDataLocation preferredLanguage securityIdentifier
      theme uniqueName visibility`,
    date: 'createdDateTime deletedDateTime expirationDateTime onPremisesLastSyncDateTime renewedDateTime',
    boolean: `allowExternalSenders autoSubscribeNewMembers hasMembersWithLicenseErrors hideFromAddressLists
      hideFromOutlookClients isArchived isAssignableToRole isFavorite isManagementRestricted isSubscribedByMail
      mailEnabled onPremisesSyncEnabled securityEnabled welcomeMessageEnabled`,
    'object[]': 'assignedLabels assignedLicenses onPremisesProvisioningErrors serviceProvisioningErrors',
    'string[]': 'groupTypes infoCatalogs proxyAddresses resourceBehaviorOptions resourceProvisioningOptions',
    object: 'licenseProcessingState onPremisesExtensionAttributes',
    number: 'unseenConversationsCount unseenCount unseenMessagesCount',
  }),
  relationships: `acceptedSenders appRoleAssignments createdOnBehalfOf extensions memberOf members
    membersWithLicenseErrors owners photo photos rejectedSenders transitiveMemberOf
    transitiveMembers`.split(/\s+/),
  filters: toFilterTable(
    [{ eq: 'default' }, 'id uniqueName isAssignableToRole mailEnabled securityEnabled groupTypes'],
    [{ eq: 'default', type: 'guid' }, 'assignedLicenses/skuId'],
    [
      { eq: 'default' },
      'onPremisesProvisioningErrors/category onPremisesProvisioningErrors/propertyCausingError',
    ],
    [
      { eq: 'default', startsWith: 'default' },
      `classification infoCatalogs membershipRule proxyAddresses resourceBehaviorOptions
      resourceProvisioningOptions`,
    ],
    [{ eq: 'advanced', startsWith: 'advanced' }, 'description onPremisesSamAccountName'],
    [{ eq: 'default', startsWith: 'default', null: 'advanced' }, 'displayName mail mailNickname'],
    [{ eq: 'advanced', range: 'advanced' }, 'expirationDateTime'],
    [{ eq: 'default', null: 'default' }, 'hasMembersWithLicenseErrors'],
    [{ eq: 'default', range: 'default' }, 'onPremisesLastSyncDateTime renewedDateTime'],
    [{ eq: 'default', null: 'advanced' }, 'onPremisesSecurityIdentifier onPremisesSyncEnabled'],
    [{ eq: 'advanced', startsWith: 'advanced', null: 'advanced' }, 'preferredLanguage'],
    [{ eq: 'advanced' }, 'membershipRuleProcessingState'],
    [{ endsWith: 'advanced' }, 'mail proxyAddresses'],
    [{ counts: [0] }, 'assignedLicenses onPremisesProvisioningErrors proxyAddresses'],
    [{ counts: [0, 1] }, 'owners'],
  ),
  sorts: { displayName: 'default', deletedDateTime: 'advanced' },
  selectOnly: [
    'accessType',
    'allowExternalSenders',
    'assignedLabels',
    'assignedLicenses',
    'autoSubscribeNewMembers',
    'hideFromAddressLists',
    'hideFromOutlookClients',
    'infoCatalogs',
    'isArchived',
    'isFavorite',
    'isManagementRestricted',
    'isSubscribedByMail',
    'licenseProcessingState',
    'onPremisesExtensionAttributes',
    'organizationId',
    'uniqueName',
    'unseenConversationsCount',
    'unseenCount',
    'unseenMessagesCount',
    'welcomeMessageEnabled',
  ],
  hidden: ['hasMembersWithLicenseErrors'],
  options: directoryOptions,
};
