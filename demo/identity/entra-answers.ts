import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Consents } from './consents.js';
import { openIdScopes } from './grants.js';
import { apiScopes, findApi, type IdentityApi } from './identity-api.js';
import { bothForms } from './provider-configuration.js';

export interface AnswerSettings {
  readonly tenantId: string;
  readonly graphResource: string;
  readonly apis: readonly IdentityApi[];
  readonly consents: Consents;
}

/** Makes the token endpoint's answers Entra's: who signed in (`client_info`), all granted scopes, its words for errors. */
export function shapeTokenAnswers({ tenantId, graphResource, apis, consents }: AnswerSettings) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    if (ctx.oidc?.route !== 'token' || typeof ctx.body !== 'object' || ctx.body === null) return;
    const body = ctx.body as Record<string, unknown>;
    const account = ctx.oidc.entities.Account?.accountId;
    const client = ctx.oidc.client?.clientId;
    if (body['error']) ctx.body = describeError(body);
    else if (account && client) {
      const api = findApi(apis, ctx.oidc.entities.AccessToken?.resourceServer?.identifier() ?? '');
      const granted = api
        ? apiScopes(api).join(' ')
        : bothForms(graphResource, consents.list(client, account));
      ctx.body = {
        ...body,
        scope: `openid profile offline_access ${granted}`,
        client_info: encodeJson({ uid: account, utid: tenantId }),
      };
    }
  };
}

/** What grants cover is what was consented to, now; a refresh token is good for all of it. */
export function deriveGrantsFromConsents(
  provider: Provider,
  { graphResource, apis, consents }: AnswerSettings,
): void {
  provider.Grant.prototype.getResourceScope = function (this: InstanceType<Provider['Grant']>, resource) {
    const { clientId = '', accountId = '' } = this;
    const api = findApi(apis, resource);
    if (api) return apiScopes(api).join(' ');
    return resource === graphResource ? bothForms(graphResource, consents.list(clientId, accountId)) : '';
  };
  Object.defineProperty(provider.RefreshToken.prototype, 'scopes', {
    get(this: InstanceType<Provider['RefreshToken']>) {
      const granted = bothForms(graphResource, consents.list(this.clientId ?? '', this.accountId));
      return new Set([...openIdScopes, ...apis.flatMap(apiScopes), ...granted.split(' ')]);
    },
  });
}

function describeError(body: Record<string, unknown>): Record<string, unknown> {
  if (body['error'] !== 'invalid_scope') return body;
  const unknown = String(body['error_description']).includes('AADSTS650053');
  if (unknown) return body;
  return {
    error: 'invalid_grant',
    error_description:
      'AADSTS65001: The user or administrator has not consented to use the application with these permissions.',
    error_codes: [65001],
    suberror: 'consent_required',
  };
}

function encodeJson(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
