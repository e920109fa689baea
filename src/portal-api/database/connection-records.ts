import type { TenantId } from './tenant-id.js';

/** Which tenant a customer of the portal is connected to. */
export interface Connection {
  readonly customer: string;
  readonly tenantId: TenantId;
  /** The domain under which people know the tenant. */
  readonly domain: string;
  /** Object id of the administrator who connected it. */
  readonly connectedBy: string;
  /** ISO 8601, UTC. */
  readonly connectedAt: string;
}

/** The connections of all customers. */
export interface ConnectionRecords {
  get(customer: string): Promise<Connection | undefined>;
  /** Of whom a tenant is. */
  listOf(tenant: TenantId): Promise<readonly Connection[]>;
  /** @returns false when the customer is connected already; then nothing was changed */
  add(connection: Omit<Connection, 'connectedAt'>): Promise<boolean>;
  /** @returns false when the customer is not connected to that tenant */
  remove(connection: Pick<Connection, 'customer' | 'tenantId'>): Promise<boolean>;
  /** Puts a random id in the place of a person's who connected that tenant. */
  erase(tenant: TenantId, userId: string): Promise<void>;
}
