import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createDesktops } from '../../publishing-world.js';
import {
  counts,
  listGrantsOfPeople,
  listHolders,
  listMembers,
  openGroup,
  saveFor,
  setScene,
  settle,
} from '../../scene.js';
import { isWrite, Tampering } from '../../tampering.js';

const portal = '<!doctype html><title>Welcome</title>';

/** Answers of success that are not Graph's: nothing was written. */
const foreign: Readonly<Record<string, (ids: readonly string[]) => Response>> = {
  'a page': () => new Response(portal, { headers: { 'Content-Type': 'text/html' } }),
  'a page with Graph’s headers': () =>
    new Response(portal, { headers: { 'Content-Type': 'text/html', 'request-id': 'a' } }),
  'nothing, 200': () => new Response(''),
  'nothing, 204': () => new Response(null, { status: 204 }),
  'nothing, 202': () => new Response(null, { status: 202 }),
  'JSON of somebody else': () => Response.json({ id: '00000000-0000-0000-0000-000000000001' }),
  'JSON of nobody': () => Response.json({ ok: true }),
  'an empty list': () => Response.json({ value: [] }),
  'a batch without answers': () => Response.json({ responses: [] }),
  'a batch of other answers': () => Response.json({ responses: [{ id: 'x', status: 200, body: {} }] }),
  'a batch that names nobody': (ids) =>
    Response.json({ responses: ids.map((_id, at) => ({ id: String(at + 1), status: 200, body: {} })) }),
};

/** A person by itself travels alone, several in a batch. */
const sizes = [1, 20] as const;

describe('an answer of success that is not Graph’s own', () => {
  for (const size of sizes)
    for (const [what, answer] of Object.entries(foreign))
      it(`confirms no license: ${what}, for ${size === 1 ? 'one person' : 'a batch'}; and is not asked for without end`, async () => {
        const tampering = new Tampering();
        const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
        const { world, skuId, fresh, holders } = scene;
        const people = fresh.slice(0, size);
        await saveFor(scene, people);
        const review = await world.publisher.review('ws');
        tampering.tamper = (asked) =>
          isWrite(asked) ? Promise.resolve(answer(asked.map(({ path }) => path))) : undefined;
        const { counts: found } = await world.publisher.publish(review).done;
        tampering.tamper = undefined;

        expect(found).to.deep.equal(counts({ open: size }));
        expect(tampering.hits).to.be.above(0);
        expect(tampering.hits).to.be.at.most(20);
        expect(listHolders(world, skuId)).to.deep.equal([...holders]);
        for (const { state } of await listGrantsOfPeople(world)) expect(state).to.equal('giving');
        await settle(world);
        const { changes, open } = (await world.publisher.review('ws')).changeSet;
        expect(open).to.deep.equal([]);
        expect(changes).to.have.length(size);
        expect(await listGrantsOfPeople(world)).to.deep.equal([]);
      });

  for (const [what, answer] of Object.entries(foreign).filter(
    ([name]) => !name.includes('headers') && !name.includes('names nobody'),
  ))
    it(`confirms no membership, neither to come nor to go: ${what}`, async () => {
      const tampering = new Tampering();
      const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
      const { world, fresh } = scene;
      const [known = '', ...more] = fresh;
      const people = more.slice(0, 3);
      const groupId = await openGroup(scene, known);
      const tamper = () =>
        (tampering.tamper = (asked) =>
          isWrite(asked) ? Promise.resolve(answer(asked.map(({ path }) => path))) : undefined);
      await saveFor(scene, [known, ...people], { route: 'group' });
      const joining = await world.publisher.review('ws');
      tamper();
      expect((await world.publisher.publish(joining).done).counts).to.deep.equal(counts({ open: 3 }));
      expect(tampering.hits).to.be.at.most(20);
      tampering.tamper = undefined;
      expect(listMembers(world, groupId)).to.deep.equal([known]);
      await settle(world);
      expect((await listGrantsOfPeople(world)).map(({ state }) => state)).to.deep.equal(['given']);

      await saveFor(scene, [], { route: 'group' });
      const leaving = await world.publisher.review('ws');
      tamper();
      expect((await world.publisher.publish(leaving).done).counts).to.deep.equal(counts({ open: 1 }));
      tampering.tamper = undefined;
      expect(listMembers(world, groupId)).to.deep.equal([known]);
      expect(await listGrantsOfPeople(world)).to.have.length(1);
      await settle(world);
      expect(
        (await world.publisher.review('ws')).changeSet.changes.map(({ userId }) => userId),
      ).to.deep.equal([known]);
    });

  it('lets nobody take a country for set that is not', async () => {
    const tampering = new Tampering();
    const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
    const { world, skuId } = scene;
    const by = world.emulator.state().users.find(({ usageLocation }) => !usageLocation)?.id ?? '';
    await saveFor(scene, [by]);
    const review = await world.publisher.review('ws', { usageLocations: { [by]: 'US' } });
    tampering.tamper = (asked) =>
      asked.some(({ method }) => method === 'PATCH')
        ? Promise.resolve(new Response(null, { status: 204 }))
        : undefined;
    const { counts: found } = await world.publisher.publish(review).done;
    expect(found.applied).to.equal(0);
    expect(listHolders(world, skuId)).not.to.include(by);
  });

  it('is no group that was made', async () => {
    for (const answer of Object.values(foreign)) {
      const tampering = new Tampering();
      const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
      const { world, fresh } = scene;
      await saveFor(scene, fresh.slice(0, 3), { route: 'group' });
      const review = await world.publisher.review('ws');
      tampering.tamper = (asked) => (isWrite(asked) ? Promise.resolve(answer([])) : undefined);
      const { counts: found, error } = await world.publisher.publish(review).done;
      expect(error).not.to.equal(undefined);
      expect(error?.code).not.to.equal('unexpected');
      expect(found).to.deep.equal(counts({ notSent: 3 }));
      expect(tampering.hits).to.be.at.most(20);
      expect((await world.store.get('ws'))?.workspace.groupId).to.equal(undefined);
    }
  });

  it('of a service counts only with what its provider shows when it throws', async () => {
    const desktops = createDesktops();
    const { world, fresh } = await setScene({ providers: [desktops] });
    desktops.failing = true;
    await world.save('ws', {
      services: [{ providerId: 'desktops', serviceId: 'standard' }],
      subscribers: fresh.slice(0, 2),
    });
    const { counts: found } = await world.publisher.publish(await world.publisher.review('ws')).done;
    expect(found).to.deep.equal(counts({ failed: 2 }));
    expect(await listGrantsOfPeople(world)).to.deep.equal([]);
  });
});
