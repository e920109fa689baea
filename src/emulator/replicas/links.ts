import type { Replicas } from './replicas.js';

/** From the source to the target. */
export type Link = readonly [source: string, target: string];

type Ends = ReadonlyMap<string, ReadonlySet<string>>;

/** Links from one object to another, by id, found from both ends. */
export class LinkTable {
  readonly #targets = new Map<string, Set<string>>();
  readonly #sources = new Map<string, Set<string>>();

  /** Where the links of an object lead. */
  get targets(): Ends {
    return this.#targets;
  }

  /** Where the links to an object come from. */
  get sources(): Ends {
    return this.#sources;
  }

  /** Everything below an object, each id once. */
  allTargetsOf(source: string): Set<string> {
    return collect(source, this.#targets);
  }

  /** Everything above an object, each id once. */
  allSourcesOf(target: string): Set<string> {
    return collect(target, this.#sources);
  }

  has(source: string, target: string): boolean {
    return this.#targets.get(source)?.has(target) === true;
  }

  add(source: string, target: string): void {
    addTo(this.#targets, source, target);
    addTo(this.#sources, target, source);
  }

  delete(source: string, target: string): void {
    this.#targets.get(source)?.delete(target);
    this.#sources.get(target)?.delete(source);
  }
}

/** Told when reads of the replica that is furthest behind begin to see a link come or go. */
export type LinkShown = (source: string, target: string, present: boolean) => void;

/** A relationship as it was written; `seen` is what reads answer. A replica that is never behind needs no copy. */
export class Links extends LinkTable {
  readonly #replicas: Replicas;
  readonly #views: readonly LinkTable[];
  readonly #onShown: LinkShown;

  constructor(replicas: Replicas, onShown: LinkShown = () => undefined) {
    super();
    this.#replicas = replicas;
    this.#views = replicas.create((lagMs) => (lagMs > 0 ? new LinkTable() : this));
    this.#onShown = onShown;
  }

  get seen(): LinkTable {
    return this.#replicas.pick(this.#views);
  }

  /** What the replica that is furthest behind shows. */
  get behind(): LinkTable {
    return this.#views[0] ?? this;
  }

  override add(source: string, target: string): void {
    if (this.has(source, target)) return;
    super.add(source, target);
    this.#show(source, target, true);
  }

  override delete(source: string, target: string): void {
    if (!this.has(source, target)) return;
    super.delete(source, target);
    this.#show(source, target, false);
  }

  /** Cuts every link of an object, at either end; gives those it had. */
  cut(id: string): Link[] {
    const links = [
      ...[...(this.targets.get(id) ?? [])].map((target) => [id, target] as const),
      ...[...(this.sources.get(id) ?? [])].map((source) => [source, id] as const),
    ];
    for (const [source, target] of links) this.delete(source, target);
    return links;
  }

  #show(source: string, target: string, present: boolean): void {
    this.#replicas.write((replica) => {
      const copy = this.#views[replica];
      if (copy && copy !== this) copy[present ? 'add' : 'delete'](source, target);
      if (replica === 0) this.#onShown(source, target, present);
    });
  }
}

function addTo(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
}

function collect(start: string, edges: Ends): Set<string> {
  const seen = new Set<string>();
  const queue = [start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop())
    for (const other of edges.get(id) ?? [])
      if (!seen.has(other)) {
        seen.add(other);
        queue.push(other);
      }
  seen.delete(start);
  return seen;
}
