import { describe, it } from 'node:test';
import { expect } from 'chai';
import { grantKey } from '../../../src/model/holding/grant.js';
import { lookAt } from '../../../src/store/contract/look-at-store.js';
import {
  ada,
  claimed,
  elsewhere,
  finish,
  giveClaim,
  guid,
  makeWorkspace,
  settled,
  start,
} from '../../../src/store/contract/samples.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { moveStore } from '../../../src/store/move/move-store.js';
import type { Store } from '../../../src/store/store.js';
import { appendFacts } from '../../support/append-facts.js';
import { failing, type Failure } from '../move/failing-store.js';
import { startTeam } from './teams.js';

/** A store in memory with workspaces that gave something, to some of whom it is open. */
async function openFilled(): Promise<Store> {
  const store = memoryStore()({ tenantId: 'contoso', by: ada.by });
  await store.workspaces.put(makeWorkspace(1), { etag: null });
  await store.workspaces.put(makeWorkspace(2), { etag: null });
  const claims = [1, 2, 3].map((n) => giveClaim(n));
  const id = guid(0xf001);
  await appendFacts(store, id, [start({ id }), claimed(...claims), settled('done', ...claims), finish()]);
  const other = guid(0xf002);
  await appendFacts(store, other, [start({ id: other }), claimed(giveClaim(4))]);
  return store;
}

const namesOf = async ({ workspaces }: Store): Promise<readonly string[]> =>
  (await workspaces.list()).workspaces.map(({ workspace }) => workspace.draft.name).sort();

const grantsOf = async ({ grants }: Store): Promise<readonly string[]> =>
  (await grants.list()).map((grant) => grantKey(grant)).sort();

describe('moveStore and the groups of the tenant', () => {
  it('moves there what colleagues see then, and back again, as it was', async () => {
    const team = await startTeam();
    const from = await openFilled();
    const before = await lookAt(from);
    const [names, grants] = [await namesOf(from), await grantsOf(from)];
    expect((await moveStore(from, team.connect(ada))).kept).to.deep.equal([]);
    const theirs = team.connect(elsewhere);
    expect(await namesOf(theirs)).to.deep.equal(names);
    expect(await grantsOf(theirs)).to.deep.equal(grants);
    expect((await moveStore(team.connect(ada), from)).kept).to.deep.equal([]);
    expect(await lookAt(from)).to.deep.equal(before);
    expect(await namesOf(theirs)).to.deep.equal([]);
    expect(await grantsOf(theirs)).to.deep.equal([]);
  });

  it('goes on after any call that failed', async () => {
    for (const when of ['before', 'after'] as const)
      for (let failAt = 0, failed = true; failed; failAt += 1) {
        const team = await startTeam();
        const [from, to] = [await openFilled(), team.connect(ada)];
        const before = await lookAt(from);
        const failure: Failure = { left: failAt, when };
        await moveStore(failing(from, failure), failing(to, failure)).catch(() => undefined);
        failed = failure.left < 0;
        expect((await moveStore(from, to)).kept, `${failAt} ${when}`).to.deep.equal([]);
        expect(await lookAt(to)).to.deep.equal(before);
        expect(await namesOf(from)).to.deep.equal([]);
      }
  });
});
