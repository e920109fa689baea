import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../../src/emulator/index.js';
import type { LeaseProgress } from '../../../src/store/lease/lease.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { saveFor, setScene } from '../scene.js';

describe('what colleagues see of a publish', () => {
  it('is which workspace it is about and how far it is, and nobody’s when it is over', async () => {
    const openStore = memoryStore({ shares: { lease: true } });
    const clock = new VirtualClock({ auto: true });
    // Microsoft takes its time.
    const onRequest = (): Promise<void> => clock.sleep(3_000);
    const scene = await setScene({ openStore, clock, onRequest, tenant: 'contoso', users: 1_000 });
    const { world, fresh } = scene;
    await saveFor(scene, fresh.slice(0, 600));
    const { tenantId } = world.account;
    const theirs = openStore({ tenantId, by: world.colleague(0).account.objectId });
    const seen: LeaseProgress[] = [];
    theirs.subscribe((part) => {
      if (part === 'lease')
        void theirs.lease.read().then((lease) => lease?.progress && seen.push(lease.progress));
    });
    const run = world.publisher.publish(await world.publisher.review('ws'));
    const { counts, total } = await run.done;
    expect(counts.applied).to.equal(600);
    expect(seen[0]).to.deep.equal({
      publishId: run.publishId,
      kind: 'publish',
      workspaceId: 'ws',
      isAttended: false,
      done: 0,
      total,
    });
    const steps = seen.map(({ done }) => done);
    expect(steps).to.deep.equal([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).to.be.greaterThan(0);
    expect(await theirs.lease.read()).to.equal(undefined);
  });
});
