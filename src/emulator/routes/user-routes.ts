import type { WireObject } from '../collection/index.js';
import { deleteUser } from '../directory/recycle-bin.js';
import { createBadRequest, createForbidden, createNotFound, GraphFault } from '../graph-error.js';
import { scopes } from '../identity/scopes.js';
import { hasRole } from '../identity/token-service.js';
import { isCountryCode } from '../licensing/usage-location.js';
import type { UserEntity } from '../tenant/entities.js';
import { hasPremium } from '../tenant/generate/tenant.js';
import type { Tenant } from '../tenant/tenant.js';
import { createCountRoute } from './count-route.js';
import { readBody } from './request-body.js';
import {
  answerChanges,
  answerObject,
  answerPage,
  getCallerId,
  getParam,
  hasScope,
  noContent,
  toDeltaRequest,
  toListRequest,
  type GraphCall,
  type Route,
} from './route.js';

/** What `User.ReadBasic.All` shows of other people. */
const basicProperties = new Set([
  'displayName',
  'givenName',
  'id',
  'identities',
  'mail',
  'securityIdentifier',
  'surname',
  'userPrincipalName',
]);

/** Reading and changing people. */
export function listUserRoutes(tenant: Tenant): Route[] {
  return [
    {
      method: 'GET',
      path: '/me',
      scopes: scopes.me,
      handle: (call) => answerUser(tenant, call, getCallerId(call)),
    },
    {
      method: 'GET',
      path: '/users',
      scopes: scopes.listUsers,
      handle: (call) => {
        checkNotGuest(tenant, call);
        checkSignInActivity(tenant, call);
        const page = tenant.users.list(toListRequest(call));
        return answerPage(call, 'users', { ...page, items: hideUnreadable(call, page.items) });
      },
    },
    createCountRoute('/users', scopes.listUsers, tenant.users),
    {
      method: 'GET',
      path: '/users/delta',
      scopes: scopes.readUsersFully,
      handle: (call) => answerChanges(call, 'users', tenant.users.delta(toDeltaRequest(call))),
    },
    {
      method: 'GET',
      path: '/users/:id',
      scopes: scopes.me,
      handle: (call) => answerUser(tenant, call, getParam(call, 'id')),
    },
    {
      method: 'PATCH',
      path: '/users/:id',
      scopes: scopes.writeUsers,
      roles: ['User Administrator', 'License Administrator', 'Directory Writers'],
      manages: (call) => getParam(call, 'id'),
      locks: (call) => getParam(call, 'id'),
      handle: (call) => {
        const user = findUser(tenant, getParam(call, 'id'));
        tenant.users.update(user.id, parsePatch(tenant, call, user));
        return noContent;
      },
    },
    {
      method: 'DELETE',
      path: '/users/:id',
      scopes: scopes.writeUsers,
      roles: ['User Administrator'],
      manages: (call) => getParam(call, 'id'),
      locks: (call) => getParam(call, 'id'),
      handle: (call) => {
        deleteUser(tenant, findUser(tenant, getParam(call, 'id')));
        return noContent;
      },
    },
  ];
}

/**
 * The user that a write names.
 *
 * @throws {GraphFault} 404
 */
export function findUser(tenant: Tenant, key: string): UserEntity {
  const user = tenant.findUser(key);
  if (!user) throw createNotFound(key);
  return user;
}

/**
 * The user that a read names.
 *
 * @throws {GraphFault} 404, also for somebody whom reads do not show yet
 */
export function readUser(tenant: Tenant, key: string): UserEntity {
  const user = tenant.readUser(key);
  if (!user) throw createNotFound(key);
  return user;
}

function answerUser(tenant: Tenant, call: GraphCall, key: string) {
  const user = readUser(tenant, key);
  if (user.id !== call.caller.userId && !hasScope(call.caller, scopes.listUsers)) throw createForbidden();
  checkSignInActivity(tenant, call);
  const [body = {}] = hideUnreadable(call, [tenant.users.project(user, call.url.searchParams)]);
  return answerObject(call, 'users', body);
}

/** With only `User.ReadBasic.All`, other people's further properties are null. */
function hideUnreadable(call: GraphCall, users: readonly WireObject[]): WireObject[] {
  if (hasScope(call.caller, scopes.readUsersFully)) return [...users];
  return users.map((user) =>
    user['id'] === call.caller.userId
      ? user
      : Object.fromEntries(
          Object.entries(user).map(([name, value]) => [
            name,
            basicProperties.has(name) || name.startsWith('@') ? value : Array.isArray(value) ? [] : null,
          ]),
        ),
  );
}

/** Guests may not list the directory's people. */
function checkNotGuest(tenant: Tenant, call: GraphCall): void {
  const { userId } = call.caller;
  if (userId !== undefined && tenant.users.get(userId)?.userType === 'Guest') throw createForbidden();
}

/** Sign-in activity needs a permission of its own and a premium tenant. */
function checkSignInActivity(tenant: Tenant, call: GraphCall): void {
  const query = call.url.searchParams;
  const asked = /\bsignInActivity\b/;
  if (!asked.test(query.get('$select') ?? '') && !asked.test(query.get('$filter') ?? '')) return;
  if (!hasScope(call.caller, scopes.readSignIns)) throw createForbidden();
  if (!hasPremium(tenant))
    throw new GraphFault(
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
    );
}

const licenseAdministratorMayWrite = new Set(['usageLocation']);
const writable = new Set([
  'accountEnabled',
  'city',
  'companyName',
  'country',
  'department',
  'displayName',
  'employeeId',
  'givenName',
  'jobTitle',
  'mailNickname',
  'mobilePhone',
  'businessPhones',
  'officeLocation',
  'otherMails',
  'preferredLanguage',
  'surname',
  'usageLocation',
  'userPrincipalName',
]);
const readOnly = new Set([
  'assignedLicenses',
  'assignedPlans',
  'createdDateTime',
  'id',
  'licenseAssignmentStates',
]);

function parsePatch(tenant: Tenant, call: GraphCall, user: UserEntity): Partial<UserEntity> {
  const body = readBody(call, [...writable, ...readOnly]);
  const onlyLicenses = !hasUserAdministration(call);
  for (const name of Object.keys(body)) {
    if (readOnly.has(name)) throw createBadRequest(`Property '${name}' is read-only and cannot be set.`);
    if (!writable.has(name)) throw createBadRequest(`Invalid property '${name}'.`);
    if (onlyLicenses && !licenseAdministratorMayWrite.has(name)) throw createForbidden();
    if (user.onPremisesSyncEnabled && name !== 'usageLocation')
      throw createBadRequest(
        `Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.`,
      );
  }
  const { usageLocation, userPrincipalName } = body;
  if (
    usageLocation !== undefined &&
    usageLocation !== null &&
    !(typeof usageLocation === 'string' && isCountryCode(usageLocation))
  )
    throw createBadRequest(`Invalid value specified for property 'usageLocation' of resource 'User'.`);
  if (typeof userPrincipalName === 'string') {
    const other = tenant.users.find('userPrincipalName', userPrincipalName);
    if (other && other.id !== user.id)
      throw new GraphFault(
        400,
        'Request_MultipleObjectsWithSameKeyValue',
        'Another object with the same value for property userPrincipalName already exists.',
      );
  }
  return body;
}

function hasUserAdministration(call: GraphCall): boolean {
  return hasRole(call.caller, ['User Administrator', 'Directory Writers']);
}
