/** The portal's back end, for Node: `o365-provisioning-elements/portal-api`. */
export type { Authorization, Authorize, AuthorizeQuestion } from './authorize/authorize.js';
export { createPortalApi, type PortalApi, type PortalApiOptions } from './create-portal-api.js';
export { openPglite, type PgliteOptions } from './database/open-pglite.js';
export { openPostgres, type PostgresOptions } from './database/open-postgres.js';
export type { PortalDatabase } from './database/portal-database.js';
export type { DirectorySignIn } from './authorize/authorize.js';
export type { EntraClaims } from './authorize/entra-claims.js';
export { entraAuthorize, type EntraAuthorizeOptions } from './authorize/entra-authorize.js';
export type { EntraTokenOptions } from './authorize/verify-entra-token.js';
