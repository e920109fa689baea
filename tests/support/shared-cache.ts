import { ContextEvent } from '@lit/context';
import { graphContext } from '../../src/context/contexts.js';
import type { ReadCache } from '../../src/context/reads/read-cache.js';

/** The answers that the elements inside a provider share; undefined while nobody is signed in. */
export function findCache(provider: HTMLElement): ReadCache | undefined {
  const found: (ReadCache | undefined)[] = [];
  const inside = provider.firstElementChild ?? provider;
  inside.dispatchEvent(new ContextEvent(graphContext, inside, (graph) => found.push(graph?.cache)));
  return found.at(-1);
}
