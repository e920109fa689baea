import { describe, it } from 'node:test';
import { expect } from 'chai';
import { spoilableStore } from '../support/spoilable-store.js';

const snapshot = {
  date: '2026-11-22',
  plans: [{ skuId: 'sku', skuPartNumber: 'SKU', total: 10, assigned: 4, expiringSoon: 1, suspended: 2 }],
};
const keep = { userId: 'a', reason: 'legal hold', by: 'lee' };

describe('what is stored of insights', () => {
  it('is read without what is damaged', async () => {
    const { open, spoil } = spoilableStore();
    const { insights } = open({ tenantId: 'contoso', by: 'lee' });
    await insights.putSnapshot(snapshot);
    await insights.putKeeps([keep]);
    const damaged = [
      { ...snapshot, plans: [{ skuId: 'sku', total: -1 }] },
      { ...snapshot, date: 'yesterday' },
      'nonsense',
    ];
    for (const [index, value] of damaged.entries())
      await spoil('snapshots', [`2026-11-1${index}`], () => value);
    await spoil('keeps', ['b', ''], () => ({ userId: 'b', by: 'lee' }));
    expect(await insights.listSnapshots()).to.deep.equal([snapshot]);
    expect(await insights.listKeeps()).to.deep.equal([keep]);
  });
});
