import { describe, it } from 'node:test';
import { expect } from 'chai';
import { LeaseWatch } from '../../../src/store/lease/lease-watch.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';

/** A clock of which the test moves both hands. */
function createClock() {
  const clock = { wall: 1_000_000, count: 0 };
  return {
    now: () => clock.wall,
    counted: () => clock.count,
    sleep: () => Promise.resolve(),
    pass(ms: number) {
      clock.wall += ms;
      clock.count += ms;
    },
    sleepFor(ms: number) {
      clock.wall += ms;
    },
    putBack(ms: number) {
      clock.wall -= ms;
    },
  };
}

async function watch() {
  const store = memoryStore()({ tenantId: 'tenant', by: 'ada' });
  const hold = await store.lease.take('ada in a tab');
  const clock = createClock();
  return { store, hold, clock, watch: new LeaseWatch(store.lease, clock) };
}

describe('watching who publishes', () => {
  it('says nobody when nobody does', async () => {
    const { store, hold, watch: watching } = await watch();
    await store.lease.release(hold);
    expect(await watching.look()).to.equal(undefined);
  });

  it('counts a holder who moves as there, for however long', async () => {
    const { store, hold, clock, watch: watching } = await watch();
    for (let beat = 0; beat < 20; beat += 1) {
      await store.lease.raise(hold);
      expect(await watching.look()).to.include({ isResponding: true, isReplaceable: false });
      clock.pass(60_000);
    }
  });

  it('tells one who stands still after 90 seconds, and lets her be replaced after 120 of the watcher', async () => {
    const { clock, watch: watching } = await watch();
    expect(await watching.look()).to.include({ by: 'ada', stillMs: 0, isResponding: true });
    clock.pass(89_000);
    expect(await watching.look()).to.include({ isResponding: true });
    clock.pass(1_000);
    expect(await watching.look()).to.include({ isResponding: false, isReplaceable: false });
    clock.pass(30_000);
    expect(await watching.look()).to.include({ isReplaceable: true });
  });

  it("counts the watcher's own sleep", async () => {
    const { clock, watch: watching } = await watch();
    await watching.look();
    clock.sleepFor(3_600_000);
    expect(await watching.look()).to.include({ isReplaceable: true });
  });

  it('watches anew when its clock was put back', async () => {
    const { clock, watch: watching } = await watch();
    await watching.look();
    clock.pass(100_000);
    clock.putBack(200_000);
    expect(await watching.look()).to.include({ stillMs: 0, isReplaceable: false });
  });

  it('takes the word of a store that saw her stand still for longer than it watched itself', async () => {
    const { store, clock } = await watch();
    let stillMs = 300_000;
    const read = async () => {
      const lease = await store.lease.read();
      return lease && { ...lease, stillMs };
    };
    const watching = new LeaseWatch({ read }, clock);
    expect(await watching.look()).to.include({ stillMs: 300_000, isResponding: false, isReplaceable: true });
    stillMs = 10_000;
    clock.pass(100_000);
    expect(await watching.look()).to.include({ stillMs: 100_000, isReplaceable: false });
  });

  it('watches another holder from when she came', async () => {
    const { store, clock, watch: watching } = await watch();
    await watching.look();
    clock.pass(119_000);
    const seen = await watching.look();
    await store.lease.take('grace in a tab', { over: { fence: seen?.fence ?? 0, beat: seen?.beat ?? 0 } });
    clock.pass(2_000);
    expect(await watching.look()).to.include({ stillMs: 0 });
  });
});
