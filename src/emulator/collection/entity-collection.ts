import type { EmulatorClock } from '../clock.js';
import { GraphFault } from '../graph-error.js';
import type {
  DeltaRequest,
  DeltaResult,
  Derivation,
  Entity,
  Expansion,
  ListRequest,
  ListResult,
  WireObject,
} from './entity.js';
import type { EntityKind } from './entity-kind.js';

export interface EntityCollectionOptions<T extends Entity> {
  clock: EmulatorClock;
  /** How long a write stays invisible to reads, in milliseconds. Default: none. */
  lagMs?: () => number;
  /** Properties worked out from the entity instead of stored. */
  derived?: Readonly<Record<string, Derivation<T>>>;
  /** Navigation properties that `$expand` may ask for. */
  expansions?: Readonly<Record<string, Expansion<T>>>;
}

/**
 * All entities of one kind, with two views: what was written (`get`, `find`, `values`), used by the tenant's own
 * rules, and what reads answer (`read`, `list`, `count`, `delta`), which may lag behind.
 */
export class EntityCollection<T extends Entity> {
  readonly #entities = new Map<string, T>();

  constructor(
    readonly kind: EntityKind,
    readonly options: EntityCollectionOptions<T>,
  ) {}

  get size(): number {
    return this.#entities.size;
  }

  get(id: string): T | undefined {
    return this.#entities.get(id);
  }

  /** The entity whose property has the value, whatever the case. */
  find(property: keyof T & string, value: string): T | undefined {
    const wanted = value.toLowerCase();
    for (const entity of this.#entities.values())
      if (String(entity[property]).toLowerCase() === wanted) return entity;
    return undefined;
  }

  values(): IterableIterator<T> {
    return this.#entities.values();
  }

  add(entity: T): T {
    this.#entities.set(entity.id, entity);
    return entity;
  }

  update(id: string, patch: Partial<T>): T {
    const before = this.#entities.get(id);
    if (!before) throw new Error(`No ${this.kind.name} ${id}`);
    const after = { ...before, ...patch };
    this.#entities.set(id, after);
    return after;
  }

  remove(id: string): boolean {
    return this.#entities.delete(id);
  }

  /** The entity as reads see it. */
  read(id: string): T | undefined {
    return this.#entities.get(id);
  }

  /** One entity as JSON, for a single read: `$select` and `$expand` of the query apply. */
  project(entity: T, query: URLSearchParams): WireObject {
    const select = query.get('$select')?.split(',') ?? this.kind.defaultSelect;
    if (!select) return Object.fromEntries(Object.entries(entity));
    return Object.fromEntries(select.map((name) => [name, this.#value(entity, name) ?? null]));
  }

  list(request: ListRequest): ListResult {
    const { query } = request;
    const token = query.get('$skiptoken');
    const top = Number(query.get('$top') ?? 100);
    const start = token ? Number(token) : 0;
    const matching = this.#matching(request);
    const page = matching.slice(start, start + top);
    return {
      items: page.map((entity) => this.project(entity, query)),
      ...(query.get('$count') === 'true' && request.consistencyLevel === 'eventual' && !token
        ? { count: matching.length }
        : {}),
      ...(start + top < matching.length ? { nextLinkToken: String(start + top) } : {}),
    };
  }

  /** The number of matches, for `/$count`. */
  count(request: ListRequest): number {
    return this.#matching(request).length;
  }

  delta(request: DeltaRequest): DeltaResult {
    return {
      items: [...this.values()].map((entity) => this.project(entity, request.query)),
      deltaLinkToken: 'latest',
    };
  }

  #value(entity: T, name: string): unknown {
    const derived = this.options.derived?.[name];
    return derived ? derived(entity) : (entity as WireObject)[name];
  }

  #matching({ query, within }: ListRequest): T[] {
    const all = within
      ? [...within].flatMap((id) => this.#entities.get(id) ?? [])
      : [...this.#entities.values()];
    const clause = /^(?:(\w+) eq '(.*)'|startsWith\((\w+),'(.*)'\))$/i.exec(query.get('$filter') ?? '');
    if (query.has('$filter') && !clause)
      throw new GraphFault(400, 'Request_UnsupportedQuery', 'Unsupported Query.');
    const search = /^"(\w+):(.*)"$/.exec(query.get('$search') ?? '');
    const text = (entity: T, name = ''): string => {
      const value = this.#value(entity, name);
      return typeof value === 'string' ? value.toLowerCase() : '';
    };
    return all.filter((entity) => {
      if (clause?.[1] && text(entity, clause[1]) !== clause[2]?.toLowerCase()) return false;
      if (clause?.[3] && !text(entity, clause[3]).startsWith(clause[4]?.toLowerCase() ?? '')) return false;
      const wanted = search?.[2]?.toLowerCase() ?? '';
      return (
        !search ||
        text(entity, search[1])
          .split(/\W+/)
          .some((word) => word.startsWith(wanted))
      );
    });
  }
}
