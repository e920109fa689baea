import { consentingRoles, roleTemplates } from '../../microsoft/roles.js';
import type { ConnectHurdle } from '../../model/connect-hurdle.js';
import { ProvisioningError } from '../../model/errors.js';
import type { Authorization } from '../authorize/authorize.js';

/** What keeps somebody from connecting this tenant, or from disconnecting it. */
export function findHurdle(
  { customer, directory }: Authorization,
  tenantId: string,
): ConnectHurdle | undefined {
  if (customer === undefined) return 'no-customer';
  if (directory?.tenantId !== tenantId) return 'no-token';
  if (!directory.roleIds) return 'roles-missing';
  return directory.roleIds.some((id) => consentingRoles.has(id)) ? undefined : 'role-required';
}

/** The customer of whoever may connect this tenant. @throws {ProvisioningError} `not-allowed`, `role-required`, `setting-wrong` */
export function requireConnecting(authorization: Authorization, tenantId: string): string {
  const hurdle = findHurdle(authorization, tenantId);
  if (hurdle) throw refusals[hurdle]();
  return authorization.customer ?? '';
}

const roleNames = Object.entries(roleTemplates)
  .filter(([, id]) => consentingRoles.has(id))
  .map(([name]) => name);

const refusals: Readonly<Record<ConnectHurdle, () => ProvisioningError>> = {
  'no-customer': () =>
    new ProvisioningError('not-allowed', "The portal doesn't know to which of its customers you belong."),
  'no-token': () =>
    new ProvisioningError(
      'not-allowed',
      "The portal got no token of this tenant for its own API. A tenant is connected with one of Microsoft's, and with nothing else.",
    ),
  'roles-missing': () =>
    new ProvisioningError(
      'setting-wrong',
      "The token says no directory roles (wids). Set groupMembershipClaims to DirectoryRole in the registration of the portal's API.",
      { status: 403 },
    ),
  'role-required': () =>
    new ProvisioningError('role-required', `This takes one of these roles: ${roleNames.join(', ')}.`, {
      roles: roleNames,
    }),
};
