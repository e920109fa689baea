import {
  companySubscriptionKind,
  domainKind,
  EntityCollection,
  type Entity,
  type EntityKind,
  type ListResult,
  type WireObject,
} from '../collection/index.js';
import { createNotFound, GraphFault } from '../graph-error.js';
import { scopes } from '../identity/scopes.js';
import { listAssignedPlans } from '../licensing/assigned-plans.js';
import { pickSelected, type Tenant } from '../tenant/tenant.js';
import {
  answerObject,
  answerPage,
  getParam,
  hasScope,
  pageItems,
  toListRequest,
  type GraphCall,
  type Route,
} from './route.js';

/** The tenant itself: organization, domains, subscriptions, directory synchronization. */
export function listOrganizationRoutes(tenant: Tenant): Route[] {
  return [
    {
      method: 'GET',
      path: '/organization',
      scopes: scopes.readOrganization,
      handle: (call) => answerPage(call, 'organization', pageItems(call, [readOrganization(tenant, call)])),
    },
    {
      method: 'GET',
      path: '/organization/:id',
      scopes: scopes.readOrganization,
      handle: (call) => {
        if (getParam(call, 'id') !== tenant.id) throw createNotFound(getParam(call, 'id'));
        return answerObject(call, 'organization', readOrganization(tenant, call));
      },
    },
    {
      method: 'GET',
      path: '/domains',
      scopes: scopes.readDomains,
      handle: (call) => answerPage(call, 'domains', listFew(tenant, domainKind, tenant.domains, call)),
    },
    {
      method: 'GET',
      path: '/domains/:id',
      scopes: scopes.readDomains,
      handle: (call) => {
        const domain = tenant.domains.find(({ id }) => id === getParam(call, 'id').toLowerCase());
        if (!domain) throw createNotFound(getParam(call, 'id'));
        return answerObject(call, 'domains', pickSelected(domain, call.url.searchParams));
      },
    },
    {
      method: 'GET',
      path: '/subscribedSkus',
      scopes: scopes.readLicenses,
      handle: (call) => {
        checkNoFilter(call);
        return answerPage(call, 'subscribedSkus', pageItems(call, select(tenant.skus.seen.values(), call)));
      },
    },
    {
      method: 'GET',
      path: '/subscribedSkus/:id',
      scopes: scopes.readLicenses,
      handle: (call) => {
        const id = getParam(call, 'id');
        const sku = [...tenant.skus.seen.values()].find((candidate) => candidate.id === id);
        if (!sku) throw createNotFound(id);
        return answerObject(call, 'subscribedSkus', pickSelected(sku, call.url.searchParams));
      },
    },
    {
      method: 'GET',
      path: '/directory/subscriptions',
      scopes: scopes.readSubscriptions,
      handle: (call) =>
        answerPage(
          call,
          'directory/subscriptions',
          listFew(tenant, companySubscriptionKind, tenant.subscriptions, call),
        ),
    },
    {
      method: 'GET',
      path: '/directory/subscriptions/:id',
      scopes: scopes.readSubscriptions,
      handle: (call) => {
        const id = getParam(call, 'id').replace(/^commerceSubscriptionId=/, '');
        const found = tenant.subscriptions.find(
          (item) => item.id === id || item.commerceSubscriptionId === id,
        );
        if (!found) throw createNotFound(id);
        return answerObject(call, 'directory/subscriptions', pickSelected(found, call.url.searchParams));
      },
    },
    {
      method: 'GET',
      path: '/directory/onPremisesSynchronization',
      scopes: scopes.readSync,
      roles: ['Global Administrator'],
      handle: (call) =>
        answerPage(
          call,
          'directory/onPremisesSynchronization',
          pageItems(call, select([readSynchronization(tenant)], call)),
        ),
    },
    {
      method: 'GET',
      path: '/directory/onPremisesSynchronization/:id',
      scopes: scopes.readSync,
      roles: ['Global Administrator'],
      handle: (call) => {
        if (getParam(call, 'id') !== tenant.id) throw createNotFound(getParam(call, 'id'));
        return answerObject(
          call,
          'directory/onPremisesSynchronization',
          pickSelected(readSynchronization(tenant), call.url.searchParams),
        );
      },
    },
  ];
}

function select(items: Iterable<object>, call: GraphCall): WireObject[] {
  return [...items].map((item) => pickSelected(item, call.url.searchParams));
}

/** A list short enough to be indexed anew for each request. */
function listFew<T extends Entity>(
  tenant: Tenant,
  kind: EntityKind,
  items: readonly T[],
  call: GraphCall,
): ListResult {
  const collection = new EntityCollection<T>(kind, { clock: tenant.clock });
  collection.load(items);
  return collection.list(toListRequest(call));
}

function checkNoFilter(call: GraphCall): void {
  if (call.url.searchParams.get('$filter')?.trim())
    throw new GraphFault(
      400,
      'Request_UnsupportedQuery',
      "The query specified in the URI is not valid. $filter is not supported on 'subscribedSkus'.",
    );
}

/** With only `User.Read`, everything but the name and the domains is null. */
function readOrganization(tenant: Tenant, call: GraphCall): WireObject {
  const full = hasScope(call.caller, scopes.readOrganizationFully);
  const visible = new Set(['id', 'displayName', 'verifiedDomains']);
  const organization = pickSelected(describeOrganization(tenant), call.url.searchParams);
  if (full) return organization;
  return Object.fromEntries(
    Object.entries(organization).map(([name, value]) => [
      name,
      visible.has(name) ? value : Array.isArray(value) ? [] : null,
    ]),
  );
}

function describeOrganization(tenant: Tenant): WireObject {
  const { organization } = tenant;
  return {
    id: tenant.id,
    displayName: organization.displayName,
    tenantType: 'AAD',
    createdDateTime: organization.createdDateTime,
    street: null,
    city: organization.city,
    state: null,
    postalCode: null,
    country: organization.country,
    countryLetterCode: organization.countryLetterCode,
    defaultUsageLocation: organization.countryLetterCode,
    preferredLanguage: 'en',
    onPremisesSyncEnabled: organization.onPremisesSyncEnabled,
    onPremisesLastSyncDateTime: organization.onPremisesLastSyncDateTime,
    partnerTenantType: null,
    businessPhones: [],
    technicalNotificationMails: [`it@${tenant.defaultDomain}`],
    marketingNotificationEmails: [],
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    privacyProfile: null,
    verifiedDomains: tenant.domains.map((domain) => ({
      name: domain.id,
      type: domain.authenticationType,
      isDefault: domain.isDefault,
      isInitial: domain.isInitial,
      capabilities: 'Email, OfficeCommunicationsOnline',
    })),
    assignedPlans: listAssignedPlans(
      tenant.skus,
      [...tenant.skus.keys()].map((skuId) => ({
        skuId,
        disabledPlans: [],
        assignedByGroup: null,
        state: 'Active',
        error: 'None',
        lastUpdatedDateTime: organization.createdDateTime,
      })),
    ),
    provisionedPlans: [],
  };
}

function readSynchronization(tenant: Tenant): WireObject {
  const enabled = tenant.organization.onPremisesSyncEnabled === true;
  return {
    id: tenant.id,
    configuration: {
      accidentalDeletionPrevention: { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 },
    },
    features: {
      passwordSyncEnabled: enabled,
      passwordWritebackEnabled: false,
      deviceWritebackEnabled: false,
      userWritebackEnabled: false,
      unifiedGroupWritebackEnabled: false,
      groupWriteBackEnabled: false,
      directoryExtensionsEnabled: false,
      softMatchOnUpnEnabled: true,
      blockSoftMatchEnabled: false,
      synchronizeUpnForManagedUsersEnabled: true,
      quarantineUponUpnConflictEnabled: enabled,
      quarantineUponProxyAddressesConflictEnabled: enabled,
      bypassDirSyncOverridesEnabled: false,
      blockCloudObjectTakeoverThroughHardMatchEnabled: false,
      cloudPasswordPolicyForPasswordSyncedUsersEnabled: false,
      concurrentCredentialUpdateEnabled: false,
      concurrentOrgIdProvisioningEnabled: false,
      fopeConflictResolutionEnabled: false,
      userForcePasswordChangeOnLogonEnabled: false,
    },
  };
}
