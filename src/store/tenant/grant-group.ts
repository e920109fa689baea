import * as v from 'valibot';
import { toProvisioningError } from '../../model/errors.js';
import { entitlementFromKey, entitlementToKey, type Entitlement } from '../../model/holding/entitlement.js';
import {
  addGroupExtension,
  changeGroupExtension,
  listGroupExtensions,
} from '../../services/groups/group-extensions.js';
import { listGroupMembers } from '../../services/groups/groups.js';
import { nothingIfDamaged } from '../schema/record.js';
import { packText, unpackText } from './packed-text.js';
import { toReadOptions, whenKnown, type TenantAccess } from './tenant-groups.js';

/** Who of a group something is open of: `all`, or these people (user ids). */
export type OpenMark = 'all' | readonly string[];

/** What the members of a group have because of a workspace, as it is stored with the group. */
export interface GrantGroupRecord {
  readonly workspaceId: string;
  readonly entitlementKey: string;
  readonly open: OpenMark;
  /** The publish that noted it: the browser in which it ran knows better. */
  readonly notedBy?: string;
  /** Plans (SKU ids) that the workspace gave the group itself, and whether that is open. */
  readonly plans: Readonly<Record<string, 'given' | 'open'>>;
}

const recordSchema = v.object({
  workspaceId: v.string(),
  entitlementKey: v.string(),
  open: v.union([v.literal('all'), v.array(v.string())]),
  notedBy: v.exactOptional(v.string()),
  plans: v.record(v.string(), v.picklist(['given', 'open'])),
}) satisfies v.GenericSchema<unknown, GrantGroupRecord>;

const extensionName = 'o365.grants';

/** More people than that are not named one by one: an extension holds 2 KB. */
export const mostNamed = 40;

/** One text that identifies what a group is about. */
export function grantGroupKey({
  workspaceId,
  entitlementKey,
}: Pick<GrantGroupRecord, 'workspaceId' | 'entitlementKey'>): string {
  return JSON.stringify([workspaceId, entitlementKey]);
}

/** Reads what a group is about, or undefined where nothing readable says so. */
export async function readGrantGroup(
  { graph }: TenantAccess,
  groupId: string,
): Promise<GrantGroupRecord | undefined> {
  const extensions = await listGroupExtensions(graph, groupId, toReadOptions());
  const data = extensions.find(({ name }) => name === extensionName)?.values['data'];
  if (data === undefined) return undefined;
  const result = v.safeParse(recordSchema, await unpackText(data).catch(nothingIfDamaged));
  return result.success && isEntitlementKey(result.output.entitlementKey) ? result.output : undefined;
}

export async function writeGrantGroup(
  access: TenantAccess,
  groupId: string,
  record: GrantGroupRecord,
  { isNew = false } = {},
): Promise<void> {
  const extension = { name: extensionName, values: { data: await packText(record) } };
  if (!isNew) return changeGroupExtension(access.graph, groupId, extension);
  await whenKnown(access, async () => {
    try {
      await addGroupExtension(access.graph, groupId, extension);
    } catch (thrown) {
      if (toProvisioningError(thrown).code !== 'conflict') throw thrown;
      await changeGroupExtension(access.graph, groupId, extension);
    }
  });
}

/** The people in the group. */
export async function readGrantMembers(
  { graph }: TenantAccess,
  groupId: string,
): Promise<ReadonlySet<string>> {
  const members = new Set<string>();
  for await (const page of listGroupMembers(graph, groupId, toReadOptions()))
    for (const id of page.items) members.add(id);
  return members;
}

/** The group that is itself the record: whoever is in the workspace's group has it because of us. */
export function findOwnGroup(entitlement: Entitlement): string | undefined {
  return entitlement.kind === 'membership' ? entitlement.groupId : undefined;
}

function isEntitlementKey(key: string): boolean {
  try {
    return entitlementToKey(entitlementFromKey(key)) === key;
  } catch (thrown) {
    if (thrown instanceof TypeError || thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}
