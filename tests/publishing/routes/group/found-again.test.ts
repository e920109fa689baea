import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  counts,
  expectTakenBack,
  inviteColleague,
  listHolders,
  listMembers,
  publish,
  saveFor,
  setScene,
} from '../../scene.js';
import { isWrite, Tampering, type AskedOf } from '../../tampering.js';

describe('a group whose making was not answered', () => {
  it('is found again by its name when the tab is gone, is stored, and loses whoever is unsubscribed', async () => {
    const tampering = new Tampering();
    const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
    const { world, skuId, fresh, holders } = scene;
    const people = fresh.slice(0, 3);
    const groupsBefore = world.emulator.state().groups.length;
    await saveFor(scene, people, { route: 'group' });
    const review = await world.publisher.review('ws');
    let isMade = false;
    tampering.tamper = (asked, pass) => {
      if (isMade) throw new TypeError('fetch failed');
      if (!isWrite(asked)) return undefined;
      isMade = true;
      return pass().then(() => {
        throw new TypeError('fetch failed');
      });
    };
    const { counts: found } = await world.publisher.publish(review).done;
    expect(found).to.deep.equal(counts({ notSent: 3 }));
    tampering.tamper = undefined;
    expect((await world.store.get('ws'))?.workspace.groupId).to.equal(undefined);
    expect(world.emulator.state().groups.length).to.equal(groupsBefore + 1);

    const publisher = world.reload();
    expect((await publish({ reviewer: publisher })).state.counts).to.deep.equal(counts({ applied: 3 }));
    expect(world.emulator.state().groups.length).to.equal(groupsBefore + 1);
    const groupId = (await world.store.get('ws'))?.workspace.groupId ?? '';
    expect(listMembers(world, groupId)).to.deep.equal([...people].sort());
    expect(listHolders(world, skuId)).to.deep.equal([...holders, ...people].sort());
    await world.clock.advance(61_000);
    await expectTakenBack(scene, publisher);
    expect(listMembers(world, groupId)).to.deep.equal([]);
  });

  it('is stored when it is found in the same publish, even when nothing else of that publish succeeds', async () => {
    const tampering = new Tampering();
    const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
    const { world, fresh } = scene;
    const groupsBefore = world.emulator.state().groups.length;
    await saveFor(scene, fresh.slice(0, 3), { route: 'group' });
    const review = await world.publisher.review('ws');
    tampering.tamper = (asked, pass) => {
      if (!isWrite(asked)) return undefined;
      if (tampering.hits > 0) throw new TypeError('fetch failed');
      return pass().then(() => new Response('', { status: 504 }));
    };
    const { counts: found } = await world.publisher.publish(review).done;
    tampering.tamper = undefined;
    expect(found.applied).to.equal(0);
    expect(world.emulator.state().groups.length).to.equal(groupsBefore + 1);
    const groupId = (await world.store.get('ws'))?.workspace.groupId;
    expect(world.emulator.state().groups.map(({ id }) => id)).to.include(groupId);
  });
});

describe('a group that was just made', () => {
  it('is not taken for gone by a colleague who cannot read it yet', async () => {
    const tampering = new Tampering();
    const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
    const { world, fresh } = scene;
    const colleague = inviteColleague(world);
    await world.save('ws', { plans: [], subscribers: fresh.slice(0, 2) }, { route: 'group' });
    await publish({ reviewer: world.publisher });
    const groupId = (await world.store.get('ws'))?.workspace.groupId ?? '';
    tampering.tamper = (asked, pass) => hideGroup(groupId, asked, pass);
    const { changeSet } = await colleague.review('ws');
    expect(tampering.hits).to.be.greaterThan(0);
    expect(changeSet.group?.groupId).to.equal(groupId);
    expect(changeSet.changes).to.deep.equal([]);

    await world.clock.advance(61_000);
    const late = (await colleague.review('ws')).changeSet;
    expect(late.group?.groupId).to.equal(undefined);
    expect(late.changes.length).to.equal(2);
  });
});

/** Answers reads of one group as where nobody has heard of it yet. */
function hideGroup(
  groupId: string,
  asked: readonly AskedOf[],
  pass: () => Promise<Response>,
): Promise<Response> | undefined {
  const isHidden = ({ path }: AskedOf): boolean => path.startsWith(`/groups/${groupId}`);
  if (!asked.some(isHidden)) return undefined;
  const unknown = { error: { code: 'Request_ResourceNotFound', message: 'It does not exist.' } };
  if (asked.length === 1) return Promise.resolve(Response.json(unknown, { status: 404 }));
  return pass().then(async (answer) => {
    const { responses } = (await answer.json()) as { responses: { id: string }[] };
    const hidden = responses.map((each) => {
      const question = asked[Number(each.id) - 1];
      return question && isHidden(question) ? { id: each.id, status: 404, headers: {}, body: unknown } : each;
    });
    return Response.json({ responses: hidden }, { headers: answer.headers });
  });
}
