import type { ContentKind, ContentRecord } from '../content/content-record.js';
import type { CallOptions } from '../store.js';

export interface MoveOptions extends CallOptions {
  readonly onProgress?: (progress: MoveProgress) => void;
}

/** How far it is, in records: each is written to one store and removed from the other. */
export interface MoveProgress {
  readonly done: number;
  readonly total: number;
}

export interface MoveResult {
  /** How many records of each kind `from` had that are only in `to` now. */
  readonly moved: Readonly<Record<ContentKind, number>>;
  /** What is still in `from`, for something else is in its place in `to`, or it was changed meanwhile. */
  readonly kept: readonly ContentRecord[];
}
