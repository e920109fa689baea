import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entitlementToKey } from '../../src/model/holding/entitlement.js';
import { holderToKey, userHolder } from '../../src/model/holding/holder.js';
import { toTenantId } from '../../src/portal-api/database/tenant-id.js';
import type { Claim } from '../../src/store/journal/journal-entry.js';
import { portalStore } from '../../src/store/portal/portal-store.js';
import type { Store } from '../../src/store/store.js';
import { hasPostgres, startPostgres } from '../support/postgres.js';
import { makeHead } from '../support/publish-head.js';
import { openPlace, type Place } from './api/place.js';
import type { Figure } from './figure.js';

const at = '2026-11-23T09:00:00.000Z';
const portionSize = 200;
const portions = 100;
const grantCount = 100_000;
const plan = { kind: 'plan', skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' } as const;

/** What a portal's API takes, in a process of its own, asked by portalStore over HTTP. */
export async function apiFigures(): Promise<Figure[]> {
  const { place, dispose } = hasPostgres ? await makePostgres() : await makeFolder();
  try {
    await fill(place);
    const portal = await startPortal(place);
    const listing = await measureList(portal);
    const appends = await measureAppends(portal.open('fabrikam'));
    await portal.close();
    const over = `portalStore over HTTP to createPortalApi in a process of its own, on ${hasPostgres ? 'PostgreSQL' : 'PGlite'}, all on this machine`;
    const appended = `${appends.length} appends, of ${portionSize} claims or of their settlements; ${over}`;
    const listed = `${grantCount} grants of a tenant, listed; ${over}`;
    return [
      toFigure('append.p50Ms', 'ms', pick(appends, 0.5), `Median of ${appended}`),
      toFigure('append.p95Ms', 'ms', pick(appends, 0.95), `95th percentile of ${appended}`),
      toFigure(`grants.${grantCount}.ms`, 'ms', listing.ms, `Median of three; ${listed}`),
      toFigure(
        `grants.${grantCount}.serverMb`,
        'MB',
        listing.megabytes,
        `By how much the first of them raised the most memory (RSS) that the process had; ${listed}`,
      ),
    ];
  } finally {
    await dispose();
  }
}

interface Portal {
  open(tenantId: string): Store;
  /** The most memory that its process has had, in MB. */
  readMemory(): Promise<number>;
  close(): Promise<void>;
}

async function measureList(portal: Portal): Promise<{ readonly ms: number; readonly megabytes: number }> {
  const store = portal.open('contoso');
  // What the first request loads is no part of it.
  await store.views.list();
  const before = await portal.readMemory();
  const times = [await measureMs(() => store.grants.list())];
  const megabytes = (await portal.readMemory()) - before;
  for (let run = 1; run < 3; run += 1) times.push(await measureMs(() => store.grants.list()));
  return { ms: pick(times, 0.5), megabytes };
}

/** Claims and settles one plan for each of many people, portion by portion, as a publish does. */
async function measureAppends(store: Store): Promise<readonly number[]> {
  const hold = await store.lease.take('bench');
  await store.journal.append('p1', [{ kind: 'started', head: makeHead('p1', portionSize * portions) }], hold);
  const times: number[] = [];
  for (let portion = 0; portion < portions; portion += 1) {
    const claims = Array.from({ length: portionSize }, (_, n): Claim => ({
      holder: userHolder(idOf(portion * portionSize + n)),
      step: 'write-licenses',
      gives: [plan],
      takes: [],
    }));
    const settlements = claims.map((claim) => ({ ...claim, given: claim.gives, taken: [], open: [] }));
    times.push(
      await measureMs(() => store.journal.append('p1', [{ kind: 'claimed', at, claims }], hold)),
      await measureMs(() => store.journal.append('p1', [{ kind: 'settled', at, settlements }], hold)),
    );
  }
  return times;
}

async function fill(place: Place): Promise<void> {
  const database = await openPlace(place);
  await database.migrate();
  const rows = Array.from({ length: grantCount }, (_, n) => {
    const holder = userHolder(idOf(n));
    return {
      key: [holderToKey(holder), entitlementToKey(plan), 'sales'],
      value: { workspaceId: 'sales', holder, entitlement: plan, state: 'given', publishId: 'p1' },
    };
  });
  await database.forTenant(toTenantId('contoso')).write((tables) => tables.put('grants', rows));
  await database.close();
}

async function startPortal(place: Place): Promise<Portal> {
  const child = fork(join(import.meta.dirname, 'api/portal-process.ts'), [JSON.stringify(place)], {
    execArgv: ['--import', 'tsx'],
  });
  const port = await hear(child);
  return {
    open: (tenantId) =>
      portalStore({
        url: `http://127.0.0.1:${port}/api/o365`,
        headers: () => ({ Authorization: `ada ${tenantId}` }),
      })({ tenantId, by: 'ada' }),
    readMemory() {
      child.send('memory');
      return hear(child);
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** The next number that a process tells; it says nothing else. */
async function hear(child: ChildProcess): Promise<number> {
  const ended = new AbortController();
  child.once('exit', () => ended.abort(new Error('The process of the portal has ended.')));
  const [told] = (await once(child, 'message', { signal: ended.signal })) as [number];
  return told;
}

async function makePostgres() {
  const { connectionString, dispose } = await startPostgres();
  return { place: { connectionString }, dispose };
}

async function makeFolder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'o365-bench-'));
  return { place: { dataDir }, dispose: () => rm(dataDir, { recursive: true }) };
}

async function measureMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function pick(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function idOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

function toFigure(name: string, unit: string, value: number, method: string): Figure {
  return { id: `api.${name}`, value, unit, better: 'lower', method };
}
