import { describe, it } from 'node:test';
import { expect } from 'chai';
import { listPairs, type AppPair } from '../../../src/model/app-rules.js';
import type { PublishRun } from '../../../src/publishing/publish-run.js';
import { startWorld, type World } from '../publishing-world.js';

/** Two workspaces that give the same two plans to somebody else each, and an app of each plan. */
async function begin() {
  const world = startWorld({ tenant: 'contoso', users: 300 });
  const [bi, flow] = [await world.plan('POWER_BI_PRO'), await world.plan('FLOW_FREE')];
  const people = (await world.people()).filter(
    ({ usageLocation, licenses }) =>
      usageLocation && !licenses.some(({ skuId }) => skuId === bi.skuId || skuId === flow.skuId),
  );
  const plans = [bi, flow].map(({ skuId }) => ({ skuId, apps: {} }));
  for (const [at, id] of ['first', 'second'].entries())
    await world.save(id, { plans, subscribers: people.slice(at, at + 1).map((person) => person.id) });
  const own = (plan: typeof bi, other: typeof bi): string =>
    plan.apps.find(
      (app) => app.switchable && !other.apps.some((each) => each.servicePlanId === app.servicePlanId),
    )?.servicePlanId ?? '';
  const [pair] = listPairs([own(bi, flow), own(flow, bi)]);
  if (!pair) throw new Error('The plans have no two apps.');
  return { world, pair };
}

function refuse({ emulator }: World, pair: AppPair): void {
  emulator.faults.add({
    kind: 'status',
    method: 'POST',
    path: '/users/*/assignLicense',
    status: 400,
    code: 'Request_BadRequest',
    message: `License assignment failed because service plans ${pair.join(', ')} are mutually exclusive.`,
  });
}

async function listRefused({ team }: World): Promise<readonly AppPair[]> {
  return (await team.insights.listRefused()).map(({ ids }) => ids);
}

async function publish({ publisher }: World, workspaceId: string): Promise<PublishRun> {
  const review = await publisher.review(workspaceId);
  const userIds = review.changeSet.blocked.map(({ userId }) => userId);
  const assignAnyway = Object.fromEntries(userIds.map((userId) => [userId, ['apps-conflict'] as const]));
  const run = publisher.publish(review.decide({ assignAnyway }));
  await run.done;
  return run;
}

describe('apps that Microsoft refuses together', () => {
  it('are a warning in every later review of the tenant, until it takes them once', async () => {
    const { world, pair } = await begin();
    const { publisher } = world;
    expect((await publisher.review('second')).changeSet.blocked).to.deep.equal([]);
    refuse(world, pair);
    expect((await publish(world, 'first')).state.counts).to.include({ applied: 0, failed: 1 });
    expect(await listRefused(world)).to.deep.equal([pair]);

    for (const id of ['first', 'second']) {
      const { changeSet } = await publisher.review(id);
      expect(changeSet.changes).to.deep.equal([]);
      expect(changeSet.blocked).to.have.length(1);
      expect(changeSet.blocked[0]).to.deep.include({
        reason: 'apps-conflict',
        servicePlanIds: pair,
        refusedAt: new Date(world.clock.now()).toISOString().slice(0, 10),
        remedies: ['assign-anyway', 'turn-app-off', 'leave-out'],
      });
    }
    expect((await publish(world, 'second')).state.counts).to.include({ applied: 0, failed: 1 });
    expect(await listRefused(world)).to.deep.equal([pair]);

    world.emulator.faults.replace([]);
    expect((await publish(world, 'second')).state.counts).to.include({ applied: 1, failed: 0 });
    expect(await listRefused(world)).to.deep.equal([]);
    const { changeSet } = await publisher.review('first');
    expect(changeSet.blocked).to.deep.equal([]);
    expect(changeSet.changes).to.have.length(1);
  });

  it('are forgotten also when it takes them as one goes on', async () => {
    const { world, pair } = await begin();
    refuse(world, pair);
    await publish(world, 'first');
    const again = await publish(world, 'first');
    expect(again.state.counts).to.include({ failed: 1 });
    world.emulator.faults.replace([]);
    const rest = await world.publisher.reviewRest(again.publishId);
    const userIds = rest.changeSet.blocked.map(({ userId }) => userId);
    const assignAnyway = Object.fromEntries(userIds.map((userId) => [userId, ['apps-conflict'] as const]));
    const retry = world.publisher.publish(rest.decide({ assignAnyway }));
    expect((await retry.done).counts).to.include({ applied: 1, failed: 0 });
    expect(await listRefused(world)).to.deep.equal([]);
  });

  it('are known to colleagues, too', async () => {
    const { world, pair } = await begin();
    refuse(world, pair);
    await publish(world, 'first');
    const colleague = world.reload(world.colleague(0));
    const { blocked } = (await colleague.review('second')).changeSet;
    expect(blocked.map(({ reason, servicePlanIds }) => [reason, servicePlanIds])).to.deep.equal([
      ['apps-conflict', pair],
    ]);
  });
});
