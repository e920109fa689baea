import type { GraphClient, ReadOptions } from '../../graph/graph-client.js';
import { toProvisioningError } from '../../model/errors.js';
import type { LicenseAdd } from '../../model/publish/step.js';
import { getGroupLicensing } from './group-licensing.js';
import { listGroupMembers } from './groups.js';

/** A group as it is: who is in it, and which plans it gives them. */
export interface LicensedGroup {
  readonly groupId: string;
  readonly members: ReadonlySet<string>;
  readonly licenses: readonly LicenseAdd[];
}

/**
 * Reads a group with its members and plans; undefined when there is none yet or it is gone.
 *
 * @throws {ProvisioningError} `consent-required` (GroupMember.Read.All), `throttled`, `offline`, `cancelled`
 */
export async function readLicensedGroup(
  graph: GraphClient,
  groupId: string | undefined,
  options: ReadOptions = {},
): Promise<LicensedGroup | undefined> {
  if (!groupId) return undefined;
  try {
    const { licenses } = await getGroupLicensing(graph, groupId, options);
    return { groupId, members: await readGroupMembers(graph, groupId, options), licenses };
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    if (error.code === 'not-found') return undefined;
    throw error;
  }
}

/**
 * Reads who is in a group.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (GroupMember.Read.All), `throttled`, `offline`, `cancelled`
 */
export async function readGroupMembers(
  graph: GraphClient,
  groupId: string,
  options: ReadOptions = {},
): Promise<ReadonlySet<string>> {
  const members = new Set<string>();
  for await (const page of listGroupMembers(graph, groupId, options))
    for (const userId of page.items) members.add(userId);
  return members;
}
