import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { forecastRunOut, forecastUsage } from '../../src/insights/forecast.js';
import { dayMs } from '../../src/model/days.js';
import type { UsageSnapshot } from '../../src/model/usage/usage-snapshot.js';

const now = new Date('2026-11-23T00:00:00Z');

/** Snapshots of one plan, the last of them today. */
function history(assigned: readonly number[], { total = 300, everyDays = 7 } = {}): UsageSnapshot[] {
  return assigned.map((count, index) => ({
    date: new Date(now.getTime() - (assigned.length - 1 - index) * everyDays * dayMs)
      .toISOString()
      .slice(0, 10),
    plans: [{ skuId: 'sku', skuPartNumber: 'SKU', total, assigned: count, expiringSoon: 0, suspended: 0 }],
  }));
}

describe('a forecast', () => {
  it('says when a plan that grows steadily is used up', () => {
    const [found] = forecastRunOut(history([200, 210, 220, 230, 240, 250, 260, 270]), now);
    expect(found?.perWeek).to.be.closeTo(10, 1e-9);
    expect(found?.runsOut.on.toISOString().slice(0, 10)).to.equal('2026-12-14');
  });

  it('gives a band that is wider the less regular the past was, and holds the line', () => {
    const width = (assigned: readonly number[]): number => {
      const last = forecastUsage(history(assigned), 'sku', { now })?.points.at(-1);
      return (last?.high ?? 0) - (last?.low ?? 0);
    };
    const steady = [200, 205, 210, 215, 220, 225];
    const uneven = [200, 215, 203, 222, 211, 225];
    expect(width(uneven)).to.be.greaterThan(4 * width(steady));
  });

  it('is never surer than counts in whole numbers allow, however straight a few of them lie', () => {
    const [found] = forecastRunOut(history([200, 210, 220, 230], { total: 300 }), now);
    const { earliest, on, latest } = found?.runsOut ?? {};
    expect(earliest?.getTime()).to.be.lessThan(on?.getTime() ?? 0);
    expect(latest?.getTime()).to.be.greaterThan(on?.getTime() ?? 0);
  });

  it('says nothing with too little data', () => {
    expect(forecastUsage(history([200, 210, 220]), 'sku', { now })).to.equal(undefined);
    expect(forecastUsage(history([1, 2, 3, 4, 5], { everyDays: 1 }), 'sku', { now })).to.equal(undefined);
    expect(forecastUsage(history([1, 2, 3, 4, 5]), 'unknown', { now })).to.equal(undefined);
  });

  it('draws on the last eight weeks only', () => {
    const late = history([
      ...Array.from({ length: 40 }, () => 10),
      200,
      205,
      210,
      215,
      220,
      225,
      230,
      235,
      240,
    ]);
    expect(forecastUsage(late, 'sku', { now })?.perWeek).to.be.closeTo(5, 1e-9);
  });

  it('names no day for a plan that shrinks or is full', () => {
    expect(forecastRunOut(history([240, 235, 230, 225, 220]), now)).to.deep.equal([]);
    expect(forecastRunOut(history([296, 298, 299, 300, 302]), now)).to.deep.equal([]);
  });

  it('tells a plan that is full from one that does not run out', () => {
    const look = (assigned: readonly number[]) => forecastUsage(history(assigned), 'sku', { now });
    expect(look([296, 298, 299, 300])?.full).to.equal(true);
    expect(look([200, 200, 200, 200])).to.deep.include({ full: false });
    expect(look([200, 200, 200, 200])).not.to.have.any.keys('runsOut', 'mayRunOutFrom');
  });

  it('says from when on a plan may run out although that is not expected', () => {
    const forecast = forecastUsage(history([240, 258, 236, 262, 238, 250]), 'sku', { now });
    expect(forecast).not.to.have.property('runsOut');
    expect(forecast?.mayRunOutFrom?.getTime()).to.be.greaterThan(now.getTime());
  });

  it('keeps the limits around the line and the days in order, whatever the past', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 4, maxLength: 60 }), (assigned) => {
        const forecast = forecastUsage(history(assigned, { everyDays: 5 }), 'sku', { now });
        for (const { low, high, assigned: expected } of forecast?.points ?? []) {
          expect(low).to.be.at.most(expected + 1e-9);
          expect(high).to.be.at.least(expected - 1e-9);
        }
        const { earliest, on, latest } = forecast?.runsOut ?? {};
        if (earliest && on) expect(earliest.getTime()).to.be.at.most(on.getTime());
        if (on && latest) expect(latest.getTime()).to.be.at.least(on.getTime());
      }),
    );
  });
});
