/** Somebody who can sign in at the identity provider. */
export interface Person {
  /** The directory object id. */
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  /** Template ids of the person's directory roles. */
  readonly roleIds: readonly string[];
  /** What the sign-in page says about the person, e.g. `License Administrator`. */
  readonly note?: string;
}

/** An application that may ask people to sign in. */
export interface IdentityClient {
  readonly clientId: string;
  readonly name: string;
  /** Where answers may go, after signing in and after signing out. */
  readonly redirectUris: readonly string[];
}
