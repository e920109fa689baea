import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { pathSegment } from '../../graph/read/odata.js';
import { optionalText, readAnswerPages } from '../read-answer.js';
import { writeGroupsScopes } from './groups.js';

/** Reads what is stored with groups. */
export const readGroupExtensionsScopes = ['Group.Read.All'] as const;

/** A small record stored with a group, readable by everyone who may read groups. */
export interface GroupExtension {
  readonly name: string;
  /** Text values by property name. */
  readonly values: Readonly<Record<string, string>>;
}

const extensionSchema = v.looseObject({ id: optionalText, extensionName: optionalText });

/**
 * Lists the open extensions of a group.
 *
 * @throws {ProvisioningError} `not-found` (no such group), `consent-required` (Group.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/opentypeextension-get
 */
export async function listGroupExtensions(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): Promise<readonly GroupExtension[]> {
  const extensions: GroupExtension[] = [];
  const pages = graph.pages<unknown>(`/groups/${pathSegment(groupId)}/extensions`, {
    scopes: readGroupExtensionsScopes,
    ...options,
  });
  for await (const page of readAnswerPages(extensionSchema, pages, "list of a group's records"))
    extensions.push(...page.items.map(toExtension));
  return extensions;
}

/**
 * Stores a record with a group under a name that the group does not have yet.
 *
 * Of several who try the same name at once, one succeeds: Graph refuses a name that is taken.
 *
 * @throws {ProvisioningError} `conflict`, `request-refused`, `consent-required` (Group.ReadWrite.All), `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/opentypeextension-post-opentypeextension
 */
export async function addGroupExtension(
  graph: GraphClient,
  groupId: string,
  extension: GroupExtension,
  options?: CallOptions,
): Promise<void> {
  await graph.write(
    {
      method: 'POST',
      path: `/groups/${pathSegment(groupId)}/extensions`,
      body: {
        '@odata.type': '#microsoft.graph.openTypeExtension',
        extensionName: extension.name,
        ...extension.values,
      },
      key: toKey(groupId),
    },
    { scopes: writeGroupsScopes, ...options },
  );
}

/**
 * Changes values of a record that is stored with a group; others stay.
 *
 * @throws {ProvisioningError} `not-found` when there is none of this name, `request-refused`, `consent-required` (Group.ReadWrite.All),
 *   `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/opentypeextension-update
 */
export async function changeGroupExtension(
  graph: GraphClient,
  groupId: string,
  { name, values }: GroupExtension,
  options?: CallOptions,
): Promise<void> {
  await graph.write(
    {
      method: 'PATCH',
      path: `/groups/${pathSegment(groupId)}/extensions/${pathSegment(name)}`,
      body: { '@odata.type': '#microsoft.graph.openTypeExtension', ...values },
      key: toKey(groupId),
      repeatable: true,
    },
    { scopes: writeGroupsScopes, ...options },
  );
}

/**
 * Removes a record from a group. One that is gone already counts as removed.
 *
 * @throws {ProvisioningError} `consent-required` (Group.ReadWrite.All), `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/opentypeextension-delete
 */
export async function removeGroupExtension(
  graph: GraphClient,
  groupId: string,
  name: string,
  options?: CallOptions,
): Promise<void> {
  await graph.write(
    {
      method: 'DELETE',
      path: `/groups/${pathSegment(groupId)}/extensions/${pathSegment(name)}`,
      key: toKey(groupId),
      doneWhen: 'not-found',
      repeatable: true,
    },
    { scopes: writeGroupsScopes, ...options },
  );
}

/** They are written beside the group itself, which may wait for what is noted here. */
function toKey(groupId: string): string {
  return `${groupId}/extensions`;
}

function toExtension(wire: v.InferOutput<typeof extensionSchema>): GroupExtension {
  const values: Record<string, string> = {};
  for (const [property, value] of Object.entries(wire))
    if (typeof value === 'string' && property !== 'id' && property !== 'extensionName')
      if (!property.startsWith('@')) values[property] = value;
  // Graph may put its type in front of the name in `id`.
  const name = wire.extensionName ?? (wire.id ?? '').replace(/^microsoft\.graph\.openTypeExtension\./, '');
  return { name, values };
}
