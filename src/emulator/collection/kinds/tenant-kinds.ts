import { toPropertyTable, type EntityKind } from '../entity-kind.js';

/**
 * Domains; the id is the domain's name.
 * @see https://learn.microsoft.com/graph/api/resources/domain
 */
export const domainKind: EntityKind = {
  name: 'domain',
  directory: false,
  properties: toPropertyTable({
    string: 'authenticationType availabilityStatus id manufacturer model',
    boolean: 'isAdminManaged isDefault isInitial isRoot isVerified',
    number: 'passwordNotificationWindowInDays passwordValidityPeriodInDays',
    object: 'state',
    'string[]': 'supportedServices',
  }),
  relationships: [
    'domainNameReferences',
    'rootDomain',
    'serviceConfigurationRecords',
    'verificationDnsRecords',
  ],
  options: ['$select', '$filter', '$top', '$orderby', '$count', '$expand', '$skiptoken', '$format'],
};

/**
 * The commercial subscriptions behind the plans.
 * @see https://learn.microsoft.com/graph/api/resources/companysubscription
 */
export const companySubscriptionKind: EntityKind = {
  name: 'companySubscription',
  directory: false,
  properties: toPropertyTable({
    string: 'commerceSubscriptionId id ownerId ownerTenantId ownerType skuId skuPartNumber status',
    date: 'createdDateTime nextLifecycleDateTime',
    boolean: 'isTrial',
    'object[]': 'serviceStatus',
    number: 'totalLicenses',
  }),
  relationships: [],
  options: ['$select', '$filter', '$top', '$orderby', '$count', '$skiptoken', '$format'],
};
