import { guardByUnits } from '../administrative-units/unit-guard.js';
import { listAdministrativeUnitRoutes } from '../administrative-units/unit-routes.js';
import type { GroupLicensing } from '../licensing/group-licensing.js';
import type { ReportDownloads } from '../reports/downloads.js';
import type { Tenant } from '../tenant/tenant.js';
import { listAppRoutes } from './app-routes.js';
import { listConnectorRoutes } from './connector-routes.js';
import { listDeletedItemRoutes } from './deleted-item-routes.js';
import { listDirectoryObjectRoutes } from './directory-object-routes.js';
import { listExtensionRoutes } from './extension-routes.js';
import { listGroupRoutes } from './group-routes.js';
import { listLicenseRoutes } from './license-routes.js';
import { listOrganizationRoutes } from './organization-routes.js';
import { listLinkRoutes } from './relations/link-routes.js';
import { listRelationRoutes } from './relations/relation-routes.js';
import { listReportRoutes } from './report-routes.js';
import type { Route } from './route.js';
import { listUserRoutes } from './user-routes.js';

/** Everything the emulated Graph answers. */
export function listRoutes(tenant: Tenant, licensing: GroupLicensing, downloads: ReportDownloads): Route[] {
  const routes = [
    ...listOrganizationRoutes(tenant),
    ...listUserRoutes(tenant),
    ...listDeletedItemRoutes(tenant, licensing),
    ...listLicenseRoutes(tenant, licensing),
    ...listGroupRoutes(tenant, licensing),
    ...listRelationRoutes(tenant),
    ...listLinkRoutes(tenant, licensing),
    ...listDirectoryObjectRoutes(tenant),
    ...listExtensionRoutes(tenant),
    ...listReportRoutes(tenant, downloads),
    ...listAppRoutes(tenant),
    ...listConnectorRoutes(tenant),
    ...listAdministrativeUnitRoutes(tenant),
  ];
  return routes.map((route) => guardByUnits(tenant, route));
}
