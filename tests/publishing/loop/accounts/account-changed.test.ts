import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createHostTokenAuth } from '../../../../src/auth/host-token-auth.js';
import { readTokenSubject } from '../../../../src/auth/scopes/token-scopes.js';
import { createEmulator } from '../../../../src/emulator/index.js';
import { createGraphClient } from '../../../../src/graph/create-graph-client.js';
import type { Publisher } from '../../../../src/publishing/publisher.js';
import type { World } from '../../publishing-world.js';
import { listHolders, routes, saveFor, setScene, settle } from '../../scene.js';

interface Switching {
  readonly publisher: Publisher;
  /** In whose name writes left, after whichever the account was another one. */
  readonly writers: (string | undefined)[];
  /** From now on, after so many more writes. */
  switchAfter: number;
}

type Other = 'another person of the tenant' | 'another tenant' | 'an application';

/** A page whose host begins to give tokens of another account in the middle; the page itself is told or not. */
function openSwitching(world: World, other: Other, isTold: boolean): Switching {
  const elsewhere = createEmulator({ tenant: 'contoso', users: 20, seed: 7, clock: world.clock });
  const colleague = world.colleague(0).account;
  const switching: { switchAfter: number; writers: (string | undefined)[] } = {
    switchAfter: Infinity,
    writers: [],
  };
  const isSwitched = (): boolean => switching.writers.length >= switching.switchAfter;
  const getOthers = (scopes: readonly string[]): Promise<string> => {
    if (other === 'another tenant') return elsewhere.issueToken({ scopes });
    if (other === 'an application') return world.emulator.issueToken({ app: true, permissions: scopes });
    return world.emulator.issueToken({ scopes, user: colleague.objectId, roles: ['Global Administrator'] });
  };
  const auth = createHostTokenAuth({
    account: () => (isSwitched() && isTold ? colleague : world.account),
    getToken: async ({ scopes }) => ({
      token: isSwitched() ? await getOthers(scopes) : await world.emulator.issueToken({ scopes }),
      scopes,
    }),
  });
  const graph = createGraphClient({
    auth,
    origin: world.emulator.graph,
    clock: world.clock,
    random: () => 0.5,
    transport: (request) => {
      if (request.method !== 'GET' && isAboutWriting(request)) {
        const token = request.headers.get('Authorization')?.replace('Bearer ', '') ?? '';
        switching.writers.push(readTokenSubject(token)?.objectId);
      }
      return world.emulator.fetch(request);
    },
  });
  return Object.assign(switching, { publisher: world.reload({ graph }) });
}

function isAboutWriting({ url }: Request): boolean {
  return !/getByIds|getMemberObjects/.test(url);
}

describe('another account in the middle of a publish', () => {
  for (const route of routes)
    for (const other of [
      'another person of the tenant',
      'another tenant',
      'an application',
    ] satisfies Other[])
      for (const isTold of [true, false])
        it(`ends it before anything leaves in another name: ${other}, ${isTold ? 'which the page is told' : 'unsaid'} (${route} route)`, async () => {
          const scene = await setScene({ tenant: 'contoso', users: 300 });
          const { world, skuId, fresh } = scene;
          const people = fresh.slice(0, 200);
          await saveFor(scene, people, { route });
          const page = openSwitching(world, other, isTold);
          const review = await page.publisher.review('ws');
          page.writers.length = 0;
          page.switchAfter = 3;
          const run = page.publisher.publish(review);
          const { error, end, counts } = await run.done;

          expect(error?.code).to.equal('account-changed');
          expect(end).to.equal('stopped');
          expect(page.writers.length).to.be.at.least(3);
          for (const writer of page.writers) expect(writer).to.equal(world.account.objectId);
          expect(counts.applied + counts.failed + counts.open + counts.notSent).to.equal(200);
          expect(counts.failed).to.equal(0);

          await settle(world);
          const rest = await world.publisher.reviewRest(run.publishId);
          expect((await world.publisher.publish(rest).done).error).to.equal(undefined);
          await settle(world);
          expect(listHolders(world, skuId)).to.include.members(people);
        });

  it('keeps a publish from starting whose account changed since the review', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, fresh } = scene;
    await saveFor(scene, fresh.slice(0, 3));
    const page = openSwitching(world, 'another tenant', false);
    const review = await page.publisher.review('ws');
    page.writers.length = 0;
    page.switchAfter = 0;
    const { counts, error } = await page.publisher.publish(review).done;
    expect(error?.code).to.equal('account-changed');
    expect(counts.applied + counts.failed).to.equal(0);
    expect(page.writers).to.deep.equal([]);
  });
});
