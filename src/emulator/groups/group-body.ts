import type { WireObject } from '../collection/index.js';
import { createBadRequest, GraphFault } from '../graph-error.js';
import type { GroupEntity } from '../tenant/entities.js';
import { createGroup } from '../tenant/generate/groups.js';
import { toIso } from '../tenant/generate/users.js';
import type { Tenant } from '../tenant/tenant.js';

const writable = new Set([
  'classification',
  'description',
  'displayName',
  'groupTypes',
  'isAssignableToRole',
  'mailEnabled',
  'mailNickname',
  'membershipRule',
  'membershipRuleProcessingState',
  'preferredLanguage',
  'securityEnabled',
  'uniqueName',
  'visibility',
]);
/** What the body of a new or changed group may hold. */
export const groupBodyNames = [...writable, 'members@odata.bind', 'owners@odata.bind'];

const required = ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'];

/**
 * A new group, not yet in the tenant.
 *
 * @throws {GraphFault} 400 for missing or invalid properties
 */
export function parseNewGroup(tenant: Tenant, body: WireObject, uniqueName?: string): GroupEntity {
  const properties = parseProperties(body);
  for (const name of required)
    if (body[name] === undefined || body[name] === null || body[name] === '')
      throw createBadRequest(`A value is required for property '${name}' of resource 'Group'.`);
  if (isHidden(properties.visibility ?? null) && !properties.groupTypes?.includes('Unified'))
    throw createInvalid('visibility');
  const name = uniqueName ?? properties.uniqueName ?? null;
  if (name !== null && tenant.groups.find('uniqueName', name)) throw createDuplicate('uniqueName');
  return {
    ...createGroup(tenant.random.guid(), toIso(tenant.clock.now())),
    ...properties,
    uniqueName: name,
  };
}

/**
 * The properties of a change. `uniqueName` cannot change.
 *
 * @throws {GraphFault} 400 for unknown or invalid properties
 */
export function parseGroupChange(body: WireObject, group: GroupEntity): Partial<GroupEntity> {
  const properties = parseProperties(body);
  if (properties.uniqueName !== undefined && properties.uniqueName !== group.uniqueName)
    throw createBadRequest("Property 'uniqueName' is immutable and cannot be changed.");
  const { visibility } = properties;
  if (visibility !== undefined && visibility !== group.visibility && isHidden(visibility, group.visibility))
    throw createInvalid('visibility');
  return properties;
}

/** Members are hidden from the start, and in Microsoft 365 groups only. */
function isHidden(...visibilities: readonly (string | null)[]): boolean {
  return visibilities.includes('HiddenMembership');
}

function parseProperties(body: WireObject): Partial<GroupEntity> {
  const properties: WireObject = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@')) continue;
    if (!writable.has(name)) throw createBadRequest(`Invalid property '${name}'.`);
    properties[name] = value;
  }
  checkText(properties, 'displayName', 256);
  checkText(properties, 'mailNickname', 64);
  checkText(properties, 'description', 1024);
  if (typeof properties['mailNickname'] === 'string' && /[@()\\[\]";:<>, ]/.test(properties['mailNickname']))
    throw createInvalid('mailNickname');
  for (const name of ['mailEnabled', 'securityEnabled'])
    if (properties[name] !== undefined && typeof properties[name] !== 'boolean') throw createInvalid(name);
  return properties;
}

function checkText(properties: WireObject, name: string, maximum: number): void {
  const value = properties[name];
  if (value === undefined || value === null) return;
  if (typeof value !== 'string' || value.length > maximum) throw createInvalid(name);
}

function createInvalid(name: string): GraphFault {
  return createBadRequest(`Invalid value specified for property '${name}' of resource 'Group'.`);
}

export function createDuplicate(property: string): GraphFault {
  return new GraphFault(
    409,
    'Request_MultipleObjectsWithSameKeyValue',
    `Another object with the same value for property ${property} already exists.`,
  );
}
