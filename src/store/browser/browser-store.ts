import { createStore } from '../records/create-store.js';
import { sharesNothing } from '../shares.js';
import type { OpenStore } from '../store.js';
import { createConnection, createIndexedDatabase } from './indexed-database.js';
import { createPartChannel } from './part-channel.js';
import { createWebLockPresence } from './web-lock-presence.js';

export interface BrowserStoreOptions {
  /** Name of the database. Tenants share it but never see each other's. Default: `o365-store`. */
  readonly name?: string;
}

/**
 * Keeps everything in this browser: for trying out, and for one administrator. All tabs share it, and nobody else sees it.
 * What the user clears is gone; what was given stays in the tenant, without a record of who gave it.
 */
export function browserStore({ name = 'o365-store' }: BrowserStoreOptions = {}): OpenStore {
  const connection = createConnection(name);
  const presence = createWebLockPresence();
  return (context) => {
    const { tenantId } = context;
    const database = createIndexedDatabase(connection, tenantId);
    const changes = createPartChannel(`${name}:${tenantId}`);
    return createStore({ context, database, changes, presence }, sharesNothing);
  };
}
