import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import { ChangeFeed, type Notifications } from './change-feed.js';
import { toDatabaseError } from './database-error.js';
import { loadPeer } from './load-peer.js';
import { createPortalDatabase, defaultSchema, type PortalDatabase } from './portal-database.js';
import { PortalTables } from './portal-tables.js';
import { toSchemaName } from './schema-name.js';

/** Where the embedded database keeps its files (nowhere by default: then it is gone with the process), or one that is open. */
export type PgliteOptions = { readonly schema?: string } & (
  | { readonly dataDir?: string; readonly pglite?: never }
  | { readonly pglite: PGlite; readonly dataDir?: never }
);

/** Opens the portal's database embedded in this process: for trials, demos and tests. Needs `@electric-sql/pglite`. */
export async function openPglite(options: PgliteOptions = {}): Promise<PortalDatabase> {
  const schema = toSchemaName(options.schema ?? defaultSchema);
  const pglite = options.pglite ?? (await createPglite(options.dataDir));
  const tables = new PortalTables(new PGliteDialect({ pglite }), schema);
  return createPortalDatabase({
    tables,
    feed: new ChangeFeed(listenTo(pglite, tables.channel)),
    async end() {
      if (options.pglite) return;
      await tables.close();
      if (!pglite.closed) await pglite.close();
    },
  });
}

async function createPglite(dataDir: string | undefined): Promise<PGlite> {
  const name = '@electric-sql/pglite';
  const { PGlite: Embedded } = await loadPeer(name, () => import('@electric-sql/pglite'));
  try {
    if (dataDir === undefined) return await Embedded.create();
    if (existsSync(join(dataDir, 'PG_VERSION'))) return await Embedded.create({ dataDir });
    // Files of a new database are made in memory first: one by one on a disk takes four times as long.
    const first = await Embedded.create();
    const loadDataDir = await first.dumpDataDir('none');
    await first.close();
    await mkdir(dataDir, { recursive: true });
    return await Embedded.create({ dataDir, loadDataDir });
  } catch (thrown) {
    throw toDatabaseError(thrown);
  }
}

/** It is in this process: it never breaks. */
function listenTo(pglite: PGlite, channel: string): Notifications {
  return {
    async open(onText) {
      const stop = await pglite.listen(channel, onText);
      return async () => {
        if (!pglite.closed) await stop();
      };
    },
  };
}
