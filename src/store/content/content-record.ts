/**
 * What a store holds, kind by kind, in the order in which it is carried elsewhere: a grant is there before the publish that
 * gave it, and a publish before the workspace that names it as its proof.
 */
export const contentKinds = [
  /** Key: holder, entitlement, workspace id. Value: the grant. */
  'grants',
  /** Key: publish id. Value: `PublishContent`. */
  'publishes',
  /** Key: workspace id. Value: `{ workspace, etag }`. */
  'workspaces',
  /** Key: order id. Value: `{ order, etag }`. */
  'orders',
  /** Key: day. Value: the counts of that day. */
  'snapshots',
  /** Key: user id, SKU id, either of them empty. Value: what is kept on purpose. */
  'keeps',
  /** Key: both ids, in alphabetical order. Value: the combination. */
  'refusedPairs',
  /** Key: name. Value: the view. */
  'views',
] as const;

export type ContentKind = (typeof contentKinds)[number];

/** One thing that a store holds, as it is stored: who did it and when, its etag, and whatever is damaged in it. */
export interface ContentRecord {
  readonly kind: ContentKind;
  /** Names it within its kind, in every store alike. */
  readonly key: readonly string[];
  /** JSON. May be anything until it is read. */
  readonly value: unknown;
}

/** A publish with all its entries: it is in a store as a whole, or not at all. */
export interface PublishContent {
  readonly head: unknown;
  readonly group?: unknown;
  readonly finished?: unknown;
  /** How many entries there are, where none is missing. */
  readonly next: unknown;
  /** In their order. */
  readonly entries: readonly unknown[];
}
