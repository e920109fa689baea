import { describe, it } from 'node:test';
import { expect } from 'chai';
import { directLicense, licenseSource, type DirectoryUser } from '../../../src/model/holding/user.js';
import type { ReclaimItem } from '../../../src/model/publish/change-set.js';
import { summarizeSteps } from '../../../src/model/publish/step.js';
import { describeLicenses, listHoldings, startWorld, type World } from '../publishing-world.js';

function listDirect(people: readonly DirectoryUser[], count: number): ReclaimItem[] {
  return people
    .flatMap((person) =>
      person.licenses
        .filter(({ skuId, state }) => licenseSource(person, skuId) === 'direct' && state === 'Active')
        .map(({ skuId }) => ({ userId: person.id, skuId })),
    )
    .slice(0, count);
}

async function startTenant(): Promise<{ world: World; people: DirectoryUser[] }> {
  const world = startWorld({ tenant: 'contoso', users: 300 });
  return { world, people: await world.people() };
}

describe('reclaiming licenses', () => {
  it('takes exactly the named direct licenses, in one write per person', async () => {
    const { world, people } = await startTenant();
    const items = listDirect(people, 30);
    const review = await world.publisher.reviewReclaim(items);
    expect(review.changeSet.kind).to.equal('reclaim');
    expect(
      review.changeSet.changes.every(({ steps }) => summarizeSteps(steps).licenses.add.length === 0),
    ).to.equal(true);
    const state = await world.publisher.publish(review).done;
    expect(state.counts).to.include({ applied: new Set(items.map(({ userId }) => userId)).size, failed: 0 });
    const taken = new Set(items.map(({ userId, skuId }) => `${userId} ${skuId}`));
    const left = people.map(({ id, licenses }) =>
      describeLicenses({ id, licenses: licenses.filter(({ skuId }) => !taken.has(`${id} ${skuId}`)) }),
    );
    expect(listHoldings(world)).to.deep.equal(left);
  });

  it('writes nothing before it is published', async () => {
    const { world, people } = await startTenant();
    await world.publisher.reviewReclaim(listDirect(people, 10));
    expect(listHoldings(world)).to.deep.equal(people.map(describeLicenses));
  });

  it('is undone like any other publish, and leaves no workspace standing for what it gave back', async () => {
    const { world, people } = await startTenant();
    const items = listDirect(people, 12);
    const run = world.publisher.publish(await world.publisher.reviewReclaim(items));
    await run.done;
    const undo = await world.publisher.reviewUndo(run.publishId, {
      usageLocations: Object.fromEntries(items.map(({ userId }) => [userId, 'US'])),
    });
    expect((await world.publisher.publish(undo).done).counts.failed).to.equal(0);
    expect(listHoldings(world)).to.deep.equal(people.map(describeLicenses));
    expect(await world.team.grants.list()).to.deep.equal([]);
  });

  it('explains a license that only a group gives, and takes nothing', async () => {
    const { world, people } = await startTenant();
    const person = people.find(({ licenses }) => licenses.some(({ assignedByGroup }) => assignedByGroup));
    const inherited = person?.licenses.find(
      ({ skuId, assignedByGroup }) => assignedByGroup && !directLicense(person, skuId),
    );
    const review = await world.publisher.reviewReclaim([
      { userId: person?.id ?? '', skuId: inherited?.skuId ?? '' },
    ]);
    expect(review.changeSet.changes).to.deep.equal([]);
    expect(review.changeSet.blocked).to.have.length(1);
    expect(review.changeSet.blocked[0]).to.include({
      reason: 'licensed-by-group',
      groupId: inherited?.assignedByGroup,
    });
  });

  it('names who needs what would be taken for another plan, as Microsoft would refuse it', async () => {
    const { world, people } = await startTenant();
    const suite = (await world.plan('SPE_E3')).skuId;
    const phone = (await world.plan('MCOEV')).skuId;
    const person = people.find(
      ({ licenses }) =>
        licenses.length === 2 &&
        [suite, phone].every((skuId) =>
          licenses.some((each) => each.skuId === skuId && each.assignedByGroup === null),
        ),
    );
    const userId = person?.id ?? '';
    const { changeSet } = await world.publisher.reviewReclaim([{ userId, skuId: suite }]);
    expect(changeSet.changes).to.deep.equal([]);
    expect(changeSet.blocked.map(({ reason, remedies }) => ({ reason, remedies }))).to.deep.equal([
      { reason: 'prerequisite-missing', remedies: ['leave-out'] },
    ]);
    const refusal = await world.call('POST', `/users/${userId}/assignLicense`, {
      body: { addLicenses: [], removeLicenses: [suite] },
    });
    expect(refusal.status).to.equal(400);

    const both = await world.publisher.reviewReclaim([
      { userId, skuId: suite },
      { userId, skuId: phone },
    ]);
    expect(both.changeSet.blocked).to.deep.equal([]);
    expect((await world.publisher.publish(both).done).counts).to.include({ applied: 1, failed: 0 });
  });

  it('leaves to a workspace what it published', async () => {
    const { world, people } = await startTenant();
    const [item] = listDirect(people, 1) as [ReclaimItem];
    const content = { plans: [{ skuId: item.skuId, apps: {} }], subscribers: [item.userId] };
    const { draft } = await world.save('sales', content);
    // That it only says so is not enough.
    await world.save('sales', {}, { published: draft });
    const unproven = (await world.publisher.reviewReclaim([item])).changeSet;
    expect(unproven.unproven).to.deep.equal(['sales']);
    expect(unproven.changes).to.have.length(1);
    await world.publisher.publish(await world.publisher.review('sales')).done;
    const { changeSet } = await world.publisher.reviewReclaim([item]);
    expect(changeSet.unproven).to.deep.equal([]);
    expect(changeSet.changes).to.deep.equal([]);
    expect(changeSet.blocked.map(({ reason }) => reason)).to.deep.equal(['given-by-workspace']);
  });

  it('warns whose mailbox goes, and leaves out whom the administrator leaves out', async () => {
    const { world, people } = await startTenant();
    const exchange = (await world.plan('SPE_E3')).skuId;
    const only = people.find(
      ({ licenses }) =>
        licenses.length === 1 && licenses[0]?.skuId === exchange && !licenses[0].assignedByGroup,
    );
    const items = [{ userId: only?.id ?? '', skuId: exchange }];
    const review = await world.publisher.reviewReclaim(items);
    expect(review.changeSet.warnings.map(({ kind }) => kind)).to.deep.equal([
      'mailbox-lost',
      'sole-license-removed',
    ]);
    const decided = review.decide({ leftOut: [only?.id ?? ''] });
    expect(decided.changeSet.changes).to.deep.equal([]);
    expect(decided.changeSet.leftOut).to.deep.equal([only?.id]);
  });

  it('does nothing the second time, in whatever order the licenses are named', async () => {
    const { world, people } = await startTenant();
    const items = listDirect(people, 20);
    const review = await world.publisher.reviewReclaim(items);
    const turned = await world.publisher.reviewReclaim([...items].reverse());
    expect(turned.changeSet.changes).to.deep.equal(review.changeSet.changes);
    await world.publisher.publish(review).done;
    const again = await world.publisher.reviewReclaim(items);
    expect(again.changeSet.changes).to.deep.equal([]);
    expect(again.changeSet.blocked).to.deep.equal([]);
  });

  it('goes on after it was cancelled', async () => {
    const { world, people } = await startTenant();
    const items = listDirect(people, 60);
    const run = world.publisher.publish(await world.publisher.reviewReclaim(items));
    run.cancel();
    await run.done;
    const rest = await world.publisher.reviewRest(run.publishId);
    expect(rest.topic).to.include({ kind: 'reclaim', of: run.publishId });
    await world.publisher.publish(rest).done;
    const { changeSet } = await world.publisher.reviewReclaim(items);
    expect(changeSet.changes).to.deep.equal([]);
  });
});
