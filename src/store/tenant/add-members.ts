import type { GraphWrite } from '../../graph/graph-client.js';
import type { ErrorCode } from '../../model/errors.js';
import { addMembersWrites } from '../../services/groups/group-members.js';
import { listGroupMembers, writeGroupsScopes } from '../../services/groups/groups.js';
import { toReadOptions, whenKnown, type TenantAccess } from './tenant-groups.js';

/** Refusals that are about one of those who were to be added together: unknown to the directory, or in the group already. */
const aboutOne: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not-found', 'already-assigned']);

/**
 * Puts people into a group of the store.
 *
 * @returns those whom the directory does not know (any more)
 */
export async function addMembers(
  access: TenantAccess,
  groupId: string,
  userIds: readonly string[],
  { isNew = false } = {},
): Promise<readonly string[]> {
  const { graph } = access;
  if (userIds.length === 0) return [];
  if (isNew) await whenKnown(access, () => readFirst(access, groupId));
  const refused = await send(access, addMembersWrites(graph, groupId, userIds));
  // Of 20 who were refused together, usually one is to blame.
  const alone = refused.flatMap(({ write }) => listUserIds(write));
  const singly = await send(
    access,
    alone.flatMap((userId) => addMembersWrites(graph, groupId, [userId])),
  );
  return singly.flatMap(({ write, code }) => (code === 'not-found' ? listUserIds(write) : []));
}

/** Fails as long as Graph does not know the group. */
async function readFirst({ graph }: TenantAccess, groupId: string): Promise<void> {
  for await (const page of listGroupMembers(graph, groupId, toReadOptions())) return void page;
}

async function send(
  { graph }: TenantAccess,
  writes: readonly GraphWrite[],
): Promise<{ readonly write: GraphWrite; readonly code: ErrorCode }[]> {
  const refused: { write: GraphWrite; code: ErrorCode }[] = [];
  // A member who is there already is refused, so that writing again does no harm.
  const repeatable = writes.map((write) => ({ ...write, repeatable: true as const }));
  for await (const outcome of graph.writeAll(repeatable, { scopes: writeGroupsScopes })) {
    if (outcome.ok) continue;
    const { code } = outcome.error;
    if (!aboutOne.has(code)) throw outcome.error;
    refused.push({ write: outcome.write, code });
  }
  return refused;
}

function listUserIds({ body }: GraphWrite): string[] {
  const references = (body as { 'members@odata.bind': readonly string[] })['members@odata.bind'];
  return references.map((reference) => decodeURIComponent(reference.slice(reference.lastIndexOf('/') + 1)));
}
