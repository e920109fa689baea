import { directoryOptions, toFilterTable, toPropertyTable, type EntityKind } from '../entity-kind.js';

/**
 * Enterprise applications.
 * @see https://learn.microsoft.com/graph/api/resources/serviceprincipal
 */
export const servicePrincipalKind: EntityKind = {
  name: 'servicePrincipal',
  directory: true,
  properties: toPropertyTable({
    string: `appDescription appDisplayName appId applicationTemplateId createdByAppId description
      disabledByMicrosoftStatus displayName homepage id loginUrl logoutUrl notes preferredSingleSignOnMode
      preferredTokenSigningKeyThumbprint servicePrincipalType signInAudience`,
    date: 'deletedDateTime',
    boolean: 'accountEnabled appRoleAssignmentRequired isDisabled',
    'object[]': `addIns appRoles keyCredentials oauth2PermissionScopes passwordCredentials
      resourceSpecificApplicationPermissions`,
    'string[]': 'alternativeNames notificationEmailAddresses replyUrls servicePrincipalNames tags',
    guid: 'appOwnerOrganizationId tokenEncryptionKeyId',
    object: 'customSecurityAttributes info samlSingleSignOnSettings verifiedPublisher',
  }),
  relationships: `appRoleAssignedTo appRoleAssignments createdObjects memberOf oauth2PermissionGrants
    ownedObjects owners transitiveMemberOf`.split(/\s+/),
  filters: toFilterTable(
    [{ eq: 'default' }, 'id accountEnabled appId applicationTemplateId'],
    [{ eq: 'default', startsWith: 'default' }, 'alternativeNames servicePrincipalNames tags'],
    [{ eq: 'advanced' }, 'appOwnerOrganizationId appRoleAssignmentRequired info/termsOfServiceUrl'],
    [{ eq: 'advanced', startsWith: 'advanced' }, 'description'],
    [{ eq: 'default', startsWith: 'default', null: 'advanced' }, 'displayName'],
    [{ eq: 'advanced', startsWith: 'advanced', null: 'advanced' }, 'homepage'],
    [{ null: 'advanced' }, 'info/logoUrl'],
    [{ counts: [0, 1] }, 'owners'],
  ),
  sorts: { displayName: 'advanced', createdDateTime: 'advanced', deletedDateTime: 'advanced' },
  selectOnly: ['customSecurityAttributes', 'createdByAppId', 'isDisabled'],
  options: directoryOptions,
};
