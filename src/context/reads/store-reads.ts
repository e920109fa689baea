import type { ReadName } from '../graph-services.js';

/** Reads of the store. */
export const storeReads: readonly ReadName[] = [
  'workspaces',
  'damaged-workspaces',
  'history',
  'damaged-publishes',
  'keeps',
  'views',
  'snapshots',
];
