import type { Tenant } from '../tenant/tenant.js';
import { listAppRoutes } from './app-routes.js';
import { listConnectorRoutes } from './connector-routes.js';
import { listLicenseRoutes } from './license-routes.js';
import { listOrganizationRoutes } from './organization-routes.js';
import type { Route } from './route.js';
import { listUserRoutes } from './user-routes.js';

/** Everything the emulated Graph answers. */
export function listRoutes(tenant: Tenant): Route[] {
  return [
    ...listOrganizationRoutes(tenant),
    ...listUserRoutes(tenant),
    ...listLicenseRoutes(tenant),
    ...listAppRoutes(tenant),
    ...listConnectorRoutes(tenant),
  ];
}
