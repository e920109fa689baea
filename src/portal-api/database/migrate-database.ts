import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { toDatabaseError } from './database-error.js';
import { firstTables } from './migrations/first-tables.js';

/** In the order of their names; one that was released is never changed. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
};

/**
 * Makes the tables what this version needs. Many processes may do so at once: one does it, under a lock, and the others wait.
 *
 * @returns what was done, by name
 * @throws {ProvisioningError} `storage-unavailable`, `storage-full`
 */
export async function migrateDatabase<T>(kysely: Kysely<T>, schema: string): Promise<readonly string[]> {
  const { error, results = [] } = await createMigrator(kysely, schema).migrateToLatest();
  if (error !== undefined) throw toDatabaseError(error);
  return results.map(({ migrationName }) => migrationName);
}

/** Whether the tables are what this version needs. */
export async function isMigrated<T>(kysely: Kysely<T>, schema: string): Promise<boolean> {
  const known = await createMigrator(kysely, schema).getMigrations();
  return known.every(({ executedAt }) => executedAt !== undefined);
}

function createMigrator<T>(kysely: Kysely<T>, schema: string): Migrator {
  return new Migrator({
    db: kysely.withSchema(schema),
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: schema,
    migrationTableName: 'migrations',
    migrationLockTableName: 'migration_lock',
  });
}
