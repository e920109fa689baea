import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { FaultRule } from '../../../../src/emulator/index.js';
import { summarizeSteps } from '../../../../src/model/publish/step.js';
import { deadMs } from '../../../../src/publishing/loop/settle-open.js';
import type { Journal } from '../../../../src/store/store.js';
import { badAnswers } from '../../bad-answers.js';
import { createDesktops, startWorld, type Desktops, type World } from '../../publishing-world.js';
import { anyScenario, Stage } from '../../random-publish.js';

const userCount = 60;

/** What Microsoft and the line between do on a bad day, to a group, its members and whole batches. */
const anyFault: fc.Arbitrary<FaultRule> = fc
  .record({
    what: fc.constantFrom(...badAnswers),
    where: fc.constantFrom<Pick<FaultRule, 'method' | 'path'>>(
      { method: 'PATCH', path: '/groups/*' },
      { method: 'DELETE', path: '/groups/*/members/**' },
      { method: 'POST', path: '/groups/*/assignLicense' },
      { method: 'POST', path: '/users/*/assignLicense' },
      { method: 'POST', path: '/$batch' },
      { method: 'GET', path: '/groups/*' },
      { method: 'GET', path: '/users/*/memberOf' },
    ),
    rate: fc.double({ min: 0.1, max: 0.7, noNaN: true }),
    count: fc.integer({ min: 1, max: 10 }),
    seed: fc.nat(1_000),
  })
  .map(({ what, where, ...rule }) => ({
    ...what,
    ...where,
    ...rule,
    // Neither reads nor batches as a whole are in conflict with anything.
    ...(what.status === 409 && (where.method === 'GET' || where.path === '/$batch') ? { status: 503 } : {}),
  }));

describe('the group route on a bad day', () => {
  it('lets everybody in or out exactly as planned, gives the services, and says whom Microsoft could not license', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyScenario(userCount),
        fc.array(anyFault, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (scenario, faults, lags) => {
          const desktops = createDesktops();
          const world = startWorld({
            tenant: 'contoso',
            users: userCount,
            providers: [desktops],
            ...(lags ? { lagMs: 3_000 } : {}),
          });
          const stage = await Stage.set(world, userCount);
          if (scenario.before) {
            await stage.save(scenario.before, 'group');
            await world.publisher.publish(await stage.review()).done;
            await world.clock.advance(61_000);
          }
          await stage.save(scenario.after, 'group');
          const direct = listDirect(world);
          const members = await findMembers(world);
          const review = await stage.review();
          const { changeSet } = review;
          for (const fault of faults) world.emulator.faults.add(fault);
          const { error, counts, results } = await world.publisher.publish(review).done;
          world.emulator.faults.replace([]);

          expect(error).to.equal(undefined);
          expect([...results.keys()].sort()).to.deep.equal(
            changeSet.changes.map(({ userId }) => userId).sort(),
          );
          expect(counts.applied + counts.failed + counts.open + counts.notSent).to.equal(
            changeSet.changes.length,
          );
          const now = await findMembers(world);
          const groupId = await findGroupId(world);
          const expected = new Set(members);
          for (const { userId, steps } of changeSet.changes) {
            const { move, throughGroup, giveServices } = summarizeSteps(steps);
            if (move === 'join') expected.add(userId);
            if (move === 'leave') expected.delete(userId);
            const result = results.get(userId)!;
            const states = findStates(world, userId).filter((state) => state.assignedByGroup === groupId);
            if (result.status === 'failed')
              expect(
                states.some(({ state }) => state === 'Error'),
                'failed at Microsoft',
              ).to.equal(true);
            else
              for (const { skuId } of throughGroup.add)
                expect(
                  states.some((state) => state.skuId === skuId && state.state !== 'Error'),
                  'applied means licensed',
                ).to.equal(true);
            if (result.status === 'applied')
              for (const _ of giveServices) expect(desktops.held.has(userId)).to.equal(true);
          }
          expect([...now].sort()).to.deep.equal([...expected].sort());
          expect(listDirect(world), 'direct licenses are nobody else’s business').to.deep.equal(direct);
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('goes on when the answer to making the group got lost and nobody knows the group yet', async () => {
    const world = startWorld({ tenant: 'contoso', users: 60, lagMs: 8_000 });
    const stage = await Stage.set(world, 60);
    await stage.save({ users: [1, 2, 3], plans: [0], appsOff: 0, desktop: false }, 'group');
    const review = await stage.review();
    world.emulator.faults.add({ kind: 'drop-after', method: 'PATCH', path: '/groups/*', count: 1 });
    const { error, counts } = await world.publisher.publish(review).done;

    expect(error).to.equal(undefined);
    expect(counts.applied).to.equal(3);
    expect((await findMembers(world)).size).to.equal(3);
  });

  for (const goesOn of [true, false])
    it(`loses nobody after a crash at any write to the journal and then ${goesOn ? 'going on' : 'a change of mind'}`, async () => {
      let reached = 0;
      for (let append = 0; append === reached; append += 1)
        for (const written of [false, true]) {
          const { world, desktops, first, next: subscribers } = await beginTwice();
          const direct = listDirect(world);
          const crashed = await crash(world, append, written);
          if (!crashed) continue;
          reached = append + 1;
          const admin = world.reload();
          const [open] = await admin.interrupted();
          if (goesOn && open) {
            const rest = await admin.reviewRest(open.head.publishId);
            const { error, counts, end } = await admin.publish(rest).done;
            expect(error).to.equal(undefined);
            expect(end).to.equal('completed');
            expect(counts.failed + counts.open + counts.notSent).to.equal(0);
            await world.clock.advance(61_000);
            expect([...(await findMembers(world))].sort()).to.deep.equal([...subscribers].sort());
            expect([...desktops.held].sort()).to.deep.equal([...subscribers].sort());
            const { changeSet } = await admin.review('ws');
            expect(changeSet.changes).to.deep.equal([]);
            expect(changeSet.notes).to.deep.equal([]);
          }
          // Whoever was let in, and whatever was given, is known and can be taken back.
          await world.save('ws', { subscribers: [], plans: [], services: [] });
          const { counts } = await admin.publish(await admin.review('ws')).done;
          expect(counts.failed + counts.open + counts.notSent).to.equal(0);
          await world.clock.advance(61_000);
          expect([...(await findMembers(world))], `let in, at ${append}`).to.deep.equal([]);
          expect([...desktops.held]).to.deep.equal([]);
          // What was taken and not answered is known to be gone by two looks a minute apart.
          for (let looks = 0; looks < 2; looks += 1) {
            expect((await admin.review('ws')).changeSet.changes).to.deep.equal([]);
            await world.clock.advance(61_000);
          }
          expect(await world.team.grants.list()).to.deep.equal([]);
          expect(listDirect(world)).to.deep.equal(direct);
          const groupId = await findGroupId(world);
          for (const userId of [...first, ...subscribers])
            expect(
              findStates(world, userId).filter((each) => each.assignedByGroup === groupId),
            ).to.deep.equal([]);
          world.clock.auto = false;
        }
      expect(reached, 'writes to the journal').to.be.above(6);
    });

  it('waits for Microsoft, and says of each member why it could not be licensed', async () => {
    const world = startWorld({
      tenant: 'contoso',
      users: 200,
      groupLicensing: { startMs: 45_000, memberMs: 200 },
    });
    const { skuId, consumedUnits, prepaidUnits } = await world.plan('VISIOCLIENT');
    const available = prepaidUnits.enabled - consumedUnits;
    const lacking = (await world.people()).filter(
      ({ usageLocation, licenses }) => usageLocation && !licenses.some((each) => each.skuId === skuId),
    );
    const subscribers = lacking.slice(0, available).map(({ id }) => id);
    await world.save('ws', { plans: [{ skuId, apps: {} }], subscribers }, { route: 'group' });
    const run = world.publisher.publish(await world.publisher.review('ws'));
    // Somebody else uses up two of the licenses before Microsoft gets to the group.
    await world.clock.sleep(30_000);
    for (const { id } of lacking.slice(available, available + 2))
      await world.call('POST', `/users/${id}/assignLicense`, {
        body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
      });
    const { error, counts, results } = await run.done;

    expect(error).to.equal(undefined);
    expect(counts).to.deep.equal({ applied: available - 2, failed: 2, open: 0, notSent: 0 });
    const groupId = await findGroupId(world);
    for (const [userId, result] of results) {
      const [state] = findStates(world, userId).filter((each) => each.assignedByGroup === groupId);
      const code = result.status === 'failed' ? result.error.code : undefined;
      expect(code).to.equal(state?.error === 'CountViolation' ? 'no-licenses-left' : undefined);
    }
  });
});

async function findGroupId(world: World): Promise<string | undefined> {
  return (await world.store.get('ws'))?.workspace.groupId;
}

async function findMembers(world: World): Promise<ReadonlySet<string>> {
  const groupId = await findGroupId(world);
  return new Set(world.emulator.state().groups.find(({ id }) => id === groupId)?.members);
}

function findStates(world: World, userId: string) {
  return world.emulator.state().users.find(({ id }) => id === userId)?.licenseAssignmentStates ?? [];
}

/** Everybody's direct licenses. */
function listDirect(world: World): Record<string, readonly string[]> {
  return Object.fromEntries(
    world.emulator.state().users.map(({ id, licenseAssignmentStates }) => [
      id,
      licenseAssignmentStates
        .filter(({ assignedByGroup }) => assignedByGroup === null)
        .map(({ skuId, disabledPlans }) => JSON.stringify([skuId, disabledPlans]))
        .sort(),
    ]),
  );
}

/** A workspace that was published, of which 15 people leave and which 30 join; all get a desktop. */
async function beginTwice(): Promise<{ world: World; desktops: Desktops; first: string[]; next: string[] }> {
  const desktops = createDesktops();
  const world = startWorld({ tenant: 'contoso', users: 120, providers: [desktops] });
  const { skuId } = await world.plan('FLOW_FREE');
  const people = (await world.people())
    .filter(({ licenses }) => !licenses.some((each) => each.skuId === skuId))
    .map(({ id }) => id);
  const first = people.slice(0, 20);
  await world.save(
    'ws',
    { plans: [{ skuId, apps: {} }], services: [{ providerId: 'desktops', serviceId: 'standard' }] },
    { route: 'group' },
  );
  await world.save('ws', { subscribers: first });
  const { counts } = await world.publisher.publish(await world.publisher.review('ws')).done;
  expect(counts.applied).to.equal(20);
  await world.clock.advance(61_000);
  const next = people.slice(15, 45);
  await world.save('ws', { subscribers: next });
  return { world, desktops, first, next };
}

/** The tab closes at some write to the journal, just before it is there or just after; says whether it came to that. */
async function crash(world: World, append: number, written: boolean): Promise<boolean> {
  let left = append;
  let close = (): void => {};
  const closed = new Promise<boolean>((resolve) => (close = () => resolve(true)));
  const cut = (journal: Journal): Journal => ({
    ...journal,
    append: async (publishId, entries, hold) => {
      left -= 1;
      if (left >= 0) return journal.append(publishId, entries, hold);
      if (left === -1 && written) await journal.append(publishId, entries, hold);
      close();
      return new Promise<void>(() => {});
    },
  });
  const tab = world.reload({ aroundJournal: cut });
  const run = tab.publish(await tab.review('ws'));
  const crashed = await Promise.race([closed, run.done.then(() => false)]);
  // Nothing of that tab can be on its way any more.
  await world.clock.advance(deadMs);
  return crashed;
}
