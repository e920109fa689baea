/** As many requests as one `$batch` may hold. @see https://learn.microsoft.com/graph/json-batching */
export const requestsPerBatch = 20;

/** The largest pages that Graph gives. */
export const largestPage = {
  /** Users, groups, members, applications. */
  directory: 999,
  /** Users, when their sign-in activity is selected. */
  signInActivity: 500,
} as const;

/** The most members that Graph adds in one request. @see https://learn.microsoft.com/graph/api/group-post-members */
export const membersPerWrite = 20;

/** Values in one filter: more would make the URL longer than Graph's gateways take. */
export const valuesPerFilter = 15;
