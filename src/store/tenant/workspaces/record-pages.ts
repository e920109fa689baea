import { ProvisioningError } from '../../../model/errors.js';
import { addGroupExtension, listGroupExtensions } from '../../../services/groups/group-extensions.js';
import { deleteGroup } from '../../../services/groups/groups.js';
import type { CallOptions } from '../../store.js';
import { packedCapacity, splitText } from '../packed-text.js';
import {
  createStoreGroup,
  ifThere,
  lookWhileNew,
  toReadOptions,
  whenKnown,
  type TenantAccess,
} from '../tenant-groups.js';

/** A text as it is stored in an extension: itself, or the groups that keep the parts of it. */
export type StoredText =
  { readonly data: string } | { readonly pages: string; readonly length: string; readonly at: string };

/** Extensions of one group. */
const partsPerPage = 2;

/** Stores a text; one that is too long for an extension is kept in those of groups of its own, which never change. */
export async function writeText(
  access: TenantAccess,
  text: string,
  workspaceName: string,
): Promise<StoredText> {
  if (text.length <= packedCapacity) return { data: text };
  const parts = splitText(text);
  const pages: string[] = [];
  for (let at = 0; at < parts.length; at += partsPerPage) {
    const groupId = await createStoreGroup(access, 'page', {
      displayName: `Workspace record: ${workspaceName} (part ${pages.length + 1})`,
      description: 'Part of the record of a workspace.',
    });
    pages.push(groupId);
    for (const [index, data] of parts.slice(at, at + partsPerPage).entries())
      await whenKnown(access, () =>
        addGroupExtension(access.graph, groupId, { name: `o365.page.${index}`, values: { data } }),
      );
  }
  return { pages: pages.join(' '), length: String(text.length), at: String(access.clock.now()) };
}

/** @throws {ProvisioningError} `record-unreadable` when a part of it is gone */
export async function readText(
  access: TenantAccess,
  values: Readonly<Record<string, string>>,
  options?: CallOptions,
): Promise<string> {
  if (values['data'] !== undefined) return values['data'];
  const { length = '', at = '' } = values;
  const text = await lookWhileNew(
    access,
    Number(at),
    async () => {
      const parts = listPages(values).map((groupId) => ifThere(readPage(access, groupId, options)));
      const joined = (await Promise.all(parts)).join('');
      return joined.length === Number(length) ? joined : undefined;
    },
    options,
  );
  if (text === undefined)
    throw new ProvisioningError('record-unreadable', 'A part of a stored workspace is missing.');
  return text;
}

function listPages({ pages = '' }: Readonly<Record<string, string>>): string[] {
  return pages.split(' ').filter((groupId) => groupId !== '');
}

export async function deletePages(
  { graph }: TenantAccess,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  for (const groupId of listPages(values)) await deleteGroup(graph, groupId);
}

async function readPage(access: TenantAccess, groupId: string, options?: CallOptions): Promise<string> {
  const extensions = await listGroupExtensions(access.graph, groupId, toReadOptions(options));
  const parts = [...extensions]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ values }) => values['data'] ?? '');
  return parts.join('');
}
