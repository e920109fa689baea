import * as v from 'valibot';
import type { CallOptions, GraphClient, Page } from '../../graph/graph-client.js';
import { buildQuery, escapeODataString, pathSegment, searchClause } from '../../graph/read/odata.js';
import { largestPage } from '../../microsoft/request-limits.js';
import { createId } from '../../model/create-id.js';
import { ProvisioningError } from '../../model/errors.js';
import { collectionOf, graphId, optionalText, readAnswer, readAnswerPages } from '../read-answer.js';

/** Finds groups and reads their members. */
export const readGroupsScopes = ['GroupMember.Read.All'] as const;
/** Creates, changes and deletes groups. */
export const writeGroupsScopes = ['Group.ReadWrite.All'] as const;

/** A group of the directory. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  /** The name given by who created it through us; unique in the tenant and never changed. */
  readonly uniqueName?: string;
}

/** What a security group of ours is called. */
export interface GroupDefinition {
  /** At most 64 characters: letters, digits, dots, dashes. */
  readonly uniqueName: string;
  /** At most 256 characters. */
  readonly displayName: string;
  /** 1 to 1,024 characters. */
  readonly description: string;
}

const groupSchema = v.object({
  id: graphId,
  displayName: optionalText,
  description: optionalText,
  uniqueName: optionalText,
});

const groupProperties = ['id', 'displayName', 'description', 'uniqueName'] as const;

/** Of what kind a member is has to be told: only users are subscribers. */
const memberSchema = v.object({ '@odata.type': v.string(), id: graphId });

/**
 * Creates a security group, or updates the name and description of the one that has this unique name already. A new group
 * may be unknown to other calls for some seconds.
 *
 * @throws {ProvisioningError} `consent-required` (Group.ReadWrite.All), `role-required`, `answer-unreadable`, `throttled`, `offline`;
 *   `conflict` (retryable) when it was there and cannot be read yet
 * @see https://learn.microsoft.com/graph/api/group-upsert
 */
export async function upsertGroup(
  graph: GraphClient,
  definition: GroupDefinition,
  options?: CallOptions,
): Promise<{ readonly id: string; readonly created: boolean }> {
  const { uniqueName, displayName, description } = definition;
  const answer = await graph.write(
    {
      method: 'PATCH',
      path: uniqueNamePath(uniqueName),
      headers: { Prefer: 'create-if-missing' },
      body: {
        displayName,
        description,
        mailEnabled: false,
        mailNickname: uniqueName,
        securityEnabled: true,
        groupTypes: [],
      },
      key: uniqueName,
      repeatable: true,
    },
    { scopes: writeGroupsScopes, ...options },
  );
  const { id } = (answer.body ?? {}) as { readonly id?: string };
  if (answer.status === 201 && id) return { id, created: true };
  const existing = await getGroupByUniqueName(graph, uniqueName, options);
  if (!existing)
    throw new ProvisioningError('conflict', `The group ${uniqueName} cannot be read yet.`, {
      retryable: true,
    });
  return { id: existing.id, created: false };
}

/**
 * Creates the security group that carries a workspace's plans on the group route.
 *
 * `created: false` means that a group of this unique name was there before, whose name and description are these now.
 * Where the name came from `nameWorkspaceGroup` it is our own, made by a call whose answer was lost: nobody else can
 * have guessed the name. Keep the name before you call, and call again with the same one.
 *
 * @throws {ProvisioningError} as `upsertGroup`
 */
export function createWorkspaceGroup(
  graph: GraphClient,
  workspace: { readonly uniqueName: string; readonly name: string },
  options?: CallOptions,
): Promise<{ readonly id: string; readonly created: boolean }> {
  return upsertGroup(
    graph,
    {
      uniqueName: workspace.uniqueName,
      displayName: `Workspace plans: ${workspace.name}`.slice(0, 256),
      description: 'Carries the plans of a workspace. Its members are set by publishing.',
    },
    options,
  );
}

/** A unique name for a workspace's group: a new one each time, which nobody can guess and take before us. */
export function nameWorkspaceGroup(): string {
  return `${workspaceGroupPrefix}${createId()}`;
}

/** What the unique name of every workspace's group begins with. It proves nothing. */
export const workspaceGroupPrefix = 'o365-workspace-plans-';

/**
 * Reads the group of a unique name, or undefined when there is none.
 *
 * @throws {ProvisioningError} `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-get
 */
export async function getGroupByUniqueName(
  graph: GraphClient,
  uniqueName: string,
  options?: CallOptions,
): Promise<Group | undefined> {
  try {
    const path = `${uniqueNamePath(uniqueName)}${buildQuery({ select: groupProperties })}`;
    const answer = await graph.get<unknown>(path, { scopes: readGroupsScopes, ...options });
    return toGroup(readAnswer(groupSchema, answer, 'group'));
  } catch (thrown) {
    if (thrown instanceof ProvisioningError && thrown.code === 'not-found') return undefined;
    throw thrown;
  }
}

/**
 * Lists the groups whose display name starts with a prefix.
 *
 * @throws {ProvisioningError} `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`, `cancelled`
 * @see https://learn.microsoft.com/graph/api/group-list
 */
export async function listGroupsByPrefix(
  graph: GraphClient,
  prefix: string,
  options?: CallOptions,
): Promise<readonly Group[]> {
  const filter = `startsWith(displayName,'${escapeODataString(prefix)}')`;
  const path = `/groups${buildQuery({ select: groupProperties, filter, top: largestPage.directory })}`;
  const groups: Group[] = [];
  const pages = graph.pages<unknown>(path, { scopes: readGroupsScopes, ...options });
  for await (const page of readAnswerPages(groupSchema, pages, 'list of groups'))
    groups.push(...page.items.map(toGroup));
  return groups;
}

/**
 * Finds groups by words of their name.
 *
 * @param top - how many at most, 1 to 999
 * @throws {ProvisioningError} `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`, `cancelled`
 * @see https://learn.microsoft.com/graph/search-query-parameter
 */
export async function searchGroups(
  graph: GraphClient,
  text: string,
  top: number,
  options?: CallOptions,
): Promise<readonly Group[]> {
  const search = searchClause('displayName', text);
  const path = `/groups${buildQuery({ select: groupProperties, search, top })}`;
  const answer = await graph.get<unknown>(path, {
    scopes: readGroupsScopes,
    consistency: 'eventual',
    ...options,
  });
  return readAnswer(collectionOf(groupSchema), answer, 'list of groups').value.map(toGroup);
}

/**
 * Reads the ids of the users who are members of a group themselves, page by page. Only they get licenses from the group.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-list-members
 */
export function listGroupMembers(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): AsyncGenerator<Page<string>, void> {
  return listMemberIds(graph, groupId, 'members', options);
}

/** A group that is a member of another one. */
export interface GroupInGroup {
  readonly id: string;
  /** The name given by who created it through us; never changed. */
  readonly uniqueName?: string;
}

/**
 * Lists the groups that are members of a group.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-list-members
 */
export async function listGroupsInGroup(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): Promise<readonly GroupInGroup[]> {
  const path = `/groups/${pathSegment(groupId)}/members${buildQuery({ select: ['id', 'uniqueName'], top: largestPage.directory })}`;
  const schema = v.object({ '@odata.type': v.string(), id: graphId, uniqueName: optionalText });
  const groups: GroupInGroup[] = [];
  const pages = graph.pages<unknown>(path, { scopes: readGroupsScopes, ...options });
  for await (const { items } of readAnswerPages(schema, pages, "list of a group's members"))
    for (const { '@odata.type': type, id, uniqueName } of items)
      if (type === '#microsoft.graph.group') groups.push({ id, ...(uniqueName ? { uniqueName } : {}) });
  return groups;
}

/**
 * Reads the ids of the users in a group and in the groups within it, page by page.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-list-transitivemembers
 */
export function listTransitiveMembers(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): AsyncGenerator<Page<string>, void> {
  return listMemberIds(graph, groupId, 'transitiveMembers', options);
}

/**
 * Deletes a group. One that is gone already counts as deleted.
 *
 * Graph refuses while the group carries licenses: unassign them first, or its members would lose them unannounced.
 *
 * @throws {ProvisioningError} `request-refused`, `consent-required` (Group.ReadWrite.All), `role-required`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-delete
 */
export async function deleteGroup(graph: GraphClient, groupId: string, options?: CallOptions): Promise<void> {
  await graph.write(
    {
      method: 'DELETE',
      path: `/groups/${pathSegment(groupId)}`,
      key: groupId,
      doneWhen: 'not-found',
      repeatable: true,
    },
    { scopes: writeGroupsScopes, ...options },
  );
}

async function* listMemberIds(
  graph: GraphClient,
  groupId: string,
  relation: 'members' | 'transitiveMembers',
  options: CallOptions | undefined,
): AsyncGenerator<Page<string>, void> {
  const path = `/groups/${pathSegment(groupId)}/${relation}${buildQuery({ select: ['id'], top: largestPage.directory })}`;
  const pages = graph.pages<unknown>(path, { scopes: readGroupsScopes, ...options });
  for await (const page of readAnswerPages(memberSchema, pages, "list of a group's members"))
    yield {
      ...page,
      items: page.items.filter((item) => item['@odata.type'] === '#microsoft.graph.user').map(({ id }) => id),
    };
}

function uniqueNamePath(uniqueName: string): string {
  return `/groups(uniqueName='${encodeURIComponent(escapeODataString(uniqueName))}')`;
}

function toGroup(wire: v.InferOutput<typeof groupSchema>): Group {
  return {
    id: wire.id,
    displayName: wire.displayName ?? wire.id,
    description: wire.description ?? '',
    ...(wire.uniqueName ? { uniqueName: wire.uniqueName } : {}),
  };
}
