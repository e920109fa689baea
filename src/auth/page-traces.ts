/** The part of a page that tells whether MSAL has work to do. */
export interface PageTraces {
  readonly location: Pick<Location, 'hash' | 'search'>;
  readonly storage: Pick<Storage, 'getItem' | 'key' | 'length'> | undefined;
}

/** This page's, or undefined outside a browser. */
export function readPage(): PageTraces | undefined {
  if (typeof window === 'undefined') return undefined;
  return { location, storage: readSessionStorage() };
}

/** Session storage, or undefined where the browser refuses it (a cross-origin frame). */
export function readSessionStorage(): Storage | undefined {
  try {
    return typeof sessionStorage === 'undefined' ? undefined : sessionStorage;
  } catch {
    return undefined;
  }
}

/**
 * Whether this page load has anything for MSAL: an answer in the URL, an interaction that was begun, or an account of
 * this client. Otherwise MSAL need not be loaded.
 */
export function hasMsalTraces({ location, storage }: PageTraces, clientId: string): boolean {
  if (hasAnswer(location.hash) || hasAnswer(location.search)) return true;
  if (!storage) return false;
  return (
    Boolean(storage.getItem('msal.interaction.status')?.includes(clientId)) || hasIdToken(storage, clientId)
  );
}

/** MSAL lists a client's tokens under `msal.token.keys.{client}`, since version 4 with a number in between. */
function hasIdToken(storage: NonNullable<PageTraces['storage']>, clientId: string): boolean {
  for (let index = 0; index < storage.length; index += 1) {
    const key = storage.key(index) ?? '';
    if (!key.startsWith('msal.') || !key.endsWith(`token.keys.${clientId}`)) continue;
    if (storage.getItem(key)?.includes('"idToken":["')) return true;
  }
  return false;
}

function hasAnswer(part: string): boolean {
  const fields = new URLSearchParams(part.replace(/^[#?]/, ''));
  return fields.has('state') && (fields.has('code') || fields.has('error'));
}
