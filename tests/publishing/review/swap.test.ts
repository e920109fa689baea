import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { directLicense, licenseSource, type DirectoryUser } from '../../../src/model/holding/user.js';
import type { ChangeSet, ReclaimItem } from '../../../src/model/publish/change-set.js';
import { summarizeSteps } from '../../../src/model/publish/step.js';
import { reviewReclaim } from '../../../src/publishing/review/review-reclaim.js';
import { getUserState } from '../../support/graph-answers.js';
import { describeLicenses, listHoldings, startWorld } from '../publishing-world.js';
import {
  anyContent,
  anyTenant,
  applyChange,
  holds,
  skuIds,
  toInput,
  userIds,
  workspaceIds,
  type ModelTenant,
} from './model-tenant.js';

const anyItem: fc.Arbitrary<ReclaimItem> = fc
  .record({
    userId: fc.constantFrom(...userIds, 'user-gone'),
    skuId: fc.constantFrom(...skuIds),
    insteadSkuId: fc.option(fc.constantFrom(...skuIds), { nil: undefined }),
  })
  .map(({ insteadSkuId, ...item }) => ({ ...item, ...(insteadSkuId ? { insteadSkuId } : {}) }));
const anyItems = fc.array(anyItem, { minLength: 1, maxLength: 12 });

const confirmed = { usageLocations: Object.fromEntries(userIds.map((id) => [id, 'DE'])) };

function reviewSwap(tenant: ModelTenant, items: readonly ReclaimItem[]): ChangeSet {
  const { workspace: _none, ...input } = toInput(tenant, workspaceIds[0]);
  return reviewReclaim(items, { ...input, others: [...tenant.workspaces.values()], decisions: confirmed });
}

function applyAll(tenant: ModelTenant, changeSet: ChangeSet): void {
  for (const change of changeSet.changes) applyChange(tenant, change, undefined);
}

describe('swapping plans keeps the laws over random tenants and wishes', () => {
  it('makes one write per user, which Microsoft takes in this order', () =>
    fc.assert(
      fc.property(anyTenant, anyItems, (tenant, items) => {
        const changeSet = reviewSwap(tenant, items);
        const ids = changeSet.changes.map(({ userId }) => userId);
        expect(new Set(ids).size).to.equal(ids.length);
        for (const { steps } of changeSet.changes) {
          const { add, remove } = summarizeSteps(steps).licenses;
          expect(add.filter(({ skuId }) => remove.includes(skuId))).to.deep.equal([]);
        }
        applyAll(tenant, changeSet);
      }),
    ));

  it('takes only direct licenses that were named, and gives only in their place', () =>
    fc.assert(
      fc.property(anyTenant, anyItems, (tenant, items) => {
        for (const { userId, steps } of reviewSwap(tenant, items).changes) {
          const { add, remove } = summarizeSteps(steps).licenses;
          const user = tenant.users.get(userId) as DirectoryUser;
          const own = items.filter((item) => item.userId === userId);
          for (const skuId of remove) {
            expect(own.some((item) => item.skuId === skuId)).to.equal(true);
            expect(directLicense(user, skuId)).not.to.equal(undefined);
          }
          for (const { skuId } of add)
            expect(
              own.some((item) => item.insteadSkuId === skuId && directLicense(user, item.skuId)),
            ).to.equal(true);
        }
      }),
    ));

  it('leaves to published workspaces what they give', () =>
    fc.assert(
      fc.property(anyTenant, anyItems, anyContent, (tenant, items, content) => {
        const workspace = tenant.workspaces.get('ws-2');
        if (!workspace) throw new Error('no workspace');
        const published = { ...workspace.draft, ...content };
        tenant.workspaces.set('ws-2', { ...workspace, published });
        for (const { userId, steps } of reviewSwap(tenant, items).changes)
          if (published.subscribers.includes(userId))
            for (const { skuId } of published.plans)
              expect(summarizeSteps(steps).licenses.remove).not.to.include(skuId);
      }),
    ));

  it('plans nothing after a clean apply, whatever the order of the wishes', () =>
    fc.assert(
      fc.property(anyTenant, anyItems, (tenant, items) => {
        const changeSet = reviewSwap(tenant, items);
        expect(reviewSwap(tenant, [...items].reverse())).to.deep.equal(changeSet);
        applyAll(tenant, changeSet);
        const blocked = new Set(changeSet.blocked.map(({ userId }) => userId));
        for (const { userId } of reviewSwap(tenant, items).changes)
          expect(blocked.has(userId)).to.equal(true);
      }),
    ));

  it('leaves nobody with half a swap', () =>
    fc.assert(
      fc.property(anyTenant, fc.constantFrom(...skuIds), fc.constantFrom(...skuIds), (tenant, from, to) => {
        fc.pre(from !== to);
        const before = new Map(tenant.users);
        applyAll(
          tenant,
          reviewSwap(
            tenant,
            userIds.map((userId) => ({ userId, skuId: from, insteadSkuId: to })),
          ),
        );
        for (const [id, user] of tenant.users) {
          const was = before.get(id) as DirectoryUser;
          if (directLicense(was, from) && !directLicense(user, from)) expect(holds(user, to)).to.equal(true);
          else expect(user.licenses).to.deep.equal(was.licenses);
        }
      }),
    ));
});

describe('swapping plans in a tenant', () => {
  async function startSwap() {
    const world = startWorld({ tenant: 'contoso', users: 300 });
    const [from, to] = await Promise.all([world.plan('POWER_BI_PRO'), world.plan('VISIOCLIENT')]);
    const people = await world.people();
    const holders = people.filter(
      (person) =>
        licenseSource(person, from.skuId) === 'direct' &&
        !licenseSource(person, to.skuId) &&
        person.synced &&
        person.accountEnabled,
    );
    const items = holders
      .slice(0, 6)
      .map(({ id }) => ({ userId: id, skuId: from.skuId, insteadSkuId: to.skuId }));
    const decisions = {
      usageLocations: Object.fromEntries(
        people.filter((each) => !each.usageLocation).map(({ id }) => [id, 'US']),
      ),
    };
    return { world, people, from, to, items, decisions };
  }

  it('gives one plan for another in one write, and is undone like any other publish', async () => {
    const { world, people, from, to, items, decisions } = await startSwap();
    expect(items.length).to.be.greaterThan(2);
    const review = await world.publisher.reviewReclaim(items, decisions);
    expect(review.changeSet.changes).to.have.length(items.length);
    const run = world.publisher.publish(review);
    expect((await run.done).counts).to.include({ applied: items.length, failed: 0 });
    for (const { userId } of items) {
      const states = getUserState(world.emulator.state(), userId).licenseAssignmentStates.filter(
        ({ assignedByGroup }) => assignedByGroup === null,
      );
      expect(states.map(({ skuId }) => skuId)).not.to.include(from.skuId);
      expect(states.find(({ skuId }) => skuId === to.skuId)?.state).to.equal('Active');
    }
    const undo = await world.publisher.reviewUndo(run.publishId, decisions);
    expect((await world.publisher.publish(undo).done).counts.failed).to.equal(0);
    expect(listHoldings(world)).to.deep.equal(people.map(describeLicenses));
    expect(await world.team.grants.list()).to.deep.equal([]);
  });

  it('says who cannot get the other plan, and leaves them what they have', async () => {
    const { world, from, to, items } = await startSwap();
    const gone = { userId: 'nobody', skuId: from.skuId, insteadSkuId: to.skuId };
    const unknown = { ...(items[0] as ReclaimItem), insteadSkuId: '00000000-0000-0000-0000-000000000001' };
    const { changeSet } = await world.publisher.reviewReclaim([gone, unknown]);
    expect(changeSet.changes).to.deep.equal([]);
    expect(changeSet.blocked.map(({ reason }) => reason)).to.deep.equal([
      'user-missing',
      'plan-not-assignable',
    ]);
    expect(changeSet.blocked[1]?.remedies).to.deep.equal(['leave-out']);
  });

  it('leaves out who is gone when the administrator says so', async () => {
    const { world, from, to } = await startSwap();
    const gone = { userId: 'nobody', skuId: from.skuId, insteadSkuId: to.skuId };
    const { changeSet } = await world.publisher.reviewReclaim([gone], { leftOut: ['nobody'] });
    expect(changeSet.blocked).to.deep.equal([]);
    expect(changeSet.leftOut).to.deep.equal(['nobody']);
  });
});
