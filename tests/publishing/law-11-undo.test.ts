import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { createDesktops, startWorld } from './publishing-world.js';
import { anyScenario, Stage } from './random-publish.js';

const userCount = 30;

describe('law 11: undo brings back what was before', () => {
  it('on the direct route: licenses, apps and services of everybody, and what the workspace gave', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(userCount), async (scenario) => {
        const desktops = createDesktops();
        const world = startWorld({ users: userCount, providers: [desktops] });
        const stage = await Stage.set(world, userCount);
        if (scenario.before) {
          await stage.save(scenario.before);
          await stage.publish();
        }
        const before = stage.describe(desktops);
        const grants = new Set((await world.journal.grants()).map((grant) => JSON.stringify(grant)));
        const published = (await world.store.get('ws'))?.workspace.published;
        await stage.save(scenario.after);
        const run = world.publisher.publish(await stage.review());
        expect((await run.done).counts.failed).to.equal(0);
        await world.clock.advance(61_000);

        const undo = await world.publisher.undo(run.publishId);
        const { counts, end, error } = await world.publisher.publish(undo).done;

        expect(error).to.equal(undefined);
        expect(end).to.equal('completed');
        expect(counts.applied).to.equal(undo.plan.changes.length);
        expect(stage.describe(desktops)).to.deep.equal(before);
        expect(new Set((await world.journal.grants()).map((grant) => JSON.stringify(grant)))).to.deep.equal(
          grants,
        );
        expect((await world.store.get('ws'))?.workspace.published).to.deep.equal(published);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
