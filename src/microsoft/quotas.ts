/** What one app may ask for in one tenant. @see https://learn.microsoft.com/graph/throttling-limits */
export const documentedQuotas = {
  /** Writes to users, groups, licenses: 20 a second, of which two and a half minutes' worth may go at once. */
  writes: { burst: 3_000, perSecond: 20 },
  /** Resource units of the directory, in the smallest tenants: ten seconds' worth at once. */
  directory: { burst: 3_500, perSecond: 350 },
  /** Requests that touch `signInActivity`. */
  signInActivity: { requests: 10, windowMs: 60_000 },
  /** Sign-in and audit logs. */
  auditLogs: { requests: 5, windowMs: 10_000 },
  /** Usage reports as JSON (beta). */
  jsonReports: { requests: 100, windowMs: 600_000 },
  /** Usage reports as CSV. */
  csvReports: { requests: 14, windowMs: 600_000 },
} as const;

/** What a read costs of the directory's resource units before its options, by resource; everything else costs 1. */
export const resourceUnits: readonly (readonly [RegExp, number])[] = [
  [/^\/groups\/[^/]+\/transitiveMembers/, 5],
  [/^\/groups\/[^/]+\/members/, 3],
  [/^\/subscribedSkus/, 3],
  [/^\/(me|users\/[^/]+)\/(licenseDetails|memberOf|transitiveMemberOf|appRoleAssignments)/, 2],
  [/^\/servicePrincipals\/[^/]+\/appRoleAssignments/, 2],
  [/^\/users(\/delta)?$/, 2],
];
