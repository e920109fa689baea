/** What a workspace can hold besides plans: services of the portal, and how to offer them. */
export {
  createCatalog,
  type Catalog,
  type CatalogItem,
  type CatalogListing,
  type CatalogSection,
} from './catalog.js';
export { createEnterpriseAppsProvider, enterpriseAppsId } from './enterprise-apps.js';
export type {
  Service,
  ServiceAssignment,
  ServiceCallOptions,
  ServiceOption,
  ServiceProvider,
} from './service-provider.js';
