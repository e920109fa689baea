import { openIdScopes } from './grants.js';

/** An API of the portal's own, which its pages may use in the name of whoever signs in: pre-authorized, so nobody is asked. */
export interface IdentityApi {
  readonly clientId: string;
  /** Permissions that it has, e.g. `access_as_user`. */
  readonly scopes: readonly string[];
}

/** What an API's scopes begin with. */
function apiResource({ clientId }: IdentityApi): string {
  return `api://${clientId}`;
}

/** The full scopes of an API. */
export function apiScopes(api: IdentityApi): readonly string[] {
  return api.scopes.map((scope) => `${apiResource(api)}/${scope}`);
}

/** The API that a resource is. */
export function findApi(apis: readonly IdentityApi[], resource: string): IdentityApi | undefined {
  return apis.find((api) => apiResource(api) === resource);
}

/** The resource that a token for these scopes is for: Graph, unless all of them are of one API. */
export function chooseResource(
  { apis, graphResource }: { readonly apis: readonly IdentityApi[]; readonly graphResource: string },
  scopes: Iterable<string>,
): string {
  const asked = [...scopes].filter((scope) => !openIdScopes.includes(scope));
  const api = apis.find((each) => asked.every((scope) => apiScopes(each).includes(scope)));
  return asked.length > 0 && api ? apiResource(api) : graphResource;
}
