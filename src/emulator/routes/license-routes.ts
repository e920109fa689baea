import { createForbidden } from '../graph-error.js';
import { scopes } from '../identity/scopes.js';
import type { GroupLicensing } from '../licensing/group-licensing.js';
import { licenseChangeNames, parseLicenseChange } from '../licensing/license-change.js';
import { assignUserLicenses } from '../licensing/user-licensing.js';
import type { UserEntity } from '../tenant/entities.js';
import { pickSelected, type Tenant } from '../tenant/tenant.js';
import { readBody } from './request-body.js';
import {
  answerObject,
  answerPage,
  getCallerId,
  getParam,
  hasScope,
  pageItems,
  type GraphCall,
  type Route,
} from './route.js';
import { findUser, readUser } from './user-routes.js';

const assigners = ['License Administrator', 'User Administrator', 'Directory Writers'] as const;

/** Licenses of people. */
export function listLicenseRoutes(tenant: Tenant, licensing: GroupLicensing): Route[] {
  const assign = (call: GraphCall, key: string) => {
    const change = parseLicenseChange(readBody(call, licenseChangeNames));
    return answerUser(tenant, call, assignUserLicenses(tenant, key, change));
  };
  return [
    {
      method: 'POST',
      path: '/users/:id/assignLicense',
      scopes: scopes.assignToUsers,
      roles: assigners,
      manages: (call) => getParam(call, 'id'),
      locks: (call) => getParam(call, 'id'),
      handle: (call) => assign(call, getParam(call, 'id')),
    },
    {
      method: 'POST',
      path: '/me/assignLicense',
      scopes: scopes.assignToUsers,
      roles: assigners,
      manages: getCallerId,
      locks: getCallerId,
      handle: (call) => assign(call, getCallerId(call)),
    },
    {
      method: 'POST',
      path: '/users/:id/reprocessLicenseAssignment',
      scopes: scopes.writeUsers,
      roles: assigners,
      manages: (call) => getParam(call, 'id'),
      locks: (call) => getParam(call, 'id'),
      handle: (call) => answerUser(tenant, call, licensing.reprocess(findUser(tenant, getParam(call, 'id')))),
    },
    {
      method: 'GET',
      path: '/users/:id/licenseDetails',
      scopes: scopes.readOwnLicenseDetails,
      handle: (call) => answerDetails(tenant, call, getParam(call, 'id')),
    },
    {
      method: 'GET',
      path: '/me/licenseDetails',
      scopes: scopes.readOwnLicenseDetails,
      handle: (call) => answerDetails(tenant, call, getCallerId(call)),
    },
  ];
}

/** The user as a write answers it: the default properties and the licenses. */
function answerUser(tenant: Tenant, call: GraphCall, user: UserEntity) {
  const { assignedLicenses } = user;
  return answerObject(call, 'users', {
    ...tenant.users.project(user, new URLSearchParams()),
    assignedLicenses,
  });
}

function answerDetails(tenant: Tenant, call: GraphCall, key: string) {
  const user = readUser(tenant, key);
  if (user.id !== call.caller.userId && !hasScope(call.caller, scopes.readLicenseDetails))
    throw createForbidden();
  const details = user.assignedLicenses.flatMap(({ skuId, disabledPlans }) => {
    const sku = tenant.skus.seen.get(skuId);
    if (!sku) return [];
    return {
      id: toDetailId(user.id, skuId),
      skuId,
      skuPartNumber: sku.skuPartNumber,
      servicePlans: sku.servicePlans.map((plan) => ({
        ...plan,
        provisioningStatus: disabledPlans.includes(plan.servicePlanId) ? 'Disabled' : plan.provisioningStatus,
      })),
    };
  });
  const selected = details.map((detail) => pickSelected(detail, call.url.searchParams));
  return answerPage(call, `users('${user.id}')/licenseDetails`, pageItems(call, selected));
}

/** Base64url of the two ids, as Graph builds it. */
function toDetailId(userId: string, skuId: string): string {
  const bytes = `${userId}${skuId}`.replaceAll('-', '').match(/../g) ?? [];
  const text = String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
