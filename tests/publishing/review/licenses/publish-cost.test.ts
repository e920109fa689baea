import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { estimateDurationMs } from '../../../../src/graph/pace/estimate-duration.js';
import { estimateCost } from '../../../../src/publishing/review/licenses/publish-cost.js';
import { startWorld, type World } from '../../publishing-world.js';
import { anyScenario, Stage } from '../../random-publish.js';

const userCount = 60;
const anyRoute = fc.constantFrom('direct' as const, 'group' as const);

describe('what a publish costs', () => {
  it('is what it comes to, on the workspace’s route and on the other', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(userCount), anyRoute, anyRoute, async (scenario, before, chosen) => {
        const sent = new Set<string>();
        const onRequest = (request: Request): Promise<void> => noteWrites(request, sent);
        const world = startWorld({ tenant: 'contoso', users: userCount, onRequest });
        const stage = await Stage.set(world, userCount);
        const plain = { ...scenario.after, desktop: false };
        if (scenario.before) {
          await stage.save({ ...scenario.before, desktop: false }, before);
          await stage.publish();
        }
        await stage.save(plain, before);
        const { costs } = await stage.review();
        await stage.save(plain, chosen);
        const review = await stage.review();
        const promised = costs[chosen];
        expect(review.costs[chosen]).to.deep.equal(promised);

        const done = countDone(world);
        sent.clear();
        const { counts } = await world.publisher.publish(review).done;
        if (counts.failed > 0) return;
        expect(countDone(world) - done, 'took effect').to.equal(promised?.writes);
        expect(sent.size, 'were sent').to.equal(promised?.writes);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('tells the time that the documented quota takes', async () => {
    const world = startWorld({ tenant: 'contoso', users: 7_000, quota: 'documented' });
    const { skuId } = await world.plan('POWER_BI_STANDARD');
    const subscribers = (await world.people())
      .filter(
        ({ usageLocation, licenses }) => usageLocation && !licenses.some((each) => each.skuId === skuId),
      )
      .slice(0, 4_000)
      .map(({ id }) => id);
    expect(subscribers).to.have.length(4_000);
    await world.save('ws', { plans: [{ skuId, apps: {} }], subscribers });
    const review = await world.publisher.review('ws');
    const started = world.clock.now();
    await world.publisher.publish(review).done;

    const { durationMs } = estimateCost(review.changeSet);
    expect(durationMs).to.equal(estimateDurationMs(review.changeSet.changes.length));
    const tookMs = world.clock.now() - started;
    expect(tookMs).to.be.within(durationMs * 0.9, durationMs * 1.1);
  });
});

/** Notes each write once: where Microsoft does not know a new group yet, the same one is sent again. */
async function noteWrites(request: Request, sent: Set<string>): Promise<void> {
  if (request.method === 'GET') return;
  const { pathname } = new URL(request.url);
  const text = await request.clone().text();
  const items = pathname.endsWith('/$batch')
    ? (JSON.parse(text) as { requests: { method: string; url: string; body?: unknown }[] }).requests
    : [{ method: request.method, url: pathname, body: text }];
  for (const { method, url, body } of items)
    if (method !== 'GET') sent.add(JSON.stringify([method, url, body]));
}

/** Writes that took effect. */
function countDone(world: World): number {
  return Object.entries(world.emulator.state().requests)
    .filter(([name]) => !name.startsWith('GET') && name.includes(' 2'))
    .reduce((sum, [, count]) => sum + count, 0);
}
