import type { ConnectHurdle } from '../model/connect-hurdle.js';

/** How a tenant stands to the portal. */
export type TenantConnection =
  /** What the portal remembers of it may be seen. With a domain, because it was connected; the hurdle is one to disconnecting it. */
  | { readonly status: 'open'; readonly domain?: string; readonly hurdle?: ConnectHurdle }
  /** Nothing is connected yet. */
  | { readonly status: 'unconnected'; readonly hurdle?: ConnectHurdle }
  /** Another tenant is connected. */
  | { readonly status: 'elsewhere'; readonly domain: string };

/** A group of the tenant that a workspace made: it carries the workspace's plans. */
export interface RemainingGroup {
  readonly groupId: string;
  /** Name of the workspace. */
  readonly workspace: string;
}

/** Connects a customer of the portal with a tenant. Until that is done nothing of the store can be read. */
export interface StoreConnection {
  read(options?: { readonly signal?: AbortSignal }): Promise<TenantConnection>;
  /**
   * @param domain - under which people know the tenant
   * @throws {ProvisioningError} `not-allowed`, `role-required`, `setting-wrong` (no roles in the token), `conflict` when the
   * customer has another tenant, or the tenant is another customer's
   */
  connect(domain: string): Promise<void>;
  /**
   * @returns the groups that stay in the tenant
   * @throws {ProvisioningError} `still-granted` while something is held that a workspace gave; `conflict` while somebody
   * publishes; what `connect` throws
   */
  disconnect(): Promise<readonly RemainingGroup[]>;
}
