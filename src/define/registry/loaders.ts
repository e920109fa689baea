import { loadFrom, parts, type Loaders } from './parts.js';

/** How the code of every element is loaded, those that show others included. */
export const loaders = {
  ...parts,
  'provisioning-setup': () => import('../provisioning-setup.js'),
  'provisioning-console': () => import('../provisioning-console.js'),
} satisfies Loaders;

/** The tag of an element of this library. */
export type ElementTag = keyof typeof loaders;

/** Every element, the provider included. */
export const elementTags = Object.keys(loaders) as readonly ElementTag[];

/** Loads and registers an element. */
export const load = loadFrom(loaders);
