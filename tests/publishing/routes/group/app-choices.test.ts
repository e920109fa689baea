import { describe, it } from 'node:test';
import { expect } from 'chai';
import { listHolders, publish, saveFor, setScene, settle, writeByHand } from '../../scene.js';

describe('apps that people have off and a workspace leaves as they are', () => {
  it('are named before the group turns them on for somebody, and for nobody else', async () => {
    const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 200 });
    const { world, skuId, fresh } = scene;
    const [off = '', plain = '', known = ''] = fresh;
    const apps = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
    const disabledPlans = [apps[0]?.servicePlanId ?? ''];
    await writeByHand(world, off, { add: [{ skuId, disabledPlans }] });
    await writeByHand(world, plain, { add: [{ skuId }] });
    await saveFor(scene, [off, plain, known], { route: 'group' });
    const { changes, warnings } = (await world.publisher.review('ws')).changeSet;
    expect(changes.map(({ userId }) => userId)).to.include(off);
    expect(warnings.filter(({ kind }) => kind === 'apps-changed')).to.deep.equal([
      { kind: 'apps-changed', skuId, userIds: [off] },
    ]);
    await publish({ reviewer: world.publisher });
    const held = world.emulator.state().users.find(({ id }) => id === off)?.assignedLicenses;
    expect(held?.find((each) => each.skuId === skuId)?.disabledPlans).to.deep.equal([]);
  });

  it('stay off when the workspace goes to the group and back, or whoever loses them is named each time', async () => {
    const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 200 });
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    const apps = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
    const off = [apps[0]?.servicePlanId ?? ''];
    await saveFor(scene, [by]);
    await publish({ reviewer: world.publisher });
    await writeByHand(world, by, { add: [{ skuId, disabledPlans: off }] });
    await settle(world);
    const offNow = () => {
      const user = world.emulator.state().users.find(({ id }) => id === by);
      const states = user?.licenseAssignmentStates.filter((each) => each.skuId === skuId) ?? [];
      // On is what any of them has on.
      return off.filter((app) => states.every(({ disabledPlans }) => disabledPlans.includes(app)));
    };
    expect(offNow()).to.deep.equal(off);
    for (const route of ['group', 'direct', 'group', 'direct'] as const) {
      const before = offNow();
      await saveFor(scene, [by], { route });
      const { review, state } = await publish({ reviewer: world.publisher });
      expect(state.counts.failed).to.equal(0);
      await settle(world);
      expect(listHolders(world, skuId)).to.include(by);
      const named = review.changeSet.warnings.some(
        ({ kind, userIds }) => kind === 'apps-changed' && userIds.includes(by),
      );
      if (offNow().length < before.length) expect(named, `to ${route}`).to.equal(true);
      else expect(offNow()).to.deep.equal(before);
    }
  });
});

describe('two workspaces that want an app of one plan on and off', () => {
  for (const route of ['direct', 'group'] as const)
    it(`agree that it is on, whoever is published last (the first one by its ${route} route)`, async () => {
      const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 200 });
      const { world, skuId, fresh } = scene;
      const [by = ''] = fresh;
      const [app] = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
      const id = app?.servicePlanId ?? '';
      await saveFor(scene, [by]);
      await publish({ reviewer: world.publisher });
      await settle(world);
      await saveFor(scene, [by], { route, apps: { [id]: 'off' } });
      await saveFor(scene, [by], { id: 'other', route: 'group', apps: { [id]: 'on' } });
      for (const each of ['other', 'ws', 'other', 'ws']) {
        await publish({ reviewer: world.publisher, id: each });
        await settle(world);
      }
      for (const each of ['ws', 'other'])
        expect((await world.publisher.review(each)).changeSet.changes, each).to.deep.equal([]);
      const user = world.emulator.state().users.find((each) => each.id === by);
      const states = user?.licenseAssignmentStates.filter((each) => each.skuId === skuId) ?? [];
      expect(states.some(({ disabledPlans }) => !disabledPlans.includes(id))).to.equal(true);
    });

  it('no longer, once the deletion of one of them is published, though somebody left out keeps the plan', async () => {
    const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 200 });
    const { world, skuId, fresh } = scene;
    const [by = '', leftOut = ''] = fresh;
    const [app] = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
    const id = app?.servicePlanId ?? '';
    await saveFor(scene, [by, leftOut], { apps: { [id]: 'on' } });
    await saveFor(scene, [by], { id: 'other', apps: { [id]: 'off' } });
    for (const each of ['ws', 'other']) await publish({ reviewer: world.publisher, id: each });
    await settle(world);
    await world.save('ws', {}, { deleting: true });
    const { state } = await publish({ reviewer: world.publisher, decisions: { leftOut: [leftOut] } });
    expect(state.counts.failed + state.counts.notSent).to.equal(0);
    await settle(world);
    await publish({ reviewer: world.publisher, id: 'other' });
    await settle(world);
    for (const each of ['ws', 'other']) {
      const decisions = { leftOut: each === 'ws' ? [leftOut] : [] };
      expect((await world.publisher.review(each, decisions)).changeSet.changes, each).to.deep.equal([]);
    }
    const offOf = (userId: string) =>
      world.emulator
        .state()
        .users.find((each) => each.id === userId)
        ?.licenseAssignmentStates.find((each) => each.skuId === skuId)?.disabledPlans;
    expect(offOf(by)).to.deep.equal([id]);
    expect(offOf(leftOut)).to.deep.equal([]);
  });

  it('keep whoever would lose the app in the group that alone has it on', async () => {
    const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 200 });
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    const [app] = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
    const id = app?.servicePlanId ?? '';
    await saveFor(scene, [by], { route: 'group' });
    await publish({ reviewer: world.publisher });
    await settle(world);
    // It is on already through the group: a direct license would change nothing.
    await saveFor(scene, [by], { id: 'wants-it', apps: { [id]: 'on' } });
    await publish({ reviewer: world.publisher, id: 'wants-it' });
    await saveFor(scene, [by], { id: 'other', route: 'group', apps: { [id]: 'off' } });
    await publish({ reviewer: world.publisher, id: 'other' });
    await settle(world);
    await saveFor(scene, [], { route: 'group' });
    const { review } = await publish({ reviewer: world.publisher });
    expect(review.changeSet.blocked.map(({ reason, userId }) => [reason, userId])).to.deep.equal([
      ['given-by-workspace', by],
    ]);
    await settle(world);
    const user = world.emulator.state().users.find((each) => each.id === by);
    const states = user?.licenseAssignmentStates.filter((each) => each.skuId === skuId) ?? [];
    expect(states.some(({ disabledPlans }) => !disabledPlans.includes(id))).to.equal(true);
  });
});
