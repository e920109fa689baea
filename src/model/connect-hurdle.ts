/** What can keep somebody from connecting the tenant that she is signed in to. */
export const connectHurdles = [
  /** The portal does not know whose she is. */
  'no-customer',
  /** The portal did not see a token of the tenant for its own API. */
  'no-token',
  /** The token does not say which roles she has: the registration of the portal's API does not ask for that. */
  'roles-missing',
  /** She may not let an application in for everybody. */
  'role-required',
] as const;

export type ConnectHurdle = (typeof connectHurdles)[number];
