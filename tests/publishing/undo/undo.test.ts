import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { exchangePlan2 } from '../../../src/microsoft/rules/app-ids.js';
import { grantKey } from '../../../src/model/holding/grant.js';
import { summarizeSteps } from '../../../src/model/publish/step.js';
import type { PublishRoute } from '../../../src/model/workspace/workspace.js';
import { confirmAll, createDesktops, startWorld, type World } from '../publishing-world.js';
import { anyScenario, Stage, type Scenario } from '../random-publish.js';
import { listHolders, publish, saveFor, setScene, settle, undo as undoPublish } from '../scene.js';

const userCount = 30;

/** A tenant with a workspace on this route, published as the scenario says what was before. */
async function begin(scenario: Scenario, route: PublishRoute) {
  const desktops = createDesktops();
  const world = startWorld({ users: userCount, providers: [desktops] });
  const stage = await Stage.set(world, userCount);
  if (scenario.before) {
    await stage.save(scenario.before, route);
    await stage.publish();
  }
  await stage.save(scenario.after, route);
  const picture = async () => ({
    people: stage.describe(desktops),
    groups: describeGroups(world),
    grants: (await world.team.grants.list()).map((grant) => `${grant.state} ${grantKey(grant)}`).sort(),
    published: (await world.store.get('ws'))?.workspace.published,
  });
  return { world, stage, picture };
}

/** Those that are not empty, as every group is that a publish made and undo left behind. */
function describeGroups(world: World) {
  return world.emulator
    .state()
    .groups.map(({ id, members, assignedLicenses }) => ({
      id,
      members: [...members].sort(),
      licenses: assignedLicenses
        .map(({ skuId, disabledPlans }) => JSON.stringify([skuId, [...disabledPlans].sort()]))
        .sort(),
    }))
    .filter(({ members, licenses }) => members.length + licenses.length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Undoes a publish, or an undo, to the end. Through a group Microsoft chooses who gets the last licenses. */
async function undo(world: World, publishId: string, route: PublishRoute) {
  const review = await world.publisher.reviewUndo(publishId);
  const run = world.publisher.publish(review);
  const { counts, end, error } = await run.done;
  expect(error).to.equal(undefined);
  expect(end).to.equal('completed');
  expect(counts.applied + (route === 'group' ? counts.failed : 0)).to.equal(review.changeSet.changes.length);
  await world.clock.advance(61_000);
  return { publishId: run.publishId, failed: counts.failed };
}

describe('law 12: undo brings back what was before', () => {
  for (const route of ['direct', 'group'] as const)
    it(`on the ${route} route: licenses, apps and services of everybody, and what the workspace gave`, async () => {
      await fc.assert(
        fc.asyncProperty(anyScenario(userCount), async (scenario) => {
          const { world, stage, picture } = await begin(scenario, route);
          const before = await picture();
          const run = world.publisher.publish(await stage.review());
          // Through a group Microsoft chooses who gets the last licenses, so that some may fail there.
          const { failed } = (await run.done).counts;
          if (route === 'direct') expect(failed).to.equal(0);
          await world.clock.advance(61_000);
          const after = await picture();

          const undone = await undo(world, run.publishId, route);
          if (undone.failed > 0) return;
          expect(await picture()).to.deep.equal(before);

          if (failed > 0) return;
          if ((await undo(world, undone.publishId, route)).failed > 0) return;
          expect(await picture()).to.deep.equal(after);
        }),
        { numRuns: 30, endOnFailure: true },
      );
    });

  it('on the group route changes exactly what its plan says, whatever happened outside meanwhile', async () => {
    const anyEvent = fc.record({
      kind: fc.constantFrom('let in', 'let out', 'take plan from group', 'give directly', 'delete user'),
      pick: fc.nat(1_000),
    });
    await fc.assert(
      fc.asyncProperty(
        anyScenario(userCount),
        fc.array(anyEvent, { minLength: 1, maxLength: 6 }),
        fc.subarray(Array.from({ length: userCount }, (_, index) => index)),
        async (scenario, events, leftOut) => {
          const { world, stage } = await begin(scenario, 'group');
          const run = world.publisher.publish(await stage.review());
          await run.done;
          await world.clock.advance(61_000);
          const { groupId = '' } = (await world.store.get('ws'))!.workspace;
          const joined = findMembers(world, groupId);
          for (const { kind, pick } of events) await happen(world, groupId, kind, pick);
          await world.clock.advance(61_000);

          const before = listHeld(world);
          const failing = world.emulator
            .state()
            .users.filter((user) => user.licenseAssignmentStates.some(({ state }) => state === 'Error'))
            .map(({ id }) => id);
          const members = findMembers(world, groupId);
          const review = await world.publisher.reviewUndo(run.publishId, {
            leftOut: leftOut.map((index) => stage.people[index]!),
          });
          const { counts, error } = await world.publisher.publish(review).done;
          await world.clock.advance(61_000);

          expect(error).to.equal(undefined);
          const { changes, group } = review.changeSet;
          expect(counts.applied + counts.failed + counts.open + counts.notSent).to.equal(changes.length);
          const after = listHeld(world);
          // Microsoft tries those again whom it could not license before, and perhaps can by now.
          const unsure = new Set([...(group?.bystanders ?? []), ...failing]);
          for (const [userId, held] of before) {
            if (unsure.has(userId) || counts.failed > 0) continue;
            const change = changes.find((each) => each.userId === userId);
            const expected = new Set(held);
            const { add, remove } = summarizeSteps(change?.steps ?? []).licenses;
            for (const skuId of remove) expected.delete(skuId);
            for (const { skuId } of add) expected.add(skuId);
            expect([...(after.get(userId) ?? [])].sort(), userId).to.deep.equal([...expected].sort());
          }
          const now = findMembers(world, groupId);
          for (const userId of before.keys())
            if (joined.has(userId) !== members.has(userId))
              expect(now.has(userId), 'moved by others').to.equal(members.has(userId));
          for (const index of leftOut) {
            const userId = stage.people[index]!;
            expect(now.has(userId), 'left out').to.equal(members.has(userId));
          }
        },
      ),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('lets those keep a plan who were let in elsewhere, and says so of the others', async () => {
    const world = startWorld({ tenant: 'contoso', users: 60 });
    const { skuId } = await world.plan('FLOW_FREE');
    const people = (await world.people()).filter(
      (person) => !person.licenses.some((license) => license.skuId === skuId),
    );
    const subscribers = people.slice(0, 20).map(({ id }) => id);
    await world.save('ws', { plans: [], subscribers }, { route: 'group' });
    await world.publisher.publish(await world.publisher.review('ws')).done;
    await world.save('ws', { plans: [{ skuId, apps: {} }] });
    const run = world.publisher.publish(await world.publisher.review('ws'));
    await run.done;
    const { groupId = '' } = (await world.store.get('ws'))!.workspace;
    const stranger = people[20]!;
    await letIn(world, groupId, stranger.id);
    await world.clock.advance(61_000);

    const { changeSet } = await world.publisher.reviewUndo(run.publishId);

    expect(changeSet.changes).to.deep.equal([]);
    expect(changeSet.group?.remove).to.deep.equal([]);
    expect(changeSet.blocked.map(({ userId, reason }) => `${reason} ${userId}`)).to.have.members(
      subscribers.map((userId) => `given-by-workspace ${userId}`),
    );
  });

  it('takes no plan from the group that another workspace has come to give one of its members', async () => {
    const world = startWorld({ tenant: 'contoso', users: 60 });
    const { skuId } = await world.plan('FLOW_FREE');
    const people = (await world.people()).filter(
      ({ licenses, usageLocation }) => usageLocation && !licenses.some((license) => license.skuId === skuId),
    );
    const subscribers = people.slice(0, 5).map(({ id }) => id);
    const decisions = confirmAll(subscribers);
    await world.save('ws', { plans: [], subscribers }, { route: 'group' });
    await world.publisher.publish(await world.publisher.review('ws', decisions)).done;
    await world.save('ws', { plans: [{ skuId, apps: {} }] });
    const run = world.publisher.publish(await world.publisher.review('ws', decisions));
    expect((await run.done).counts.applied).to.equal(5);
    await world.clock.advance(61_000);
    const [kept = ''] = subscribers;
    await world.save('two', { plans: [{ skuId, apps: {} }], subscribers: [kept] });
    const leaveAsIs = { ...decisions, leaveAsIs: { [kept]: [skuId] } };
    await world.publisher.publish(await world.publisher.review('two', leaveAsIs)).done;

    const review = await world.publisher.reviewUndo(run.publishId, decisions);
    expect(review.changeSet.group?.remove).to.deep.equal([]);
    expect(review.changeSet.blocked.map(({ userId, reason }) => `${reason} ${userId}`)).to.include(
      `given-by-workspace ${kept}`,
    );
  });

  it('switches no app off again that another workspace has come to promise', async () => {
    const world = startWorld({ tenant: 'contoso', users: 100 });
    const { skuId } = await world.plan('SPE_E3');
    const free = (await world.people()).filter(
      ({ licenses, usageLocation }) => usageLocation && licenses.length === 0,
    );
    const subscribers = free.slice(0, 3).map(({ id }) => id);
    const [kept = '', ...others] = subscribers;
    const publish = async (id: string, choice: 'on' | 'off', userIds: readonly string[]) => {
      const plans = [{ skuId, apps: { [exchangePlan2]: choice } }];
      await world.save(id, { plans, subscribers: userIds });
      const run = world.publisher.publish(await world.publisher.review(id));
      expect((await run.done).error).to.equal(undefined);
      await world.clock.advance(61_000);
      return run.publishId;
    };
    await publish('ws', 'off', subscribers);
    const publishId = await publish('ws', 'on', subscribers);
    await publish('two', 'on', [kept]);

    const { changes, blocked } = (await world.publisher.reviewUndo(publishId)).changeSet;
    expect(changes.map(({ userId }) => userId)).to.have.members(others);
    expect(blocked).to.deep.equal([]);
  });

  it('puts the apps of the group back that a publish changed a moment after another one put the plan on it', async () => {
    const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 120 });
    const { world, fresh } = scene;
    const [by = ''] = fresh;
    await saveFor(scene, [by], { route: 'group' });
    await publish({ reviewer: world.publisher });
    await saveFor(scene, [], { route: 'group', apps: { [exchangePlan2]: 'off' } });
    const { run } = await publish({ reviewer: world.publisher });
    await undoPublish(world, run.publishId);
    const { groupId } = (await world.store.get('ws'))!.workspace;
    const group = world.emulator.state().groups.find(({ id }) => id === groupId);
    expect(group?.assignedLicenses.map(({ disabledPlans }) => disabledPlans)).to.deep.equal([[]]);
    expect([...(group?.members ?? [])]).to.deep.equal([by]);
  });

  for (const seed of [1, 2, 3])
    it(`gives the last licenses back to those who had them, not to those who were waiting (tenant ${seed})`, async () => {
      let enabled = 0;
      const scene = await setScene({
        plan: 'VISIOCLIENT',
        tenant: 'contoso',
        users: 120,
        seed,
        // While they join, all licenses but one are cancelled: Microsoft chooses who gets it.
        onRequest: ({ method, url }) => {
          if (method === 'PATCH' && url.includes('/groups/'))
            scene.world.emulator.changePlan({ plan: 'VISIOCLIENT', units: { enabled } });
        },
      });
      const { world, skuId, fresh } = scene;
      enabled = listHolders(world, skuId).length + 1;
      const people = fresh.slice(0, 6);
      await world.changePlan({ plan: 'VISIOCLIENT', units: { enabled: enabled + 5 } });
      await saveFor(scene, people, { route: 'group' });
      await publish({ reviewer: world.publisher });
      await settle(world);
      const served = people.filter((id) => listHolders(world, skuId).includes(id));
      expect(served).to.have.length(1);
      await world.save('ws', {}, { deleting: true });
      const { run } = await publish({ reviewer: world.publisher });
      await world.clock.advance(61_000);
      const undone = await undoPublish(world, run.publishId);
      expect(undone.review.changeSet.changes.map(({ userId }) => userId)).to.deep.equal(served);
    });

  it('says that the group is gone', async () => {
    const world = startWorld({ tenant: 'contoso', users: 60 });
    const { skuId } = await world.plan('FLOW_FREE');
    const subscribers = (await world.people()).slice(0, 5).map(({ id }) => id);
    await world.save('ws', { plans: [{ skuId, apps: {} }], subscribers }, { route: 'group' });
    const run = world.publisher.publish(await world.publisher.review('ws'));
    await run.done;
    const { groupId } = (await world.store.get('ws'))!.workspace;
    await world.call('POST', `/groups/${groupId}/assignLicense`, {
      body: { addLicenses: [], removeLicenses: [skuId] },
    });
    await world.call('DELETE', `/groups/${groupId}`);
    // Until then it may only not be known everywhere yet.
    await world.clock.advance(61_000);
    const error = await world.publisher.reviewUndo(run.publishId).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'not-found' });
  });
});

/** Somebody else does something to the group or to people. */
async function happen(world: World, groupId: string, kind: string, pick: number): Promise<void> {
  const { users } = world.emulator.state();
  const user = users[pick % users.length]!;
  const isMember = findMembers(world, groupId).has(user.id);
  const { skuId } = await world.plan('VISIOCLIENT');
  if (kind === 'let in' && !isMember) await letIn(world, groupId, user.id);
  if (kind === 'let out' && isMember)
    await world.call('DELETE', `/groups/${groupId}/members/${user.id}/$ref`);
  if (kind === 'give directly' && user.usageLocation)
    await world.call('POST', `/users/${user.id}/assignLicense`, {
      body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
    });
  if (kind === 'delete user' && user.id !== world.emulator.tenant.administrator.id)
    await world.call('DELETE', `/users/${user.id}`);
  const group = world.emulator.state().groups.find(({ id }) => id === groupId);
  const [carried] = group?.assignedLicenses ?? [];
  if (kind === 'take plan from group' && carried)
    await world.call('POST', `/groups/${groupId}/assignLicense`, {
      body: { addLicenses: [], removeLicenses: [carried.skuId] },
    });
}

async function letIn(world: World, groupId: string, userId: string): Promise<void> {
  await world.call('POST', `/groups/${groupId}/members/$ref`, {
    body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${userId}` },
  });
}

function findMembers(world: World, groupId: string): ReadonlySet<string> {
  return new Set(world.emulator.state().groups.find(({ id }) => id === groupId)?.members);
}

/** The plans that everybody holds and that work, from wherever. */
function listHeld(world: World): Map<string, Set<string>> {
  const { users } = world.emulator.state();
  return new Map(
    users.map(({ id, licenseAssignmentStates }) => [
      id,
      new Set(licenseAssignmentStates.filter(({ state }) => state !== 'Error').map(({ skuId }) => skuId)),
    ]),
  );
}
