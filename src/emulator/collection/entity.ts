/** Anything the tenant keeps. Entities are never changed in place: `EntityCollection.update` replaces them. */
export interface Entity {
  readonly id: string;
}

/** A JSON object as it leaves the emulator. */
export type WireObject = Record<string, unknown>;

/** The value of a property that a kind does not store but works out; such a property is not indexed. */
export type Derivation<T extends Entity> = (entity: T) => unknown;

/**
 * What `$expand` of a relationship gives for one entity, with the properties asked for inside it
 * (`$expand=manager($select=id)`). Of an array, at most 20 items are returned, as Graph does.
 */
export type Expansion<T extends Entity> = (
  entity: T,
  select: readonly string[] | undefined,
) => WireObject | readonly WireObject[] | undefined;

/** Why an object is gone: `changed` can be restored, `deleted` cannot. */
export type RemovalReason = 'changed' | 'deleted';

/** A list, as asked for by a caller. */
export interface ListRequest {
  /** The query options (`$select`, `$filter`, … , `$skiptoken`), decoded. */
  query: URLSearchParams;
  /** The `ConsistencyLevel` header, if sent. */
  consistencyLevel?: string | undefined;
  /** Only these ids, in this order: the members of a group, for instance. */
  within?: Iterable<string> | undefined;
  /**
   * True where Graph offers `$filter`, `$search`, `$orderby` and `$count` only as advanced queries, whatever the
   * property: relationships such as `/groups/{id}/members/microsoft.graph.user`.
   */
  relationship?: boolean | undefined;
}

export interface ListResult {
  items: WireObject[];
  /** `@odata.count`: only on the first page, and only with `$count=true` and ConsistencyLevel. */
  count?: number;
  /** The `$skiptoken` of the next page; absent on the last. Build the link with `buildNextLink`. */
  nextLinkToken?: string;
}

/** A relationship whose changes delta tells, as `members@delta`. */
export interface TrackedRelationship {
  /** Ids at its other end, as the replica that is furthest behind shows them. */
  readonly idsOf: (id: string) => Iterable<string>;
  /** `user` for a `#microsoft.graph.user`. */
  readonly typeOf: (id: string) => string;
  /** True when it is told without being selected. */
  readonly byDefault: boolean;
}

/** A change query, as asked for by a caller. */
export interface DeltaRequest {
  query: URLSearchParams;
  /** True for `Prefer: return=minimal`. */
  minimal?: boolean | undefined;
  /** The address without its query, for the `Location` of a 410. */
  url: string;
}

export interface DeltaResult {
  items: WireObject[];
  /** `$skiptoken` of the next page, or … */
  nextLinkToken?: string;
  /** … `$deltatoken` for the next round. Exactly one of the two is present. */
  deltaLinkToken?: string;
}
