import { addAdministrativeUnit } from '../../administrative-units/new-unit.js';
import { listNeeded } from '../../licensing/needed-licenses.js';
import type { LicenseAssignmentState, UserEntity } from '../entities.js';
import type { TenantPreset } from '../presets/tenant-preset.js';
import type { Tenant } from '../tenant.js';

/**
 * Gives so many people an address that somebody else has, too. Only a directory that was filled wrongly has them; the
 * tenant remembers them, because nobody can mend them here.
 */
export function shareAddresses(
  tenant: Tenant,
  users: readonly UserEntity[],
  count: number,
): readonly UserEntity[] {
  const people = users.filter(({ userType, department }) => userType === 'Member' && department === 'Sales');
  const changed = new Map<string, UserEntity>();
  for (const [index, user] of people.slice(0, count).entries()) {
    const address = people[people.length - 1 - index]?.proxyAddresses[0]?.toLowerCase();
    if (address === undefined) continue;
    tenant.sharedAddresses.add(address);
    changed.set(user.id, { ...user, proxyAddresses: [...user.proxyAddresses, address] });
  }
  return users.map((user) => changed.get(user.id) ?? user);
}

/** A plan that is locked out or deleted is still there for those who have it, and gives them nothing. */
export function disableEndedPlans(
  tenant: Tenant,
  states: readonly LicenseAssignmentState[],
): LicenseAssignmentState[] {
  const isOver = (skuId: string): boolean =>
    ['LockedOut', 'Deleted'].includes(tenant.skus.get(skuId)?.capabilityStatus ?? '');
  return states.map((state) =>
    state.state === 'Active' && isOver(state.skuId) ? { ...state, state: 'Disabled' } : state,
  );
}

/**
 * Lets so many people leave a group whose license a direct add-on of theirs needs: it stays with them, with an error.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems (other products depend on
 *   this license)
 */
export function leaveNeededGroups(
  tenant: Tenant,
  users: readonly UserEntity[],
  count: number,
): readonly UserEntity[] {
  let left = count;
  return users.map((user) => {
    const states = user.licenseAssignmentStates;
    const needed = states.find(
      (state) =>
        state.assignedByGroup !== null &&
        state.state === 'Active' &&
        listNeeded(
          tenant.skus,
          [state],
          // What else the group gave goes with it.
          states.filter((other) => other.assignedByGroup !== state.assignedByGroup),
        ).length > 0,
    );
    if (left === 0 || !needed || needed.assignedByGroup === null) return user;
    left -= 1;
    tenant.removeMember(needed.assignedByGroup, user.id);
    const failed = { ...needed, state: 'ActiveWithError', error: 'DependencyViolation' } as const;
    const others = states.filter((state) => state.assignedByGroup !== needed.assignedByGroup);
    return { ...user, licenseAssignmentStates: [...others, failed] };
  });
}

/** Makes the preset's administrative units. The first of IT who is not the tenant's administrator looks after them. */
export function generateUnits(tenant: Tenant, preset: TenantPreset): void {
  const users = [...tenant.users.values()].filter(({ userType }) => userType === 'Member');
  const administrator = users.slice(1).find(({ department }) => department === 'IT');
  for (const { displayName, department, restricted = false } of preset.units ?? [])
    addAdministrativeUnit(tenant, {
      displayName,
      restricted,
      members: users.filter((user) => user.department === department).map(({ id }) => id),
      administrators: administrator ? [{ user: administrator.id, role: 'License Administrator' }] : [],
    });
}
