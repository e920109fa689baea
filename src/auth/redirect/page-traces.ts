import { tabStorage, type TextStorage } from '../../model/page/text-storage.js';

/** The part of a page that tells whether MSAL has work to do. */
export interface PageTraces {
  readonly location: Pick<Location, 'hash' | 'search'>;
  readonly storage: Pick<TextStorage, 'get' | 'keys'>;
}

/** This page's, or undefined outside a browser. */
export function readPage(): PageTraces | undefined {
  if (typeof window === 'undefined') return undefined;
  return { location, storage: tabStorage };
}

/**
 * Whether this page load has anything for MSAL: an answer in the URL, an interaction that was begun, or an account of
 * this client. Otherwise MSAL need not be loaded.
 */
export function hasMsalTraces({ location, storage }: PageTraces, clientId: string): boolean {
  if (hasAnswer(location.hash) || hasAnswer(location.search)) return true;
  return Boolean(storage.get('msal.interaction.status')?.includes(clientId)) || hasIdToken(storage, clientId);
}

/** MSAL lists a client's tokens under `msal.token.keys.{client}`, since version 4 with a number in between. */
function hasIdToken(storage: PageTraces['storage'], clientId: string): boolean {
  return storage
    .keys()
    .filter((key) => key.startsWith('msal.') && key.endsWith(`token.keys.${clientId}`))
    .some((key) => storage.get(key)?.includes('"idToken":["'));
}

function hasAnswer(part: string): boolean {
  const fields = new URLSearchParams(part.replace(/^[#?]/, ''));
  return fields.has('state') && (fields.has('code') || fields.has('error'));
}
