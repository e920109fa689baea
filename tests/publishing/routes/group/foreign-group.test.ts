import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { World } from '../../publishing-world.js';
import {
  counts,
  listHolders,
  listMembers,
  openGroup,
  publish,
  saveFor,
  setScene,
  settle,
  undo,
} from '../../scene.js';

/** A group of the tenant's own, with a plan and with people who have it from there. */
async function makeStaff(
  world: World,
  name: string,
  members: readonly string[],
  skuIds: readonly string[] = [],
) {
  const made = await world.call('POST', '/groups', {
    body: {
      displayName: name,
      mailEnabled: false,
      mailNickname: name.replaceAll(' ', '-'),
      securityEnabled: true,
      'members@odata.bind': members.map((id) => `${world.emulator.graph}/v1.0/users/${id}`),
    },
  });
  expect(made.status, JSON.stringify(made.body)).to.equal(201);
  const { id } = made.body as { id: string };
  for (const skuId of skuIds)
    await world.call('POST', `/groups/${id}/assignLicense`, {
      body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
    });
  await world.clock.advance(60_000);
  return id;
}

const by = { by: 'adele', at: '2026-01-15T09:00:00Z' };

describe('a group that only a record names', () => {
  it('lets nobody in: who forged it gets no operators', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, fresh } = scene;
    const groupId = await makeStaff(world, 'Tenant operators', []);
    await saveFor(scene, fresh.slice(0, 3), { route: 'group' });
    await world.save('ws', {}, { groupId });
    const { review, state } = await publish({ reviewer: world.publisher });
    expect(new Set(review.changeSet.blocked.map(({ reason }) => reason))).to.deep.equal(
      new Set(['group-not-ours']),
    );
    expect(review.changeSet.blocked.every((block) => block.groupId === groupId)).to.equal(true);
    expect(state.counts).to.deep.equal(counts({}));
    expect(listMembers(world, groupId)).to.deep.equal([]);
    expect((await world.team.grants.list()).length).to.equal(0);
  });

  it('is not recorded as ours, and the next publish takes nothing from its people', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const staff = fresh.slice(0, 19);
    const groupId = await makeStaff(world, 'All staff', staff, [skuId]);
    expect(listHolders(world, skuId)).to.include.members(staff);
    await saveFor(scene, staff.slice(0, 1), { route: 'group' });
    await world.save('ws', {}, { groupId });
    await publish({ reviewer: world.publisher });
    expect(await world.team.grants.list()).to.deep.equal([]);
    await world.save('ws', { plans: [], subscribers: [] });
    await publish({ reviewer: world.publisher });
    await world.save('ws', {}, { route: 'direct' });
    await publish({ reviewer: world.publisher });
    await world.save('ws', {}, { deleting: true });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(60_000);
    expect(listMembers(world, groupId)).to.deep.equal([...staff].sort());
    expect(listHolders(world, skuId)).to.include.members(staff);
  });

  it('that an administrator accepted keeps what it carried: that is never claimed, nor are its people', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const { skuId: powerBi } = await world.plan('POWER_BI_STANDARD');
    const bare = fresh.filter((id) => !listHolders(world, powerBi).includes(id));
    const staff = bare.slice(0, 10);
    const [first = ''] = staff;
    const [, , , , , , , , , , joining = ''] = bare;
    const groupId = await makeStaff(world, 'All staff', staff, [skuId]);
    const plans = [skuId, powerBi].map((each) => ({ skuId: each, apps: {} }));
    await world.save(
      'ws',
      { plans, subscribers: [first, joining] },
      { route: 'group', groupId, acceptedGroup: { groupId, ...by } },
    );
    const { review, state } = await publish({ reviewer: world.publisher });
    expect(state.error).to.equal(undefined);
    // Everybody who gains is named, and counted.
    expect(review.changeSet.group?.memberCount).to.equal(10);
    expect(review.changeSet.group?.groupId).to.equal(groupId);
    const named = [
      ...review.changeSet.changes.map(({ userId }) => userId),
      ...(review.changeSet.group?.bystanders ?? []),
    ];
    expect(named.sort()).to.deep.equal([...staff, joining].sort());
    expect(review.changeSet.licenses.find((each) => each.skuId === powerBi)?.added).to.equal(11);
    await settle(world);
    expect(listHolders(world, powerBi)).to.include.members([...staff, joining]);
    const claimed = (await world.team.grants.list()).map(({ holder, entitlement }) => [holder, entitlement]);
    expect(claimed).to.deep.include([
      { kind: 'group', groupId },
      { kind: 'plan', skuId: powerBi },
    ]);
    expect(claimed).not.to.deep.include([
      { kind: 'group', groupId },
      { kind: 'plan', skuId },
    ]);

    await world.save('ws', { plans: [], subscribers: [] });
    const last = await publish({ reviewer: world.publisher });
    expect(last.state.error).to.equal(undefined);
    const losing = [
      ...last.review.changeSet.changes.map(({ userId }) => userId),
      ...(last.review.changeSet.group?.bystanders ?? []),
    ];
    expect(losing.sort()).to.deep.equal([...staff, joining].sort());
    await settle(world);
    expect(listMembers(world, groupId)).to.deep.equal([...staff].sort());
    expect(listHolders(world, skuId)).to.include.members(staff);
    for (const id of [...staff, joining]) expect(listHolders(world, powerBi)).not.to.include(id);
  });

  it('that an administrator accepted gives back what an undone publish did, and no more', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const staff = fresh.slice(0, 4);
    const groupId = await makeStaff(world, 'All staff', staff, [skuId]);
    const [, , , , joining = ''] = fresh;
    await saveFor(scene, [joining], { route: 'group' });
    await world.save('ws', {}, { groupId, acceptedGroup: { groupId, ...by } });
    const { run, state } = await publish({ reviewer: world.publisher });
    expect(state.counts).to.deep.equal(counts({ applied: 1 }));
    await settle(world);
    expect((await undo(world, run.publishId)).state.counts).to.deep.equal(counts({ applied: 1 }));
    await settle(world);
    expect(listMembers(world, groupId)).to.deep.equal([...staff].sort());
    expect(listHolders(world, skuId)).to.include.members(staff).and.not.to.include(joining);
  });
});

describe('the workspace’s own group', () => {
  it('has a name that nobody can take first, whatever the workspace is called', async () => {
    const names = new Set<string>();
    for (const seed of [1, 2]) {
      const scene = await setScene({ tenant: 'contoso', users: 120, seed });
      const { world, fresh } = scene;
      const groupId = await openGroup(scene, fresh[0] ?? '');
      const name = world.emulator.state().groups.find(({ id }) => id === groupId)?.uniqueName ?? '';
      expect(name).to.match(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
      expect(name).not.to.match(/-ws\b/);
      names.add(name);
    }
    expect(names.size).to.equal(2);
  });

  it('is named in the review with whoever owns it and is neither its maker nor an administrator', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, fresh } = scene;
    const [known = '', stranger = '', more = ''] = fresh.filter((id) => id !== world.account.objectId);
    const groupId = await openGroup(scene, known);
    await saveFor(scene, [known, more], { route: 'group' });
    expect((await world.publisher.review('ws')).changeSet.group?.strangers).to.deep.equal([]);
    const owned = await world.call('POST', `/groups/${groupId}/owners/$ref`, {
      body: { '@odata.id': `${world.emulator.graph}/v1.0/users/${stranger}` },
    });
    expect(owned.status).to.equal(204);
    const { group } = (await world.publisher.review('ws')).changeSet;
    expect(group?.groupId).to.equal(groupId);
    expect(group?.memberCount).to.equal(1);
    expect(group?.strangers.map(({ userId }) => userId)).to.deep.equal([stranger]);
  });

  it('gains and loses nobody unnamed: people whom somebody let in by hand are in the review and in its counts', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const [known = '', ...others] = fresh;
    const inside = others.slice(0, 5);
    const groupId = await openGroup(scene, known);
    for (const id of inside)
      await world.call('POST', `/groups/${groupId}/members/$ref`, {
        body: { '@odata.id': `${world.emulator.graph}/v1.0/directoryObjects/${id}` },
      });
    await world.clock.advance(60_000);
    expect(listHolders(world, skuId)).to.include.members(inside);
    await world.save('ws', { plans: [] });
    const { review } = await publish({ reviewer: world.publisher });
    const { changes, group, licenses } = review.changeSet;
    const named = [...changes.map(({ userId }) => userId), ...(group?.bystanders ?? [])].sort();
    expect(named).to.deep.equal([known, ...inside].sort());
    expect(group?.memberCount).to.equal(6);
    expect(licenses.find((each) => each.skuId === skuId)?.freed).to.equal(6);
  });
});
