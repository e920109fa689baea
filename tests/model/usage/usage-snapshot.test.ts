import { describe, it } from 'node:test';
import { expect } from 'chai';
import { compareSnapshots, createSnapshot, findSnapshot } from '../../../src/model/usage/usage-snapshot.js';
import { makePlan } from '../../insights/waste-fixture.js';

describe('a snapshot of usage', () => {
  it('is of a day and holds counts only', () => {
    const plan = makePlan('sku', [], { consumedUnits: 12 });
    expect(createSnapshot([plan], new Date('2026-11-23T20:00:00Z'))).to.deep.equal({
      date: '2026-11-23',
      plans: [
        {
          skuId: 'sku',
          skuPartNumber: plan.skuPartNumber,
          total: 10,
          assigned: 12,
          expiringSoon: 0,
          suspended: 0,
        },
      ],
    });
  });

  it('is compared with another day, also plans that came or went', () => {
    const plan = { skuPartNumber: 'SKU', total: 10, expiringSoon: 0, suspended: 0 };
    const changes = compareSnapshots(
      {
        date: '2026-09-01',
        plans: [
          { skuId: 'gone', assigned: 4, ...plan },
          { skuId: 'kept', assigned: 9, ...plan },
        ],
      },
      {
        date: '2026-11-22',
        plans: [
          { skuId: 'kept', assigned: 8, ...plan },
          { skuId: 'new', assigned: 7, ...plan },
        ],
      },
    );
    expect(changes.map(({ skuId, assigned, total }) => [skuId, assigned, total])).to.deep.equal([
      ['new', 7, 10],
      ['gone', -4, -10],
      ['kept', -1, 0],
    ]);
  });

  it('is found as the last one up to a day', () => {
    const snapshots = ['2026-11-09', '2026-11-16', '2026-11-23'].map((date) => ({ date, plans: [] }));
    expect(findSnapshot(snapshots, '2026-11-20')?.date).to.equal('2026-11-16');
    expect(findSnapshot(snapshots, '2026-01-01')).to.equal(undefined);
  });
});
