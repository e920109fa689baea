import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Workspace } from '../../../../src/model/workspace/workspace.js';
import { counts, inviteColleague, publish, routes, saveFor, setScene } from '../../scene.js';
import { isWrite, Tampering } from '../../tampering.js';

type Change = (workspace: Workspace, person: string, skuId: string) => Partial<Workspace>;

const by = { by: 'somebody', at: '2026-01-15T09:00:00Z' };

/** What may happen to a workspace between the review and the button. */
const changes: Readonly<Record<string, Change>> = {
  'one more person': ({ draft }, person) => ({
    draft: { ...draft, subscribers: [...draft.subscribers, person] },
  }),
  'one person fewer': ({ draft }) => ({ draft: { ...draft, subscribers: draft.subscribers.slice(1) } }),
  'another plan': ({ draft }, _person, skuId) => ({ draft: { ...draft, plans: [{ skuId, apps: {} }] } }),
  'another route': ({ route }) => ({ route: route === 'direct' ? 'group' : 'direct' }),
  deletion: () => ({ deleting: true }),
  'somebody left out': ({ draft }) => ({
    exceptions: [{ userId: draft.subscribers[0] ?? '', kind: 'left-out', ...by }],
  }),
  'another group': () => ({ groupId: '00000000-0000-0000-0000-000000000001' }),
};

describe('a review that is no longer what the store says', () => {
  for (const route of routes)
    for (const [what, change] of Object.entries(changes))
      it(`does not start: ${what} (${route} route)`, async () => {
        const tampering = new Tampering();
        let writes = 0;
        tampering.tamper = (asked) => {
          if (isWrite(asked)) writes += 1;
          return undefined;
        };
        const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
        const { world, fresh } = scene;
        const [first = '', second = '', third = ''] = fresh;
        await saveFor(scene, [first, second], { route });
        const { skuId: other } = await world.plan('POWER_BI_STANDARD');
        const review = await world.publisher.review('ws');
        const stored = await world.store.get('ws');
        if (!stored) throw new Error('no workspace');
        const { workspace, etag } = stored;
        await world.store.put({ ...workspace, ...change(workspace, third, other) }, { etag });
        const before = JSON.stringify(world.emulator.state().users);
        const { error, counts: found, results } = await world.publisher.publish(review).done;

        expect(error?.code).to.equal('stale');
        expect(found).to.deep.equal(counts({}));
        expect([...results]).to.deep.equal([]);
        expect(writes).to.equal(0);
        expect(JSON.stringify(world.emulator.state().users)).to.equal(before);
        expect(await world.publisher.history()).to.deep.equal([]);
        expect(await world.team.grants.list()).to.deep.equal([]);
        expect(await world.team.lease.read()).to.equal(undefined);
      });

  it('writes nothing again that a colleague has published meanwhile', async () => {
    const scene = await setScene({});
    const { world, fresh } = scene;
    await saveFor(scene, fresh.slice(0, 2));
    const review = await world.publisher.review('ws');
    const colleague = inviteColleague(world);
    expect((await publish({ reviewer: colleague })).state.counts).to.deep.equal(counts({ applied: 2 }));
    const writes = world.emulator.state().users.reduce((sum, user) => sum + user.writes, 0);
    const { counts: found, results } = await world.publisher.publish(review).done;
    expect(found.failed + found.open).to.equal(0);
    for (const result of results.values())
      expect('reason' in result && result.reason).to.be.oneOf(['already-so', 'changed-since-review']);
    expect(world.emulator.state().users.reduce((sum, user) => sum + user.writes, 0)).to.equal(writes);
  });

  it('does not start when the workspace is gone', async () => {
    const scene = await setScene({});
    const { world, fresh } = scene;
    await saveFor(scene, fresh.slice(0, 2));
    const review = await world.publisher.review('ws');
    const stored = await world.store.get('ws');
    await world.store.delete('ws', { etag: stored?.etag ?? '' });
    expect((await world.publisher.publish(review).done).error?.code).to.equal('stale');
    expect(world.emulator.state().users.reduce((sum, user) => sum + user.writes, 0)).to.equal(0);
  });

  it('publishes exactly those who were on the button, although the tenant was read anew meanwhile', async () => {
    const scene = await setScene({});
    const { world, fresh } = scene;
    const [first = '', second = ''] = fresh;
    await saveFor(scene, [first]);
    const confirmed = await world.publisher.review('ws');
    await world.publisher.review('ws', { leftOut: [first] });
    await world.publisher.review('ws', { adopted: {} });
    const { total, results } = await world.publisher.publish(confirmed).done;
    expect(total).to.equal(1);
    expect([...results.keys()]).to.deep.equal([first]);
    expect(world.emulator.state().users.find(({ id }) => id === second)?.writes).to.equal(0);
  });
});
