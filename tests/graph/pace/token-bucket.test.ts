import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { VirtualClock } from '../../../src/emulator/index.js';
import { TokenBucket } from '../../../src/graph/pace/token-bucket.js';

const quota = { burst: 100, perSecond: 10 };

function createBucket() {
  const clock = new VirtualClock();
  return { clock, bucket: new TokenBucket(quota, clock) };
}

describe('TokenBucket', () => {
  it('lets the burst go at once, and then what the rate brings', () => {
    const { bucket } = createBucket();
    expect(bucket.getDelay(100)).to.equal(0);
    bucket.take(100);
    expect(bucket.getDelay(20)).to.equal(2_000);
  });

  it('never lets more go than the quota, whatever is asked when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ count: fc.integer({ min: 1, max: 30 }), pauseMs: fc.integer({ min: 0, max: 20_000 }) }),
        ),
        async (steps) => {
          const { clock, bucket } = createBucket();
          const startedAt = clock.now();
          let taken = 0;
          for (const { count, pauseMs } of steps) {
            await clock.advance(pauseMs);
            await clock.advance(bucket.getDelay(count));
            expect(bucket.getDelay(count)).to.equal(0);
            bucket.take(count);
            taken += count;
            const seconds = (clock.now() - startedAt) / 1_000;
            expect(taken).to.be.at.most(quota.burst + quota.perSecond * seconds + 1e-3);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves a reserve to others', () => {
    const { bucket } = createBucket();
    bucket.take(70);
    expect(bucket.getDelay(10, 0.25)).to.equal(500);
    expect(bucket.getDelay(10)).to.equal(0);
  });

  it('halves its pace and empties when a whole batch was throttled, and holds as long as asked', () => {
    const { bucket, clock } = createBucket();
    bucket.lower(1, clock.now(), 7_000);
    expect(bucket.getDelay(1)).to.equal(7_000);
    expect(bucket.getDelay(100)).to.equal(20_000);
  });

  it('hardly reacts to one throttled write in a batch', () => {
    const { bucket, clock } = createBucket();
    bucket.lower(1 / 20, clock.now());
    expect(bucket.getDelay(99)).to.equal(0);
    expect(bucket.getDelay(100)).to.be.within(1, 30);
  });

  it('takes answers to what left together for one sign', async () => {
    const { bucket, clock } = createBucket();
    const sentAt = clock.now();
    await clock.advance(100);
    for (let batch = 0; batch < 8; batch += 1) bucket.lower(1, sentAt);
    expect(bucket.getDelay(100)).to.equal(20_000);
  });

  it('regains its pace slowly, and never drops below a tenth', async () => {
    const { bucket, clock } = createBucket();
    for (let batch = 0; batch < 20; batch += 1) {
      await clock.advance(1);
      bucket.lower(1, clock.now());
    }
    expect(bucket.getDelay(10)).to.be.within(9_900, 10_000);
    await clock.advance(300_000);
    bucket.take(100);
    expect(bucket.getDelay(10)).to.equal(1_000);
  });
});
