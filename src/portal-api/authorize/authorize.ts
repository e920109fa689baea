import type { HostAction } from '../../model/host-action.js';

/** What a portal is asked before anything is answered. */
export interface AuthorizeQuestion {
  readonly request: Request;
}

/** Who asks, whose tenants she may see, and what she may do there. */
export interface Authorization {
  /** Object id of the person in her directory. It signs what she does, and is all that is stored of her. */
  readonly subject: string;
  /** Ids of the tenants that the portal vouches for by itself. */
  readonly tenants: readonly string[];
  /** The portal's customer that she belongs to. What the customer connected, she may see as well. */
  readonly customer?: string;
  /**
   * What a token says of her that Entra issued for the portal's API, once it is verified. It takes that to connect a tenant;
   * and whoever is signed in to another tenant than the connected one sees nothing of it.
   */
  readonly directory?: DirectorySignIn;
  /** What she may change. Whoever is let in may look. */
  readonly can: readonly HostAction[];
  /** Whether she may let the portal publish with its own permission. */
  readonly server?: boolean;
}

/** As whom somebody is signed in to a tenant. */
export interface DirectorySignIn {
  readonly tenantId: string;
  /** Template ids of her directory roles (`wids`); missing where the token says none. */
  readonly roleIds?: readonly string[];
}

/** The portal's own judgment of who asks; `undefined` is no. What it throws is no as well, and is told as it is. */
export type Authorize = (
  question: AuthorizeQuestion,
) => Authorization | undefined | Promise<Authorization | undefined>;
