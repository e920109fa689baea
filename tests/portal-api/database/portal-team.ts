import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';
import { toTenantId } from '../../../src/portal-api/database/tenant-id.js';
import type { SpoiledRecord, StoreFault, StoreUnderTest } from '../../../src/store/contract/index.js';
import { PartListeners } from '../../../src/store/part-listeners.js';
import { createStore } from '../../../src/store/records/create-store.js';
import type { RowKey, TableName } from '../../../src/store/records/database.js';
import { nobodyKnows } from '../../../src/store/records/store-parts.js';
import { sharesEverything } from '../../../src/store/shares.js';
import type { Store } from '../../../src/store/store.js';
import type { TestServer } from './servers.js';

const contoso = toTenantId('contoso');
let schemas = 0;

export function nextSchema(): string {
  return `case_${(schemas += 1)}`;
}

/** Opens the store of Contoso over a portal's database, for the person of an id. */
export type OpenOver = (database: PortalDatabase, by: string) => Store;

/** As the portal itself does, for every machine alike. */
function openDirectly(): OpenOver {
  const listeners = new PartListeners();
  return (database, by) =>
    createStore(
      {
        context: { tenantId: contoso, by },
        database: database.forTenant(contoso),
        changes: {
          announce: listeners.notify.bind(listeners),
          subscribe: listeners.add.bind(listeners),
        },
        presence: nobodyKnows,
      },
      sharesEverything,
    );
}

/** A team whose memory is in a portal's database: every machine reaches the same one. */
export async function createTeam(
  server: TestServer,
  open: OpenOver = openDirectly(),
): Promise<StoreUnderTest> {
  const schema = nextSchema();
  let database = await server.open(schema);
  await database.migrate();
  return {
    connect: ({ by }) => open(database, by),
    async crash() {
      await database.close();
      database = await server.open(schema);
    },
    spoil: (record) => spoil(database, record),
    simulate: (fault) => simulate(server, schema, fault),
    breakOff: (write) => failAtWrite(server, schema, write, server.faults.breakOff),
    passTime: (ms) =>
      server.run(`update ${schema}.leases set value = jsonb_set(
        value::jsonb, '{movedAt}', to_jsonb((value ->> 'movedAt')::bigint - ${ms}))::json
        where value ->> 'movedAt' is not null`),
    async dispose() {
      await database.close();
      await server.run(`drop schema ${schema} cascade`);
    },
  };
}

async function spoil(database: PortalDatabase, { part, id, how }: SpoiledRecord): Promise<void> {
  const change = (
    table: TableName,
    key: RowKey,
    changed: (row: Record<string, unknown>) => unknown,
  ): Promise<void> =>
    database.forTenant(contoso).write(async (rows) => {
      const row = (await rows.get(table, key)) as Record<string, unknown>;
      await rows.put(table, [{ key, value: changed(row) }]);
    });
  const other = how === 'newer' ? { schemaVersion: 2 } : { draft: null };
  if (part === 'workspaces')
    return change('workspaces', [id], (row) => ({
      ...row,
      workspace: { ...(row['workspace'] as object), ...other },
    }));
  if (how === 'damaged') return change('entries', [id, 0], () => 'rubbish');
  return change('publishes', [id], (row) => ({ ...row, head: { ...(row['head'] as object), ...other } }));
}

async function simulate(server: TestServer, schema: string, fault: StoreFault): Promise<() => unknown> {
  const { faults } = server;
  switch (fault) {
    case 'full':
      return failAtWrite(server, schema, 0, `raise exception 'No space left.' using errcode = '53100'`);
    case 'cleared':
      await server.run(listTables.map((table) => `truncate ${schema}.${table};`).join('\n'));
      return () => undefined;
    case 'blocked':
      return (await faults.block?.()) ?? noFault();
    case 'missing':
      return (await faults.cut?.()) ?? noFault();
  }
}

function noFault(): never {
  throw new Error('This server cannot be made to go through that.');
}

const listTables = [
  ...['workspaces', 'publishes', 'entries', 'grants', 'leases', 'orders', 'snapshots', 'keeps'],
  ...['refused_pairs', 'views', 'tenants', 'changes'],
];

/** Lets a statement that writes fail: that of the number, counted also when it is rolled back; 0 is every one. */
async function failAtWrite(
  server: TestServer,
  schema: string,
  write: number,
  failure: string,
): Promise<() => Promise<void>> {
  const triggers = listTables.map(
    (table) => `create trigger fails before insert or update or delete on ${schema}.${table}
      for each statement execute function ${schema}.fail();`,
  );
  await server.run(`
    create sequence ${schema}.writes;
    create function ${schema}.fail() returns trigger language plpgsql as $$
    begin
      if ${write} in (0, nextval('${schema}.writes')) then ${failure}; end if;
      return null;
    end $$;
    ${triggers.join('\n')}`);
  return () => server.run(`drop function ${schema}.fail() cascade; drop sequence ${schema}.writes;`);
}
