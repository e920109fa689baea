import type { Cloud } from '../microsoft/clouds.js';
import type { ProvisioningError } from '../model/errors.js';

/** Who is signed in. */
export interface Account {
  /** The person's object id in the directory: all that is stored of who did something. A guest has one in each tenant. */
  readonly objectId: string;
  readonly name: string;
  /** The user principal name. */
  readonly username: string;
  readonly tenantId: string;
  /** Template ids of the person's directory roles; undefined while no token has told (`wids`). */
  readonly roleIds?: readonly string[];
}

/** Where signing in stands. */
export type AuthState =
  | { readonly status: 'starting' }
  | { readonly status: 'signed-out'; readonly error?: ProvisioningError }
  | { readonly status: 'signing-in' }
  /**
   * The account stays signed in while it is asked for more. `error` is why the last request failed, or `sign-in-again`
   * when Microsoft wants to see the person before it gives further tokens.
   */
  | { readonly status: 'signed-in'; readonly account: Account; readonly error?: ProvisioningError };

/** In whose name a token acts. */
export interface TokenSubject {
  readonly tenantId: string;
  /** A person's object id in the tenant, or an application's id. */
  readonly objectId: string;
}

export interface AccessToken {
  readonly token: string;
  /** Permissions the token carries, without the API's prefix, e.g. `User.Read.All`. */
  readonly scopes: readonly string[];
  /** Absent when it cannot be told. */
  readonly subject?: TokenSubject;
}

export interface TokenOptions {
  /** Decoded claims of a Conditional Access challenge: asks for a fresh token. */
  readonly claims?: string;
  readonly signal?: AbortSignal;
}

export interface SignInOptions {
  /** Permissions to ask for besides `User.Read`, e.g. `User.Read.All`; those of another API as well. */
  readonly scopes?: readonly string[];
  readonly claims?: string;
  /** Lets the person pick another account. */
  readonly switchAccount?: boolean;
}

/**
 * Who is signed in, and tokens in their name. Adapters: MSAL from attributes, a host's MSAL instance, a host's function.
 * Scopes are Graph permission names without a prefix (`User.Read`); the adapter adds the cloud's Graph host. Those of another
 * API are whole (`api://<client id>/access_as_user`).
 */
export interface Auth {
  readonly cloud: Cloud;
  /** The tenant and everybody in it are invented: elements say so. */
  readonly isDemo?: boolean;
  readonly state: AuthState;
  /** Permissions that the signed-in person's tokens for Graph were seen to carry, sorted. */
  readonly grantedScopes: readonly string[];
  /** Calls the listener after every change of `state` or `grantedScopes`; returns what ends that. */
  subscribe(listener: () => void): () => void;
  /**
   * Starts the interaction at Microsoft: first sign-in, more permissions, or an answer to a claims challenge.
   * Call it from a click only. With a redirect the page is left and the promise stays pending.
   *
   * @throws {ProvisioningError} `sign-in-failed`, `sign-in-cancelled`, `consent-required`, `offline`
   */
  signIn(options?: SignInOptions): Promise<void>;
  signOut(): Promise<void>;
  /** Loads what `signIn` needs, ahead of the click (when the button gets the focus or the pointer). Optional. */
  prepare?(): Promise<void>;
  /**
   * A token that carries these permissions, without any interaction: for Graph, or for the other API whose all of them are.
   *
   * @throws {ProvisioningError} `not-signed-in`, `consent-required` (with `scopes`), `sign-in-again` (with `claims`), `offline`, `cancelled`
   */
  getToken(scopes: readonly string[], options?: TokenOptions): Promise<AccessToken>;
  /** The page where an administrator grants these permissions for the whole tenant. */
  adminConsentUrl(scopes: readonly string[]): string | undefined;
  /** Stops listening. The session at Microsoft goes on. */
  dispose(): void;
}
