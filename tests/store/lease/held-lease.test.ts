import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../../src/emulator/index.js';
import { HeldLease } from '../../../src/store/lease/held-lease.js';
import type { LeaseProgress } from '../../../src/store/lease/lease.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import type { Store } from '../../../src/store/store.js';

const at = (done: number): LeaseProgress => ({
  publishId: 'p1',
  kind: 'publish',
  workspaceId: 'finance',
  isAttended: true,
  done,
  total: 46,
});

describe('the lease that a session holds', () => {
  let clock: VirtualClock;
  let store: Store;
  let held: HeldLease;
  const seen = async (): Promise<number | undefined> => (await store.lease.read())?.progress?.done;
  /** Lets what was begun come to its end. */
  const settle = (): Promise<void> => clock.advance(0);

  beforeEach(async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    clock = new VirtualClock();
    store = memoryStore()({ tenantId: 'tenant', by: 'rohan' });
    held = new HeldLease(store.lease, 'tab', clock);
    await held.take();
  });
  afterEach(() => mock.timers.reset());

  it('shows at once what it is about, and then how far it is, once in ten seconds at most', async () => {
    held.report(at(0));
    await settle();
    expect((await store.lease.read())?.progress).to.deep.equal(at(0));
    let raised = 0;
    store.subscribe(() => (raised += 1));
    for (let done = 1; done <= 40; done += 1) {
      await clock.advance(500);
      held.report(at(done));
    }
    await settle();
    expect(raised).to.equal(2);
    expect(await seen()).to.equal(40);
  });

  it('shows with its next beat what came too soon after the last', async () => {
    held.report(at(0));
    held.report(at(18));
    await settle();
    expect(await seen()).to.equal(0);
    mock.timers.tick(20_000);
    await settle();
    expect(await seen()).to.equal(18);
  });

  it('says nothing of an earlier publish in the next', async () => {
    held.report(at(18));
    await settle();
    await held.release();
    await held.take();
    mock.timers.tick(20_000);
    await settle();
    expect(await store.lease.read())
      .to.include({ beat: 1 })
      .and.not.to.have.property('progress');
  });

  it('keeps its beat although a word from before it was given back came too late', async () => {
    held.report(at(18));
    await held.release();
    await held.take();
    await settle();
    mock.timers.tick(20_000);
    await settle();
    mock.timers.tick(20_000);
    await settle();
    expect((await store.lease.read())?.beat).to.equal(2);
  });
});
