import type { Replicas } from './replicas.js';

/** A map as it was written; `seen` is what reads answer. A replica that is never behind needs no copy. */
export class ReplicatedMap<K, V> extends Map<K, V> {
  readonly #replicas: Replicas;
  readonly #views: readonly Map<K, V>[];

  constructor(replicas: Replicas) {
    super();
    this.#replicas = replicas;
    this.#views = replicas.create((lagMs) => (lagMs > 0 ? new Map<K, V>() : this));
  }

  get seen(): ReadonlyMap<K, V> {
    return this.#replicas.pick(this.#views);
  }

  override set(key: K, value: V): this {
    super.set(key, value);
    this.#show((copy) => copy.set(key, value));
    return this;
  }

  override delete(key: K): boolean {
    const held = super.delete(key);
    this.#show((copy) => copy.delete(key));
    return held;
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key);
  }

  #show(change: (copy: Map<K, V>) => void): void {
    this.#replicas.write((replica) => {
      const copy = this.#views[replica];
      if (copy && copy !== this) change(copy);
    });
  }
}
