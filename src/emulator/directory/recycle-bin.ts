import { createNotFound } from '../graph-error.js';
import { createDuplicate } from '../groups/group-body.js';
import type { GroupLicensing } from '../licensing/group-licensing.js';
import { commitStates, hasFreeUnit } from '../licensing/user-licensing.js';
import type { GroupEntity, LicenseAssignmentState, UserEntity } from '../tenant/entities.js';
import type { DeletedObject, Tenant } from '../tenant/tenant.js';

/** How long what was deleted can be restored. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Deletes a user: the licenses go back, and the user leaves all groups. */
export function deleteUser(tenant: Tenant, user: UserEntity): void {
  const deleted = { entity: user, ...cutLinks(tenant, user.id) };
  commitStates(tenant, user, []);
  tenant.users.remove(user.id);
  tenant.deletedUsers.add({
    ...user,
    licenseAssignmentStates: [],
    assignedLicenses: [],
    // Frees the name for somebody new.
    userPrincipalName: `${user.id.replaceAll('-', '')}${user.userPrincipalName}`,
    deletedDateTime: new Date(tenant.clock.now()).toISOString(),
  });
  tenant.deleted.set(user.id, deleted);
}

/** Deletes a group, which gives no licenses any more. */
export function deleteGroup(tenant: Tenant, group: GroupEntity): void {
  const deleted = { entity: group, ...cutLinks(tenant, group.id) };
  tenant.groups.remove(group.id);
  tenant.deletedGroups.add({ ...group, deletedDateTime: new Date(tenant.clock.now()).toISOString() });
  tenant.deleted.set(group.id, deleted);
}

/**
 * Brings a user back: into the groups that still exist, with the licenses of these, and with the direct ones of which
 * a unit is free.
 *
 * @throws {GraphFault} 404 when there is nobody to restore, 409 when somebody else has the name now
 */
export function restoreUser(tenant: Tenant, licensing: GroupLicensing, id: string): UserEntity {
  const deleted = findDeleted(tenant, id);
  const user = tenant.deletedUsers.get(id) && (deleted.entity as UserEntity);
  if (!user) throw createNotFound(id);
  if (tenant.users.find('userPrincipalName', user.userPrincipalName))
    throw createDuplicate('userPrincipalName');
  forget(tenant, id);
  const restored = tenant.users.add({ ...user, licenseAssignmentStates: [], assignedLicenses: [] });
  restoreLinks(tenant, id, deleted);
  const direct = user.licenseAssignmentStates.filter((state) => canHold(tenant, state));
  const licensed = direct.length > 0 ? commitStates(tenant, restored, direct) : restored;
  for (const groupId of tenant.memberOf.get(id) ?? []) licensing.scheduleMembers(groupId, [id]);
  return licensed;
}

/**
 * Brings a group back, with the members and owners that still exist.
 *
 * @throws {GraphFault} 404 when there is none to restore, 409 when another has its unique name now
 */
export function restoreGroup(tenant: Tenant, id: string): GroupEntity {
  const deleted = findDeleted(tenant, id);
  const group = tenant.deletedGroups.get(id) && (deleted.entity as GroupEntity);
  if (!group) throw createNotFound(id);
  if (group.uniqueName !== null && tenant.groups.find('uniqueName', group.uniqueName))
    throw createDuplicate('uniqueName');
  forget(tenant, id);
  const restored = tenant.groups.add(group);
  restoreLinks(tenant, id, deleted);
  return restored;
}

/**
 * Deletes for good what can be restored.
 *
 * @throws {GraphFault} 404
 */
export function deleteForGood(tenant: Tenant, id: string): void {
  findDeleted(tenant, id);
  forget(tenant, id);
}

/** Lets go of what has been kept long enough. */
export function emptyRecycleBin(tenant: Tenant): void {
  const since = new Date(tenant.clock.now() - keptMs).toISOString();
  for (const bin of [tenant.deletedUsers, tenant.deletedGroups])
    for (const { id, deletedDateTime } of [...bin.values()]) if (deletedDateTime < since) forget(tenant, id);
}

function findDeleted(tenant: Tenant, id: string): DeletedObject {
  const deleted = tenant.deleted.get(id);
  if (!deleted) throw createNotFound(id);
  return deleted;
}

function forget(tenant: Tenant, id: string): void {
  tenant.deleted.delete(id);
  tenant.deletedUsers.remove(id);
  tenant.deletedGroups.remove(id);
}

function cutLinks(tenant: Tenant, id: string): Omit<DeletedObject, 'entity'> {
  const apps = [...tenant.appRoleAssignments.values()].filter(({ principalId }) => principalId === id);
  for (const assignment of apps) tenant.appRoleAssignments.delete(assignment.id);
  return { membership: tenant.membership.cut(id), ownership: tenant.ownership.cut(id), apps };
}

function restoreLinks(tenant: Tenant, id: string, { membership, ownership, apps }: DeletedObject): void {
  const exists = (other: string): boolean => other === id || tenant.has(other) || tenant.roles.has(other);
  for (const [source, target] of membership)
    if (exists(source) && exists(target)) tenant.addMember(source, target);
  for (const [source, target] of ownership)
    if (exists(source) && exists(target)) tenant.addOwner(source, target);
  for (const assignment of apps) tenant.appRoleAssignments.set(assignment.id, assignment);
}

function canHold(tenant: Tenant, { skuId, assignedByGroup }: LicenseAssignmentState): boolean {
  const sku = tenant.skus.get(skuId);
  return assignedByGroup === null && sku !== undefined && hasFreeUnit(sku);
}
