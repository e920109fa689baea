import { describe, it } from 'node:test';
import { expect } from 'chai';
import { summarizeSteps } from '../../../../src/model/publish/step.js';
import { deadMs } from '../../../../src/publishing/loop/settle-open.js';
import { Power } from '../../power.js';
import { startWorld, type World, type WorldOptions } from '../../publishing-world.js';
import { publish, settle } from '../../scene.js';

describe('the group route', () => {
  it('licenses the subscribers through a group of the workspace, 20 to a write', async () => {
    const { world, subscribers, skuId } = await begin(100);
    const review = await world.publisher.review('flow');
    expect(review.changeSet.route).to.equal('group');
    const state = await world.publisher.publish(review).done;

    expect(state.error).to.equal(undefined);
    expect(state.counts.applied).to.equal(100);
    const { groupId } = (await world.store.get('flow'))!.workspace;
    for (const person of await world.people())
      if (subscribers.includes(person.id))
        expect(person.licenses.filter((license) => license.skuId === skuId)).to.deep.equal([
          { skuId, disabledPlans: [], assignedByGroup: groupId, state: 'Active' },
        ]);
    const again = await world.publisher.review('flow');
    expect(again.changeSet.changes).to.deep.equal([]);
    expect(again.changeSet.group).to.deep.equal({
      groupId,
      add: [],
      remove: [],
      before: [{ skuId, disabledPlans: [] }],
      bystanders: [],
      memberCount: 100,
      strangers: [],
    });
    expect(again.changeSet.notes).to.deep.equal([]);
  });

  it('lets those go who left, and only those whom it let in', async () => {
    const { world, subscribers } = await begin(30);
    await world.publisher.publish(await world.publisher.review('flow')).done;
    const { groupId } = (await world.store.get('flow'))!.workspace;
    const stranger = (await world.people()).find((person) => !subscribers.includes(person.id))!;
    await world.call('POST', `/groups/${groupId}/members/$ref`, {
      body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${stranger.id}` },
    });
    await world.save('flow', { subscribers: subscribers.slice(10) });

    const review = await world.publisher.review('flow');
    expect(review.changeSet.changes.map(({ steps }) => summarizeSteps(steps).move)).to.deep.equal(
      Array(10).fill('leave'),
    );
    expect((await world.publisher.publish(review).done).counts.applied).to.equal(10);

    const group = world.emulator.state().groups.find(({ id }) => id === groupId)!;
    expect([...group.members].sort()).to.deep.equal([...subscribers.slice(10), stranger.id].sort());
  });

  it('splits a write of 20 of which one is wrong', async () => {
    const { world, subscribers } = await begin(40);
    const review = await world.publisher.review('flow');
    await world.call('DELETE', `/users/${subscribers[3]}`);
    const { counts } = await world.publisher.publish(review).done;
    expect(counts).to.deep.equal({ applied: 39, failed: 1, open: 0, notSent: 0 });
  });

  it('goes over from direct licenses to the group without a gap, and back by an undo', async () => {
    let watch = (): void => {};
    const { world, subscribers, skuId } = await begin(25, (tenant) => async (request) => {
      watch();
      return tenant(request);
    });
    await world.save('flow', {}, { route: 'direct' });
    await world.publisher.publish(await world.publisher.review('flow')).done;
    await world.clock.advance(61_000);
    await world.save('flow', {}, { route: 'group' });
    watch = () => {
      for (const userId of subscribers)
        expect(listSources(world, userId, skuId), 'no gap').not.to.deep.equal([]);
    };
    const run = world.publisher.publish(await world.publisher.review('flow'));
    expect((await run.done).counts).to.deep.equal({ applied: 25, failed: 0, open: 0, notSent: 0 });
    const { groupId } = (await world.store.get('flow'))!.workspace;
    for (const userId of subscribers) expect(listSources(world, userId, skuId)).to.deep.equal([groupId]);
    await world.clock.advance(61_000);
    expect((await world.publisher.review('flow')).changeSet.changes).to.deep.equal([]);

    const undo = await world.publisher.reviewUndo(run.publishId);
    expect((await world.publisher.publish(undo).done).counts).to.include({ applied: 25, failed: 0 });
    await world.clock.advance(61_000);
    for (const userId of subscribers) expect(listSources(world, userId, skuId)).to.deep.equal([null]);
  });

  it('takes no direct license as long as Microsoft has not given the plan through the group', async () => {
    const world = startWorld({
      tenant: 'contoso',
      users: 60,
      groupLicensing: { startMs: 15 * 60_000, memberMs: 10 },
    });
    const { skuId } = await world.plan('POWER_BI_STANDARD');
    const subscribers = (await world.people())
      .filter(
        ({ usageLocation, licenses }) => usageLocation && !licenses.some((each) => each.skuId === skuId),
      )
      .slice(0, 5)
      .map(({ id }) => id);
    await world.save('flow', { plans: [{ skuId, apps: {} }], subscribers });
    await world.publisher.publish(await world.publisher.review('flow')).done;
    await world.clock.advance(61_000);
    await world.save('flow', {}, { route: 'group' });
    const run = world.publisher.publish(await world.publisher.review('flow'));
    const { counts, results } = await run.done;

    expect(counts).to.deep.equal({ applied: 0, failed: 0, open: 5, notSent: 0 });
    for (const result of results.values()) expect(result).to.include({ reason: 'waits-for-microsoft' });
    for (const userId of subscribers) expect(listSources(world, userId, skuId)).to.deep.equal([null]);
    const early = (await world.publisher.review('flow')).changeSet;
    expect(early.changes).to.deep.equal([]);
    expect(early.open.map(({ userId, waitsFor }) => `${waitsFor} ${userId}`)).to.have.members(
      subscribers.map((userId) => `microsoft ${userId}`),
    );
    await world.clock.advance(10 * 60_000);
    const rest = await world.publisher.reviewRest(run.publishId);
    expect((await world.publisher.publish(rest).done).counts).to.include({ applied: 5, failed: 0 });
    const { id } = findGroup(world);
    for (const userId of subscribers) expect(listSources(world, userId, skuId)).to.deep.equal([id]);
  });

  it('goes over from the group to direct licenses without a gap, and takes the group back', async () => {
    let watch = (): void => {};
    const { world, subscribers, skuId } = await begin(45, (tenant) => async (request) => {
      watch();
      return tenant(request);
    });
    await world.publisher.publish(await world.publisher.review('flow')).done;
    await world.clock.advance(61_000);
    const [gone = '', ...staying] = subscribers;
    await world.save('flow', { subscribers: staying }, { route: 'direct' });
    const review = await world.publisher.review('flow');
    expect(review.scopes).to.include('Group.ReadWrite.All');
    watch = () => {
      for (const userId of staying) expect(listSources(world, userId, skuId), 'no gap').not.to.deep.equal([]);
    };
    const run = world.publisher.publish(review);
    const { counts, error } = await run.done;

    expect(error).to.equal(undefined);
    expect(counts).to.deep.equal({ applied: 45, failed: 0, open: 0, notSent: 0 });
    await world.clock.advance(61_000);
    for (const userId of staying) expect(listSources(world, userId, skuId)).to.deep.equal([null]);
    expect(listSources(world, gone, skuId)).to.deep.equal([]);
    expect(findGroup(world).members).to.deep.equal([]);
    const again = await world.publisher.review('flow');
    expect(again.changeSet.changes).to.deep.equal([]);

    const undo = await world.publisher.reviewUndo(run.publishId);
    expect((await world.publisher.publish(undo).done).counts).to.include({ applied: 45, failed: 0 });
    await world.clock.advance(61_000);
    const { id } = findGroup(world);
    for (const userId of subscribers) expect(listSources(world, userId, skuId)).to.deep.equal([id]);
  });

  it('takes back what came through the group when a workspace is deleted that went over to direct licenses', async () => {
    const { world, subscribers, skuId } = await begin(30);
    await world.publisher.publish(await world.publisher.review('flow')).done;
    await world.clock.advance(61_000);
    await world.save('flow', {}, { route: 'direct', deleting: true });
    const review = await world.publisher.review('flow');
    expect(review.changeSet.changes).to.have.length(30);
    expect((await world.publisher.publish(review).done).counts.applied).to.equal(30);
    await world.clock.advance(61_000);
    for (const userId of subscribers) expect(listSources(world, userId, skuId)).to.deep.equal([]);
    expect(findGroup(world)).to.deep.include({ members: [], assignedLicenses: [] });
    expect(await world.store.get('flow')).to.equal(undefined);
    expect(await world.team.grants.list()).to.deep.equal([]);
  });

  it('waits until those who leave have given back what others are to get directly', async () => {
    const { world, skuId, free, people } = await beginScarce();
    const plans = [{ skuId, apps: {} }];
    await world.save('flow', { plans, subscribers: people.slice(0, free) }, { route: 'group' });
    expect((await world.publisher.publish(await world.publisher.review('flow')).done).counts.failed).to.equal(
      0,
    );
    await world.clock.advance(61_000);
    await world.save('flow', { subscribers: people.slice(2, free + 2) }, { route: 'direct' });
    const review = await world.publisher.review('flow');
    expect(review.changeSet.blocked).to.deep.equal([]);
    const { counts } = await world.publisher.publish(review).done;
    expect(counts).to.deep.equal({ applied: free + 2, failed: 0, open: 0, notSent: 0 });
  });

  it('takes direct licenses back before it lets in who is to get them', async () => {
    const { world, skuId, free, people } = await beginScarce();
    const plans = [{ skuId, apps: {} }];
    await world.save('flow', { plans, subscribers: people.slice(0, free) });
    expect((await world.publisher.publish(await world.publisher.review('flow')).done).counts.failed).to.equal(
      0,
    );
    await world.clock.advance(61_000);
    await world.save('flow', { subscribers: people.slice(2, free + 2) }, { route: 'group' });
    const review = await world.publisher.review('flow');
    expect(review.changeSet.blocked).to.deep.equal([]);
    const { counts } = await world.publisher.publish(review).done;
    expect(counts).to.deep.equal({ applied: free + 2, failed: 0, open: 0, notSent: 0 });
  });

  it('tells that Microsoft is at work, for how long nobody knows, and counts members as it licenses them', async () => {
    const { world } = await begin(120, undefined, { startMs: 20_000, memberMs: 1_000 });
    const run = world.publisher.publish(await world.publisher.review('flow'));
    const seen: { readonly applied: number; readonly remainingMs: number | undefined }[] = [];
    run.subscribe(() => {
      const { assigning, counts, remainingMs } = run.state;
      if (assigning) seen.push({ applied: counts.applied, remainingMs });
    });
    const state = await run.done;
    expect(state.counts).to.include({ applied: 120, failed: 0 });
    expect(state.assigning).to.equal(false);
    // The emulator licenses 50 at a time.
    expect(seen.map(({ applied }) => applied)).to.include.members([0, 50, 100]);
    for (const { applied, remainingMs } of seen)
      expect(remainingMs, `after ${applied}`).to.equal(applied < 120 ? undefined : 0);
  });

  it('tries those again who could not be let in, and only those', async () => {
    const { world, subscribers } = await begin(120);
    const review = await world.publisher.review('flow');
    const run = world.publisher.publish(review);
    // The group is made first. Three writes of 20 fail, then some of those that carry one user each.
    const path = '/groups/*';
    world.emulator.faults.add({ kind: 'status', method: 'PATCH', path, status: 400, after: 1, count: 8 });
    const first = await run.done;
    expect(first.error).to.equal(undefined);
    expect(first.counts.failed).to.be.above(0);
    expect(first.counts.failed + first.counts.applied).to.equal(120);

    const joins = watchJoins(world);
    const rest = await world.publisher.reviewRest(run.publishId);
    const { counts, error } = await world.publisher.publish(rest).done;
    expect(error).to.equal(undefined);
    expect(counts).to.deep.equal({ applied: first.counts.failed, failed: 0, open: 0, notSent: 0 });
    const { groupId } = (await world.store.get('flow'))!.workspace;
    const group = world.emulator.state().groups.find(({ id }) => id === groupId)!;
    expect([...group.members].sort()).to.deep.equal([...subscribers].sort());
    expect(joins()).to.equal(Math.ceil(first.counts.failed / 20));
  });

  for (const after of [2, 3])
    it(`goes on after a crash at request ${after + 1} with writes and lets nobody in twice`, async () => {
      const power = new Power();
      let again = 0;
      const { world, subscribers } = await begin(600, (tenant) =>
        power.between(async (request) => {
          const answer = await tenant(request);
          if ((await answer.clone().text()).includes('object references already exist')) again += 1;
          return answer;
        }),
      );
      const graph = world.createGraph();
      const tab = world.reload({ graph, aroundJournal: (journal) => power.guard(journal) });
      const review = await tab.review('flow');
      const gone = power.failAt({ at: 'request', number: after, through: false });
      const run = tab.publish(review);
      expect(await Promise.race([gone.then(() => 'crashed'), run.done])).to.equal('crashed');
      graph.dispose();
      power.endTab();
      await world.clock.advance(deadMs);
      const next = world.reload();
      const [open] = await next.interrupted();
      const rest = await next.reviewRest(open!.head.publishId);
      const { counts, error } = await next.publish(rest).done;
      expect(error).to.equal(undefined);
      expect(counts.failed + counts.open + counts.notSent).to.equal(0);
      const { groupId } = (await world.store.get('flow'))!.workspace;
      const group = world.emulator.state().groups.find(({ id }) => id === groupId)!;
      expect([...group.members].sort()).to.deep.equal([...subscribers].sort());
      expect(again, 'let in again, which Microsoft refuses').to.equal(0);
      await world.clock.advance(61_000);
      const { changeSet } = await next.review('flow');
      expect(changeSet.changes).to.deep.equal([]);
      expect(changeSet.notes).to.deep.equal([]);
    });

  it('does not write the group again while a write that was cut off may still be under way, nor to anybody who needs it', async () => {
    const power = new Power();
    const { world, subscribers, skuId } = await begin(3, (tenant) => power.between(tenant));
    await world.save('flow', { subscribers: subscribers.slice(0, 1) });
    await publish({ reviewer: world.publisher, id: 'flow' });
    await settle(world, world.publisher, 'flow');
    await world.changePlan({ plan: 'POWER_BI_PRO', units: { enabled: 100 } });
    const { skuId: other } = await world.plan('POWER_BI_PRO');
    const plans = [skuId, other].map((each) => ({ skuId: each, apps: {} }));
    await world.save('flow', { plans, subscribers });
    const tab = world.reload({ aroundJournal: (journal) => power.guard(journal) });
    const gone = power.failAt({ at: 'request', number: 0, through: false });
    const run = tab.publish(await tab.review('flow'));
    expect(await Promise.race([gone.then(() => 'crashed'), run.done])).to.equal('crashed');
    power.endTab();

    const next = world.reload();
    const { changes, open, group } = (await next.review('flow')).changeSet;
    expect(changes).to.deep.equal([]);
    expect(group).to.include({ groupId: (await world.store.get('flow'))?.workspace.groupId });
    expect(group?.add).to.deep.equal([]);
    expect(open.map(({ userId, waitsFor }) => `${waitsFor} ${userId}`)).to.have.members(
      subscribers.map((userId) => `answer ${userId}`),
    );
    await world.clock.advance(deadMs);
    const later = await publish({ reviewer: next, id: 'flow' });
    expect(later.review.changeSet.group?.add.map((license) => license.skuId)).to.deep.equal([other]);
    expect(later.state.counts.applied).to.equal(subscribers.length);
  });
});

/** A plan of which few licenses are free, people without it, and a Microsoft that takes its time. */
async function beginScarce() {
  const world = startWorld({
    tenant: 'contoso',
    users: 200,
    groupLicensing: { startMs: 40_000, memberMs: 500 },
  });
  const { skuId, prepaidUnits, consumedUnits } = await world.plan('VISIOCLIENT');
  const people = (await world.people())
    .filter(({ usageLocation, licenses }) => usageLocation && !licenses.some((each) => each.skuId === skuId))
    .map(({ id }) => id);
  return { world, skuId, free: prepaidUnits.enabled - consumedUnits, people };
}

/** Where a user has a plan from: the ids of groups, and null for a direct license. */
function listSources(world: World, userId: string, skuId: string): (string | null)[] {
  const user = world.emulator.state().users.find(({ id }) => id === userId);
  return (user?.licenseAssignmentStates ?? [])
    .filter((each) => each.skuId === skuId && each.state !== 'Error')
    .map(({ assignedByGroup }) => assignedByGroup);
}

/** The group of the workspace. */
function findGroup(world: World) {
  const group = world.emulator
    .state()
    .groups.find(({ displayName }) => displayName.startsWith('Workspace plans'));
  if (!group) throw new Error('There is no group.');
  return group;
}

/** Writes to groups that took effect since. */
function watchJoins(world: World): () => number {
  const count = (): number => world.emulator.state().requests['PATCH 204'] ?? 0;
  const before = count();
  return () => count() - before;
}

async function begin(
  count: number,
  between?: WorldOptions['between'],
  groupLicensing?: WorldOptions['groupLicensing'],
): Promise<{ world: World; subscribers: string[]; skuId: string }> {
  const world = startWorld({
    tenant: 'contoso',
    users: count * 3,
    ...(between ? { between } : {}),
    ...(groupLicensing ? { groupLicensing } : {}),
  });
  const { skuId } = await world.plan('FLOW_FREE');
  const phone = await world.plan('MCOEV');
  const people = (await world.people()).filter(
    (person) => !person.licenses.some((license) => [skuId, phone.skuId].includes(license.skuId)),
  );
  const subscribers = people
    .filter((person) => person.usageLocation)
    .slice(0, count)
    .map((person) => person.id);
  await world.save('flow', { plans: [{ skuId, apps: {} }], subscribers }, { route: 'group' });
  return { world, subscribers, skuId };
}
