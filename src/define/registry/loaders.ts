import type { ElementTag } from './element-tags.js';
import { loadFrom, parts, type Loaders } from './parts.js';

/** How the code of every element is loaded, those that show others included. */
export const loaders: Loaders<ElementTag> = {
  ...parts,
  'provisioning-setup': () => import('../provisioning-setup.js'),
  'provisioning-console': () => import('../provisioning-console.js'),
};

/** Loads and registers an element. */
export const load = loadFrom(loaders);
