import type { StorePart, StoreShares } from './store.js';

export const storeParts = [
  'workspaces',
  'journal',
  'grants',
  'lease',
  'orders',
  'insights',
  'views',
] as const satisfies readonly StorePart[];

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

/** Of a store that the whole team sees. */
export const sharesEverything: StoreShares = {
  workspaces: true,
  journal: true,
  grants: true,
  lease: true,
  orders: true,
  insights: true,
  views: true,
};
