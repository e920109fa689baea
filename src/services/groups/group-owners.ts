import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery, pathSegment } from '../../graph/read/odata.js';
import { largestPage } from '../../microsoft/request-limits.js';
import { administratorRoles } from '../../microsoft/roles.js';
import { ProvisioningError } from '../../model/errors.js';
import { graphId, optionalText, readAnswer, readAnswerPages } from '../read-answer.js';
import { readGroupsScopes } from './groups.js';

/** Who may change a group and its members. */
export interface GroupOwner {
  /** Of an app that owns the group, the id of its service principal. */
  readonly userId: string;
  /** The id where Graph tells no name. */
  readonly displayName: string;
  /** Whether a role in the directory lets the owner give licenses to others anyway; undefined where Graph does not tell. */
  readonly isAdministrator: boolean | undefined;
}

const ownerProperties = ['id', 'displayName'] as const;

/** What an unreadable answer was to be. */
const noun = "list of a group's owners";

const ownerSchema = v.object({ '@odata.type': v.string(), id: graphId, displayName: optionalText });

const roleSchema = v.object({ id: graphId, roleTemplateId: optionalText });

const expandedSchema = v.object({ owners: v.array(ownerSchema) });

/**
 * Reads who owns a group, and who of them is an administrator anyway; of apps, that is unknown. Version 1.0 of Graph does
 * not list apps: it tells them with the group itself, where it gives no more than 20 owners.
 *
 * It needs no permission besides that to read groups. Which role somebody holds is told with RoleManagement.Read.Directory
 * or Directory.Read.All only: without, those who hold none are told, and of all others it is unknown.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-list-owners
 * @see https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects
 */
export async function readGroupOwners(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): Promise<readonly GroupOwner[]> {
  const [listed, expanded] = await Promise.all([
    listOwners(graph, groupId, options),
    expandOwners(graph, groupId, options),
  ]);
  const owners = new Map([...listed, ...expanded].map((owner) => [owner.id, owner]));
  return Promise.all(
    [...owners.values()].map(async ({ '@odata.type': type, id, displayName }) => ({
      userId: id,
      displayName: displayName ?? id,
      isAdministrator:
        type === '#microsoft.graph.user' ? await readIsAdministrator(graph, id, options) : undefined,
    })),
  );
}

type OwnerWire = v.InferOutput<typeof ownerSchema>;

async function listOwners(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): Promise<readonly OwnerWire[]> {
  const query = buildQuery({ select: ownerProperties, top: largestPage.directory });
  const pages = graph.pages<unknown>(`/groups/${pathSegment(groupId)}/owners${query}`, {
    scopes: readGroupsScopes,
    ...options,
  });
  const owners: OwnerWire[] = [];
  for await (const page of readAnswerPages(ownerSchema, pages, noun)) owners.push(...page.items);
  return owners;
}

async function expandOwners(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): Promise<readonly OwnerWire[]> {
  const query = buildQuery({ select: ['id'], expand: `owners($select=${ownerProperties.join(',')})` });
  const answer = await graph.get<unknown>(`/groups/${pathSegment(groupId)}${query}`, {
    scopes: readGroupsScopes,
    ...options,
  });
  return readAnswer(expandedSchema, answer, noun).owners;
}

/**
 * Whether a user holds a role of an administrator, directly or through a group. Of roles that may not be read, Graph tells
 * that they are held and nothing more.
 *
 * @see https://learn.microsoft.com/graph/api/user-list-transitivememberof
 */
async function readIsAdministrator(
  graph: GraphClient,
  userId: string,
  options?: CallOptions,
): Promise<boolean | undefined> {
  const query = buildQuery({ select: ['id', 'roleTemplateId'], top: largestPage.directory, count: true });
  const path = `/users/${pathSegment(userId)}/transitiveMemberOf/microsoft.graph.directoryRole${query}`;
  const pages = graph.pages<unknown>(path, {
    scopes: readGroupsScopes,
    consistency: 'eventual',
    ...options,
  });
  const templateIds: (string | undefined)[] = [];
  try {
    for await (const page of readAnswerPages(roleSchema, pages, "list of a user's roles"))
      templateIds.push(...page.items.map(({ roleTemplateId }) => roleTemplateId ?? undefined));
  } catch (thrown) {
    if (thrown instanceof ProvisioningError && untold.has(thrown.code)) return undefined;
    throw thrown;
  }
  if (templateIds.some((id) => id !== undefined && administratorRoles.has(id.toLowerCase()))) return true;
  return templateIds.includes(undefined) ? undefined : false;
}

/** Refusals that leave open what somebody is: no permission, or nobody of this id (any more). */
const untold: ReadonlySet<string> = new Set(['consent-required', 'role-required', 'not-found']);
