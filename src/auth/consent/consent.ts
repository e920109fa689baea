/** What the link to Microsoft's admin consent page is made of. */
export interface AdminConsentRequest {
  /** The page, e.g. `https://login.microsoftonline.com/{tenant}/v2.0/adminconsent`. */
  readonly endpoint: string;
  readonly clientId: string;
  /** Full scopes, e.g. `https://graph.microsoft.com/User.Read.All`. */
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly state: string;
}

/** What the page answered. */
export type AdminConsentAnswer =
  | { readonly granted: true; readonly tenantId: string; readonly scopes: readonly string[] }
  | { readonly granted: false; readonly message: string };

/**
 * The page of this cloud and tenant. Microsoft takes no `common` here; an unknown tenant becomes `organizations`.
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export function adminConsentEndpoint(login: string, tenantId: string | undefined): string {
  return `${login}/${encodeURIComponent(tenantId ?? 'organizations')}/v2.0/adminconsent`;
}

export function createAdminConsentUrl(request: AdminConsentRequest): string {
  const url = new URL(request.endpoint);
  url.search = new URLSearchParams({
    client_id: request.clientId,
    scope: request.scopes.join(' '),
    redirect_uri: request.redirectUri,
    state: request.state,
  }).toString();
  return url.href;
}

/**
 * Reads the answer from the query the page came back with. Undefined when it is none, or not the one to this request:
 * anybody can send a browser to this URL.
 */
export function readAdminConsentAnswer(search: string, state: string): AdminConsentAnswer | undefined {
  const fields = new URLSearchParams(search);
  if (!state || fields.get('state') !== state) return undefined;
  if (fields.get('admin_consent')?.toLowerCase() === 'true')
    return {
      granted: true,
      tenantId: fields.get('tenant') ?? '',
      scopes: (fields.get('scope') ?? '').split(' ').filter(Boolean),
    };
  if (fields.has('error'))
    return { granted: false, message: fields.get('error_description') ?? fields.get('error') ?? '' };
  return undefined;
}
