/** The portal's back end, for Node: `o365-provisioning-elements/portal-api`. */
export type { Authorization, Authorize, AuthorizeQuestion } from './authorize/authorize.js';
export { createPortalApi, type PortalApi, type PortalApiOptions } from './create-portal-api.js';
export { openPglite, type PgliteOptions } from './database/open-pglite.js';
export { openPostgres, type PostgresOptions } from './database/open-postgres.js';
export type { PortalDatabase } from './database/portal-database.js';
