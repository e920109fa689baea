import { tabStorage } from '../../model/page/text-storage.js';
import type { RequestFacts } from '../msal/msal-errors.js';

/** Remembers over a redirect what was asked for: the refusal that comes back doesn't say. Permission names only. */
export function rememberRequest(clientId: string, facts: RequestFacts): void {
  tabStorage.set(keyOf(clientId), JSON.stringify(facts));
}

/** What was asked for before the redirect; forgotten by reading. */
export function takeRequest(clientId: string): RequestFacts {
  const text = tabStorage.get(keyOf(clientId));
  tabStorage.remove(keyOf(clientId));
  return toFacts(text);
}

function keyOf(clientId: string): string {
  return `o365-sign-in.${clientId}`;
}

function toFacts(text: string | undefined): RequestFacts {
  if (!text) return { scopes: [] };
  try {
    const { scopes, claims } = JSON.parse(text) as Partial<Record<'scopes' | 'claims', unknown>>;
    return {
      scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
      ...(typeof claims === 'string' ? { claims } : {}),
    };
  } catch {
    // Somebody else's text under our key: nothing is known of the request.
    return { scopes: [] };
  }
}
