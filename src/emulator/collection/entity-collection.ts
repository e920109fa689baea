import type { EmulatorClock } from '../clock.js';
import { Replicas } from '../replicas/index.js';
import { DeltaLog, type ChangedLink } from './delta/delta-log.js';
import { answerDelta } from './delta/delta-query.js';
import type { EntityKind } from './entity-kind.js';
import type {
  DeltaRequest,
  DeltaResult,
  Derivation,
  Entity,
  Expansion,
  ListRequest,
  ListResult,
  RemovalReason,
  TrackedRelationship,
  WireObject,
} from './entity.js';
import type { Path } from './filter/filter-node.js';
import { readListOptions } from './list-options.js';
import { countMatches, listMatches, queryPage, type ListSource } from './list-query.js';
import { writePageToken } from './page-token.js';
import { Projection } from './projection.js';
import { readPath, toKey } from './property-value.js';
import { RowStore } from './rows/row-store.js';
import { RowView } from './rows/row-view.js';
import { parseSelect } from './select.js';

export interface EntityCollectionOptions<T extends Entity> {
  clock: EmulatorClock;
  /** What answers reads. Default: one replica that is never behind. */
  replicas?: Replicas;
  /** Properties worked out from the entity instead of stored. They can be filtered, but only by looking at all. */
  derived?: Readonly<Record<string, Derivation<T>>>;
  /** Relationships whose changes delta tells; `recordLink` brings them. */
  tracked?: Readonly<Record<string, TrackedRelationship>>;
  /** Relationships that `$expand` may ask for. */
  expansions?: Readonly<Record<string, Expansion<T>>>;
}

/**
 * All entities of one kind, with two views: what was written (`get`, `find`, `values`), used by the tenant's own
 * rules, and what reads answer (`read`, `list`, `count`, `delta`), which may lag behind.
 */
export class EntityCollection<T extends Entity> {
  readonly #store = new RowStore<T>();
  readonly #replicas: Replicas;
  readonly #views: readonly RowView<T>[];
  readonly #log: DeltaLog;
  readonly #derived: Readonly<Record<string, Derivation<T>>>;
  readonly #expansions: Readonly<Record<string, Expansion<T>>>;
  readonly #tracked: Readonly<Record<string, TrackedRelationship>>;
  readonly #unique = new Map<string, Map<string, string>>();
  readonly #clock: EmulatorClock;
  #version = 0;

  constructor(
    readonly kind: EntityKind,
    options: EntityCollectionOptions<T>,
  ) {
    this.#clock = options.clock;
    this.#derived = options.derived ?? {};
    this.#expansions = options.expansions ?? {};
    this.#tracked = options.tracked ?? {};
    this.#log = new DeltaLog(options.clock);
    this.#replicas = options.replicas ?? new Replicas(options.clock);
    this.#views = this.#replicas.create(() => new RowView(this.#store));
  }

  /** Entities in the write view. */
  get size(): number {
    return this.#store.size;
  }

  /** Another number after every write. */
  get version(): number {
    return this.#version;
  }

  get(id: string): T | undefined {
    return this.#store.current(id);
  }

  /** The entity whose property has the value, whatever the case; for properties that are unique. */
  find(property: keyof T & string, value: string): T | undefined {
    let ids = this.#unique.get(property);
    if (!ids) {
      ids = new Map();
      for (const entity of this.values()) setKey(ids, entity[property], entity.id);
      this.#unique.set(property, ids);
    }
    const id = ids.get(value.toLowerCase());
    return id === undefined ? undefined : this.get(id);
  }

  /** Every entity of the write view, in the order added. */
  values(): IterableIterator<T> {
    return this.#store.currents();
  }

  add(entity: T): T {
    this.#write(entity.id, entity);
    return entity;
  }

  /** Adds the tenant's first content, which reads see at once whatever the lag. */
  load(entities: Iterable<T>): void {
    this.#replicas.atOnce(() => {
      for (const entity of entities) this.#write(entity.id, entity);
    });
  }

  /**
   * Replaces properties. A value of `undefined` in the patch takes the property away.
   *
   * @throws {Error} when there is no such entity: check with `get` first
   */
  update(id: string, patch: { readonly [K in keyof T]?: T[K] | undefined }): T {
    const before = this.get(id);
    if (!before) throw new Error(`There is no ${this.kind.name} with id ${id}.`);
    const after: T = { ...before, ...patch };
    this.#write(id, after);
    return after;
  }

  /** @param reason - `changed` (the default) for what can be restored, `deleted` for what is gone for good. */
  remove(id: string, reason: RemovalReason = 'changed'): boolean {
    const row = this.#store.numberOf(id);
    if (row === undefined || !this.get(id)) return false;
    this.#log.setReason(row, reason);
    this.#write(id, undefined);
    return true;
  }

  /** Tells delta what came to a relationship of an entity, or went, when the replica furthest behind shows it. */
  recordLink(id: string, link: ChangedLink): void {
    const row = this.#store.numberOf(id);
    if (row !== undefined) this.#log.record({ row, names: [link.relationship], link });
  }

  /** The entity as reads see it. */
  read(id: string): T | undefined {
    const row = this.#store.numberOf(id);
    return row === undefined ? undefined : this.#view.visible(row);
  }

  /** The entity as reads see it, by a property that is unique, whatever the case. */
  readBy(property: keyof T & string, value: string): T | undefined {
    const [row] = this.#view.indexes.byValue(property).get(value.toLowerCase());
    return row === undefined ? undefined : this.#view.visible(row);
  }

  /**
   * One entity as JSON, for a single read or an expansion: `$select` and `$expand` of the query apply.
   *
   * @throws {GraphFault} 400 for unknown properties and unsupported expansions
   */
  project(entity: T, query = new URLSearchParams()): WireObject {
    const options = normalizeOptions(query);
    return this.#projection(parseSelect(this.kind, options.get('$select'), 'single'), options).project(
      entity,
    );
  }

  /** @throws {GraphFault} what Graph refuses, in its words */
  list(request: ListRequest): ListResult {
    const options = readListOptions(this.kind, withNormalizedOptions(request), 'list');
    const select = parseSelect(this.kind, options.query.get('$select'), 'list');
    const projection = this.#projection(select, options.query);
    const source = this.#source;
    const page = queryPage(source, options, request.within);
    const items = page.rows.flatMap((row) => {
      const entity = source.view.visible(row);
      return entity ? [projection.project(entity)] : [];
    });
    return {
      items,
      ...(page.count === undefined ? {} : { count: page.count }),
      ...(page.next ? { nextLinkToken: writePageToken(this.kind.name, options.query, page.next) } : {}),
    };
  }

  /**
   * The number of matches, for `/$count`.
   *
   * @throws {GraphFault} what Graph refuses, in its words
   */
  count(request: ListRequest): number {
    const options = readListOptions(this.kind, withNormalizedOptions(request), '$count');
    return countMatches(this.#source, options, request.within);
  }

  /**
   * The ids of all matches, whatever the page.
   *
   * @throws {GraphFault} what Graph refuses, in its words
   */
  match(request: ListRequest, segment: 'list' | '$count' = 'list'): string[] {
    const options = readListOptions(this.kind, withNormalizedOptions(request), segment);
    const source = this.#source;
    return listMatches(source, options, request.within).map((row) => source.view.idOf(row));
  }

  /** @throws {GraphFault} 400 for options delta does not know, 410 for a token that has expired */
  delta(request: DeltaRequest): DeltaResult {
    this.#replicas.catchUp();
    return answerDelta(
      {
        kind: this.kind,
        clock: this.#clock,
        view: this.#slowest,
        log: this.#log,
        tracked: this.#tracked,
        project: (entity, select) => this.#projection(select, new URLSearchParams()).project(entity),
      },
      { ...request, query: normalizeOptions(request.query) },
    );
  }

  #projection(select: readonly string[], query: URLSearchParams): Projection<T> {
    return new Projection(this.kind, select, query.get('$expand'), this.#derived, this.#expansions);
  }

  #readerOf(path: Path): (entity: T) => unknown {
    const [property = '', ...inside] = path;
    const derive = this.#derived[property];
    if (derive) return (entity) => readPath(derive(entity), inside);
    if (inside.length > 0) return (entity) => readPath(entity, path);
    return (entity) => (entity as Readonly<Record<string, unknown>>)[property];
  }

  #write(id: string, after: T | undefined): void {
    const before = this.get(id);
    for (const [property, ids] of this.#unique) {
      const old = before && toKey(readPath(before, [property]));
      if (old !== undefined && ids.get(old) === id) ids.delete(old);
      if (after) setKey(ids, readPath(after, [property]), id);
    }
    this.#version += 1;
    const row = this.#store.write(id, after);
    this.#replicas.write((replica) => this.#show(replica, row, after));
  }

  #show(replica: number, row: number, after: T | undefined): void {
    const view = this.#views[replica];
    const before = view?.show(row, after);
    if (view !== this.#slowest || before === after || !this.#log.active) return;
    const names = before && after && this.#listTrackedDifferences(before, after);
    if (names?.length !== 0) this.#log.record({ row, names });
  }

  #listTrackedDifferences(before: T, after: T): string[] {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    for (const name of this.kind.untracked ?? []) names.delete(name);
    return [...names].filter((name) => !isSame(readPath(before, [name]), readPath(after, [name])));
  }

  /** The replica that answers now. */
  get #view(): RowView<T> {
    return this.#replicas.pick(this.#views);
  }

  /** The replica that is furthest behind: changes are told in one order, so all of them by the same replica. */
  get #slowest(): RowView<T> {
    const [view] = this.#views;
    if (!view) throw new Error('There is a replica');
    return view;
  }

  get #source(): ListSource<T> {
    return {
      kind: this.kind,
      view: this.#view,
      derived: new Set(Object.keys(this.#derived)),
      readerOf: (path) => this.#readerOf(path),
    };
  }
}

function setKey(ids: Map<string, string>, value: unknown, id: string): void {
  const key = toKey(value);
  if (key !== undefined) ids.set(key, id);
}

function isSame(before: unknown, after: unknown): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}

/** Graph takes its options in any case, `$orderBy` as well as `$orderby`, and ignores an empty `$filter`. */
function normalizeOptions(query: URLSearchParams): URLSearchParams {
  const normal = new URLSearchParams();
  for (const [name, value] of query) normal.append(name.startsWith('$') ? name.toLowerCase() : name, value);
  if (normal.get('$filter')?.trim() === '') normal.delete('$filter');
  return normal;
}

function withNormalizedOptions(request: ListRequest): ListRequest {
  return { ...request, query: normalizeOptions(request.query) };
}
