import type { RequestListener } from 'node:http';
import { createAdminConsentHandler } from './admin-consent.js';
import { Consents } from './consents.js';
import { deriveGrantsFromConsents, shapeTokenAnswers } from './entra-answers.js';
import { Grants } from './grants.js';
import { listen, sendHtml } from './http.js';
import type { IdentityApi } from './identity-api.js';
import { createInteractionHandler } from './interactions.js';
import { loadProvider } from './load-provider.js';
import { escapeHtml, renderPage } from './pages.js';
import type { IdentityClient, Person } from './person.js';
import { configureProvider } from './provider-configuration.js';

export type { IdentityApi } from './identity-api.js';
export type { IdentityClient, Person } from './person.js';

export interface IdentityProviderOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly tenantId: string;
  /** The audience of access tokens and the prefix of scopes, e.g. `https://graph.microsoft.com`. */
  readonly graphResource: string;
  /** Who can sign in. */
  readonly people: readonly Person[];
  readonly clients: readonly IdentityClient[];
  /** APIs of the portal's own. Default: none. */
  readonly apis?: readonly IdentityApi[];
  /** How long access tokens are good for. Default: an hour. */
  readonly accessTokenSeconds?: number;
}

/** Where a sign-in library finds the provider; the library's `identity` option takes this value as it is. */
export interface IdentityEndpoints {
  /** An https name for the provider, required by MSAL; nothing is ever fetched from it. */
  readonly authority: string;
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly endSessionEndpoint: string;
  readonly jwksUri: string;
  readonly adminConsentEndpoint: string;
}

export interface IdentityProvider {
  readonly url: string;
  readonly issuer: string;
  readonly endpoints: IdentityEndpoints;
  /** Ends every session and refresh token of a person, as an administrator does who revokes sign-ins. */
  revokeSignIns(personId: string): Promise<void>;
  /** Forgets what anybody consented to. */
  forgetConsents(): void;
  close(): Promise<void>;
}

/**
 * Starts what stands in for Microsoft Entra ID: a real OpenID Connect provider (`oidc-provider`) with Entra's routes,
 * claims and consent rules, over plain HTTP on localhost. Everything is forgotten when it ends.
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { port, tenantId } = options;
  const grants = new Grants();
  const consents = new Consents();
  const { url, close } = await listen(port, (origin) => createListener(options, origin, grants, consents));
  return {
    url,
    issuer: `${url}/${tenantId}/v2.0`,
    endpoints: describeEndpoints(url, tenantId),
    revokeSignIns: (personId) => grants.revoke(personId),
    forgetConsents: () => consents.forget(),
    close,
  };
}

function describeEndpoints(url: string, tenantId: string): IdentityEndpoints {
  const v2 = `${url}/${tenantId}/oauth2/v2.0`;
  return {
    authority: `https://login.localhost/${tenantId}`,
    issuer: `${url}/${tenantId}/v2.0`,
    authorizationEndpoint: `${v2}/authorize`,
    tokenEndpoint: `${v2}/token`,
    endSessionEndpoint: `${v2}/logout`,
    jwksUri: `${url}/${tenantId}/discovery/v2.0/keys`,
    adminConsentEndpoint: `${url}/${tenantId}/v2.0/adminconsent`,
  };
}

async function createListener(
  options: IdentityProviderOptions,
  url: string,
  grants: Grants,
  consents: Consents,
): Promise<RequestListener> {
  const { tenantId } = options;
  const settings = {
    ...options,
    issuer: `${url}/${tenantId}/v2.0`,
    accessTokenSeconds: options.accessTokenSeconds ?? 60 * 60,
    apis: options.apis ?? [],
    consents,
    grants,
  };
  const provider = await loadProvider(
    (library) => new library.default(settings.issuer, configureProvider(settings, library)),
  );
  grants.attach(provider);
  deriveGrantsFromConsents(provider, settings);
  provider.use(shapeTokenAnswers(settings));
  const answerProvider = provider.callback();
  const answerStep = createInteractionHandler({ ...settings, provider });
  const answerAdminConsent = createAdminConsentHandler(settings);

  return (request, response) => {
    const target = new URL(request.url ?? '/', url);
    const { pathname } = target;
    const fail = (error: unknown): void => {
      const reason = error instanceof Error ? error.message : String(error);
      sendHtml(response, renderPage('Something went wrong', `<p>${escapeHtml(reason)}</p>`), 400);
    };
    if (pathname.startsWith(`/${tenantId}/interaction/`))
      return void answerStep(request, response).catch(fail);
    if (pathname === `/${tenantId}/v2.0/adminconsent`)
      return void answerAdminConsent(request, response, target).catch(fail);
    request.url = routeLikeEntra(target, settings);
    void answerProvider(request, response);
  };
}

/** Entra serves the discovery document below the tenant, and lets a sign-out name no client. */
function routeLikeEntra(target: URL, { tenantId, clients }: IdentityProviderOptions): string {
  if (target.pathname === `/${tenantId}/v2.0/.well-known/openid-configuration`)
    return '/.well-known/openid-configuration';
  const query = target.searchParams;
  if (target.pathname === `/${tenantId}/oauth2/v2.0/logout` && !query.has('client_id')) {
    const back = query.get('post_logout_redirect_uri') ?? '';
    const client = clients.find(({ redirectUris }) => redirectUris.includes(back));
    if (client) query.set('client_id', client.clientId);
  }
  return target.pathname + target.search;
}
