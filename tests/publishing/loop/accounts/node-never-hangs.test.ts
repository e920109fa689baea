import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createCatalog } from '../../../../src/catalog/catalog.js';
import { ProvisioningError, type ErrorCode } from '../../../../src/model/errors.js';
import { createPublisher, type Publisher } from '../../../../src/publishing/publisher.js';
import type { World } from '../../publishing-world.js';
import { counts, listHolders, routes, saveFor, setScene, settle } from '../../scene.js';

const policy = { requireSynced: false, allowGuests: true, allowDisabled: true };

/** As a script makes it: nobody says whether a person is there. */
function createForScript({ graph, team, account, clock }: World): Publisher {
  return createPublisher({
    settings: () => ({ graph, store: team, catalog: createCatalog([]), policy }),
    account,
    clock,
  });
}

const reading = [
  'User.Read.All',
  'LicenseAssignment.Read.All',
  'GroupMember.Read.All',
  'Organization.Read.All',
];

describe('a publish in Node', () => {
  for (const route of routes)
    it(`ends with the code when nobody has allowed to write (${route} route)`, async () => {
      const scene = await setScene({ tenant: 'contoso', users: 120, scopes: reading, consenting: false });
      const { world, skuId, fresh, holders } = scene;
      await saveFor(scene, fresh.slice(0, 30), { route });
      const script = createForScript(world);
      const { error, end, counts: found } = await script.publish(await script.review('ws')).done;
      expect(error?.code).to.equal('consent-required');
      expect(end).to.equal('stopped');
      expect(found).to.deep.equal(counts({ notSent: 30 }));
      expect(listHolders(world, skuId)).to.deep.equal([...holders]);
      expect(await world.team.lease.read()).to.equal(undefined);
    });

  for (const code of ['sign-in-again', 'not-signed-in'] satisfies ErrorCode[])
    for (const route of routes)
      it(`ends with the code when the session ends in the middle (${code}, ${route} route), and goes on later`, async () => {
        let isOver = false;
        let writes = 0;
        const scene = await setScene({
          tenant: 'contoso',
          users: 300,
          failToken: () => (isOver ? new ProvisioningError(code, 'The session is over.') : undefined),
          onRequest: (request) => {
            if (request.method !== 'GET' && (writes += 1) > 2) isOver = true;
          },
        });
        const { world, skuId, fresh } = scene;
        const people = fresh.slice(0, 200);
        await saveFor(scene, people, { route });
        const script = createForScript(world);
        const review = await script.review('ws');
        writes = 0;
        const run = script.publish(review);
        const { error, end, counts: found, total } = await run.done;
        expect(error?.code).to.equal(code);
        expect(end).to.equal('stopped');
        expect(total).to.equal(200);
        expect(found.applied + found.failed + found.open + found.notSent).to.equal(200);
        expect(found.failed).to.equal(0);

        isOver = false;
        writes = -Infinity;
        await settle(world);
        const rest = createForScript(world);
        expect((await rest.publish(await rest.reviewRest(run.publishId)).done).error).to.equal(undefined);
        await settle(world);
        expect(listHolders(world, skuId)).to.include.members(people);
      });

  it('ends with the code when Microsoft asks for another sign-in while it writes', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, fresh } = scene;
    await saveFor(scene, fresh.slice(0, 30));
    const script = createForScript(world);
    const review = await script.review('ws');
    world.emulator.faults.add({ kind: 'claims', path: '/users/*/assignLicense' });
    const { error, counts: found } = await script.publish(review).done;
    expect(error?.code).to.equal('sign-in-again');
    expect(found.applied).to.equal(0);
    expect(found.notSent + found.open).to.equal(30);
  });
});
