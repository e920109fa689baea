import { createBadRequest, createForbidden, createNotFound } from '../graph-error.js';
import { scopes } from '../identity/scopes.js';
import type { AppRoleAssignmentEntity, ServicePrincipalEntity } from '../tenant/entities.js';
import { hasPremium } from '../tenant/generate/tenant.js';
import { toIso } from '../tenant/generate/users.js';
import { pickSelected, type Tenant } from '../tenant/tenant.js';
import { createCountRoute } from './count-route.js';
import { readGroup } from './group-routes.js';
import { readBody } from './request-body.js';
import {
  answerObject,
  answerPage,
  getCallerId,
  getParam,
  noContent,
  pageItems,
  toListRequest,
  type GraphCall,
  type Route,
} from './route.js';
import { readUser } from './user-routes.js';

const assigners = [
  'Cloud Application Administrator',
  'Application Administrator',
  'User Administrator',
] as const;
/** Base64url of 32 bytes. */
const assignmentId = /^[\w-]{43}$/;
const defaultAccess = '00000000-0000-0000-0000-000000000000';

/** Enterprise applications and who is assigned to them. */
export function listAppRoutes(tenant: Tenant): Route[] {
  return [
    {
      method: 'GET',
      path: '/servicePrincipals',
      scopes: scopes.readApps,
      handle: (call) =>
        answerPage(call, 'servicePrincipals', tenant.servicePrincipals.list(toListRequest(call))),
    },
    createCountRoute('/servicePrincipals', scopes.readApps, tenant.servicePrincipals),
    {
      method: 'GET',
      path: '/servicePrincipals/:id',
      scopes: scopes.readApps,
      handle: (call) => {
        const app = findApp(tenant, call);
        return answerObject(
          call,
          'servicePrincipals',
          tenant.servicePrincipals.project(app, call.url.searchParams),
        );
      },
    },
    {
      method: 'GET',
      path: '/servicePrincipals/:id/appRoleAssignedTo',
      scopes: scopes.readApps,
      handle: (call) => {
        const app = findApp(tenant, call);
        return answerAssignments(
          tenant,
          call,
          `servicePrincipals('${app.id}')/appRoleAssignedTo`,
          (item) => item.resourceId === app.id,
        );
      },
    },
    {
      method: 'POST',
      path: '/servicePrincipals/:id/appRoleAssignedTo',
      scopes: scopes.writeAppAssignments,
      roles: assigners,
      handle: (call) => {
        const app = findApp(tenant, call);
        const assignment = assignAppRole(tenant, call, app);
        return answerObject(call, `servicePrincipals('${app.id}')/appRoleAssignedTo`, { ...assignment }, 201);
      },
    },
    {
      method: 'DELETE',
      path: '/servicePrincipals/:id/appRoleAssignedTo/:assignmentId',
      scopes: scopes.writeAppAssignments,
      roles: assigners,
      handle: (call) => {
        const app = findApp(tenant, call);
        const id = getParam(call, 'assignmentId');
        if (!assignmentId.test(id))
          throw createBadRequest('Invalid resource identifier for EntitlementGrant.');
        if (tenant.appRoleAssignments.get(id)?.resourceId !== app.id)
          throw createBadRequest('EntitlementGrant being updated or deleted is not found.');
        tenant.appRoleAssignments.delete(id);
        return noContent;
      },
    },
    {
      method: 'GET',
      path: '/users/:id/appRoleAssignments',
      scopes: scopes.readApps,
      handle: (call) => answerForPrincipal(tenant, call, readUser(tenant, getParam(call, 'id')).id, 'users'),
    },
    {
      method: 'GET',
      path: '/me/appRoleAssignments',
      scopes: scopes.readApps,
      handle: (call) => answerForPrincipal(tenant, call, getCallerId(call), 'users'),
    },
    {
      method: 'GET',
      path: '/groups/:id/appRoleAssignments',
      scopes: scopes.readApps,
      handle: (call) => answerForPrincipal(tenant, call, readGroup(tenant, call).id, 'groups'),
    },
  ];
}

function answerForPrincipal(tenant: Tenant, call: GraphCall, principalId: string, set: string) {
  return answerAssignments(
    tenant,
    call,
    `${set}('${principalId}')/appRoleAssignments`,
    (item) => item.principalId === principalId,
  );
}

function answerAssignments(
  tenant: Tenant,
  call: GraphCall,
  context: string,
  wanted: (assignment: AppRoleAssignmentEntity) => boolean,
) {
  const found = [...tenant.appRoleAssignments.seen.values()].filter(wanted);
  const selected = found.map((assignment) => pickSelected(assignment, call.url.searchParams));
  return answerPage(call, context, pageItems(call, selected));
}

function findApp(tenant: Tenant, call: GraphCall): ServicePrincipalEntity {
  const key = getParam(call, 'id');
  const app = key.startsWith('appId=')
    ? tenant.servicePrincipals.find('appId', key.slice('appId='.length))
    : tenant.servicePrincipals.get(key);
  if (!app) throw createNotFound(key);
  return app;
}

function assignAppRole(
  tenant: Tenant,
  call: GraphCall,
  app: ServicePrincipalEntity,
): AppRoleAssignmentEntity {
  const body = readBody(call, ['principalId', 'resourceId', 'appRoleId']);
  const read = (name: string): string => {
    const value = body[name];
    if (typeof value !== 'string')
      throw createBadRequest(`A value is required for property '${name}' of resource 'AppRoleAssignment'.`);
    return value;
  };
  const principalId = read('principalId');
  const appRoleId = read('appRoleId');
  if (read('resourceId') !== app.id)
    throw createBadRequest(
      "The value of property 'resourceId' does not match the service principal of the request.",
    );
  checkRole(app, appRoleId);
  const duplicate = [...tenant.appRoleAssignments.values()].some(
    (item) => item.resourceId === app.id && item.principalId === principalId && item.appRoleId === appRoleId,
  );
  if (duplicate) throw createBadRequest('Permission being assigned already exists on the object');
  const assignment: AppRoleAssignmentEntity = {
    id: tenant.random.token(43),
    appRoleId,
    createdDateTime: toIso(tenant.clock.now()),
    ...describePrincipal(tenant, principalId),
    resourceDisplayName: app.displayName,
    resourceId: app.id,
  };
  tenant.appRoleAssignments.set(assignment.id, assignment);
  return assignment;
}

function checkRole(app: ServicePrincipalEntity, appRoleId: string): void {
  const offered = app.appRoles.filter((role) => role.isEnabled && role.allowedMemberTypes.includes('User'));
  if (appRoleId === defaultAccess && offered.length === 0) return;
  if (!offered.some((role) => role.id === appRoleId))
    throw createBadRequest('Permission being assigned was not found on application');
}

function describePrincipal(
  tenant: Tenant,
  principalId: string,
): Pick<AppRoleAssignmentEntity, 'principalId' | 'principalType' | 'principalDisplayName'> {
  const user = tenant.users.get(principalId);
  if (user) return { principalId, principalType: 'User', principalDisplayName: user.displayName };
  const group = tenant.groups.get(principalId);
  if (!group) throw createNotFound(principalId);
  if (!hasPremium(tenant)) throw createForbidden();
  return { principalId, principalType: 'Group', principalDisplayName: group.displayName };
}
