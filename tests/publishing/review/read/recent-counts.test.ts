import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../../../src/emulator/index.js';
import { RecentCounts } from '../../../../src/publishing/review/read/recent-counts.js';
import type { Review } from '../../../../src/publishing/review/review.js';
import { createPlan } from '../../sample-plans.js';

const visio = createPlan('visio', [], { total: 10, consumed: 4 });

/** A review of which two people get a license and one gives it back. */
const review = {
  plans: [visio],
  changeSet: {
    changes: [
      { userId: 'ada', needs: ['visio'], frees: [] },
      { userId: 'grace', needs: ['visio'], frees: [] },
      { userId: 'linus', needs: [], frees: ['visio'] },
    ],
  },
} as unknown as Review;

const applied = (userId: string) => [userId, { userId, status: 'applied' }] as const;

describe('license counts a moment after a publish', () => {
  it('show what was applied while Microsoft still shows what was before, and no longer than a minute', async () => {
    const clock = new VirtualClock();
    const counts = new RecentCounts(clock);
    counts.note(review, new Map([applied('ada'), applied('grace')]));
    expect(counts.show([visio])[0]?.consumedUnits).to.equal(6);
    await clock.advance(60_000);
    expect(counts.show([visio])[0]?.consumedUnits).to.equal(4);
  });

  it('believe Microsoft as soon as it shows anything else', () => {
    const counts = new RecentCounts(new VirtualClock());
    counts.note(review, new Map([applied('ada'), applied('grace')]));
    expect(counts.show([{ ...visio, consumedUnits: 7 }])[0]?.consumedUnits).to.equal(7);
  });

  it('count only what was done: not who was found done, failed or is pending', () => {
    const counts = new RecentCounts(new VirtualClock());
    counts.note(
      review,
      new Map([
        ['ada', { userId: 'ada', status: 'applied', reason: 'already-so' }],
        ['grace', { userId: 'grace', status: 'open', reason: 'unanswered' }],
        applied('linus'),
      ]),
    );
    expect(counts.show([visio])[0]?.consumedUnits).to.equal(3);
  });
});
