import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createDesktops } from '../../publishing-world.js';
import {
  counts,
  inviteColleague,
  expectTakenBack,
  listGrantsOfPeople,
  listHolders,
  openGroup,
  publish,
  routes,
  saveFor,
  setScene,
  settle,
} from '../../scene.js';
import { isWrite, Tampering, type Tamper } from '../../tampering.js';

/** What a whole request of writes is answered that took effect. */
const lost: Readonly<Record<string, Tamper>> = {
  ...Object.fromEntries(
    [408, 500, 502, 503, 504].map((status): [string, Tamper] => [
      String(status),
      (asked, pass) => lose(asked, pass, () => new Response('<html>Bad gateway</html>', { status })),
    ]),
  ),
  'a broken connection': (asked, pass) =>
    lose(asked, pass, () => {
      throw new TypeError('fetch failed');
    }),
  'JSON cut short': (asked, pass) =>
    lose(
      asked,
      pass,
      () => new Response('{"responses":[{"id":', { headers: { 'Content-Type': 'application/json' } }),
    ),
};

function lose(asked: Parameters<Tamper>[0], pass: Parameters<Tamper>[1], answer: () => Response) {
  if (!isWrite(asked)) return undefined;
  return pass().then(answer);
}

describe('a write whose answer was lost', () => {
  for (const route of routes)
    for (const [what, tamper] of Object.entries(lost)) {
      it(`counts as done on the ${route} route when it shows in the tenant (${what}), and is taken back like any other`, async () => {
        const tampering = new Tampering();
        const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
        const { world, skuId, fresh, holders } = scene;
        const people = fresh.slice(0, 20);
        await saveFor(scene, people, { route });
        const review = await world.publisher.review('ws');
        tampering.tamper = (asked, pass) => (tampering.hits < 1 ? tamper(asked, pass) : undefined);
        const { counts: found, error } = await world.publisher.publish(review).done;

        expect(error).to.equal(undefined);
        expect(tampering.hits).to.equal(1);
        expect(found).to.deep.equal(counts({ applied: 20 }));
        expect(listHolders(world, skuId)).to.deep.equal([...holders, ...people].sort());
        expect((await listGrantsOfPeople(world)).map(({ state }) => state)).to.deep.equal(
          people.map(() => 'given'),
        );
        await world.clock.advance(61_000);
        await expectTakenBack(scene);
      });

      it(`stays open on the ${route} route as long as nothing shows it (${what}), until a colleague's review settles it`, async () => {
        const tampering = new Tampering();
        const scene = await setScene({
          tenant: 'contoso',
          users: 120,
          // Longer than a publish goes on trying.
          lagMs: 780_000,
          between: tampering.between,
        });
        const { world, skuId, fresh, holders } = scene;
        const people = fresh.slice(0, 20);
        const known = route === 'group' ? fresh.slice(20, 21) : [];
        for (const member of known) await openGroup(scene, member);
        const before = listHolders(world, skuId);
        await saveFor(scene, [...people, ...known], { route });
        const review = await world.publisher.review('ws');
        tampering.tamper = tamper;
        const run = world.publisher.publish(review);
        const { counts: found } = await run.done;
        tampering.tamper = undefined;

        expect(found.failed).to.equal(0);
        expect(found.notSent).to.equal(0);
        expect(found.open).to.equal(20);
        await world.clock.advance(780_000);
        expect(listHolders(world, skuId)).to.deep.equal([...before, ...people].sort());
        expect((await listGrantsOfPeople(world)).length).to.be.at.least(20);

        const colleague = inviteColleague(world);
        await settle(world, colleague);
        const { changes, open } = (await colleague.review('ws')).changeSet;
        expect(changes).to.deep.equal([]);
        expect(open).to.deep.equal([]);
        const outcomes = (await world.publisher.readPublish(run.publishId)).outcomes;
        expect([...outcomes.values()].map(({ status }) => status)).to.deep.equal(people.map(() => 'applied'));
        await expectTakenBack({ ...scene, holders }, colleague);
      });
    }

  for (const route of routes)
    it(`is open on the ${route} route after a cancellation, and settled by the next review`, async () => {
      const tampering = new Tampering();
      const scene = await setScene({
        tenant: 'contoso',
        users: 120,
        lagMs: 30_000,
        between: tampering.between,
      });
      const { world, skuId, fresh, holders } = scene;
      const people = fresh.slice(0, 20);
      const known = route === 'group' ? fresh.slice(20, 21) : [];
      for (const member of known) await openGroup(scene, member);
      await saveFor(scene, [...people, ...known], { route });
      const review = await world.publisher.review('ws');
      const run = world.publisher.publish(review);
      tampering.tamper = (asked, pass) => {
        if (!isWrite(asked)) return undefined;
        return pass().then(() => {
          run.cancel();
          return new Response('', { status: 502 });
        });
      };
      const { counts: found, end } = await run.done;
      tampering.tamper = undefined;

      expect(end).to.equal('completed');
      expect(found).to.deep.equal(counts({ open: 20 }));
      await settle(world);
      const { changes, open } = (await world.publisher.review('ws')).changeSet;
      expect({ changes, open }).to.deep.equal({ changes: [], open: [] });
      expect(listHolders(world, skuId)).to.deep.equal([...holders, ...people, ...known].sort());
      await expectTakenBack(scene);
    });

  it('is open when the look after it is answered with nothing that can be read', async () => {
    const tampering = new Tampering();
    const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
    const { world, skuId, fresh } = scene;
    const people = fresh.slice(0, 20);
    await saveFor(scene, people);
    const review = await world.publisher.review('ws');
    let isLost = false;
    tampering.tamper = (asked, pass) => {
      if (isWrite(asked))
        return pass().then(() => {
          isLost = true;
          return new Response('', { status: 502 });
        });
      return isLost ? Promise.resolve(Response.json({ hello: 'world' })) : undefined;
    };
    const { counts: found, error } = await world.publisher.publish(review).done;
    tampering.tamper = undefined;

    expect(error?.code).to.equal('answer-unreadable');
    expect(found).to.deep.equal(counts({ open: 20 }));
    expect(listHolders(world, skuId)).to.include.members([...people]);
    await settle(world);
    expect((await world.publisher.review('ws')).changeSet.open).to.deep.equal([]);
    await expectTakenBack(scene);
  });

  it('of a service counts as done when its provider shows it, and is open when it does not answer', async () => {
    const desktops = createDesktops();
    let isSilent = false;
    const losing = {
      ...desktops,
      async assign(assignment: { userId: string; serviceId: string }): Promise<void> {
        desktops.held.add(assignment.userId);
        throw new Error('socket hang up');
      },
      read: async (userIds: readonly string[]) => {
        if (isSilent) throw new Error('socket hang up');
        return desktops.read(userIds, ['standard']);
      },
    };
    const { world, fresh } = await setScene({ providers: [losing] });
    const [shown = '', silent = ''] = fresh;
    const services = [{ providerId: 'desktops', serviceId: 'standard' }];
    await world.save('ws', { services, subscribers: [shown] });
    expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(counts({ applied: 1 }));

    await world.save('ws', { services, subscribers: [shown, silent] });
    const review = await world.publisher.review('ws');
    const run = world.publisher.publish(review);
    const { assign } = losing;
    losing.assign = async (assignment) => {
      isSilent = true;
      await assign(assignment);
    };
    expect((await run.done).counts).to.deep.equal(counts({ open: 1 }));
    isSilent = false;
    await settle(world);
    expect((await world.publisher.review('ws')).changeSet).to.deep.include({ changes: [], open: [] });

    await world.save('ws', { services, subscribers: [] });
    expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(counts({ applied: 2 }));
    expect([...desktops.held]).to.deep.equal([]);
    expect(await listGrantsOfPeople(world)).to.deep.equal([]);
  });
});

describe('a write whose answer was lost, that does not show yet, and whose second try is refused', () => {
  for (const route of routes)
    it(`is open on the ${route} route, and done when it shows`, async () => {
      const tampering = new Tampering();
      const scene = await setScene({
        tenant: 'contoso',
        users: 120,
        lagMs: 45_000,
        between: tampering.between,
      });
      const { world, skuId, fresh } = scene;
      const [by = '', known = ''] = fresh;
      if (route === 'group') await openGroup(scene, known);
      await saveFor(scene, route === 'group' ? [by, known] : [by], { route });
      const review = await world.publisher.review('ws');
      tampering.tamper = (asked, pass) =>
        isWrite(asked)
          ? (tampering.hits === 0 ? pass() : Promise.resolve()).then(() =>
              tampering.hits === 1 ? new Response('', { status: 502 }) : refuse(),
            )
          : undefined;
      const run = world.publisher.publish(review);
      expect((await run.done).counts).to.deep.equal(counts({ open: 1 }));
      tampering.tamper = undefined;
      await settle(world);
      const { outcomes } = await world.publisher.readPublish(run.publishId);
      expect(outcomes.get(by)?.status).to.equal('applied');
      expect(listHolders(world, skuId)).to.include(by);
    });
});

function refuse(): Response {
  const error = {
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  };
  return Response.json({ error }, { status: 403 });
}
