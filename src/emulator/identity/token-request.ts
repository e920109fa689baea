/** What both kinds of requests have. */
export interface AnyTokenRequest {
  /** Client id of the app. */
  readonly appId?: string;
  /** Seconds until the token expires; negative for one that has. Default: 3600. */
  readonly lifetime?: number;
}

/** Asks for a token with which an app acts for a signed-in user. */
export interface UserTokenRequest extends AnyTokenRequest {
  readonly app?: false;
  /** Delegated permissions such as `User.Read.All`. Default: `User.Read`. */
  readonly scopes?: readonly string[];
  /** Directory roles by name or template id. Default: the roles the user holds in the tenant. */
  readonly roles?: readonly string[];
  /** User principal name or id. Default: the tenant's administrator. */
  readonly user?: string;
}

/** Asks for a token with which an app acts as itself (client credentials). */
export interface AppTokenRequest extends AnyTokenRequest {
  readonly app: true;
  /** Application permissions such as `User.Read.All`; they are the token's `roles`. */
  readonly permissions: readonly string[];
}

export type TokenRequest = UserTokenRequest | AppTokenRequest;
