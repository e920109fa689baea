import { decodeBase64 } from '../scopes/token-scopes.js';

/**
 * The URL without the `state` that a sign-out leaves behind, or undefined when there is none. Only MSAL's own is
 * removed; a host's parameter of that name stays.
 */
export function withoutSignOutState(href: string): string | undefined {
  const url = new URL(href);
  const state = url.searchParams.get('state');
  if (state === null || url.searchParams.has('code') || url.searchParams.has('error') || !isMsalState(state))
    return undefined;
  url.searchParams.delete('state');
  return url.href;
}

/** MSAL's state is base64 JSON, followed by the caller's own after a bar. */
export function isMsalState(state: string): boolean {
  const [library = ''] = state.split('|');
  try {
    const value: unknown = JSON.parse(decodeBase64(library));
    return typeof value === 'object' && value !== null && 'id' in value && 'meta' in value;
  } catch {
    return false;
  }
}
