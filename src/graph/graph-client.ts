import type { ErrorCode, ProvisioningError } from '../model/errors.js';

/** How a call is made. */
export interface CallOptions {
  /** Permissions the call needs; the least privileged that do. */
  readonly scopes?: readonly string[];
  readonly signal?: AbortSignal;
  /** `eventual` sends the header that advanced queries need, on every page. */
  readonly consistency?: 'eventual';
  /** `low` for what nobody waits for. Default: `normal`. */
  readonly priority?: 'low' | 'normal';
  readonly headers?: Readonly<Record<string, string>>;
}

/** One page of a collection. */
export interface Page<T> {
  readonly items: readonly T[];
  /** `@odata.count`, on the first page and only when asked for. */
  readonly count?: number;
  /** Present on the last page of a delta query. Give it to `pages` to read what changed since. */
  readonly deltaLink?: string;
  /** The delta link had expired: everything is read anew from this page on, so drop what was known. */
  readonly restarted?: true;
}

/** A write to Graph. Writes with the same key are executed in order, never two at once. */
export interface GraphWrite {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Relative to the version, e.g. `/users/{id}/assignLicense`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What must not be written concurrently, e.g. the user's id. */
  readonly key: string;
  /**
   * The refusal by which Graph says that what the write asks for is so already, e.g. `not-found` for a removal of what is
   * gone. Such a write counts as done.
   */
  readonly doneWhen?: ErrorCode;
  /** Defaults to `v1.0`. */
  readonly version?: 'v1.0' | 'beta';
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** How one write ended; failures are values here, because one must not stop the others. */
export type WriteOutcome<W extends GraphWrite = GraphWrite> =
  | { readonly write: W; readonly ok: true; readonly answer: GraphAnswer }
  | { readonly write: W; readonly ok: false; readonly error: ProvisioningError };

export interface WriteOptions extends CallOptions {
  /**
   * Told before a write leaves, each time it leaves. A publish writes its intent to the journal here; the write waits for the promise.
   */
  readonly onSending?: (writes: readonly GraphWrite[]) => void | Promise<void>;
  /**
   * Asked after an answer that leaves open whether the write took effect (504, dropped connection): true when it did.
   * Without it the write is sent again.
   */
  readonly tookEffect?: (write: GraphWrite, signal: AbortSignal) => Promise<boolean>;
}

/** What the pipeline is waiting for. */
export interface PipelineWait {
  /**
   * `throttled`: Microsoft asked for it. `paced`: we keep to the documented quota.
   * `sign-in`: writes go on as soon as the person has signed in again.
   */
  readonly reason: 'throttled' | 'paced' | 'sign-in';
  /** Milliseconds since the epoch, on the pipeline's clock; `Infinity` when nobody can tell. */
  readonly until: number;
  /** Why somebody has to sign in again, with the `claims` to give to `Auth.signIn`. */
  readonly error?: ProvisioningError;
}

/**
 * Everything between this library and Microsoft Graph. Paths are relative to the version (`/users?$select=id`)
 * and already escaped (`odata.ts`); a path that starts with `/beta/` goes to beta.
 *
 * Every method throws `ProvisioningError` only.
 */
export interface GraphClient {
  /** The Graph of the tenant's cloud, without a version: `https://graph.microsoft.com`. References name it. */
  readonly origin: string;
  /** @throws {ProvisioningError} any code of the groups "Signing in", "Reaching Microsoft", "What Microsoft answered" */
  get<T>(path: string, options?: CallOptions): Promise<T>;
  /** Pages of a collection or delta query, fetched one ahead at most; stop iterating to stop reading. */
  pages<T>(path: string, options?: CallOptions): AsyncIterable<Page<T>>;
  /** One write, with retries. Throws when it fails. */
  write(write: GraphWrite, options?: WriteOptions): Promise<GraphAnswer>;
  /** Many writes, 20 to a batch, paced; yields outcomes as they arrive, one per write. Aborting finishes what is in flight and ends. */
  writeAll<W extends GraphWrite>(
    writes: Iterable<W> | AsyncIterable<W>,
    options?: WriteOptions,
  ): AsyncIterable<WriteOutcome<W>>;
  /** What the pipeline waits for now, if anything. */
  readonly wait: PipelineWait | undefined;
  /** Calls the listener when `wait` changes; returns what ends that. */
  onWait(listener: (wait: PipelineWait | undefined) => void): () => void;
}
