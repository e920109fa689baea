import { createBadRequest, createForbidden, createNotFound, type GraphFault } from '../graph-error.js';
import type { GroupLicensing } from '../licensing/group-licensing.js';
import type { GroupEntity } from '../tenant/entities.js';
import type { Tenant } from '../tenant/tenant.js';

/** Relationships one request may change. */
const maximumLinks = 20;

const mastered =
  'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.';

/**
 * @throws {GraphFault} 400 or 403 for groups whose members Graph does not let be changed: lists of Exchange, those of
 *   an on-premises directory, and those that a rule fills
 */
export function checkMembersChangeable(group: GroupEntity): void {
  if (group.mailEnabled && !group.groupTypes.includes('Unified'))
    throw createBadRequest('Cannot Update a mail-enabled security groups and or distribution list.');
  if (group.onPremisesSyncEnabled) throw createBadRequest(mastered);
  if (group.groupTypes.includes('DynamicMembership')) throw createForbidden();
}

/** @throws {GraphFault} 400 for a group that was just created and is not visible everywhere yet */
export function checkVisible(tenant: Tenant, groupId: string): void {
  if (!tenant.groups.read(groupId))
    throw createBadRequest("The source resource object or one of the objects being referenced don't exist.");
}

/** @throws {GraphFault} 400 when one request asks for more than 20 relationships */
export function checkLinkCount(count: number): void {
  if (count > maximumLinks)
    throw createBadRequest(`A resource cannot contain more than ${maximumLinks} link changes`);
}

/**
 * Adds members, all or none.
 *
 * @throws {GraphFault} 404 for an unknown object, 400 when one is a member already
 */
export function addMembers(
  tenant: Tenant,
  licensing: GroupLicensing,
  group: GroupEntity,
  ids: readonly string[],
): void {
  const present = tenant.members.get(group.id);
  for (const id of ids) {
    if (!tenant.has(id)) throw createNotFound(id);
    if (present?.has(id) || id === group.id) throw createExists('members');
  }
  for (const id of ids) tenant.addMember(group.id, id);
  licensing.scheduleMembers(group.id, ids);
}

/** @throws {GraphFault} 404 when the object is not a member */
export function removeMember(
  tenant: Tenant,
  licensing: GroupLicensing,
  group: GroupEntity,
  memberId: string,
): void {
  if (!tenant.members.get(group.id)?.has(memberId)) throw createNotFound(memberId);
  tenant.removeMember(group.id, memberId);
  licensing.scheduleMembers(group.id, [memberId]);
}

/**
 * Adds owners, all or none: people and service principals.
 *
 * @throws {GraphFault} 404 for an unknown object, 400 for a group and when one is an owner already
 */
export function addOwners(tenant: Tenant, group: GroupEntity, ids: readonly string[]): void {
  for (const id of ids) {
    if (!tenant.has(id)) throw createNotFound(id);
    if (tenant.groups.get(id))
      throw createBadRequest("The reference target of type 'Group' is invalid for the 'owners' reference.");
    if (tenant.owners.get(group.id)?.has(id)) throw createExists('owners');
  }
  for (const id of ids) tenant.addOwner(group.id, id);
}

/**
 * @throws {GraphFault} 404 when the object is not an owner, 400 for the last user who is
 * @see https://learn.microsoft.com/graph/api/group-delete-owners
 */
export function removeOwner(tenant: Tenant, group: GroupEntity, ownerId: string): void {
  const owners = tenant.owners.get(group.id);
  if (!owners?.has(ownerId)) throw createNotFound(ownerId);
  const users = [...owners].filter((id) => tenant.users.get(id));
  if (users.length === 1 && users[0] === ownerId)
    throw createBadRequest('The group must have at least one owner, hence this owner cannot be removed.');
  tenant.ownership.delete(group.id, ownerId);
}

function createExists(relationship: 'members' | 'owners'): GraphFault {
  return createBadRequest(
    `One or more added object references already exist for the following modified properties: '${relationship}'.`,
  );
}
