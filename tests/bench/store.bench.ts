import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { createDemoAuth } from '../../src/demo/demo-auth.js';
import { VirtualClock } from '../../src/emulator/index.js';
import { createGraphClient } from '../../src/graph/create-graph-client.js';
import { browserStore } from '../../src/store/browser/browser-store.js';
import type { Claim, JournalEntry } from '../../src/store/journal/journal-entry.js';
import type { LeaseHold } from '../../src/store/lease/lease.js';
import type { Store } from '../../src/store/store.js';
import { tenantStore } from '../../src/store/tenant/tenant-store.js';
import { startEmulator } from '../support/emulator.js';
import { makeHead } from '../support/publish-head.js';
import type { Figure } from './figure.js';

const at = '2026-11-23T09:00:00.000Z';
const portionSize = 400;

/** Claims and settles one plan for each of many people, portion by portion, as a publish does. */
async function appendPeople(
  store: Store,
  hold: LeaseHold,
  people: number,
  idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
): Promise<void> {
  const append = (...entries: readonly JournalEntry[]): Promise<void> =>
    store.journal.append('p1', entries, hold);
  await append({ kind: 'started', head: makeHead('p1', people) });
  for (let first = 0; first < people; first += portionSize) {
    const claims = Array.from({ length: Math.min(portionSize, people - first) }, (_, n): Claim => ({
      holder: { kind: 'user', userId: idOf(first + n) },
      step: 'write-licenses',
      gives: [{ kind: 'plan', skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }],
      takes: [],
    }));
    await append({ kind: 'claimed', at, claims });
    const settlements = claims.map((claim) => ({ ...claim, given: claim.gives, taken: [], open: [] }));
    await append({ kind: 'settled', at, settlements });
  }
}

async function withStore<T>(work: (store: Store, hold: LeaseHold) => Promise<T>): Promise<T> {
  const name = 'o365-store-bench';
  const store = browserStore({ name })({ tenantId: 'contoso', by: 'ada' });
  const result = await work(store, await store.lease.take('bench'));
  await deleteDB(name);
  return result;
}

async function measureMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Requests of a publish of one plan to people, direct, as the tenant counts them: only those of the store. */
async function countTenantRequests(people: number): Promise<number> {
  const clock = new VirtualClock({ auto: true });
  const { emulator } = startEmulator({ tenant: 'contoso', users: people + 10, lagMs: 0, clock });
  let isStore = false;
  let requests = 0;
  const graph = createGraphClient({
    auth: createDemoAuth(emulator),
    origin: emulator.graph,
    clock,
    transport: async (request) => {
      if (isStore) requests += await countIn(request);
      return emulator.fetch(request);
    },
  });
  const store = tenantStore({ inMemory: true, clock })({ tenantId: 'contoso', by: 'ada', graph });
  await store.choice?.create();
  const ids = emulator.state().users.map(({ id }) => id);
  isStore = true;
  const hold = await store.lease.take('bench');
  await appendPeople(store, hold, people, (n) => ids[n] ?? '');
  await store.lease.release(hold);
  return requests;
}

/** A batch counts as the requests in it. */
async function countIn(request: Request): Promise<number> {
  if (!request.url.endsWith('/$batch')) return 1;
  const { requests } = (await request.clone().json()) as { readonly requests: readonly unknown[] };
  return requests.length;
}

export async function storeFigures(): Promise<Figure[]> {
  const appendMs = await withStore((store, hold) => measureMs(() => appendPeople(store, hold, 10_000)));
  const readMs = await withStore(async (store, hold) => {
    await appendPeople(store, hold, 100_000);
    return measureMs(() => store.grants.list());
  });
  const over = 'browserStore over a database in memory (fake-indexeddb) in Node, wall-clock time';
  return [
    {
      id: 'store.append.10000.ms',
      value: appendMs,
      unit: 'ms',
      better: 'lower',
      method: `Claims and settles one plan for each of 10,000 people, ${portionSize} to a portion; ${over}`,
    },
    {
      id: 'store.grants.100000.readMs',
      value: readMs,
      unit: 'ms',
      better: 'lower',
      method: `Reads and checks 100,000 grants; ${over}`,
    },
    {
      id: 'store.tenant.requestsPer1000',
      value: await countTenantRequests(1_000),
      unit: 'requests',
      better: 'lower',
      method: `What tenantStore asks of Graph while one plan is claimed and settled for 1,000 people, direct, ${portionSize} to a portion; each request in a batch counts`,
    },
  ];
}
