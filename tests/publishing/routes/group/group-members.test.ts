import { describe, it } from 'node:test';
import { expect } from 'chai';
import { exchangePlan2 } from '../../../../src/microsoft/rules/app-ids.js';
import { summarizeSteps } from '../../../../src/model/publish/step.js';
import type { PublishDecisions } from '../../../../src/publishing/review/review-input.js';
import {
  createDesktops,
  listHoldings,
  startWorld,
  type World,
  type WorldOptions,
} from '../../publishing-world.js';

describe('what a change of the group means for its members', () => {
  it('says whose apps are turned on or off, and warns of the mailbox that goes with it', async () => {
    const { world, skuId, subscribers } = await begin(12);
    const before = listHoldings(world);
    await world.save('ws', { plans: [{ skuId, apps: { [exchangePlan2]: 'off' } }] });
    const review = await world.publisher.review('ws');

    const { changes, unchangedCount, warnings, licenses } = review.changeSet;
    expect(changes.map(({ userId }) => userId)).to.have.members(subscribers);
    for (const { steps } of changes)
      expect(summarizeSteps(steps).throughGroup).to.deep.include({ changed: [skuId], remove: [] });
    expect(unchangedCount).to.equal(0);
    expect(warnings).to.deep.equal([{ kind: 'mailbox-lost', skuId, userIds: [...subscribers].sort() }]);
    expect(licenses.map(({ added, freed }) => added + freed)).to.deep.equal([0]);

    const run = world.publisher.publish(review);
    expect((await run.done).counts.applied).to.equal(12);
    expect(listOff(world)).to.have.members(subscribers);
    expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
    await world.clock.advance(61_000);

    const undo = await world.publisher.reviewUndo(run.publishId);
    expect(undo.changeSet.changes.map(({ steps }) => summarizeSteps(steps).licenses.changed)).to.deep.equal(
      subscribers.map(() => [skuId]),
    );
    expect((await world.publisher.publish(undo).done).counts.applied).to.equal(12);
    expect(listHoldings(world)).to.deep.equal(before);
  });

  it('names who loses a plan without belonging to the change, and warns of their mailboxes, too', async () => {
    const { world, skuId, subscribers, others } = await begin(12);
    const stranger = others[0] ?? '';
    await letIn(world, stranger);
    await world.save('ws', { plans: [] });
    const leftOut = subscribers.slice(0, 2);
    const { changeSet } = await world.publisher.review('ws', { leftOut });

    expect(changeSet.changes.map(({ userId }) => userId)).to.have.members(subscribers.slice(2));
    expect(changeSet.group?.bystanders).to.deep.equal([...leftOut, stranger].sort());
    expect(changeSet.warnings.map(({ kind, userIds }) => `${kind} ${userIds.length}`)).to.deep.equal([
      'mailbox-lost 13',
      'sole-license-removed 13',
    ]);
    expect(changeSet.licenses.find((each) => each.skuId === skuId)?.freed).to.equal(13);
  });

  it('lets nobody out of it to whom another workspace gives the same, and says so', async () => {
    const { world, skuId, subscribers } = await begin(12);
    const both = subscribers.slice(0, 2);
    await world.save('two', { plans: [{ skuId, apps: {} }], subscribers: both });
    await publish(world, 'two', { leaveAsIs: Object.fromEntries(both.map((id) => [id, [skuId]])) });
    await world.save('ws', { subscribers: [] });
    const { changeSet } = await world.publisher.review('ws');

    expect(changeSet.changes.map(({ userId }) => userId)).to.have.members(subscribers.slice(2));
    expect(
      changeSet.blocked.map(({ userId, reason, blocks }) => `${reason} ${blocks} ${userId}`),
    ).to.have.members(both.map((userId) => `given-by-workspace part ${userId}`));
    await publish(world, 'ws');
    expect(listHolders(world, skuId, subscribers)).to.have.members(both);

    await world.save('two', { subscribers: [] });
    await publish(world, 'two');
    await publish(world, 'ws');
    expect(listHolders(world, skuId, subscribers)).to.deep.equal([]);
  });

  it('counts who stays in it for another workspace among those who get what is new to it', async () => {
    const { world, skuId: kept, subscribers } = await begin(12);
    const [taken, added] = [(await world.plan('FLOW_FREE')).skuId, (await world.plan('POWER_BI_PRO')).skuId];
    await world.save('ws', { plans: [kept, taken].map((skuId) => ({ skuId, apps: {} })) });
    await publish(world, 'ws');
    const both = subscribers.slice(0, 2);
    await world.save('two', { plans: [{ skuId: kept, apps: {} }], subscribers: both });
    await publish(world, 'two', { leaveAsIs: Object.fromEntries(both.map((id) => [id, [kept]])) });
    await world.save('ws', { plans: [{ skuId: added, apps: {} }], subscribers: subscribers.slice(2, 4) });
    const { changeSet } = await world.publisher.review('ws');

    const gaining = changeSet.changes.filter(({ steps }) =>
      summarizeSteps(steps).licenses.add.some(({ skuId }) => skuId === added),
    );
    expect(gaining.map(({ userId }) => userId)).to.have.members(subscribers.slice(0, 4));
    expect(changeSet.licenses.find(({ skuId }) => skuId === added)?.added).to.equal(4);
    await publish(world, 'ws');
    expect(listHolders(world, added, subscribers)).to.have.members(subscribers.slice(0, 4));
  });

  it('keeps a plan on the group that another workspace gives a member, also when it is deleted', async () => {
    const { world, skuId, subscribers } = await begin(12);
    const both = subscribers.slice(0, 2);
    await world.save('two', { plans: [{ skuId, apps: {} }], subscribers: both });
    await publish(world, 'two', { leaveAsIs: Object.fromEntries(both.map((id) => [id, [skuId]])) });
    await world.save('ws', {}, { deleting: true });
    await publish(world, 'ws');
    expect(listHolders(world, skuId, subscribers)).to.have.members(both);
    expect((await world.store.get('ws'))?.workspace.deleting).to.equal(true);

    await world.save('two', { subscribers: [] });
    await publish(world, 'two');
    await publish(world, 'ws');
    expect(listHolders(world, skuId, subscribers)).to.deep.equal([]);
    expect(await world.store.get('ws')).to.equal(undefined);
    expect(await world.team.grants.list()).to.deep.equal([]);
  });

  it('leaves an app on that another workspace promises a member, also in an undo, and says of both nothing to do', async () => {
    const { world, skuId, subscribers } = await begin(6);
    const [kept = ''] = subscribers;
    await world.save('ws', { plans: [{ skuId, apps: { [exchangePlan2]: 'off' } }] });
    await publish(world, 'ws');
    await world.save('ws', { plans: [{ skuId, apps: { [exchangePlan2]: 'on' } }] });
    await publish(world, 'ws');
    const last = (await world.publisher.history())[0]?.head.publishId ?? '';
    await world.save('two', { plans: [{ skuId, apps: { [exchangePlan2]: 'on' } }], subscribers: [kept] });
    await publish(world, 'two', { leaveAsIs: { [kept]: [skuId] } });

    expect((await world.publisher.reviewUndo(last)).changeSet.group?.add).to.deep.equal([]);
    await world.save('ws', { plans: [{ skuId, apps: { [exchangePlan2]: 'off' } }] });
    const { changeSet } = await world.publisher.review('ws');
    expect(changeSet.group?.add).to.deep.equal([]);
    expect(changeSet.changes).to.deep.equal([]);
    expect(listOff(world)).to.deep.equal([]);
  });

  it('switches no app of the group off that another workspace has come to promise a member', async () => {
    const { world, skuId, subscribers } = await begin(6);
    const [kept = ''] = subscribers;
    await world.save('ws', { plans: [{ skuId, apps: { [exchangePlan2]: 'off' } }] });
    const review = await world.publisher.review('ws');
    await world.save('two', { plans: [{ skuId, apps: { [exchangePlan2]: 'on' } }], subscribers: [kept] });
    await publish(world, 'two', { leaveAsIs: { [kept]: [skuId] } });

    expect((await world.publisher.publish(review).done).error?.code).to.equal('stale');
    expect(listOff(world)).to.deep.equal([]);
  });

  it('takes nobody for a member who was let into the group of another workspace a moment ago', async () => {
    const { world, subscribers, others } = await begin(4);
    const { skuId } = await world.plan('POWER_BI_PRO');
    const joiners = others.slice(0, 3);
    await world.save('two', { plans: [{ skuId, apps: {} }], subscribers: joiners }, { route: 'group' });
    await publish(world, 'two', {}, 0);
    await world.save('ws', { subscribers: [...subscribers, ...joiners] });
    const { changeSet } = await world.publisher.review('ws');

    expect(
      changeSet.changes.map(({ userId, steps }) => `${summarizeSteps(steps).move} ${userId}`),
    ).to.have.members(joiners.map((userId) => `join ${userId}`));
    expect(changeSet.unchangedCount).to.equal(4);
  });

  it('trusts what Microsoft confirmed over reads of the group that lag behind', async () => {
    let stale: Response | undefined;
    const { world, subscribers } = await begin(12, (tenant) => async (request) => {
      const isRead = /\/groups\/[^/]+\/members/.test(request.url) && request.method === 'GET';
      return (isRead && stale?.clone()) || tenant(request);
    });
    const { groupId = '' } = (await world.store.get('ws'))!.workspace;
    const staying = subscribers.slice(1);
    const names = (ids: readonly string[]) =>
      ids.map((id) => ({ '@odata.type': '#microsoft.graph.user', id }));
    const members = (): string[] =>
      world.emulator
        .state()
        .groups.find(({ id }) => id === groupId)!
        .members.slice()
        .sort();

    await world.save('ws', { subscribers: staying });
    await publish(world, 'ws', {}, 0);
    stale = Response.json({ value: names(subscribers) });
    await world.save('ws', { subscribers });
    expect(
      (await world.publisher.review('ws')).changeSet.changes.map(({ steps }) => summarizeSteps(steps).move),
    ).to.deep.equal(['join']);
    await publish(world, 'ws', {}, 0);
    expect(members()).to.deep.equal([...subscribers].sort());

    stale = Response.json({ value: names(staying) });
    await world.save('ws', { subscribers: staying });
    await publish(world, 'ws', {}, 0);
    expect(members()).to.deep.equal([...staying].sort());
    stale = undefined;
    await world.clock.advance(61_000);
    expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
  });

  it('counts first on who is a member, for Microsoft licenses those in any case', async () => {
    const world = startWorld({ tenant: 'contoso', users: 300 });
    const plan = await world.plan('VISIOCLIENT');
    const free = plan.prepaidUnits.enabled - plan.consumedUnits;
    const people = (await world.people())
      .filter(
        ({ usageLocation, licenses }) => usageLocation && !licenses.some(({ skuId }) => skuId === plan.skuId),
      )
      // Who joins comes first by name.
      .sort((a, b) => (a.displayName < b.displayName ? 1 : -1));
    const members = people.slice(0, free - 1).map(({ id }) => id);
    const joining = people.slice(-3).map(({ id }) => id);
    await world.save('ws', { plans: [], subscribers: members }, { route: 'group' });
    await publish(world, 'ws');
    await world.save('ws', {
      plans: [{ skuId: plan.skuId, apps: {} }],
      subscribers: [...members, ...joining],
    });
    const review = await world.publisher.review('ws');

    expect(review.changeSet.blocked.map(({ reason }) => reason)).to.deep.equal([
      'no-licenses-left',
      'no-licenses-left',
    ]);
    expect(review.changeSet.blocked.every(({ userId }) => joining.includes(userId))).to.equal(true);
    const { counts } = await world.publisher.publish(review).done;
    expect(counts).to.deep.equal({ applied: free, failed: 0, open: 0, notSent: 0 });
  });

  // Only the review is looked at. What does not hold yet: publishing it gives the plan to a group that has more members
  // than there are licenses, so Microsoft chooses who gets one. Those for whom none is left should be let out before.
  it('gives back first to those members who had it where an undo meets too few licenses', async () => {
    const world = startWorld({ tenant: 'contoso', users: 300 });
    const { skuId, free, people } = await listWithout(world, 'VISIOCLIENT');
    const late = people.slice(0, 3);
    const members = people.slice(3, free + 3);
    await world.save('ws', { plans: [], subscribers: members }, { route: 'group' });
    await publish(world, 'ws');
    await world.save('ws', { plans: [{ skuId, apps: {} }] });
    const run = world.publisher.publish(await world.publisher.review('ws'));
    expect((await run.done).counts).to.include({ applied: free, failed: 0 });
    await world.clock.advance(61_000);
    const undo = world.publisher.publish(await world.publisher.reviewUndo(run.publishId));
    expect((await undo.done).counts).to.include({ applied: free, failed: 0 });
    await world.clock.advance(61_000);
    for (const userId of late) await letIn(world, userId);

    const { changeSet } = await world.publisher.reviewUndo(undo.publishId);
    expect(changeSet.blocked).to.deep.equal([]);
    expect(changeSet.changes.map(({ userId }) => userId)).to.have.members(members);
    expect(changeSet.group?.bystanders).to.deep.equal([...late].sort());
  });

  it('lets back only as many as there are licenses where an undo meets too few, in its order', async () => {
    const desktops = createDesktops();
    const world = startWorld({ tenant: 'contoso', users: 300, providers: [desktops] });
    const { skuId, free, people } = await listWithout(world, 'VISIOCLIENT');
    const members = people.slice(0, free);
    const services = [{ providerId: 'desktops', serviceId: 'standard' }];
    await world.save(
      'ws',
      { plans: [{ skuId, apps: {} }], services, subscribers: members },
      { route: 'group' },
    );
    await publish(world, 'ws');
    await world.save('ws', { subscribers: [] });
    const run = world.publisher.publish(await world.publisher.review('ws'));
    expect((await run.done).counts).to.include({ applied: free, failed: 0 });
    await world.clock.advance(61_000);
    for (const userId of people.slice(free, free + 2)) await assign(world, userId, skuId);

    const undo = await world.publisher.reviewUndo(run.publishId);
    const [first, last] = [members.slice(0, -2), members.slice(-2)];
    expect(
      undo.changeSet.changes.map(({ userId, steps }) => `${summarizeSteps(steps).move} ${userId}`),
    ).to.have.members(first.map((userId) => `join ${userId}`));
    expect(undo.changeSet.blocked.map(({ userId, reason }) => `${reason} ${userId}`)).to.have.members(
      last.map((userId) => `no-licenses-left ${userId}`),
    );
    const { counts } = await world.publisher.publish(undo).done;
    expect(counts).to.deep.equal({ applied: first.length, failed: 0, open: 0, notSent: 0 });
    expect(listHolders(world, skuId, members)).to.have.members(first);
    expect([...desktops.held]).to.have.members(first);
  });
});

/** A workspace on the group route that gave a plan with a mailbox to so many people who had nothing. */
async function begin(count: number, between?: WorldOptions['between']) {
  const world = startWorld({ tenant: 'contoso', users: 400, ...(between ? { between } : {}) });
  const { skuId } = await world.plan('SPE_E3');
  const people = (await world.people())
    .filter(({ usageLocation, licenses }) => usageLocation && licenses.length === 0)
    .map(({ id }) => id);
  const subscribers = people.slice(0, count);
  if (subscribers.length < count) throw new Error(`Only ${subscribers.length} people have nothing.`);
  await world.save('ws', { plans: [{ skuId, apps: {} }], subscribers }, { route: 'group' });
  await publish(world, 'ws');
  return { world, skuId, subscribers, others: people.slice(count) };
}

async function publish(
  world: World,
  id: string,
  decisions: PublishDecisions = {},
  afterMs = 61_000,
): Promise<void> {
  const { error, counts } = await world.publisher.publish(await world.publisher.review(id, decisions)).done;
  expect(error).to.equal(undefined);
  expect(counts.failed + counts.open + counts.notSent).to.equal(0);
  await world.clock.advance(afterMs);
}

/** The people without a plan who could have it, by name, and how many licenses of it are left. */
async function listWithout(world: World, partNumber: string) {
  const { skuId, prepaidUnits, consumedUnits } = await world.plan(partNumber);
  const people = (await world.people())
    .filter(({ usageLocation, licenses }) => usageLocation && !licenses.some((each) => each.skuId === skuId))
    .sort((a, b) => (a.displayName < b.displayName ? -1 : 1))
    .map(({ id }) => id);
  return { skuId, free: prepaidUnits.enabled - consumedUnits, people };
}

/** Somebody else gives it directly. */
async function assign(world: World, userId: string, skuId: string): Promise<void> {
  const body = { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] };
  const { status } = await world.call('POST', `/users/${userId}/assignLicense`, { body });
  expect(status).to.equal(200);
}

async function letIn(world: World, userId: string): Promise<void> {
  const { groupId = '' } = (await world.store.get('ws'))!.workspace;
  await world.call('POST', `/groups/${groupId}/members/$ref`, {
    body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${userId}` },
  });
  await world.clock.advance(61_000);
}

/** Of these people, those who have a plan through a group. */
function listHolders(world: World, skuId: string, people: readonly string[]): string[] {
  return world.emulator
    .state()
    .users.filter(({ id }) => people.includes(id))
    .filter(({ licenseAssignmentStates }) =>
      licenseAssignmentStates.some((each) => each.skuId === skuId && each.assignedByGroup !== null),
    )
    .map(({ id }) => id);
}

function listOff(world: World): string[] {
  return world.emulator
    .state()
    .users.filter(({ licenseAssignmentStates }) =>
      licenseAssignmentStates.some(({ disabledPlans }) => disabledPlans.includes(exchangePlan2)),
    )
    .map(({ id }) => id);
}
