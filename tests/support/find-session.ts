import { ContextEvent } from '@lit/context';
import { sessionContext } from '../../src/context/contexts.js';
import type { ReadCache } from '../../src/context/reads/read-cache.js';
import type { Session } from '../../src/context/session.js';

function askSession(inside: Element): Session | undefined {
  const found: (Session | undefined)[] = [];
  inside.dispatchEvent(new ContextEvent(sessionContext, inside, (session) => found.push(session)));
  return found.at(-1);
}

/** What the provider around an element shares. */
export function findSession(inside: Element): Session {
  const session = askSession(inside);
  if (!session) throw new Error('No one is signed in.');
  return session;
}

/** The answers that the elements inside a provider share; undefined while nobody is signed in. */
export function findCache(provider: HTMLElement): ReadCache | undefined {
  return askSession(provider.firstElementChild ?? provider)?.graph.cache;
}
