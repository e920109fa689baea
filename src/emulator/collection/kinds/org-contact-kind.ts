import { directoryOptions, toFilterTable, toPropertyTable, type EntityKind } from '../entity-kind.js';

/**
 * Organizational contacts.
 * @see https://learn.microsoft.com/graph/api/resources/orgcontact
 */
export const orgContactKind: EntityKind = {
  name: 'orgContact',
  directory: true,
  properties: toPropertyTable({
    string: 'companyName department displayName givenName id jobTitle mail mailNickname surname',
    date: 'deletedDateTime onPremisesLastSyncDateTime',
    'object[]': 'addresses onPremisesProvisioningErrors phones serviceProvisioningErrors',
    boolean: 'onPremisesSyncEnabled',
    'string[]': 'proxyAddresses',
  }),
  relationships: ['directReports', 'manager', 'memberOf', 'transitiveMemberOf'],
  filters: toFilterTable(
    [{ eq: 'default' }, 'id onPremisesProvisioningErrors/category'],
    [{ eq: 'default' }, 'onPremisesProvisioningErrors/propertyCausingError'],
    [{ eq: 'advanced', startsWith: 'advanced', null: 'advanced' }, 'companyName'],
    [
      { eq: 'default', startsWith: 'default', null: 'advanced' },
      'department displayName givenName jobTitle mail mailNickname surname',
    ],
    [{ eq: 'default', range: 'default' }, 'onPremisesLastSyncDateTime'],
    [{ eq: 'default', null: 'advanced' }, 'onPremisesSyncEnabled'],
    [{ eq: 'default', startsWith: 'default' }, 'proxyAddresses'],
    [{ endsWith: 'advanced' }, 'mail proxyAddresses'],
    [{ counts: [0] }, 'proxyAddresses onPremisesProvisioningErrors'],
  ),
  sorts: { displayName: 'advanced', createdDateTime: 'advanced' },
  options: directoryOptions,
};
