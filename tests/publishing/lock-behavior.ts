import { expect } from 'chai';
import type { PublishLock } from '../../src/publishing/publish-lock.js';

interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/** What holds for every lock. `create` gives two that stand for the same, as in two tabs or two publishers of a page. */
export function describeLock(
  { describe, it }: Runner,
  name: string,
  create: () => { readonly mine: PublishLock; readonly theirs: PublishLock },
): void {
  let tenants = 0;
  const nextTenant = (): string => `tenant-${(tenants += 1)}`;
  const take = async (lock: PublishLock, tenantId: string): Promise<() => void> => {
    const release = await lock.acquire(tenantId);
    if (!release) throw new Error('Somebody has the lock.');
    return release;
  };

  describe(`${name} as a lock`, () => {
    it('is had by one at a time, and says so to both', async () => {
      const { mine, theirs } = create();
      const tenantId = nextTenant();
      expect(await theirs.isHeld(tenantId)).to.equal(false);
      await take(mine, tenantId);
      expect(await theirs.acquire(tenantId)).to.equal(undefined);
      expect(await mine.acquire(tenantId)).to.equal(undefined);
      expect(await theirs.isHeld(tenantId)).to.equal(true);
      expect(await mine.isHeld(tenantId)).to.equal(true);
    });

    it('can be had by the next one once it was given back', async () => {
      const { mine, theirs } = create();
      const tenantId = nextTenant();
      (await take(mine, tenantId))();
      (await takeSoon(theirs, tenantId))();
      await takeSoon(mine, tenantId);
      expect(await theirs.isHeld(tenantId)).to.equal(true);
    });

    it('of one tenant says nothing about another', async () => {
      const { mine, theirs } = create();
      const tenantId = nextTenant();
      const other = nextTenant();
      await take(mine, tenantId);
      expect(await theirs.isHeld(other)).to.equal(false);
      await take(theirs, other);
    });

    it('stays with whoever has it now when the one before gives it back again', async () => {
      const { mine, theirs } = create();
      const tenantId = nextTenant();
      const release = await take(mine, tenantId);
      release();
      await takeSoon(theirs, tenantId);
      release();
      expect(await mine.isHeld(tenantId)).to.equal(true);
      expect(await mine.acquire(tenantId)).to.equal(undefined);
    });

    it('goes to exactly one of many who ask at once', async () => {
      const { mine, theirs } = create();
      const tenantId = nextTenant();
      const asked = [mine, theirs, mine, theirs, mine].map((lock) => lock.acquire(tenantId));
      expect((await Promise.all(asked)).filter(Boolean)).to.have.length(1);
    });
  });
}

/** A browser gives a lock back a moment later. */
export async function takeSoon(lock: PublishLock, tenantId: string): Promise<() => void> {
  for (;;) {
    const release = await lock.acquire(tenantId);
    if (release) return release;
  }
}
