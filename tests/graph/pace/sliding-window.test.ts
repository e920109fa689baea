import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { VirtualClock } from '../../../src/emulator/index.js';
import { SlidingWindow } from '../../../src/graph/pace/sliding-window.js';

describe('SlidingWindow', () => {
  it('never lets more go in any window, and no fewer than it may', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 }), async (pauses) => {
        const clock = new VirtualClock();
        const window = new SlidingWindow({ requests: 5, windowMs: 60_000 }, clock);
        const leftAt: number[] = [];
        for (const pauseMs of pauses) {
          await clock.advance(pauseMs);
          const delayMs = window.getDelay(1);
          const inWindow = leftAt.filter((at) => at > clock.now() - 60_000).length;
          expect(delayMs === 0).to.equal(inWindow < 5);
          await clock.advance(delayMs);
          expect(window.getDelay(1)).to.equal(0);
          window.take(1);
          leftAt.push(clock.now());
          expect(leftAt.filter((at) => at > clock.now() - 60_000).length).to.be.at.most(5);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('leaves a reserve to others', () => {
    const clock = new VirtualClock();
    const window = new SlidingWindow({ requests: 4, windowMs: 60_000 }, clock);
    window.take(3);
    expect(window.getDelay(1, 0.25)).to.equal(60_000);
    expect(window.getDelay(1)).to.equal(0);
  });
});
