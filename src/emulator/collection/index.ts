export { EntityCollection, type EntityCollectionOptions } from './entity-collection.js';
export type {
  DeltaRequest,
  DeltaResult,
  Derivation,
  Entity,
  Expansion,
  ListRequest,
  ListResult,
  WireObject,
} from './entity.js';
export * from './entity-kind.js';
export { buildNextLink } from './next-link.js';
