import { describe, it } from 'node:test';
import { expect } from 'chai';
import { knownSkus } from '../../../../src/emulator/index.js';
import { summarizeSteps } from '../../../../src/model/publish/step.js';
import type { PublishRun } from '../../../../src/publishing/publish-run.js';
import { startWorld, type World, type WorldOptions } from '../../publishing-world.js';

describe('members of the group whom Microsoft could not license', () => {
  it('are given the license once there is one, and nobody else is touched', async () => {
    const { world, skuId, stuck, reprocessed } = await begin();
    for (const userId of listHolders(world, skuId, 2)) await changeDirect(world, userId, [], [skuId]);
    const review = await world.publisher.review('ws');

    expect(review.changeSet.changes.map(({ userId }) => userId).sort()).to.deep.equal(stuck);
    expect(review.changeSet.blocked).to.deep.equal([]);
    expect(review.changeSet.licenses).to.deep.include({
      ...review.changeSet.licenses[0],
      added: 2,
      short: 0,
    });
    expect(review.scopes).to.include('User.ReadWrite.All');
    expect(review.costs.group?.writes).to.equal(2);
    const { error, counts } = await world.publisher.publish(review).done;
    expect(error).to.equal(undefined);
    expect(counts).to.deep.equal({ applied: 2, failed: 0, open: 0, notSent: 0 });
    for (const userId of stuck) expect(findState(world, userId, skuId)).to.equal('Active');
    expect(reprocessed.sort()).to.deep.equal(stuck);
    await world.clock.advance(61_000);
    expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
  });

  it('are blocked as long as there is none', async () => {
    const { world, skuId, stuck } = await begin();
    const { changeSet, scopes } = await world.publisher.review('ws');
    expect(changeSet.changes).to.deep.equal([]);
    expect(scopes).not.to.include('User.ReadWrite.All');
    expect(changeSet.blocked.map(({ userId }) => userId).sort()).to.deep.equal(stuck);
    for (const block of changeSet.blocked) expect(block).to.include({ reason: 'no-licenses-left', skuId });
    expect(changeSet.licenses.map(({ short }) => short)).to.deep.equal([2]);
  });

  it('get what somebody gives back whom Microsoft refused to let go at first', async () => {
    const { world, skuId, people, members } = await beginFull();
    const [first = '', second = '', ...staying] = members;
    const joining = people.slice(0, 2).sort();
    await world.save('ws', { subscribers: [...staying, ...joining] });
    const { faults } = world.emulator;
    faults.add({ kind: 'status', status: 400, method: 'DELETE', path: `/groups/*/members/${second}/$ref` });
    const run = world.publisher.publish(await world.publisher.review('ws'));
    const { counts } = await run.done;
    // Only as many are let in as there are licenses; Microsoft does not choose.
    expect(counts).to.deep.equal({ applied: 2, failed: 1, open: 0, notSent: 1 });
    expect(codeOf(run, second)).to.equal('request-refused');
    expect(joining.map((userId) => run.state.results.get(userId)?.status).sort()).to.deep.equal([
      'applied',
      'not-sent',
    ]);

    faults.replace([]);
    await world.clock.advance(61_000);
    const retry = world.publisher.publish(await world.publisher.reviewRest(run.publishId));
    expect((await retry.done).counts).to.deep.equal({ applied: 2, failed: 0, open: 0, notSent: 0 });
    for (const userId of joining) expect(findState(world, userId, skuId)).to.equal('Active');
    for (const userId of [first, second]) expect(findState(world, userId, skuId)).to.equal(undefined);
  });

  it('are said to have none still when somebody else took it', async () => {
    const { world, skuId, stuck, people } = await begin();
    for (const userId of listHolders(world, skuId, 2)) await changeDirect(world, userId, [], [skuId]);
    const review = await world.publisher.review('ws');
    for (const userId of people.slice(0, 1)) await changeDirect(world, userId, [skuId], []);
    const run = world.publisher.publish(review);
    expect((await run.done).counts).to.deep.equal({ applied: 1, failed: 1, open: 0, notSent: 0 });
    expect(stuck.map((userId) => codeOf(run, userId)).sort()).to.deep.equal(['no-licenses-left', undefined]);
  });

  it('wait for the permission that it takes to ask for them', async () => {
    const { world, skuId, stuck } = await begin({
      scopes: [
        'User.Read.All',
        'LicenseAssignment.ReadWrite.All',
        'Group.ReadWrite.All',
        'GroupMember.ReadWrite.All',
        'GroupMember.Read.All',
        'Organization.Read.All',
        'LicenseAssignment.Read.All',
      ],
    });
    for (const userId of listHolders(world, skuId, 2)) await changeDirect(world, userId, [], [skuId]);
    const publisher = world.reload({ isAttended: true });
    const run = publisher.publish(await publisher.review('ws'));
    await new Promise<void>((resolve) => run.subscribe(() => run.state.status === 'paused' && resolve()));
    expect(run.state.error).to.include({ code: 'consent-required' });
    expect(run.state.error?.scopes).to.deep.equal(['User.ReadWrite.All']);
    await world.auth.signIn({ scopes: ['User.ReadWrite.All'] });
    run.resume();
    expect((await run.done).counts).to.deep.equal({ applied: 2, failed: 0, open: 0, notSent: 0 });
    for (const userId of stuck) expect(findState(world, userId, skuId)).to.equal('Active');
  });

  for (const [what, isRewritten] of [
    ['fail with the reason when Microsoft may not be asked for them', false],
    ['count as licensed when the group gives it to them although Microsoft may not be asked', true],
  ] as const)
    it(what, async () => {
      const { world, skuId, stuck } = await begin();
      for (const userId of listHolders(world, skuId, 2)) await changeDirect(world, userId, [], [skuId]);
      const [app] = (await world.plan(partNumber)).apps.filter(({ switchable }) => switchable);
      // A group whose apps change is gone through anew.
      const apps = isRewritten && app ? { [app.servicePlanId]: 'off' as const } : {};
      await world.save('ws', { plans: [{ skuId, apps }] });
      const path = '/users/*/reprocessLicenseAssignment';
      world.emulator.faults.add({ kind: 'status', status: 403, path, method: 'POST' });
      const run = world.publisher.publish(await world.publisher.review('ws'));
      await run.done;
      const codes = stuck.map((userId) => codeOf(run, userId));
      expect(codes).to.deep.equal(isRewritten ? [undefined, undefined] : ['role-required', 'role-required']);
      const state = isRewritten ? 'Active' : 'Error';
      for (const userId of stuck) expect(findState(world, userId, skuId)).to.equal(state);
    });

  it('count as licensed also when Microsoft only complains of another group', async () => {
    const { world, skuId, stuck } = await begin();
    const other = await createFailingGroup(world, stuck);
    for (const userId of listHolders(world, skuId, 2)) await changeDirect(world, userId, [], [skuId]);
    const { counts } = await world.publisher.publish(await world.publisher.review('ws')).done;
    expect(counts).to.deep.equal({ applied: 2, failed: 0, open: 0, notSent: 0 });
    for (const userId of stuck) {
      expect(findState(world, userId, skuId)).to.equal('Active');
      expect(findState(world, userId, other)).to.equal('Error');
    }
  });
});

describe('who is let into the group where licenses are scarce', () => {
  it('gets what those who leave give back, in one publish', async () => {
    const { world, skuId, people, members, reprocessed } = await beginFull();
    const [leaving = '', ...staying] = members;
    const [joining = ''] = people;
    await world.save('ws', { subscribers: [...staying, joining] });
    const review = await world.publisher.review('ws');
    expect(
      review.changeSet.changes.map(({ steps, wave }) => [summarizeSteps(steps).move, wave]),
    ).to.deep.equal([
      ['leave', 0],
      ['join', 1],
    ]);
    const { counts } = await world.publisher.publish(review).done;
    expect(counts).to.deep.equal({ applied: 2, failed: 0, open: 0, notSent: 0 });
    expect(findState(world, joining, skuId)).to.equal('Active');
    expect(findState(world, leaving, skuId)).to.equal(undefined);
    expect(reprocessed).to.deep.equal([]);
  });
});

const partNumber = 'VISIOCLIENT';

/** Saves a workspace on the group route of as many people as there are licenses of a plan that none of them has. */
async function saveFull(world: World) {
  const { skuId, prepaidUnits, consumedUnits } = await world.plan(partNumber);
  const people = (await world.people())
    .filter(({ usageLocation, licenses }) => usageLocation && !licenses.some((each) => each.skuId === skuId))
    .map(({ id }) => id);
  const members = people.slice(0, prepaidUnits.enabled - consumedUnits);
  await world.save('ws', { plans: [{ skuId, apps: {} }], subscribers: members }, { route: 'group' });
  return { skuId, members, others: people.slice(members.length) };
}

/** A workspace on the group route whose members use up all licenses of a plan, and people without one. */
async function beginFull(options: WorldOptions = {}) {
  const reprocessed: string[] = [];
  const world = startWorld({
    tenant: 'contoso',
    users: 200,
    onRequest: (request) => noteReprocessed(request, reprocessed),
    ...options,
  });
  const { skuId, members, others } = await saveFull(world);
  const { counts } = await world.publisher.publish(await world.publisher.review('ws')).done;
  expect(counts).to.include({ applied: members.length, failed: 0 });
  await world.clock.advance(61_000);
  return { world, skuId, members, people: others, reprocessed };
}

/** Two of the workspace's members get no license, because somebody else was faster. */
async function begin(options: WorldOptions = {}) {
  const reprocessed: string[] = [];
  const world = startWorld({
    tenant: 'contoso',
    users: 200,
    groupLicensing: { startMs: 45_000, memberMs: 200 },
    onRequest: (request) => noteReprocessed(request, reprocessed),
    ...options,
  });
  const { skuId, members, others } = await saveFull(world);
  const run = world.publisher.publish(await world.publisher.review('ws'));
  await world.clock.sleep(30_000);
  for (const userId of others.slice(0, 2)) await changeDirect(world, userId, [skuId], []);
  expect((await run.done).counts).to.include({ applied: members.length - 2, failed: 2 });
  await world.clock.advance(61_000);
  const stuck = members.filter((userId) => findState(world, userId, skuId) === 'Error').sort();
  expect(stuck).to.have.length(2);
  return { world, skuId, stuck, people: others.slice(2), reprocessed };
}

/** Notes of whom Microsoft is asked to try again what groups give. */
async function noteReprocessed(request: Request, into: string[]): Promise<void> {
  const text = `${request.url} ${await request.clone().text()}`;
  for (const [, userId = ''] of text.matchAll(/\/users\/([^/"\s]+)\/reprocessLicenseAssignment/g))
    into.push(userId);
}

function codeOf({ state }: PublishRun, userId: string): string | undefined {
  const result = state.results.get(userId);
  return result?.status === 'failed' ? result.error.code : undefined;
}

/** How a user stands with the plan, wherever it comes from. */
function findState(world: World, userId: string, skuId: string): string | undefined {
  const user = world.emulator.state().users.find(({ id }) => id === userId);
  return user?.licenseAssignmentStates.find((each) => each.skuId === skuId)?.state;
}

/** Some who have the plan directly. */
function listHolders(world: World, skuId: string, count: number): string[] {
  return world.emulator
    .state()
    .users.filter(({ licenseAssignmentStates }) =>
      licenseAssignmentStates.some((each) => each.skuId === skuId && each.assignedByGroup === null),
    )
    .slice(0, count)
    .map(({ id }) => id);
}

async function changeDirect(
  world: World,
  userId: string,
  add: readonly string[],
  removeLicenses: readonly string[],
): Promise<void> {
  const addLicenses = add.map((skuId) => ({ skuId, disabledPlans: [] }));
  const body = { addLicenses, removeLicenses };
  const { status } = await world.call('POST', `/users/${userId}/assignLicense`, { body });
  expect(status).to.equal(200);
}

/** A group that somebody else made and that is to give its members a plan of which nothing is left. */
async function createFailingGroup(world: World, members: readonly string[]): Promise<string> {
  await world.changePlan({ plan: 'Microsoft_Teams_Premium', units: { suspended: 5 } });
  const { skuId } = knownSkus.Microsoft_Teams_Premium;
  const { body } = await world.call('POST', '/groups', {
    body: { displayName: 'Meetings', mailEnabled: false, mailNickname: 'meetings', securityEnabled: true },
  });
  const groupId = (body as { readonly id: string }).id;
  for (const id of members)
    await world.call('POST', `/groups/${groupId}/members/$ref`, {
      body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` },
    });
  const { status } = await world.call('POST', `/groups/${groupId}/assignLicense`, {
    body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
  });
  expect(status).to.equal(202);
  await world.clock.advance(120_000);
  return skuId;
}
