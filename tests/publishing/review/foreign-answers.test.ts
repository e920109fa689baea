import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ProvisioningError } from '../../../src/model/errors.js';
import { openGroup, saveFor, setScene } from '../scene.js';
import { isWrite, Tampering } from '../tampering.js';

const portal = '<!doctype html><title>Welcome</title><form action="/login">Accept the terms</form>';

/** What is between may answer instead of Graph. */
const shapes: readonly (() => Response)[] = [
  () => new Response(portal, { headers: { 'Content-Type': 'text/html' } }),
  () => new Response(portal, { headers: { 'Content-Type': 'application/json' } }),
  () => new Response(null, { status: 204 }),
  () => new Response('', { headers: { 'Content-Type': 'application/json' } }),
  ...[
    null,
    [],
    42,
    'hello',
    {},
    { value: null },
    { value: {} },
    { value: [null] },
    { value: [{}] },
    { value: [{ id: 7 }] },
    { value: [{ id: 'a', skuId: 'b', licenseAssignmentStates: 'none', servicePlans: 'none' }] },
    { id: 'a', assignedLicenses: 'none' },
    { responses: null },
    { responses: [null] },
    { responses: [{ id: '1', status: 200, body: null }] },
    { responses: [{ id: '1', status: 200, body: { value: 'none' } }] },
    { '@odata.nextLink': 7, value: [] },
  ].map((body) => () => Response.json(body)),
];

const reads: readonly RegExp[] = [
  /subscribedSkus/,
  /^\/users/,
  /\/groups\/[^/]+\/members/,
  /\/groups\/[^/]+\?/,
  /organization/,
];

describe('an answer of another shape', () => {
  for (const read of reads)
    it(`to reading ${String(read)} is a failure with a code in a review, and changes nothing`, async () => {
      const tampering = new Tampering();
      const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
      const { world, fresh } = scene;
      const [known = '', by = ''] = fresh;
      await openGroup(scene, known);
      const nowhere = world.emulator.state().users.find(({ usageLocation }) => !usageLocation)?.id ?? '';
      await saveFor(scene, [known, by, nowhere], { route: 'group' });
      const grants = JSON.stringify(await world.team.grants.list());
      let writes = 0;
      let failures = 0;
      let hits = 0;
      for (const shape of shapes) {
        tampering.tamper = (asked) => {
          if (isWrite(asked)) writes += 1;
          return asked.some(({ path }) => read.test(path)) ? Promise.resolve(shape()) : undefined;
        };
        try {
          await world.publisher.review('ws');
        } catch (thrown) {
          failures += 1;
          expect(thrown, String(thrown)).to.be.instanceOf(ProvisioningError);
          expect((thrown as ProvisioningError).code).not.to.equal('unexpected');
        }
        hits += tampering.hits;
        tampering.hits = 0;
      }
      tampering.tamper = undefined;
      expect(hits).to.be.at.least(shapes.length);
      expect(failures).to.be.at.least(10);
      expect(writes).to.equal(0);
      expect(JSON.stringify(await world.team.grants.list())).to.equal(grants);
      expect((await world.publisher.review('ws')).changeSet.changes.map(({ userId }) => userId)).to.include(
        by,
      );
    });

  it('while it is published ends the publish with a code, and gives and claims nothing', async () => {
    for (const shape of shapes) {
      const tampering = new Tampering();
      const scene = await setScene({ between: tampering.between });
      const { world, fresh } = scene;
      await saveFor(scene, fresh.slice(0, 3));
      const review = await world.publisher.review('ws');
      tampering.tamper = () => Promise.resolve(shape());
      const { counts, error, results } = await world.publisher.publish(review).done;
      tampering.tamper = undefined;
      expect(error?.code).not.to.equal('unexpected');
      expect(counts.applied).to.equal(0);
      for (const result of results.values())
        if (result.status === 'failed') expect(result.error.code).to.equal('not-found');
      const state = world.emulator.state();
      expect(state.users.reduce((sum, { writes }) => sum + writes, 0)).to.equal(0);
    }
  });
});
