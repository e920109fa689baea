import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { ProvisioningError } from '../../../../src/model/errors.js';
import type { PublishRoute } from '../../../../src/model/workspace/workspace.js';
import { deadMs } from '../../../../src/publishing/loop/settle-open.js';
import type { Journal } from '../../../../src/store/store.js';
import { confirmAll, createDesktops, startWorld } from '../../publishing-world.js';
import { anyScenario, Stage } from '../../random-publish.js';

const userCount = 60;
const routes: readonly PublishRoute[] = ['direct', 'group'];

describe('law 9: everybody is accounted for, whatever ends a publish', () => {
  for (const route of routes)
    it(`on the ${route} route when the journal is full at any write, and goes on once there is room`, async () => {
      await fc.assert(
        fc.asyncProperty(anyScenario(userCount), fc.nat(6), async (scenario, appends) => {
          const room = new JournalRoom();
          const desktops = createDesktops();
          const world = startWorld({
            users: userCount,
            providers: [desktops],
            publisher: { aroundJournal: (journal) => room.limit(journal) },
          });
          const stage = await Stage.set(world, userCount);
          if (scenario.before) {
            await stage.save(scenario.before, route);
            await world.publisher.publish(await stage.review()).done;
            await world.clock.advance(61_000);
          }
          await stage.save(scenario.after, route);
          const leftOut = stage.people.slice(0, 3);
          const review = await world.publisher.review('ws', { ...confirmAll(stage.people), leftOut });
          room.left = appends;
          const run = world.publisher.publish(review);
          const { error, results, counts, total, waiting } = await run.done;
          room.left = Infinity;

          if (!room.refused) return;
          expect(error?.code).to.equal('storage-full');
          expect(waiting).to.equal(0);
          const { applied, failed, open, notSent } = counts;
          expect(applied + failed + open + notSent).to.equal(total);
          // When not even the head is on record, nothing has begun. Who is left out is not on the button.
          if (total > 0)
            expect([...results.keys()].sort()).to.deep.equal(
              review.changeSet.changes.map(({ userId }) => userId).sort(),
            );
          // Licensed, but without services yet.
          for (const result of results.values())
            if (result.status === 'failed') expect(result.error.code).to.equal('cancelled');

          await world.clock.advance(deadMs);
          for (const { head } of await world.publisher.interrupted()) {
            const rest = await world.publisher.reviewRest(head.publishId, confirmAll(stage.people));
            expect((await world.publisher.publish(rest).done).error).to.equal(undefined);
          }
          await world.clock.advance(61_000);
          await stage.publish();
          await stage.review();
          await world.clock.advance(61_000);
          const { changes, open: left } = (await stage.review()).changeSet;
          expect(changes).to.deep.equal([]);
          expect(left).to.deep.equal([]);
        }),
        { numRuns: 25, endOnFailure: true },
      );
    });

  it('on the group route when it is cancelled while nobody knows the new group yet', async () => {
    const world = startWorld({ users: userCount });
    const stage = await Stage.set(world, userCount);
    await stage.save({ users: [1, 2, 3], plans: [0], appsOff: 0, desktop: false }, 'group');
    const review = await stage.review();
    world.emulator.faults.add({ kind: 'status', method: 'GET', path: '/groups/*', status: 404 });
    const run = world.publisher.publish(review);
    await world.clock.sleep(4_000);
    run.cancel();
    const { error, end, counts } = await run.done;

    expect(error).to.equal(undefined);
    expect(end).to.equal(counts.notSent > 0 ? 'cancelled' : 'completed');
    expect(counts.applied + counts.failed).to.equal(0);
    expect(counts.open + counts.notSent).to.equal(3);
    world.emulator.faults.replace([]);
    await world.clock.advance(61_000);
    const rest = await world.publisher.reviewRest(run.publishId, confirmAll(stage.people));
    expect((await world.publisher.publish(rest).done).error).to.equal(undefined);
    await world.clock.advance(61_000);
    const { changes, open, unchangedCount } = (await stage.review()).changeSet;
    expect({ changes, open, unchangedCount }).to.deep.equal({ changes: [], open: [], unchangedCount: 3 });
  });

  for (const route of routes)
    it(`on the ${route} route when the administrator lacks the role, after few requests`, async () => {
      const world = startWorld({ tenant: 'contoso', users: 2_400, roles: ['Global Reader'] });
      const { skuId } = await world.plan('POWER_BI_STANDARD');
      const subscribers = (await world.people())
        .filter(
          ({ licenses, usageLocation }) => usageLocation && !licenses.some((each) => each.skuId === skuId),
        )
        .map(({ id }) => id);
      await world.save('ws', { plans: [{ skuId, apps: {} }], subscribers }, { route });
      const review = await world.publisher.review('ws');
      const calls = world.calls();
      const { error, counts, total, end } = await world.publisher.publish(review).done;

      expect(total).to.be.above(1_000);
      expect(counts.applied).to.equal(0);
      expect(counts.failed + counts.notSent).to.equal(total);
      expect(end).to.equal('stopped');
      if (route === 'group') expect(error?.code).to.equal('role-required');
      expect(world.calls() - calls).to.be.below(30);
    });
});

/** The room that is left in a journal: for so many more writes. */
class JournalRoom {
  left = Infinity;
  refused = false;

  limit(journal: Journal): Journal {
    return {
      ...journal,
      append: async (publishId, entries, hold) => {
        if (this.left <= 0) {
          this.refused = true;
          throw new ProvisioningError('storage-full', 'There is no room for the journal.');
        }
        this.left -= 1;
        await journal.append(publishId, entries, hold);
      },
    };
  }
}
