export { EntityCollection } from './entity-collection.js';
export type {
  DeltaRequest,
  DeltaResult,
  Entity,
  ListRequest,
  ListResult,
  TrackedRelationship,
  WireObject,
} from './entity.js';
export type { EntityKind } from './entity-kind.js';
export { groupKind } from './kinds/group-kind.js';
export { servicePrincipalKind } from './kinds/service-principal-kind.js';
export { companySubscriptionKind, domainKind } from './kinds/tenant-kinds.js';
export { userKind } from './kinds/user-kind.js';
export { buildNextLink } from './next-link.js';
