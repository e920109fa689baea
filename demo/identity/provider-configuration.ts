import { generateKeyPairSync } from 'node:crypto';
import type * as OidcProvider from 'oidc-provider';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Consents } from './consents.js';
import { openIdScopes, type Grants } from './grants.js';
import { apiScopes, chooseResource, findApi, type IdentityApi } from './identity-api.js';
import { permissions } from './permissions.js';
import type { IdentityClient, Person } from './person.js';
import { readWantedAcr } from './requested-claims.js';

export interface ProviderSettings {
  readonly issuer: string;
  readonly tenantId: string;
  /** The audience of access tokens, e.g. `https://graph.microsoft.com`. */
  readonly graphResource: string;
  readonly people: readonly Person[];
  readonly clients: readonly IdentityClient[];
  readonly apis: readonly IdentityApi[];
  readonly accessTokenSeconds: number;
  readonly consents: Consents;
  readonly grants: Grants;
}

const day = 24 * 60 * 60;

/** A permission in both forms that Microsoft accepts for Graph. */
export function bothForms(graphResource: string, names: readonly string[]): string {
  return names.flatMap((name) => [name, `${graphResource}/${name}`]).join(' ');
}

/** What makes oidc-provider answer like a tenant of Entra ID. */
export function configureProvider(settings: ProviderSettings, library: typeof OidcProvider): Configuration {
  const { tenantId, graphResource, people, clients, apis } = settings;
  const person = (id: string): Person | undefined => people.find((someone) => someone.id === id);
  const v2 = `/${tenantId}/oauth2/v2.0`;
  return {
    clients: clients.map(({ clientId, name, redirectUris }) => ({
      client_id: clientId,
      client_name: name,
      redirect_uris: [...redirectUris],
      post_logout_redirect_uris: [...redirectUris],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    })),
    jwks: { keys: [createSigningKey()] },
    routes: {
      authorization: `${v2}/authorize`,
      token: `${v2}/token`,
      end_session: `${v2}/logout`,
      jwks: `/${tenantId}/discovery/v2.0/keys`,
    },
    cookies: { names: { session: 'identity', interaction: 'identity_step', resume: 'identity_resume' } },
    scopes: [...openIdScopes],
    claims: {
      openid: ['sub', 'tid', 'oid', 'wids', 'ver', 'login_hint'],
      profile: ['name', 'preferred_username', 'upn'],
    },
    conformIdTokenClaims: false,
    extraParams: ['claims', 'client_info', 'domain_hint'],
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx) => chooseResource(settings, ctx.oidc.requestParamScopes),
        useGrantedResource: (ctx, model) => {
          // A refresh token is good for every API, and the scopes say for which.
          if (ctx.oidc.params?.['scope'])
            model.resource = chooseResource(settings, ctx.oidc.requestParamScopes);
          return true;
        },
        getResourceServerInfo: (ctx, resource) => {
          refuseUnknownScopes(ctx, settings, library);
          const api = findApi(apis, resource);
          return {
            scope: api ? apiScopes(api).join(' ') : bothForms(graphResource, Object.keys(permissions)),
            audience: api?.clientId ?? graphResource,
            accessTokenFormat: 'jwt',
            accessTokenTTL: settings.accessTokenSeconds,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = renderSignOut(form);
        },
      },
    },
    interactions: {
      policy: createPolicy(library, settings.grants),
      url: (_ctx, interaction) => `/${tenantId}/interaction/${interaction.uid}`,
    },
    findAccount: (_ctx, id) => {
      const found = person(id);
      return found && { accountId: id, claims: () => ({ sub: id, ...describePerson(found, tenantId) }) };
    },
    loadExistingGrant: (ctx) => settings.grants.load(ctx),
    extraTokenClaims: (ctx, token) => {
      const holder = 'accountId' in token && token.accountId ? person(token.accountId) : undefined;
      if (!holder || !token.clientId) return undefined;
      const acr = refuseMissingStepUp(ctx, library);
      const api = 'aud' in token && apis.find(({ clientId }) => clientId === token.aud);
      return {
        ...describePerson(holder, tenantId),
        azp: token.clientId,
        ...(api
          ? { scp: api.scopes.join(' ') }
          : {
              scp: settings.consents.list(token.clientId, holder.id).sort().join(' '),
              appid: token.clientId,
            }),
        ...(acr ? { acrs: [acr] } : {}),
      };
    },
    issueRefreshToken: () => true,
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    clientBasedCORS: () => true,
    pkce: { required: () => true },
    ttl: {
      AccessToken: settings.accessTokenSeconds,
      AuthorizationCode: 60,
      Grant: 14 * day,
      IdToken: settings.accessTokenSeconds,
      Interaction: 60 * 60,
      RefreshToken: day,
      Session: day,
    },
  };
}

function createSigningKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', alg: 'RS256', use: 'sig' };
}

function describePerson(person: Person, tenantId: string) {
  return {
    tid: tenantId,
    oid: person.id,
    upn: person.userPrincipalName,
    preferred_username: person.userPrincipalName,
    login_hint: person.userPrincipalName,
    name: person.displayName,
    wids: person.roleIds,
    ver: '2.0',
  };
}

function refuseUnknownScopes(
  ctx: KoaContextWithOIDC,
  { graphResource, apis }: Pick<ProviderSettings, 'graphResource' | 'apis'>,
  { errors }: typeof OidcProvider,
): void {
  const ofApis = apis.flatMap(apiScopes);
  const asked = [...ctx.oidc.requestParamScopes].filter((scope) => !openIdScopes.includes(scope));
  const ofFew = asked.filter((scope) => ofApis.includes(scope));
  // Consent may be asked for several APIs at once; a token is for one.
  if (ctx.oidc.route === 'token' && ofFew.length > 0 && ofFew.length < asked.length)
    throw new errors.InvalidScope('AADSTS28000: The scope contains more than one resource.', asked.join(' '));
  for (const scope of ctx.oidc.requestParamScopes) {
    const name = scope.startsWith(`${graphResource}/`) ? scope.slice(graphResource.length + 1) : scope;
    if (openIdScopes.includes(scope) || name in permissions || ofApis.includes(scope)) continue;
    throw new errors.InvalidScope(
      `AADSTS650053: The application asked for scope '${name}' that doesn't exist on the resource.`,
      scope,
    );
  }
}

/** Adds the account chooser and step-up sign-in to oidc-provider's own steps. */
function createPolicy({ interactionPolicy }: typeof OidcProvider, grants: Grants) {
  const { base, Check, Prompt } = interactionPolicy;
  const policy = base();
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  // Claims about people need no consent of their own at Entra.
  policy.get('consent')?.checks.remove('op_claims_missing');
  policy
    .get('login')
    ?.checks.add(
      new Check('revoked', 'AADSTS50173: The sign-in was revoked.', 'login_required', ({ oidc }) =>
        grants.isRevoked(oidc.session?.accountId),
      ),
    );
  policy.get('login')?.checks.add(
    new Check(
      'step_up',
      'AADSTS50079: Stronger authentication is required.',
      'interaction_required',
      (ctx) => {
        const wanted = readWantedAcr(ctx.oidc.params?.['claims']);
        return wanted !== undefined && ctx.oidc.session?.acr !== wanted;
      },
    ),
  );
  return policy;
}

/** A refresh must not satisfy a challenge that only an interaction can answer. */
function refuseMissingStepUp(ctx: KoaContextWithOIDC, { errors }: typeof OidcProvider): string | undefined {
  const { AuthorizationCode, RefreshToken } = ctx.oidc.entities;
  const acr = (AuthorizationCode ?? RefreshToken)?.acr;
  const wanted = readWantedAcr(ctx.oidc.body?.['claims']);
  if (wanted && acr !== wanted)
    throw new errors.CustomOIDCProviderError(
      'interaction_required',
      'AADSTS50079: Stronger authentication is required.',
    );
  return acr;
}

function renderSignOut(form: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Signing out</title></head>
<body><h1>Signing out…</h1>${form}
<button form="op.logoutForm" name="logout" value="yes">Sign out</button>
<script>document.querySelector('button').click()</script></body></html>`;
}
