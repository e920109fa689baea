import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../src/emulator/index.js';
import { createPortalApi } from '../../src/portal-api/create-portal-api.js';
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

const minuteMs = 60_000;

/** What becomes of a request to the portal while its database is gone. */
const outages: Readonly<Record<string, (answer: () => Promise<Response>) => Promise<Response>>> = {
  'cannot be reached': () => Promise.reject(new TypeError('fetch failed')),
  'says that its database is gone': async () => new Response(null, { status: 503 }),
  // It was carried out, and nobody hears of it.
  'carries out what it is asked, and its answers are lost': async (answer) => {
    await answer();
    throw new TypeError('fetch failed');
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
      const api = createPortalApi({ database: portal.database, authorize: authorizeByHeader });
      const answer = fetchFrom(api);
      let goneUntil = -Infinity;
      let refused = 0;
      const openStore: OpenStore = (context) =>
        portalStore({
          url: portalUrl,
          headers: () => ({ Authorization: `${context.by} ${context.tenantId}` }),
          clock,
          fetch: (...request) => {
            if (clock.now() >= goneUntil) return answer(...request);
            refused += 1;
            return instead(() => answer(...request));
          },
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
          const writes = requests.filter(({ url }) => url.endsWith('/assignLicense'));
          written.push(...writes.map(({ url }) => url));
          // After the first of them.
          if (writes.length > 0 && goneUntil < 0) goneUntil = clock.now() + minuteMs;
        },
      });
      const { world, fresh, skuId } = scene;
      const wanted = fresh.slice(0, 240);
      await saveFor(scene, wanted);
      const run = world.publisher.publish(await world.publisher.review('ws'));
      const { counts } = await run.done;
      expect(refused, 'requests while it was gone').to.be.greaterThan(0);
      expect(counts).to.include({ applied: wanted.length, failed: 0, open: 0, notSent: 0 });
      expect(listHolders(world, skuId)).to.include.members(wanted);
      expect(new Set(written).size, 'written once each').to.equal(written.length);
      const grants = await world.team.grants.list({ workspaceId: 'ws' });
      expect(grants.filter(({ state }) => state === 'given')).to.have.length(wanted.length);
      const entries = (await world.team.journal.read(run.publishId)).map((entry) => JSON.stringify(entry));
      expect(new Set(entries).size, 'each fact once').to.equal(entries.length);
      await api.close();
    });
});
