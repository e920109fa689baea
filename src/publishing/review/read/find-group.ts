import type { GraphClient, ReadOptions } from '../../../graph/graph-client.js';
import type { Workspace } from '../../../model/workspace/workspace.js';
import { getGroupByUniqueName } from '../../../services/groups/groups.js';
import type { PublishSummary } from '../../../store/journal/journal-entry.js';
import type { Store } from '../../../store/store.js';

/** The group of a workspace, as far as it is known to be ours. */
export interface KnownGroup {
  readonly groupId?: string;
  /** The publish that made it, where the answer was lost and it was found by its name. */
  readonly found?: { readonly publishId: string; readonly name: string; readonly groupId: string };
  /** The group that the workspace's record names and that neither the journal knows nor anybody accepted. */
  readonly foreignGroupId?: string;
}

/** What the team remembers of groups. */
export interface KnownMemory extends Pick<Store, 'proof'> {
  /** The newest first. */
  readonly publishes: readonly PublishSummary[];
}

/**
 * Finds the workspace's group. A record is not enough: its object id counts where the journal or the store knows it, or an administrator
 * accepted it by name. A group of which only the name was recorded was being made when the answer was lost; its name
 * cannot be guessed, so what bears it is ours.
 *
 * @throws {ProvisioningError} `consent-required` (GroupMember.Read.All), `throttled`, `offline`, `cancelled`
 */
export async function findGroup(
  graph: GraphClient,
  workspace: Pick<Workspace, 'id' | 'groupId' | 'acceptedGroup'>,
  { publishes, proof }: KnownMemory,
  options: ReadOptions,
): Promise<KnownGroup> {
  const own = publishes.filter(({ head, group }) => group && head.workspaceId === workspace.id);
  const known = new Set(own.map(({ group }) => group?.groupId));
  const { groupId, acceptedGroup } = workspace;
  if (groupId !== undefined && (known.has(groupId) || acceptedGroup?.groupId === groupId)) return { groupId };
  if (groupId !== undefined && (await proof?.isOwnGroup(workspace.id, groupId, options))) return { groupId };
  const [last] = own;
  if (last?.group?.groupId !== undefined) return { groupId: last.group.groupId };
  if (last?.group) {
    const { name } = last.group;
    const made = await getGroupByUniqueName(graph, name, options);
    const { publishId } = last.head;
    if (made) return { groupId: made.id, found: { publishId, name, groupId: made.id } };
  }
  return groupId === undefined ? {} : { foreignGroupId: groupId };
}
