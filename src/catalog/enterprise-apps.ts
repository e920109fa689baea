import type { GraphClient } from '../graph/graph-client.js';
import { ProvisioningError } from '../model/errors.js';
import {
  assignAppWrite,
  defaultAccessRoleId,
  listAppAssignments,
  listEnterpriseApps,
  unassignAppWrite,
  writeAppsScopes,
  type AppAssignment,
} from '../services/apps.js';
import type { Service, ServiceAssignment, ServiceCallOptions, ServiceProvider } from './service-provider.js';

/** Stored in workspaces. */
export const enterpriseAppsId = 'enterprise-apps';

/**
 * Enterprise applications of the tenant as services; their roles are the options. Without an option a user gets default
 * access, which is right for applications that declare no roles.
 *
 * Only assignments of users themselves are read and taken; what a group gives stays.
 */
export function createEnterpriseAppsProvider(graph: GraphClient): ServiceProvider {
  const read: ServiceProvider['read'] = async (userIds, serviceIds, options) => {
    const users = new Set(userIds);
    const lists = await Promise.all(
      [...new Set(serviceIds)].map((appId) => listAssignmentsIfThere(graph, appId, options)),
    );
    return lists
      .flat()
      .filter(({ principalType, principalId }) => principalType === 'User' && users.has(principalId))
      .map(toServiceAssignment);
  };

  return {
    id: enterpriseAppsId,
    name: 'Enterprise applications',
    writeScopes: writeAppsScopes,

    async list(options) {
      const apps = await listEnterpriseApps(graph, options);
      return apps.map(({ id, name, description, roles }): Service => ({
        id,
        name,
        ...(description ? { description } : {}),
        kind: 'enterprise application',
        options: roles,
      }));
    },

    read,

    async assign({ serviceId, userId, optionId }, options) {
      await graph.write(assignAppWrite(serviceId, userId, optionId), { scopes: writeAppsScopes, ...options });
    },

    async unassign(assignment, options) {
      const { serviceId, userId } = assignment;
      const found = assignment.assignmentId
        ? [assignment]
        : (await read([userId], [serviceId], options)).filter(
            (each) => each.optionId === assignment.optionId,
          );
      for (const { assignmentId } of found)
        if (assignmentId)
          await graph.write(unassignAppWrite(serviceId, assignmentId, userId), {
            scopes: writeAppsScopes,
            ...options,
          });
    },
  };
}

/** A workspace may hold an application that was deleted in the tenant since: nobody has it. */
async function listAssignmentsIfThere(
  graph: GraphClient,
  appId: string,
  options: ServiceCallOptions | undefined,
): Promise<readonly AppAssignment[]> {
  try {
    return await listAppAssignments(graph, appId, options);
  } catch (thrown) {
    if (thrown instanceof ProvisioningError && thrown.code === 'not-found') return [];
    throw thrown;
  }
}

function toServiceAssignment({ id, appId, principalId, roleId }: AppAssignment): ServiceAssignment {
  return {
    userId: principalId,
    serviceId: appId,
    assignmentId: id,
    ...(roleId === defaultAccessRoleId ? {} : { optionId: roleId }),
  };
}
