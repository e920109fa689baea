import { openPglite } from '../../../src/portal-api/database/open-pglite.js';
import { openPostgres } from '../../../src/portal-api/database/open-postgres.js';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';

/** Where a portal's database is: one that two processes reach, if not at once. */
export type Place = { readonly connectionString: string } | { readonly dataDir: string };

export function openPlace(place: Place): Promise<PortalDatabase> {
  return 'dataDir' in place ? openPglite(place) : openPostgres(place);
}
