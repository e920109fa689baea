export { EntityCollection, type EntityCollectionOptions } from './entity-collection.js';
export type {
  DeltaRequest,
  DeltaResult,
  Derivation,
  Entity,
  Expansion,
  ListRequest,
  ListResult,
  RemovalReason,
  TrackedRelationship,
  WireObject,
} from './entity.js';
export type { EntityKind } from './entity-kind.js';
export { appRoleAssignmentKind } from './kinds/app-role-assignment-kind.js';
export { groupKind } from './kinds/group-kind.js';
export { orgContactKind } from './kinds/org-contact-kind.js';
export { servicePrincipalKind } from './kinds/service-principal-kind.js';
export { companySubscriptionKind, domainKind, subscribedSkuKind } from './kinds/tenant-kinds.js';
export { userKind } from './kinds/user-kind.js';
export { buildNextLink } from './next-link.js';
export { usesSignInActivity } from './sign-in-activity.js';
