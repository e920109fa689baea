import type { ProvisioningError } from '../../model/errors.js';
import { loadCode } from '../../model/page/load-code.js';
import type { MsalAuthOptions } from '../auth-options.js';
import { takeRequest } from '../redirect/pending-request.js';
import { createMsalConfig, readAuthority, readRedirectUri } from './msal-config.js';
import { toAuthError } from './msal-errors.js';
import type { MsalLike, MsalResult } from './msal-like.js';

/** MSAL, ready, with the answer of a redirect handled. */
export interface OpenMsal {
  readonly msal: MsalLike;
  /** What the redirect brought, once per page load. */
  readonly answer: RedirectAnswer;
}

export interface RedirectAnswer {
  readonly result: MsalResult | null;
  /** Why the redirect brought nothing. */
  readonly error?: ProvisioningError;
}

const own = new Map<string, Promise<OpenMsal>>();
const waiting = new Map<string, Set<() => void>>();
/** Under which name a request of a host's instance is remembered over a redirect. */
export const hostRequestKey = 'host';

const hosts = new WeakMap<MsalLike, Promise<OpenMsal>>();

/**
 * The one MSAL instance of this page for these options, loaded at the first call. However many providers are on the
 * page, a redirect's answer is handled once.
 */
export function openOwnMsal(options: MsalAuthOptions): Promise<OpenMsal> {
  const key = keyOf(options);
  const known = own.get(key);
  if (known) return known;
  const opening = loadMsal(options).then((msal) => openMsal(msal, options.clientId));
  own.set(key, opening);
  opening.then(
    () => waiting.get(key)?.forEach((listener) => listener()),
    // Offline, say: the next attempt may load.
    () => own.delete(key),
  );
  return opening;
}

/** Calls the listener when another provider of this page opens the same MSAL; returns what ends that. */
export function onOwnMsalOpen(options: MsalAuthOptions, listener: () => void): () => void {
  const key = keyOf(options);
  const listeners = waiting.get(key) ?? new Set();
  waiting.set(key, listeners.add(listener));
  if (own.has(key)) listener();
  return () => listeners.delete(listener);
}

function keyOf(options: MsalAuthOptions): string {
  return [options.clientId, readAuthority(options), readRedirectUri(options), options.cache].join(' ');
}

/** The same for an instance that the host made. `handleRedirects` false leaves redirects to the host. */
export function openHostMsal(msal: MsalLike, handleRedirects: boolean): Promise<OpenMsal> {
  if (!handleRedirects) return msal.initialize().then(() => ({ msal, answer: { result: null } }));
  const known = hosts.get(msal);
  if (known) return known;
  const opening = openMsal(msal, hostRequestKey);
  hosts.set(msal, opening);
  opening.catch(() => hosts.delete(msal));
  return opening;
}

async function loadMsal(options: MsalAuthOptions): Promise<MsalLike> {
  const { PublicClientApplication } = await loadCode(() => import('@azure/msal-browser'));
  return new PublicClientApplication(createMsalConfig(options));
}

async function openMsal(msal: MsalLike, requestKey: string): Promise<OpenMsal> {
  await msal.initialize();
  const request = takeRequest(requestKey);
  try {
    return { msal, answer: { result: await msal.handleRedirectPromise() } };
  } catch (error) {
    // The provider refused, or the person did: MSAL itself is usable.
    return { msal, answer: { result: null, error: toAuthError(error, request) } };
  }
}
