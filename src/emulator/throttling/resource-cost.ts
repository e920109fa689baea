/** What one request costs. */
export interface ResourceCost {
  /** Resource units, at least 1. */
  readonly units: number;
  /** True when it also counts as a write. */
  readonly write: boolean;
}

/** Base costs of reads that differ from 1; `me/` and `users/{id}/` cost the same. */
const readCosts: readonly (readonly [RegExp, number])[] = [
  [/^\/users$/i, 2],
  [/^\/subscribedSkus$/i, 3],
  [/^\/(me|users\/[^/]+)\/licenseDetails$/i, 2],
  [/^\/groups\/[^/]+\/members(\/|$)/i, 3],
  [/^\/groups\/[^/]+\/transitiveMembers(\/|$)/i, 5],
  [/^\/(me|users\/[^/]+)\/(memberOf|transitiveMemberOf)(\/|$)/i, 2],
  [/^\/servicePrincipals\/[^/]+\/appRoleAssignments$/i, 2],
  [/^\/(me|users\/[^/]+)\/appRoleAssignments$/i, 2],
];

const getByIds = /^\/directoryObjects\/(microsoft\.graph\.)?getByIds$/i;
const cheapPageSize = 20;

/**
 * The cost of a request to the identity service: its base, one less for `$select`, one less for `$top` below 20, one
 * more for `$expand`, never below 1.
 *
 * @param path - Below the version, such as `/users`.
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function getResourceCost(method: string, path: string, query: URLSearchParams): ResourceCost {
  const options = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  if (getByIds.test(path)) return { units: options.has('$select') ? 2 : 5, write: false };
  const write = method.toUpperCase() !== 'GET';
  const base = write ? 1 : (readCosts.find(([pattern]) => pattern.test(path))?.[1] ?? 1);
  const top = Number(options.get('$top') ?? Number.NaN);
  const units =
    base - Number(options.has('$select')) - Number(top < cheapPageSize) + Number(options.has('$expand'));
  return { units: Math.max(1, units), write };
}
