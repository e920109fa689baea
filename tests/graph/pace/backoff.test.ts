import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { Backoff, parseRetryAfter } from '../../../src/graph/pace/backoff.js';

const limits = { attempts: 20, totalMs: 600_000 };

describe('Backoff', () => {
  it('waits as long as Microsoft says', () => {
    const backoff = new Backoff(limits, () => 0.5);
    expect(backoff.next(17_000)).to.equal(17_000);
    expect(backoff.next(240_000)).to.equal(240_000);
  });

  it('spreads what has no Retry-After between a second and three times the last wait, half a minute at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: 19, maxLength: 19 }),
        (randoms) => {
          const queue = [...randoms];
          const backoff = new Backoff(limits, () => queue.shift() ?? 0);
          let previousMs = 1_000;
          for (let delayMs = backoff.next(); delayMs !== undefined; delayMs = backoff.next()) {
            expect(delayMs).to.be.within(1_000, Math.min(30_000, previousMs * 3));
            previousMs = delayMs;
          }
        },
      ),
    );
  });

  it('gives up after its attempts', () => {
    const backoff = new Backoff({ attempts: 3, totalMs: 1e9 }, () => 0);
    expect([backoff.next(), backoff.next(), backoff.next()]).to.deep.equal([1_000, 1_000, undefined]);
    expect(backoff.attempts).to.equal(3);
  });

  it('gives up rather than wait longer in all than it may', () => {
    const backoff = new Backoff({ attempts: 100, totalMs: 60_000 }, () => 0);
    expect(backoff.next(50_000)).to.equal(50_000);
    expect(backoff.next(10_001)).to.equal(undefined);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-01-15T09:00:00Z');

  it('reads seconds', () => {
    expect(parseRetryAfter('12', now)).to.equal(12_000);
  });
  it('reads a date', () => {
    expect(parseRetryAfter('Thu, 15 Jan 2026 09:00:30 GMT', now)).to.equal(30_000);
  });
  it('takes a date in the past for now', () => {
    expect(parseRetryAfter('Thu, 15 Jan 2026 08:00:00 GMT', now)).to.equal(0);
  });
  it('knows nothing of anything else', () => {
    for (const value of [null, undefined, '', 'soon'])
      expect(parseRetryAfter(value, now)).to.equal(undefined);
  });
});
