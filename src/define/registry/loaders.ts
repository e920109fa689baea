import { parts, type Loaders } from './parts.js';

/** How the code of every element is loaded, those that show others included. */
export const loaders: Loaders = {
  ...parts,
  'provisioning-setup': () => import('../provisioning-setup.js'),
  'provisioning-console': () => import('../provisioning-console.js'),
};
