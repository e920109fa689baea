import * as v from 'valibot';
import type { CallOptions, GraphClient, GraphWrite } from '../graph/graph-client.js';
import { buildQuery, pathSegment } from '../graph/read/odata.js';
import { largestPage } from '../microsoft/request-limits.js';
import { graphId, optionalFlag, optionalText, readAnswerPages, wordOf } from './read-answer.js';

/** Reads enterprise applications and who may use them. */
const readAppsScopes = ['Application.Read.All'] as const;
/** Assigns users to enterprise applications. Powerful: ask for it only when a workspace has one. */
export const writeAppsScopes = ['AppRoleAssignment.ReadWrite.All', 'Application.Read.All'] as const;

/** The role of applications that declare none: access, nothing more. */
export const defaultAccessRoleId = '00000000-0000-0000-0000-000000000000';

/** A role that users can have in an enterprise application. */
export interface AppRole {
  readonly id: string;
  readonly name: string;
}

/** An application that the tenant's people can be assigned to. */
export interface EnterpriseApp {
  /** Id of the service principal. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** Roles that are enabled and meant for users. Empty: there is default access only. */
  readonly roles: readonly AppRole[];
}

/** That a user or group has a role in an application. */
export interface AppAssignment {
  readonly id: string;
  readonly appId: string;
  readonly roleId: string;
  readonly principalId: string;
  readonly principalType: 'User' | 'Group' | 'ServicePrincipal';
}

const servicePrincipalSchema = v.object({
  id: graphId,
  displayName: optionalText,
  description: optionalText,
  accountEnabled: optionalFlag,
  appRoles: v.nullish(
    v.array(
      v.object({
        id: graphId,
        displayName: optionalText,
        isEnabled: v.boolean(),
        allowedMemberTypes: v.array(v.string()),
      }),
    ),
  ),
});

const appRoleAssignmentSchema = v.object({
  id: graphId,
  resourceId: graphId,
  appRoleId: graphId,
  principalId: graphId,
  principalType: wordOf(['User', 'Group', 'ServicePrincipal'], 'ServicePrincipal'),
});

/** The tag that Entra puts on what its portal lists as enterprise applications. */
const integratedAppTag = 'WindowsAzureActiveDirectoryIntegratedApp';

/**
 * Lists the enterprise applications of the tenant that people can sign in to, ordered by name.
 *
 * @throws {ProvisioningError} `consent-required` (Application.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list
 */
export async function listEnterpriseApps(
  graph: GraphClient,
  options?: CallOptions,
): Promise<readonly EnterpriseApp[]> {
  const query = buildQuery({
    select: ['id', 'displayName', 'description', 'accountEnabled', 'appRoles'],
    filter: `tags/any(t:t eq '${integratedAppTag}')`,
    top: largestPage.directory,
  });
  const pages = graph.pages<unknown>(`/servicePrincipals${query}`, { scopes: readAppsScopes, ...options });
  const apps: EnterpriseApp[] = [];
  for await (const page of readAnswerPages(servicePrincipalSchema, pages, 'list of applications'))
    apps.push(...page.items.filter((wire) => wire.accountEnabled !== false).map(toApp));
  return apps.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/**
 * Lists who is assigned to an application.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (Application.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignedto
 */
export async function listAppAssignments(
  graph: GraphClient,
  appId: string,
  options?: CallOptions,
): Promise<readonly AppAssignment[]> {
  const select = ['id', 'resourceId', 'appRoleId', 'principalId', 'principalType'];
  const path = `${assignedToPath(appId)}${buildQuery({ select, top: largestPage.directory })}`;
  const pages = graph.pages<unknown>(path, { scopes: readAppsScopes, ...options });
  const assignments: AppAssignment[] = [];
  for await (const page of readAnswerPages(
    appRoleAssignmentSchema,
    pages,
    "list of an application's assignments",
  ))
    for (const { id, resourceId, appRoleId, principalId, principalType } of page.items)
      assignments.push({ id, appId: resourceId, roleId: appRoleId, principalId, principalType });
  return assignments;
}

/**
 * The write that assigns a user or group to an application. Whoever is assigned already stays so.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto
 */
export function assignAppWrite(
  appId: string,
  principalId: string,
  roleId: string = defaultAccessRoleId,
): GraphWrite {
  return {
    method: 'POST',
    path: assignedToPath(appId),
    body: { principalId, resourceId: appId, appRoleId: roleId },
    key: principalId,
    doneWhen: 'already-assigned',
    repeatable: true,
  };
}

/**
 * The write that takes an assignment back, or finds it gone.
 *
 * @param principalId - whose it is, so that writes for one user keep their order
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignedto
 */
export function unassignAppWrite(appId: string, assignmentId: string, principalId: string): GraphWrite {
  return {
    method: 'DELETE',
    path: `${assignedToPath(appId)}/${pathSegment(assignmentId)}`,
    key: principalId,
    doneWhen: 'not-found',
    repeatable: true,
  };
}

function assignedToPath(appId: string): string {
  return `/servicePrincipals/${pathSegment(appId)}/appRoleAssignedTo`;
}

function toApp(wire: v.InferOutput<typeof servicePrincipalSchema>): EnterpriseApp {
  return {
    id: wire.id,
    name: wire.displayName ?? wire.id,
    ...(wire.description ? { description: wire.description } : {}),
    roles: (wire.appRoles ?? [])
      .filter((role) => role.isEnabled && role.allowedMemberTypes.includes('User'))
      .map((role) => ({ id: role.id, name: role.displayName ?? role.id })),
  };
}
