import * as v from 'valibot';
import { roleTemplates, type RoleName } from '../tenant/roles.js';
import { TenantChangeError } from '../tenant/tenant-change-error.js';
import type { Tenant } from '../tenant/tenant.js';

/** An administrative unit to be: people, and who may administer just them. */
export interface NewAdministrativeUnit {
  readonly displayName: string;
  /** Nobody else may change its members, not even a global administrator. Default: false. */
  readonly restricted?: boolean;
  /** User principal names or ids. */
  readonly members?: readonly string[];
  /** Users with a role over this unit alone. */
  readonly administrators?: readonly { readonly user: string; readonly role: RoleName }[];
}

/** The body of `POST /emulator/administrative-units`. */
export const newUnitSchema: v.GenericSchema<unknown, NewAdministrativeUnit> = v.strictObject({
  displayName: v.string(),
  restricted: v.exactOptional(v.boolean()),
  members: v.exactOptional(v.array(v.string())),
  administrators: v.exactOptional(
    v.array(v.strictObject({ user: v.string(), role: v.picklist(Object.keys(roleTemplates) as RoleName[]) })),
  ),
});

/**
 * Makes an administrative unit and answers its id.
 *
 * @throws {TenantChangeError} for a user whom the tenant has not
 */
export function addAdministrativeUnit(tenant: Tenant, unit: NewAdministrativeUnit): string {
  const { displayName, restricted = false, members = [], administrators = [] } = unit;
  const memberIds = members.map((key) => findId(tenant, key));
  const scopedRoles = administrators.map(({ user, role }) => ({
    userId: findId(tenant, user),
    roleTemplateId: roleTemplates[role],
  }));
  const id = tenant.random.guid();
  tenant.administrativeUnits.set(id, {
    id,
    displayName,
    description: null,
    visibility: null,
    isMemberManagementRestricted: restricted,
    scopedRoles,
  });
  for (const memberId of memberIds) tenant.addMember(id, memberId);
  return id;
}

function findId(tenant: Tenant, key: string): string {
  const user = tenant.findUser(key);
  if (!user) throw new TenantChangeError(`No user ${key} in the tenant.`);
  return user.id;
}
