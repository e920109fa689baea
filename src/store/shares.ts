import type { StoreShares } from './store.js';

/** Of a store that nobody else sees. */
export const sharesNothing: StoreShares = {
  workspaces: false,
  journal: false,
  grants: false,
  lease: false,
  orders: false,
  insights: false,
  views: false,
};
