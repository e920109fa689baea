import { createId } from '../../model/create-id.js';
import type { Presence } from '../records/store-parts.js';

/**
 * Stands for the holder of a lease with a Web Lock of its own, which the browser frees as soon as the tab is gone. Where
 * there are none, nobody knows, and the record alone decides.
 */
export function createWebLockPresence(): Presence {
  const ends = new Map<string, () => void>();
  return {
    begin: () =>
      new Promise((resolve) => {
        const id = `o365-lease:${createId()}`;
        const hold = (): Promise<void> =>
          new Promise((end) => {
            ends.set(id, end);
            resolve(id);
          });
        // A browser may have the locks and refuse them: in a frame without an origin, for one.
        const refused = (): void => resolve(undefined);
        ask((locks) => locks.request(id, hold)).then(refused, refused);
      }),
    end(id) {
      ends.get(id)?.();
      ends.delete(id);
    },
    async isGone(id) {
      const seen = await ask((locks) => locks.query()).catch(() => undefined);
      return Array.isArray(seen?.held) && !seen.held.some(({ name }) => name === id);
    },
  };
}

/** Asks the browser's locks; undefined where there are none. */
async function ask<T>(question: (locks: LockManager) => Promise<T>): Promise<T | undefined> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  return locks && question(locks);
}
