import { existsSync } from 'node:fs';
import { createEmulator, type EmulatorOptions } from '../../src/emulator/index.js';
import { startServer, type EmulatorServer } from '../../src/emulator/server/index.js';
import { startIdentityProvider } from '../identity/identity-provider.js';
import { createDesktopApi, type Desktop } from './desktop-api.js';
import { listPortalPeople } from './portal-people.js';
import { startPage } from './start-page.js';
import { openTeamMemory, type MemoryPlace, type TeamMemory } from './team-memory.js';

export interface PortalOptions extends Pick<
  EmulatorOptions,
  'tenant' | 'users' | 'seed' | 'quota' | 'lagMs'
> {
  /** Ports of the page, the tenant and the identity provider; 0 takes any free one. */
  readonly ports?: { readonly page: number; readonly graph: number; readonly identity: number };
  /** How people sign in. Default: `redirect`. */
  readonly interaction?: 'redirect' | 'popup';
  /** Where the page saves workspaces unless somebody chooses. Default: `browser`. */
  readonly store?: 'portal' | 'browser' | 'tenant';
  /** Where the portal's own back end keeps them. */
  readonly memory?: MemoryPlace;
  /** Reloads the page when its sources change. */
  readonly live?: boolean;
  /** A file that gets one JSON line per exchange with the tenant. */
  readonly record?: string;
}

export interface Portal {
  /** Where the page is. */
  readonly url: string;
  readonly tenant: EmulatorServer;
  /** Who can sign in, by user name. */
  readonly people: readonly string[];
  /** Rejects when the portal's own back end, which is there already, cannot be used. */
  readonly ready: Promise<void>;
  /** The desktops that the portal gave out. */
  desktops(): readonly Desktop[];
  stop(): Promise<void>;
}

const clientId = '5c9a2f0e-7d41-4b6e-9a37-2f0c8e1b4d60';

/** Starts the sample portal: its page, an emulated tenant, and an identity provider in Microsoft Entra's place. */
export async function startPortal(options: PortalOptions = {}): Promise<Portal> {
  const {
    ports = { page: 0, graph: 0, identity: 0 },
    interaction = 'redirect',
    live = false,
    store = 'browser',
    memory = {},
    record,
    ...tenantOptions
  } = options;
  // The same seed gives the same tenant: this one tells who lives in the one that is served.
  const preview = createEmulator(tenantOptions);
  const people = await listPortalPeople(preview);
  const { tenantId } = preview.tenant;

  const desktops = createDesktopApi();
  // The portal's back end is opened when it is first asked.
  let team: Promise<TeamMemory> | undefined;
  const page = await startPage({
    port: ports.page,
    live,
    api: async (request) =>
      new URL(request.url).pathname.startsWith('/api/o365/')
        ? (await openTeam()).fetch(request)
        : desktops.fetch(request),
  });
  const { url } = page;
  const identity = await startIdentityProvider({
    port: ports.identity,
    tenantId,
    graphResource: 'https://graph.microsoft.com',
    apis: [{ clientId, scopes: ['access_as_user'] }],
    people,
    clients: [
      {
        clientId,
        name: 'Northwind Control Panel',
        redirectUris: [`${url}/redirect-bridge.html`, `${url}/`],
      },
    ],
  });
  const openTeam = (): Promise<TeamMemory> =>
    (team ??= openTeamMemory({
      ...memory,
      origin: url,
      clientId,
      issuer: identity.issuer,
      jwksUri: identity.endpoints.jwksUri,
    }));
  // A new one takes seconds, in which no page is served: it is made when somebody has signed in.
  const isQuick =
    memory.databaseUrl !== undefined || (memory.folder !== undefined && existsSync(memory.folder));
  const ready = isQuick ? openTeam().then(() => undefined) : Promise.resolve();
  const tenant = await startServer({
    ...tenantOptions,
    port: ports.graph,
    allowedOrigins: [url],
    trustedIssuers: [{ issuer: identity.issuer, jwksUri: identity.endpoints.jwksUri }],
    ...(record ? { record } : {}),
  });
  page.fill({
    CLIENT_ID: clientId,
    TENANT_ID: tenantId,
    REDIRECT_URI: `${url}/redirect-bridge.html`,
    GRAPH_ORIGIN: tenant.graph,
    INTERACTION: interaction,
    STORE: store,
    API: `api://${clientId}`,
    IDENTITY: JSON.stringify(identity.endpoints),
  });
  return {
    url,
    ready,
    tenant,
    people: people.map(({ userPrincipalName }) => userPrincipalName),
    desktops: () => desktops.list(),
    async stop() {
      await page.close();
      await tenant.stop();
      await identity.close();
      // One that never opened has nothing to close.
      await (await team?.catch(() => undefined))?.close();
    },
  };
}
