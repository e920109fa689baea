import 'fake-indexeddb/auto';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { openDB } from 'idb';
import { browserStore } from '../../src/store/browser/browser-store.js';
import { Power } from './power.js';
import { confirmAll, startWorld, type World } from './publishing-world.js';

interface Damaged {
  readonly world: World;
  readonly skuId: string;
  /** To whom a publish gave the plan that can be read. */
  readonly known: readonly string[];
  /** To whom one gave it whose tab closed before the answer was on record, and which is damaged now: grants know it. */
  readonly unknown: readonly string[];
  readonly firstId: string;
  readonly damagedId: string;
}

/** One good publish of 3 people, and a damaged one of 3 more. */
async function damage(name: string, change: (row: Record<string, unknown>) => object): Promise<Damaged> {
  const power = new Power();
  const world = startWorld({
    users: 60,
    openStore: browserStore({ name }),
    between: (tenant) => power.between(tenant),
  });
  const { skuId } = await world.plan('FLOW_FREE');
  const ids = (await world.people())
    .filter(({ licenses, usageLocation }) => usageLocation && !licenses.some((each) => each.skuId === skuId))
    .map(({ id }) => id);
  const known = ids.slice(0, 3);
  const unknown = ids.slice(3, 6);
  await world.save('ws', { plans: [{ skuId, apps: {} }], subscribers: known });
  const first = world.publisher.publish(await world.publisher.review('ws'));
  expect((await first.done).counts.applied).to.equal(3);
  await world.clock.advance(61_000);

  await world.save('ws', { subscribers: [...known, ...unknown] });
  const graph = world.createGraph();
  const tab = world.reload({ graph, aroundJournal: (journal) => power.guard(journal) });
  const review = await tab.review('ws');
  const gone = power.failAt({ at: 'request', number: 0, through: true });
  const run = tab.publish(review);
  await gone;
  graph.dispose();
  power.endTab();
  await world.clock.advance(61_000);

  const database = await openDB(name);
  const key = [world.account.tenantId, run.publishId];
  const row = (await database.get('publishes', key)) as Record<string, unknown> | undefined;
  if (!row) throw new Error('The journal does not know the publish.');
  await database.put('publishes', { ...row, ...change(row) }, key);
  database.close();
  return { world, skuId, known, unknown, firstId: first.publishId, damagedId: run.publishId };
}

describe('a damaged record in the journal', () => {
  const damages = {
    head: (row: Record<string, unknown>) => ({ head: { ...(row['head'] as object), kind: 7 } }),
    'whole head': () => ({ head: 'gone' }),
    end: () => ({ finished: { at: 'some day' } }),
  };
  for (const [what, change] of Object.entries(damages))
    it(`keeps nobody from reviewing and publishing when it is the ${what}, and all that it gave is taken back`, async () => {
      const { world, skuId, known, unknown, damagedId } = await damage(`damaged-${what}`, change);
      const publisher = world.reload();
      const holders = (): string[] =>
        world.emulator
          .state()
          .users.filter(({ assignedLicenses }) => assignedLicenses.some((each) => each.skuId === skuId))
          .map(({ id }) => id);
      expect(holders()).to.include.members([...known, ...unknown]);
      await world.save('ws', { subscribers: [] });
      const review = await publisher.review('ws', confirmAll([...known, ...unknown]));
      expect(review.changeSet.changes.map(({ userId }) => userId)).to.have.members([...known, ...unknown]);
      expect((await publisher.publish(review).done).counts.applied).to.equal(6);
      expect(holders()).not.to.include.oneOf([...known, ...unknown]);
      expect(await world.team.grants.list()).to.deep.equal([]);
      expect(await publisher.interrupted()).to.deep.equal([]);

      const [damaged, ...others] = (await world.journal.list()).damaged;
      expect(others).to.deep.equal([]);
      expect(damaged).to.include({ id: damagedId, workspaceId: 'ws' });
      expect(Date.parse(damaged?.at ?? '')).to.be.below(world.clock.now());
      expect(JSON.stringify(damaged?.record)).to.contain(unknown[0]);
      expect((await publisher.history()).map(({ head }) => head.publishId)).not.to.include(damagedId);
    });

  it('cannot be gone on with or undone, keeps nobody from earlier ones, and is removed for good', async () => {
    const { world, firstId, damagedId, known } = await damage('damaged-newer', damages.head);
    const publisher = world.reload();
    for (const review of [publisher.reviewRest(damagedId), publisher.reviewUndo(damagedId)]) {
      const error = await review.catch((thrown: unknown) => thrown);
      expect(error).to.include({ code: 'record-unreadable' });
    }
    const { changeSet } = await publisher.reviewUndo(firstId);
    expect(changeSet.changes.map(({ userId }) => userId)).to.have.members([...known]);
    await world.journal.remove(damagedId);
    expect((await world.journal.list()).damaged).to.deep.equal([]);
    expect((await publisher.history()).map(({ head }) => head.publishId)).to.deep.equal([firstId]);
    const rest = await publisher.reviewRest(firstId);
    expect((await publisher.publish(rest).done).error).to.equal(undefined);
  });
});
