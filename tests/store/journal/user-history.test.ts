import { describe, it } from 'node:test';
import { expect } from 'chai';
import { readUserHistory } from '../../../src/store/journal/user-history.js';
import { startWorld } from '../../publishing/publishing-world.js';

describe('the history of a user', () => {
  it('has what publishes gave and took, newest first, and nothing of others', async () => {
    const world = startWorld({
      tenant: 'contoso',
      users: 60,
      publisher: { policy: { requireSynced: false } },
    });
    const { skuId } = await world.plan('FLOW_FREE');
    const [person, other] = (await world.people()).filter(
      (each) =>
        each.usageLocation &&
        each.accountEnabled &&
        !each.guest &&
        !each.licenses.some((license) => license.skuId === skuId),
    );
    const draft = { plans: [{ skuId, apps: {} }], subscribers: [person!.id] };
    await world.save('ws', draft);
    const first = world.publisher.publish(await world.publisher.review('ws'));
    await first.done;
    await world.clock.advance(61_000);
    const second = world.publisher.publish(
      await world.publisher.reviewReclaim([{ userId: person!.id, skuId: 'not-held' }]),
    );
    await second.done;
    const undo = world.publisher.publish(await world.publisher.reviewUndo(first.publishId));
    await undo.done;
    const history = await readUserHistory(world.journal, person!.id, 10);
    expect(
      history.map(({ publishId, kind, status, given, taken }) => [publishId, kind, status, given, taken]),
    ).to.deep.equal([
      [undo.publishId, 'undo', 'applied', [], [{ kind: 'plan', skuId }]],
      [first.publishId, 'publish', 'applied', [{ kind: 'plan', skuId }], []],
    ]);
    expect(history[0]!.at > history[1]!.at).to.equal(true);
    expect(await readUserHistory(world.journal, person!.id, 1)).to.deep.equal(history.slice(0, 1));
    expect(await readUserHistory(world.journal, other!.id, 10)).to.deep.equal([]);
  });
});
