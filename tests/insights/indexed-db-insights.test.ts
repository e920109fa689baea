import 'fake-indexeddb/auto';
import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { deleteDB, openDB } from 'idb';
import { createIndexedDbInsights } from '../../src/insights/indexed-db-insights.js';
import type { Keep } from '../../src/model/keep.js';
import type { UsageSnapshot } from '../../src/model/usage-snapshot.js';

let databases = 0;
let name = '';

const open = (tenantId = 'contoso') => createIndexedDbInsights({ tenantId, name });
const snapshot = (date: string, assigned = 4): UsageSnapshot => ({
  date,
  plans: [{ skuId: 'sku', total: 10, assigned, expiringSoon: 1, suspended: 2 }],
});
const keep = (more: Partial<Keep>): Keep => ({ reason: 'legal hold', by: 'lee', ...more });

describe('insights kept in the browser', () => {
  beforeEach(() => {
    name = `insights-${(databases += 1)}`;
  });

  it('gives snapshots back oldest first, the last one of each day, also to the next visit', async () => {
    const { snapshots } = open();
    for (const each of [snapshot('2026-11-23'), snapshot('2026-09-01'), snapshot('2026-11-23', 7)])
      await snapshots.put(each);
    expect(await open().snapshots.list()).to.deep.equal([snapshot('2026-09-01'), snapshot('2026-11-23', 7)]);
  });

  it('keeps a person, a plan, or one plan of a person, each once', async () => {
    const { keeps } = open();
    const all = [
      keep({ userId: 'a' }),
      keep({ skuId: 'sku', until: '2027-03-31' }),
      keep({ userId: 'a', skuId: 'sku' }),
    ];
    await keeps.put(all);
    await keeps.put([keep({ userId: 'a', reason: 'long leave' })]);
    expect(await open().keeps.list()).to.have.deep.members([
      keep({ userId: 'a', reason: 'long leave' }),
      ...all.slice(1),
    ]);
  });

  it('forgets only what it is told to', async () => {
    const { keeps } = open();
    await keeps.put([keep({ userId: 'a' }), keep({ userId: 'a', skuId: 'sku' })]);
    await keeps.delete([{ userId: 'a' }]);
    expect(await keeps.list()).to.deep.equal([keep({ userId: 'a', skuId: 'sku' })]);
  });

  it('shows no tenant what belongs to another, also one whose id begins alike', async () => {
    await open().snapshots.put(snapshot('2026-11-23'));
    await open().keeps.put([keep({ userId: 'a' })]);
    for (const other of ['contos', 'contoso2', 'fabrikam']) {
      expect(await open(other).snapshots.list(), other).to.deep.equal([]);
      expect(await open(other).keeps.list(), other).to.deep.equal([]);
    }
  });

  it('passes over records that are damaged, and reads the rest', async () => {
    const { snapshots, keeps } = open();
    await snapshots.put(snapshot('2026-11-22'));
    await keeps.put([keep({ userId: 'a' })]);
    const raw = await openDB(name);
    const damaged = [
      { ...snapshot('2026-11-20'), plans: [{ skuId: 'sku', total: -1 }] },
      { ...snapshot('2026-11-21'), date: 'yesterday' },
      'nonsense',
    ];
    for (const [index, value] of damaged.entries())
      await raw.put('snapshots', { tenantId: 'contoso', date: `2026-11-1${index}`, snapshot: value });
    await raw.put('keeps', {
      tenantId: 'contoso',
      about: 'b ',
      keep: { userId: 'b', by: 'lee' },
    });
    raw.close();
    expect(await snapshots.list()).to.deep.equal([snapshot('2026-11-22')]);
    expect(await keeps.list()).to.deep.equal([keep({ userId: 'a' })]);
  });

  it('says that a newer version of the library wrote it', async () => {
    (await openDB(name, 99)).close();
    const thrown = await open()
      .snapshots.list()
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(thrown).to.include({ code: 'record-newer' });
    await deleteDB(name);
  });
});
