import type { StorePart } from './store.js';

/** Who wants to know what changed. */
export class PartListeners {
  readonly #listeners = new Set<(part: StorePart) => void>();

  get size(): number {
    return this.#listeners.size;
  }

  /** Adds a listener; the same function may be added more than once. Returns what removes it. */
  add(listener: (part: StorePart) => void): () => void {
    const entry = (part: StorePart): void => listener(part);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** Each on its own, as with events: what one of them throws is no failure of the change, nor of the others. */
  notify(parts: readonly StorePart[]): void {
    for (const part of parts)
      for (const listener of this.#listeners)
        queueMicrotask(() => {
          if (this.#listeners.has(listener)) listener(part);
        });
  }
}
