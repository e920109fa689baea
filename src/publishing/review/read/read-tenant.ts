import type { ServiceProvider } from '../../../catalog/service-provider.js';
import type { CallOptions, GraphClient } from '../../../graph/graph-client.js';
import { toProvisioningError } from '../../../model/errors.js';
import type { DirectoryUser } from '../../../model/user.js';
import type { WorkspaceService } from '../../../model/workspace.js';
import { getGroupLicensing } from '../../../services/group-licensing.js';
import { listGroupMembers } from '../../../services/groups.js';
import { getDefaultUsageLocation } from '../../../services/organization.js';
import {
  countUsers,
  listUsers,
  readUsersByIds,
  usersPerPage,
  usersPerRequest,
} from '../../../services/users.js';
import type { HeldGroup, HeldService } from '../review-input.js';

/** `subject`: in whose name; another account's token is not used. */
export type ReadOptions = Pick<CallOptions, 'signal' | 'subject'>;

/**
 * Reads these people with their licenses in as few requests as it takes: by id, or everybody page by page when that is fewer.
 * Who is missing in the answer is missing in the directory.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `throttled`, `offline`, `cancelled`
 */
export async function readUsers(
  graph: GraphClient,
  ids: ReadonlySet<string>,
  options: ReadOptions = {},
): Promise<Map<string, DirectoryUser>> {
  const requestsById = Math.ceil(ids.size / usersPerRequest);
  // Counting costs a request itself.
  const byId =
    requestsById <= 2 || requestsById <= Math.ceil((await countUsers(graph, options)) / usersPerPage);
  if (byId) {
    const found = await readUsersByIds(graph, [...ids], options);
    return new Map(found.map((user) => [user.id, user]));
  }
  const users = new Map<string, DirectoryUser>();
  for await (const page of listUsers(graph, options))
    for (const user of page.items) if (ids.has(user.id)) users.set(user.id, user);
  return users;
}

/** Who has which services, as far as the providers say. */
export interface HeldServices {
  readonly services: readonly HeldService[];
  /** Ids of providers that are not registered or did not answer. */
  readonly silentProviders: ReadonlySet<string>;
}

/**
 * Asks the providers which of these services these people have. One that fails keeps nobody from the others' services.
 *
 * @throws {ProvisioningError} `cancelled`, `consent-required`, `not-signed-in`, `sign-in-again`
 */
export async function readHeldServices(
  providers: ReadonlyMap<string, ServiceProvider>,
  userIds: readonly string[],
  services: Iterable<WorkspaceService>,
  options: ReadOptions = {},
): Promise<HeldServices> {
  const wanted = new Map<string, Set<string>>();
  for (const { providerId, serviceId } of services) {
    const ids = wanted.get(providerId);
    if (ids) ids.add(serviceId);
    else wanted.set(providerId, new Set([serviceId]));
  }
  if (userIds.length === 0) return { services: [], silentProviders: new Set() };
  const silentProviders = new Set<string>();
  const held = await Promise.all(
    [...wanted].map(async ([providerId, serviceIds]) => {
      const provider = providers.get(providerId);
      try {
        const assignments = await provider?.read(userIds, [...serviceIds], options);
        if (assignments) return assignments.map((each): HeldService => ({ ...each, providerId }));
      } catch (thrown) {
        const error = toProvisioningError(thrown);
        if (endsReading.has(error.code)) throw error;
      }
      silentProviders.add(providerId);
      return [];
    }),
  );
  return { services: held.flat(), silentProviders };
}

/** What is about the person who reads, not about the provider. */
const endsReading: ReadonlySet<string> = new Set([
  'cancelled',
  'consent-required',
  'not-signed-in',
  'sign-in-again',
  'account-changed',
]);

/**
 * Reads the workspace's group with its members and plans; undefined when there is none yet or it is gone.
 *
 * @throws {ProvisioningError} `consent-required` (GroupMember.Read.All), `throttled`, `offline`, `cancelled`
 */
export async function readGroup(
  graph: GraphClient,
  groupId: string | undefined,
  options: ReadOptions = {},
): Promise<HeldGroup | undefined> {
  if (!groupId) return undefined;
  const members = new Set<string>();
  try {
    const { licenses } = await getGroupLicensing(graph, groupId, options);
    for await (const page of listGroupMembers(graph, groupId, options))
      for (const userId of page.items) members.add(userId);
    return { groupId, members, licenses };
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    if (error.code === 'not-found') return undefined;
    throw error;
  }
}

/** The country to propose, or undefined: it is only a proposal, so a missing permission is no failure. */
export async function readProposedLocation(
  graph: GraphClient,
  users: Iterable<DirectoryUser>,
  options: ReadOptions = {},
): Promise<string | undefined> {
  const needed = [...users].some((user) => !user.usageLocation);
  if (!needed) return undefined;
  try {
    return await getDefaultUsageLocation(graph, options);
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    if (error.code === 'consent-required' || error.code === 'role-required') return undefined;
    throw error;
  }
}
