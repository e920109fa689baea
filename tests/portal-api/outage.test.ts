import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../src/emulator/index.js';
import { createPortalApi } from '../../src/portal-api/create-portal-api.js';
import { openPostgres } from '../../src/portal-api/database/open-postgres.js';
import type { PortalDatabase } from '../../src/portal-api/database/portal-database.js';
import { portalStore } from '../../src/store/portal/portal-store.js';
import type { OpenStore } from '../../src/store/store.js';
import { listHolders, saveFor, setScene } from '../publishing/scene.js';
import {
  authorizeByHeader,
  fetchFrom,
  openTestPortal,
  portalUrl,
  type TestPortal,
} from '../support/portal-team.js';
import { hasPostgres, startPostgres, type TestPostgres } from '../support/postgres.js';

const minuteMs = 60_000;
const lost = (): Promise<never> => Promise.reject(new TypeError('fetch failed'));

type Answer = () => Promise<Response>;

/** What becomes of a request to a portal that is gone for a minute. */
const outages: Readonly<Record<string, (answer: Answer) => Promise<Response>>> = {
  'cannot be reached': lost,
  'is being replaced': async () => new Response(null, { status: 503 }),
  // It was carried out, and nobody hears of it.
  'carries out what it is asked, and its answers are lost': async (answer) => {
    await answer();
    return lost();
  },
};

describe('a portal that is gone for a minute in the middle of a publish', () => {
  let portal: TestPortal;
  before(async () => {
    portal = await openTestPortal();
  });
  after(() => portal.close());

  for (const [what, instead] of Object.entries(outages))
    it(`and ${what}, is waited for: everybody ends as applied, and nobody is written twice`, async () => {
      const clock = new VirtualClock({ auto: true });
      let goneUntil = -Infinity;
      let refused = 0;
      await publishThrough(portal.database, {
        clock,
        onFirstWrite: () => (goneUntil = clock.now() + minuteMs),
        reach(answer) {
          if (clock.now() >= goneUntil) return answer();
          refused += 1;
          return instead(answer);
        },
      });
      expect(refused, 'requests while it was gone').to.be.greaterThan(0);
    });
});

if (hasPostgres)
  describe('a portal whose PostgreSQL is stopped in the middle of a publish', () => {
    let postgres: TestPostgres;
    let database: PortalDatabase;
    before(async () => {
      postgres = await startPostgres();
      database = await openPostgres({ connectionString: postgres.connectionString });
      await database.migrate();
    });
    after(async () => {
      await database.close();
      await postgres.dispose();
    });

    it('is waited for: everybody ends as applied, and nobody is written twice', async () => {
      const statuses: number[] = [];
      let isGone = false;
      await publishThrough(database, {
        clock: new VirtualClock({ auto: true }),
        async onFirstWrite() {
          isGone = true;
          await postgres.crash();
        },
        async reach(answer) {
          const response = await answer();
          if (!isGone) return response;
          statuses.push(response.status);
          if (statuses.length === 5) {
            await postgres.start();
            isGone = false;
          }
          return response;
        },
      });
      expect(statuses, 'answers while it was gone').to.deep.equal([503, 503, 503, 503, 503]);
    });
  });

interface Passage {
  readonly clock: VirtualClock;
  /** After the first licenses left for Microsoft. */
  readonly onFirstWrite: () => unknown;
  /** Stands between the page and the portal. */
  readonly reach: (answer: Answer) => Promise<Response>;
}

/** Publishes to 240 people through a portal, and judges it by the tenant and by what the portal remembers. */
async function publishThrough(database: PortalDatabase, passage: Passage): Promise<void> {
  const { clock, onFirstWrite, reach } = passage;
  const api = createPortalApi({ database, authorize: authorizeByHeader });
  const answer = fetchFrom(api);
  const openStore: OpenStore = (context) =>
    portalStore({
      url: portalUrl,
      headers: () => ({ Authorization: `${context.by} ${context.tenantId}` }),
      clock,
      fetch: (...request) => reach(() => answer(...request)),
    })(context);
  const written: string[] = [];
  const scene = await setScene({
    openStore,
    clock,
    tenant: 'contoso',
    users: 400,
    async onRequest(request) {
      if (!request.url.endsWith('/$batch')) return;
      const { requests } = (await request.clone().json()) as { requests: { url: string }[] };
      const writes = requests.map(({ url }) => url).filter((url) => url.endsWith('/assignLicense'));
      const isFirst = written.length === 0 && writes.length > 0;
      written.push(...writes);
      if (isFirst) await onFirstWrite();
    },
  });
  const { world, fresh, skuId } = scene;
  const wanted = fresh.slice(0, 240);
  await saveFor(scene, wanted);
  const run = world.publisher.publish(await world.publisher.review('ws'));
  const { counts } = await run.done;
  expect(counts).to.include({ applied: wanted.length, failed: 0, open: 0, notSent: 0 });
  expect(listHolders(world, skuId)).to.include.members(wanted);
  expect(new Set(written).size, 'written once each').to.equal(written.length);
  const grants = await world.team.grants.list({ workspaceId: 'ws' });
  expect(grants.filter(({ state }) => state === 'given')).to.have.length(wanted.length);
  const entries = (await world.team.journal.read(run.publishId)).map((entry) => JSON.stringify(entry));
  expect(new Set(entries).size, 'each fact once').to.equal(entries.length);
  await api.close();
}
