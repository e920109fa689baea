import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../src/emulator/index.js';
import { exchangePlan2 } from '../../src/model/app-rules.js';
import { confirmAll, createDesktops, describeLicenses, startWorld, type World } from './publishing-world.js';

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
      notAttempted: 0,
      skipped: 0,
    });
    for (const person of await world.people())
      if (subscribers.includes(person.id))
        expect(person.licenses.map((license) => license.skuId)).to.include(flow.skuId);
    const again = await world.publisher.review('flow');
    expect(again.changeSet.changes).to.deep.equal([]);
    expect(again.changeSet.notes).to.deep.equal([]);
    expect((await world.store.get('flow'))?.workspace.published?.plans).to.have.length(1);
    expect(await world.team.lease.read()).to.equal(undefined);
  });

  it('takes back what it gave when the workspace is deleted, and forgets the workspace', async () => {
    const world = startWorld({ tenant: 'small', users: 40 });
    const before = await world.people();
    const subscribers = await subscribe(world, 10);
    await world.publisher.publish(await world.publisher.review('flow', confirmAll(subscribers))).done;
    await world.save('flow', {}, { deleting: true });

    const { end } = await world.publisher.publish(await world.publisher.review('flow')).done;

    expect(end).to.equal('completed');
    expect(await world.store.get('flow')).to.equal(undefined);
    expect((await world.people()).map(describeLicenses)).to.deep.equal(before.map(describeLicenses));
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
    const retried = await world.publisher.retry(failed.publishId).done;

    expect(retried.error).to.equal(undefined);
    expect(retried.counts.applied).to.equal(5);
    expect(desktops.held.size).to.equal(5);
    expect(countWrites(world)).to.equal(writes);
  });

  it('undoes a publish', async () => {
    const world = startWorld({ tenant: 'small', users: 40 });
    const before = await world.people();
    const subscribers = await subscribe(world, 25);
    const run = world.publisher.publish(await world.publisher.review('flow', confirmAll(subscribers)));
    await run.done;

    const { end, error } = await world.publisher.publish(await world.publisher.reviewUndo(run.publishId))
      .done;

    expect(error).to.equal(undefined);
    expect(end).to.equal('completed');
    expect((await world.people()).map(describeLicenses)).to.deep.equal(before.map(describeLicenses));
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
    expect(cancelled.counts.applied + cancelled.counts.notAttempted).to.equal(
      review.changeSet.changes.length,
    );

    const resumed = await world.publisher.resume(run.publishId).done;

    expect(resumed.error).to.equal(undefined);
    expect(resumed.counts.applied).to.equal(cancelled.counts.notAttempted);
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
        notAttempted: length - applied,
        skipped: 0,
      });
      expect(stopped.end).to.equal(end);
    });

  it('lets one publisher at a time work on a tenant', async () => {
    const world = startWorld({ tenant: 'small', users: 20 });
    const subscribers = await subscribe(world, 3);
    const review = await world.publisher.review('flow', confirmAll(subscribers));
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
    expect(changeSet.changes.map(({ removeLicenses }) => removeLicenses)).to.deep.equal(
      subscribers.map(() => [skuId]),
    );
  });

  it('leaves alone who was changed elsewhere before it goes on, and says so', async () => {
    const world = startWorld({ tenant: 'small', users: 20 });
    const subscribers = await subscribe(world, 3);
    const flow = await world.plan('FLOW_FREE');
    const [app] = flow.apps.filter(({ switchable }) => switchable);
    if (!app) throw new Error('FLOW_FREE has no app to switch off.');
    const stop = new AbortController();
    stop.abort();
    const review = await world.publisher.review('flow', confirmAll(subscribers));
    const run = world.publisher.publish(review, { signal: stop.signal });
    expect((await run.done).counts.notAttempted).to.equal(review.changeSet.changes.length);
    const { userId = '' } = review.changeSet.changes[0] ?? {};
    await world.call('PATCH', `/users/${userId}`, { body: { usageLocation: 'US' } });
    const body = {
      addLicenses: [{ skuId: flow.skuId, disabledPlans: [app.servicePlanId] }],
      removeLicenses: [],
    };
    await world.call('POST', `/users/${userId}/assignLicense`, { body });
    const { results, counts } = await world.publisher.resume(run.publishId).done;
    const result = results.get(userId);
    expect(result?.status === 'failed' && result.error.code).to.equal('stale');
    expect(counts.applied).to.equal(review.changeSet.changes.length - 1);
  });

  it('does not go on with a publish after which the workspace was published again', async () => {
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
    const writes = countWrites(world);
    for (const goOn of ['resume', 'retry'] as const)
      expect((await world.publisher[goOn](first.publishId).done).error?.code).to.equal('stale');
    expect(countWrites(world)).to.equal(writes);
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

  for (const how of ['publishes what was reviewed', 'resumes'] as const)
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

      const { error, results } =
        how === 'resumes'
          ? await world.publisher.resume(run.publishId).done
          : await world.publisher.publish(review).done;
      const result = results.get(kept);
      const code = error?.code ?? (result?.status === 'failed' ? result.error.code : undefined);
      expect(code).to.equal('stale');
      const person = (await world.people()).find(({ id }) => id === kept);
      expect(person?.licenses.map((license) => license.skuId)).to.include(skuId);
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

    expect((await world.publisher.publish(review).done).error?.code).to.equal('stale');
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
    expect(state.counts.failed + state.counts.notAttempted).to.equal(review.changeSet.changes.length);
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
    const located = new Set(review.changeSet.changes.filter((c) => c.setUsageLocation).map((c) => c.userId));
    for (const user of world.emulator.state().users)
      expect(user.writes).to.be.at.most(located.has(user.id) ? 2 : 1);
  });

  it('pauses while the session is over and goes on after signing in again', async () => {
    const world = startWorld({ tenant: 'contoso', users: 600, scopes: readScopes });
    await subscribe(world, 400);
    const review = await world.publisher.review('flow');
    const run = world.publisher.publish(review);
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

function countWrites(world: World): number {
  return world.emulator.state().users.reduce((sum, user) => sum + user.writes, 0);
}
