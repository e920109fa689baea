import type { Auth } from '../auth/auth.js';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/index.js';
import type { GraphTransport } from '../graph/http/graph-transport.js';
import { memoryStore } from '../store/memory/memory-store.js';
import type { OpenStore } from '../store/store.js';
import { createDemoAuth, type DemoAuthOptions } from './demo-auth.js';

export interface DemoTenantOptions extends EmulatorOptions, Omit<DemoAuthOptions, 'graphOrigin'> {}

/** A tenant to work in: what a provider or the engine needs of one, and the tenant itself. */
export interface DemoTenant {
  /** Its administrator, signed in. */
  readonly auth: Auth;
  /** Leads to it in place of the network. */
  readonly transport: GraphTransport;
  /** An empty memory for workspaces and what became of them. */
  readonly store: OpenStore;
  /** What it really has (`state()`), and whatever may happen to it: faults, quotas, plans that end. */
  readonly emulator: Emulator;
}

/** What belongs to an account and a tenant lives as long as the page, and the same seed gives the same ids: each tenant is served elsewhere. */
let served = 0;

/**
 * Makes a tenant in memory and signs its administrator in.
 *
 * @example
 * const { auth, transport, store, emulator } = createDemoTenant({ tenant: 'small' });
 * Object.assign(document.querySelector('o365-provider'), { auth, transport, store });
 */
export function createDemoTenant(options: DemoTenantOptions = {}): DemoTenant {
  const emulator = createEmulator(options);
  const graphOrigin = `https://graph-${(served += 1)}.demo.example`;
  return {
    emulator,
    auth: createDemoAuth(emulator, { ...options, graphOrigin }),
    transport: (request) => emulator.fetch(request),
    store: memoryStore(),
  };
}
