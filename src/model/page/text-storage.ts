/** What a browser remembers for a site. Where nothing can be remembered, everything is forgotten at once and nothing fails. */
export interface TextStorage {
  get(key: string): string | undefined;
  set(key: string, text: string): void;
  remove(key: string): void;
  keys(): readonly string[];
}

/**
 * @param open - gives the browser's storage; it may throw, as in a sandboxed or cross-origin frame and in Node, and so may
 *   every later call, as when the storage is full
 */
export function createTextStorage(open: () => Storage): TextStorage {
  const attempt = <T>(act: (storage: Storage) => T): T | undefined => {
    try {
      return act(open());
    } catch {
      return undefined;
    }
  };
  return {
    get: (key) => attempt((storage) => storage.getItem(key)) ?? undefined,
    set: (key, text) => void attempt((storage) => storage.setItem(key, text)),
    remove: (key) => void attempt((storage) => storage.removeItem(key)),
    keys: () => attempt((storage) => Object.keys(storage)) ?? [],
  };
}

/** What this tab remembers until it is closed. */
export const tabStorage = createTextStorage(() => sessionStorage);

/** What this browser remembers. */
export const browserStorage = createTextStorage(() => localStorage);
