import {
  createPortalApi,
  entraAuthorize,
  openPglite,
  openPostgres,
  type PortalDatabase,
} from '../../src/portal-api/index.js';

/** Where the portal keeps what its team remembers: a PostgreSQL, a folder, or, without either, nowhere. */
export interface MemoryPlace {
  /** For example `postgres://portal@localhost/portal`. */
  readonly databaseUrl?: string;
  readonly folder?: string;
}

export interface TeamMemoryOptions extends MemoryPlace {
  /** Origin of the portal's page. */
  readonly origin: string;
  /** Application id of the portal's API: the audience of its tokens. */
  readonly clientId: string;
  /** Who issues them, and where its keys are. */
  readonly issuer: string;
  readonly jwksUri: string;
}

export interface TeamMemory {
  readonly fetch: (request: Request) => Promise<Response>;
  close(): Promise<void>;
}

/** The portal's own back end: it is what a portal of yours would have, with another customer than the only one here. */
export async function openTeamMemory(options: TeamMemoryOptions): Promise<TeamMemory> {
  const { origin, clientId, issuer, jwksUri } = options;
  const database = await openDatabase(options);
  await database.migrate();
  const api = createPortalApi({
    database,
    origins: [origin],
    authorize: entraAuthorize({ audience: clientId, issuer, jwksUri, customerOf: () => 'northwind' }),
  });
  return {
    fetch: api,
    async close() {
      await api.close();
      await database.close();
    },
  };
}

function openDatabase({ databaseUrl, folder }: MemoryPlace): Promise<PortalDatabase> {
  if (databaseUrl) return openPostgres({ connectionString: databaseUrl });
  return openPglite(folder === undefined ? {} : { dataDir: folder });
}
