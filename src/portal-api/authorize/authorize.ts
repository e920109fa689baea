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
  /** Whose tenants may be connected and are remembered, in the portal's own words: the id of its customer. */
  readonly customer?: string;
  /** What she may change. Whoever is let in may look. */
  readonly can: readonly HostAction[];
  /** Whether she may let the portal publish with its own permission. */
  readonly server?: boolean;
}

/** The portal's own judgment of who asks; `undefined` is no. What it throws is no as well, and is told as it is. */
export type Authorize = (
  question: AuthorizeQuestion,
) => Authorization | undefined | Promise<Authorization | undefined>;
