import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../src/emulator/index.js';
import { exchangePlan2 } from '../../src/microsoft/rules/app-ids.js';
import { summarizeSteps } from '../../src/model/publish/step.js';
import { getUserState } from '../support/graph-answers.js';
import { confirmAll, createDesktops, listHoldings, startWorld, type World } from './publishing-world.js';
import { listHolders } from './scene.js';

describe('publisher', () => {
  it('gives the subscribers what the workspace says, once', async () => {
    const world = startWorld({ tenant: 'small', users: 40 });
    const flow = await world.plan('FLOW_FREE');
    const subscribers = await subscribe(world, 30);
    const review = await world.publisher.review('flow', confirmAll(subscribers));
    const state = await world.publisher.publish(review).done;

    expect(state.error).to.equal(undefined);
    expect(state.end).to.equal('completed');
    expect(state.counts).to.deep.equal({
      applied: review.changeSet.changes.length,
      failed: 0,
      open: 0,
      notSent: 0,
    });
    expect(listHolders(world, flow.skuId)).to.include.members(subscribers);
    const again = await world.publisher.review('flow');
    expect(again.changeSet.changes).to.deep.equal([]);
    expect(again.changeSet.notes).to.deep.equal([]);
    expect((await world.store.get('flow'))?.workspace.published?.plans).to.have.length(1);
    expect(await world.team.lease.read()).to.equal(undefined);
  });

  it('takes back what it gave when the workspace is deleted, and forgets the workspace', async () => {
    const world = startWorld({ tenant: 'small', users: 40 });
    const before = listHoldings(world);
    const subscribers = await subscribe(world, 10);
    await world.publisher.publish(await world.publisher.review('flow', confirmAll(subscribers))).done;
    await world.save('flow', {}, { deleting: true });

    const { end } = await world.publisher.publish(await world.publisher.review('flow')).done;

    expect(end).to.equal('completed');
    expect(await world.store.get('flow')).to.equal(undefined);
    expect(listHoldings(world)).to.deep.equal(before);
  });

  it('gives services after the licenses, says when one fails and retries only that', async () => {
    const desktops = createDesktops();
    const world = startWorld({ tenant: 'small', users: 20, providers: [desktops] });
    const subscribers = await subscribe(world, 5, {
      services: [{ providerId: 'desktops', serviceId: 'standard' }],
    });
    desktops.failing = true;
    const failed = world.publisher.publish(await world.publisher.review('flow', confirmAll(subscribers)));
    expect((await failed.done).counts.failed).to.equal(5);
    const writes = countWrites(world);

    desktops.failing = false;
    const rest = await world.publisher.reviewRest(failed.publishId, confirmAll(subscribers));
    const retried = await world.publisher.publish(rest).done;

    expect(retried.error).to.equal(undefined);
    expect(retried.counts.applied).to.equal(5);
    expect(desktops.held.size).to.equal(5);
    expect(countWrites(world)).to.equal(writes);
  });

  it('undoes a publish', async () => {
    const world = startWorld({ tenant: 'small', users: 40 });
    const before = listHoldings(world);
    const subscribers = await subscribe(world, 25);
    const run = world.publisher.publish(await world.publisher.review('flow', confirmAll(subscribers)));
    await run.done;

    const { end, error } = await world.publisher.publish(await world.publisher.reviewUndo(run.publishId))
      .done;

    expect(error).to.equal(undefined);
    expect(end).to.equal('completed');
    expect(listHoldings(world)).to.deep.equal(before);
    expect((await world.store.get('flow'))?.workspace.published).to.equal(undefined);
    expect(await world.team.grants.list()).to.deep.equal([]);
  });

  it('finishes what is in flight when cancelled and goes on later with the rest', async () => {
    const world = startWorld({ tenant: 'contoso', users: 1200, quota: 'documented' });
    await subscribe(world, 900);
    const review = await world.publisher.review('flow');
    expect(review.changeSet.changes.length).to.be.above(850);
    const run = world.publisher.publish(review);
    run.subscribe(() => {
      if (run.state.counts.applied >= 200) run.cancel();
    });
    const cancelled = await run.done;
    expect(cancelled.end).to.equal('cancelled');
    expect(cancelled.counts.applied).to.be.within(200, 700);
    expect(cancelled.counts.applied + cancelled.counts.notSent).to.equal(review.changeSet.changes.length);

    const rest = await world.publisher.reviewRest(run.publishId);
    const gone = await world.publisher.publish(rest).done;

    expect(gone.error).to.equal(undefined);
    expect(gone.counts.applied).to.equal(cancelled.counts.notSent);
    expect(Math.max(...world.emulator.state().users.map((user) => user.writes))).to.equal(1);
    expect((await world.publisher.review('flow')).changeSet.changes).to.deep.equal([]);
  });

  for (const [count, end] of [
    [100, 'completed'],
    [1_500, 'cancelled'],
  ] as const)
    it(`is ${end} when it is stopped while Microsoft takes its time over ${count} users`, async () => {
      const clock = new VirtualClock();
      const world = startWorld({ tenant: 'contoso', users: 2_000, clock });
      await subscribe(world, count);
      const review = await world.publisher.review('flow');
      const { length } = review.changeSet.changes;
      const path = '/users/*/assignLicense';
      world.emulator.faults.add({ kind: 'delay', method: 'POST', path, delayMs: 60_000, after: 20 });
      const run = world.publisher.publish(review);
      await new Promise<void>((resolve) => {
        run.subscribe(() => run.state.counts.applied === 20 && resolve());
      });
      run.cancel();
      clock.auto = true;
      const stopped = await run.done;
      // Eight batches may be on their way at a time; everybody in them is finished.
      const applied = Math.min(length, 20 + 8 * 20);
      expect(stopped.counts).to.deep.equal({
        applied,
        failed: 0,
        open: 0,
        notSent: length - applied,
      });
      expect(stopped.end).to.equal(end);
    });

  it('lets one publisher at a time work on a tenant', async () => {
    const world = startWorld({ tenant: 'small', users: 20 });
    const subscribers = await subscribe(world, 3);
    const review = await world.publisher.review('flow', confirmAll(subscribers));
    // Longer than anybody waits for the lease.
    const path = '/users/*/assignLicense';
    world.emulator.faults.add({ kind: 'delay', method: 'POST', path, delayMs: 10_000 });
    const first = world.publisher.publish(review);
    const second = await world.publisher.publish(review).done;
    expect(second.error?.code).to.equal('conflict');
    expect((await first.done).end).to.equal('completed');
  });

  it('trusts what Microsoft confirmed over reads that lag behind', async () => {
    const world = startWorld({ tenant: 'small', users: 20, lagMs: 30_000 });
    const subscribers = await subscribe(world, 5);
    const { skuId } = await world.plan('FLOW_FREE');
    await world.publisher.publish(await world.publisher.review('flow', confirmAll(subscribers))).done;
    const stale = (await world.people()).filter(({ id }) => subscribers.includes(id));
    expect(stale.some(({ licenses }) => licenses.every((license) => license.skuId !== skuId))).to.equal(true);
    const again = await world.publisher.review('flow', confirmAll(subscribers));
    expect(again.changeSet.changes).to.deep.equal([]);
    await world.save('flow', { subscribers: [] });
    const { changeSet } = await world.publisher.review('flow', confirmAll(subscribers));
    expect(changeSet.changes.map(({ steps }) => summarizeSteps(steps).licenses.remove)).to.deep.equal(
      subscribers.map(() => [skuId]),
    );
  });

  it('takes what it gave a moment ago, also where reads do not show it yet', async () => {
    const world = startWorld({ tenant: 'small', users: 20, lagMs: 30_000 });
    const subscribers = await subscribe(world, 5);
    const { skuId } = await world.plan('FLOW_FREE');
    await world.publisher.publish(await world.publisher.review('flow', confirmAll(subscribers))).done;
    await world.save('flow', { subscribers: [] });
    const { counts } = await world.publisher.publish(await world.publisher.review('flow')).done;
    expect(counts).to.deep.equal({ applied: 5, failed: 0, open: 0, notSent: 0 });
    for (const { id, assignedLicenses } of world.emulator.state().users)
      if (subscribers.includes(id)) expect(assignedLicenses.map((each) => each.skuId)).not.to.include(skuId);
  });

  it('leaves alone who was changed elsewhere since the review, says so, and names it in the next', async () => {
    const world = startWorld({ tenant: 'small', users: 20 });
    const subscribers = await subscribe(world, 3);
    const flow = await world.plan('FLOW_FREE');
    const [app] = flow.apps.filter(({ switchable }) => switchable);
    if (!app) throw new Error('FLOW_FREE has no app to turn off.');
    const review = await world.publisher.review('flow', confirmAll(subscribers));
    const { userId = '' } = review.changeSet.changes[0] ?? {};
    await world.call('PATCH', `/users/${userId}`, { body: { usageLocation: 'US' } });
    const body = {
      addLicenses: [{ skuId: flow.skuId, disabledPlans: [app.servicePlanId] }],
      removeLicenses: [],
    };
    await world.call('POST', `/users/${userId}/assignLicense`, { body });
    const { results, counts, end } = await world.publisher.publish(review).done;
    expect(results.get(userId)).to.deep.equal({ userId, status: 'not-sent', reason: 'changed-since-review' });
    expect(counts).to.deep.equal({ applied: subscribers.length - 1, failed: 0, open: 0, notSent: 1 });
    expect(end).to.equal('completed');
    const [state] = licensesOf(world, userId, flow.skuId);
    expect(state?.disabledPlans).to.deep.equal([app.servicePlanId]);
    const again = await world.publisher.review('flow', confirmAll(subscribers));
    expect(again.changeSet.warnings).to.deep.include({
      kind: 'held-before',
      skuId: flow.skuId,
      userIds: [userId],
    });
  });

  it('counts as applied who was found to be so already, writes nothing for them and undoes nothing', async () => {
    const world = startWorld({ tenant: 'small', users: 20 });
    const subscribers = await subscribe(world, 3);
    const { skuId } = await world.plan('FLOW_FREE');
    const review = await world.publisher.review('flow', confirmAll(subscribers));
    const { userId = '' } = review.changeSet.changes[0] ?? {};
    await world.call('PATCH', `/users/${userId}`, { body: { usageLocation: 'US' } });
    const body = { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] };
    await world.call('POST', `/users/${userId}/assignLicense`, { body });
    const writes = countWrites(world, userId);
    const run = world.publisher.publish(review);
    const { results, counts } = await run.done;
    expect(results.get(userId)).to.deep.equal({ userId, status: 'applied', reason: 'already-so' });
    expect(counts).to.deep.equal({ applied: 3, failed: 0, open: 0, notSent: 0 });
    expect(countWrites(world, userId)).to.equal(writes);
    const holders = (await world.team.grants.list()).map(({ holder }) => holder);
    expect(holders).not.to.deep.include({ kind: 'user', userId });
    await world.clock.advance(61_000);
    const undo = await world.publisher.reviewUndo(run.publishId);
    expect(undo.changeSet.changes.map((change) => change.userId)).to.have.members(
      subscribers.filter((id) => id !== userId),
    );
  });

  it('goes on with what the workspace says now, also when it was published again since', async () => {
    const world = startWorld({ tenant: 'small', users: 20 });
    const subscribers = await subscribe(world, 4);
    const stop = new AbortController();
    stop.abort();
    const first = world.publisher.publish(await world.publisher.review('flow', confirmAll(subscribers)), {
      signal: stop.signal,
    });
    expect((await first.done).end).to.equal('cancelled');
    await world.save('flow', { subscribers: subscribers.slice(2) });
    await world.publisher.publish(await world.publisher.review('flow', confirmAll(subscribers))).done;
    const rest = await world.publisher.reviewRest(first.publishId, confirmAll(subscribers));
    expect(rest.changeSet.changes).to.deep.equal([]);
    expect(rest.changeSet.unchangedCount).to.equal(2);
  });

  it('refuses to publish what was edited after the review', async () => {
    const world = startWorld({ tenant: 'small', users: 20 });
    const subscribers = await subscribe(world, 3);
    const review = await world.publisher.review('flow', confirmAll(subscribers));
    await world.save('flow', { subscribers: subscribers.slice(1) });
    const { error } = await world.publisher.publish(review).done;
    expect(error?.code).to.equal('stale');
    expect(countWrites(world)).to.equal(0);
  });

  for (const how of ['publishes what was reviewed', 'goes on'] as const)
    it(`takes nothing that another workspace has come to give before one ${how}`, async () => {
      const world = startWorld({ tenant: 'small', users: 20 });
      const subscribers = await subscribe(world, 3);
      const { skuId } = await world.plan('FLOW_FREE');
      const decisions = confirmAll(subscribers);
      await world.publisher.publish(await world.publisher.review('flow', decisions)).done;
      await world.clock.advance(61_000);
      await world.save('flow', { subscribers: [] });
      const review = await world.publisher.review('flow', decisions);
      expect(review.changeSet.changes).to.have.length(3);
      const run = world.publisher.publish(review, { signal: AbortSignal.abort() });
      expect((await run.done).end).to.equal('cancelled');
      const [kept = ''] = subscribers;
      await world.save('two', { plans: [{ skuId, apps: {} }], subscribers: [kept] });
      await world.publisher.publish(await world.publisher.review('two', decisions)).done;

      const next = how === 'goes on' ? await world.publisher.reviewRest(run.publishId, decisions) : review;
      const { error, results } = await world.publisher.publish(next).done;
      expect(error).to.equal(undefined);
      expect(results.get(kept)).to.deep.equal(
        how === 'goes on' ? undefined : { userId: kept, status: 'not-sent', reason: 'changed-since-review' },
      );
      expect(listHolders(world, skuId)).to.include(kept);
      const again = await world.publisher.review('flow', decisions);
      expect(again.changeSet.changes.map(({ userId }) => userId)).not.to.include(kept);
    });

  it('switches no app off that another workspace has come to promise', async () => {
    const world = startWorld({ tenant: 'contoso', users: 100 });
    const { skuId } = await world.plan('SPE_E3');
    const free = (await world.people()).filter(
      ({ licenses, usageLocation }) => usageLocation && licenses.length === 0,
    );
    const subscribers = free.slice(0, 3).map(({ id }) => id);
    const [kept = '', ...others] = subscribers;
    const exchange = async (id: string, choice: 'on' | 'off', userIds: readonly string[]): Promise<void> =>
      void (await world.save(id, {
        plans: [{ skuId, apps: { [exchangePlan2]: choice } }],
        subscribers: userIds,
      }));
    const publish = async (id: string) => {
      const run = world.publisher.publish(await world.publisher.review(id));
      expect((await run.done).error).to.equal(undefined);
      await world.clock.advance(61_000);
      return run;
    };
    await exchange('flow', 'on', subscribers);
    await publish('flow');
    await exchange('flow', 'off', subscribers);
    const review = await world.publisher.review('flow');
    expect(review.changeSet.changes).to.have.length(3);
    await exchange('two', 'on', [kept]);
    await publish('two');

    const { counts, results } = await world.publisher.publish(review).done;
    expect(counts).to.deep.equal({ applied: 2, failed: 0, open: 0, notSent: 1 });
    expect(results.get(kept)).to.include({ status: 'not-sent', reason: 'changed-since-review' });
    await exchange('flow', 'on', subscribers);
    await publish('flow');
    await exchange('flow', 'off', subscribers);
    const { changeSet } = await world.publisher.review('flow');
    expect(changeSet.changes.map(({ userId }) => userId)).to.have.members(others);
  });

  it('stops a plan early when its licenses ran out meanwhile', async () => {
    const world = startWorld({ tenant: 'contoso', users: 2000 });
    const flow = await world.plan('FLOW_FREE');
    await subscribe(world, 1500);
    const review = await world.publisher.review('flow');
    world.emulator.faults.add({
      kind: 'status',
      method: 'POST',
      path: '/users/*/assignLicense',
      status: 400,
      code: 'Request_BadRequest',
      message: `Subscription with SKU ${flow.skuId} does not have any available licenses.`,
    });
    const state = await world.publisher.publish(review).done;
    expect(state.counts.applied).to.equal(0);
    expect(state.counts.failed).to.be.within(1, 600);
    expect(state.counts.failed + state.counts.notSent).to.equal(review.changeSet.changes.length);
    expect(state.end).to.equal('stopped');
  });

  it('sends nothing again that took effect behind a gateway timeout', async () => {
    const world = startWorld({ tenant: 'small', users: 60 });
    const subscribers = await subscribe(world, 40);
    world.emulator.faults.add({
      kind: 'status',
      method: 'POST',
      path: '/users/*/assignLicense',
      status: 504,
      applied: true,
      rate: 0.3,
    });
    const review = await world.publisher.review('flow', confirmAll(subscribers));
    const state = await world.publisher.publish(review).done;
    expect(state.counts.applied).to.equal(review.changeSet.changes.length);
    const located = new Set(
      review.changeSet.changes
        .filter(({ steps }) => summarizeSteps(steps).country)
        .map(({ userId }) => userId),
    );
    for (const user of world.emulator.state().users)
      expect(user.writes).to.be.at.most(located.has(user.id) ? 2 : 1);
  });

  it('pauses while the session is over and goes on after signing in again', async () => {
    const world = startWorld({ tenant: 'contoso', users: 600, scopes: readScopes });
    await subscribe(world, 400);
    const review = await world.publisher.review('flow');
    const run = world.reload({ isAttended: true }).publish(review);
    const pauses: (string | undefined)[] = [];
    run.subscribe(() => {
      if (run.state.status !== 'paused' || pauses.length > 0) return;
      pauses.push(run.state.error?.code);
      void world.auth.signIn({ scopes: review.scopes }).then(() => run.resume());
    });
    const state = await run.done;
    expect(pauses).to.deep.equal(['consent-required']);
    expect(state.error).to.equal(undefined);
    expect(state.counts.applied).to.equal(review.changeSet.changes.length);
  });
});

const readScopes = ['User.Read', 'User.Read.All', 'LicenseAssignment.Read.All', 'Organization.Read.All'];

async function subscribe(world: World, count: number, draft = {}): Promise<string[]> {
  const flow = await world.plan('FLOW_FREE');
  const people = (await world.people())
    .filter((person) => !person.licenses.some((license) => license.skuId === flow.skuId))
    .sort((a, b) => Number(Boolean(b.usageLocation)) - Number(Boolean(a.usageLocation)));
  const subscribers = people.slice(0, count).map((person) => person.id);
  await world.save('flow', { plans: [{ skuId: flow.skuId, apps: {} }], subscribers, ...draft });
  return subscribers;
}

function licensesOf({ emulator }: World, userId: string, skuId: string) {
  const { licenseAssignmentStates } = getUserState(emulator.state(), userId);
  return licenseAssignmentStates.filter((each) => each.skuId === skuId);
}

/** Writes about one person, or everybody. */
function countWrites(world: World, userId?: string): number {
  const users = world.emulator.state().users.filter(({ id }) => userId === undefined || id === userId);
  return users.reduce((sum, user) => sum + user.writes, 0);
}
