import { describe, it } from 'node:test';
import { expect } from 'chai';
import { usageHistoryStrings } from '../../src/localization/en/usage/usage-history.js';
import { createFormat } from '../../src/localization/format.js';

describe('days of the usage history', () => {
  it('are the UTC days of the snapshots, wherever they are read', () => {
    const before = process.env['TZ'];
    try {
      for (const zone of ['America/Los_Angeles', 'UTC', 'Pacific/Auckland']) {
        process.env['TZ'] = zone;
        const text = usageHistoryStrings(createFormat('en'));
        expect(text.day(new Date('2026-11-23')), zone).to.equal('Nov 23, 2026');
        expect(text.month(new Date('2027-01-01'), true), zone).to.equal('Jan 2027');
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});
