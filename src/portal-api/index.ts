/** The portal's back end, for Node: `o365-provisioning-elements/portal-api`. */
export type { Authorization, Authorize, AuthorizeQuestion } from './authorize/authorize.js';
export { createPortalApi, type PortalApiOptions } from './create-portal-api.js';
export type { PortalDatabase } from './database/portal-database.js';
