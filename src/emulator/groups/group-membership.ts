import { createBadRequest, createForbidden, createNotFound } from '../graph-error.js';
import type { GroupLicensing } from '../licensing/group-licensing.js';
import type { GroupEntity } from '../tenant/entities.js';
import type { Tenant } from '../tenant/tenant.js';

/** Relationships one request may change. */
export const maximumLinks = 20;

const mastered =
  'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.';

/** @throws {GraphFault} 400 or 403 for groups whose members Graph does not let be changed */
export function checkMembersChangeable(group: GroupEntity): void {
  if (group.isAssignableToRole) throw createForbidden();
  if (group.mailEnabled && !group.groupTypes.includes('Unified')) throw createForbidden();
  if (group.onPremisesSyncEnabled) throw createBadRequest(mastered);
  if (group.groupTypes.includes('DynamicMembership'))
    throw createBadRequest('Insufficient privileges to modify the membership of a dynamic group.');
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
    if (present?.has(id) || id === group.id)
      throw createBadRequest(
        "One or more added object references already exist for the following modified properties: 'members'.",
      );
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
