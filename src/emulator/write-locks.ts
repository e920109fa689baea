import { createConflict } from './graph-error.js';

/**
 * Tells writes to one object apart that come one after the other from those that overlap. Two overlap when the
 * second arrived before the first was finished, however little time either took.
 */
export class WriteLocks {
  #moment = 0;
  #pending = 0;
  readonly #running = new Set<string>();
  readonly #finished = new Map<string, number>();

  /** Notes that a request has arrived; call `leave` when it is answered. */
  arrive(): number {
    this.#pending += 1;
    this.#moment += 1;
    return this.#moment;
  }

  leave(): void {
    this.#pending -= 1;
    if (this.#pending === 0) this.#finished.clear();
  }

  /**
   * Runs a write to the object.
   *
   * @param arrival - What `arrive` gave for its request.
   * @throws {GraphFault} 409 when another write to it overlaps
   */
  async run<T>(key: string, arrival: number, write: () => Promise<T>): Promise<T> {
    if (this.#running.has(key) || (this.#finished.get(key) ?? 0) > arrival) throw createConflict();
    this.#running.add(key);
    try {
      return await write();
    } finally {
      this.#running.delete(key);
      this.#moment += 1;
      this.#finished.set(key, this.#moment);
    }
  }
}
