/** Lets one publisher at a time work on a tenant. */
export interface PublishLock {
  /** Takes the lock, or says undefined when somebody has it. Call what is returned to give it back; a second call does nothing. */
  acquire(tenantId: string): Promise<(() => void) | undefined>;
  isHeld(tenantId: string): Promise<boolean>;
}

/** One publisher per tenant and browser, whichever tab it is in; where there are no Web Locks, one per page or process. */
export function createPublishLock(): PublishLock {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  return locks ? createWebLock(locks) : processLock;
}

/** One publisher per tenant for everybody who shares this object. */
export function createMemoryLock(): PublishLock {
  const held = new Map<string, symbol>();
  return {
    async acquire(tenantId) {
      if (held.has(tenantId)) return undefined;
      const mine = Symbol(tenantId);
      held.set(tenantId, mine);
      return () => {
        if (held.get(tenantId) === mine) held.delete(tenantId);
      };
    },
    isHeld: async (tenantId) => held.has(tenantId),
  };
}

const processLock = createMemoryLock();

/** The browser gives the lock back by itself when the tab goes. */
function createWebLock(locks: LockManager): PublishLock {
  const nameOf = (tenantId: string): string => `o365-publish:${tenantId}`;
  return {
    acquire: (tenantId) =>
      new Promise((resolve, reject) => {
        locks
          .request(nameOf(tenantId), { ifAvailable: true }, (lock) => {
            if (!lock) return resolve(undefined);
            return new Promise<void>((release) => resolve(() => release()));
          })
          .catch(reject);
      }),
    async isHeld(tenantId) {
      const { held = [] } = await locks.query();
      return held.some((lock) => lock.name === nameOf(tenantId));
    },
  };
}
