import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tables of rows, each with what its keys are made of after the tenant. */
const rowTables: Readonly<Record<string, readonly string[]>> = {
  workspaces: ['workspace_id'],
  publishes: ['publish_id'],
  entries: ['publish_id', 'number'],
  grants: ['holder', 'entitlement', 'workspace_id'],
  leases: [],
  orders: ['order_id'],
  snapshots: ['day'],
  keeps: ['user_id', 'sku_id'],
  refused_pairs: ['first_id', 'second_id'],
  views: ['name'],
};

/** Sorted and compared by its bytes: the same everywhere, whatever the language of the server. */
const exactText = sql`text collate "C"`;

export const firstTables: Migration = {
  async up(database: Kysely<unknown>) {
    for (const [name, keyColumns] of Object.entries(rowTables)) {
      let table = database.schema
        .createTable(name)
        .addColumn('tenant_id', exactText, (column) => column.notNull());
      for (const column of keyColumns)
        table = table.addColumn(column, column === 'number' ? 'integer' : exactText, (each) =>
          each.notNull(),
        );
      await table
        // `jsonb` would lose the order of properties, and refuses `\u0000`.
        .addColumn('value', 'json', (column) => column.notNull())
        .addPrimaryKeyConstraint(`${name}_key`, ['tenant_id', ...keyColumns] as never[])
        .execute();
    }
    await database.schema
      .createTable('tenants')
      .addColumn('tenant_id', exactText, (column) => column.primaryKey())
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('changes')
      .addColumn('tenant_id', exactText, (column) => column.notNull())
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('part', exactText, (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('changes_key', ['tenant_id', 'sequence', 'part'])
      .execute();
    await database.schema
      .createTable('requests')
      .addColumn('tenant_id', exactText, (column) => column.notNull())
      .addColumn('request_id', exactText, (column) => column.notNull())
      .addColumn('answer', 'json', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('requests_key', ['tenant_id', 'request_id'])
      .execute();
    // They are forgotten by their time, with every write.
    await database.schema.createIndex('requests_at').on('requests').columns(['tenant_id', 'at']).execute();
    await database.schema
      .createTable('connections')
      .addColumn('customer', exactText, (column) => column.primaryKey())
      // One tenant is one customer's.
      .addColumn('tenant_id', exactText, (column) => column.notNull().unique())
      .addColumn('domain', exactText, (column) => column.notNull())
      .addColumn('connected_by', exactText, (column) => column.notNull())
      .addColumn('connected_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
  },
};
