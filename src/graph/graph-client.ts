import type { TokenSubject } from '../auth/auth.js';
import type { ErrorCode, ProvisioningError } from '../model/errors.js';

/** How a call is made. */
export interface CallOptions {
  /** Permissions the call needs; the least privileged that do. */
  readonly scopes?: readonly string[];
  readonly signal?: AbortSignal;
  /** In whose name it has to leave: with a token of anybody else it stays, and ends with `account-changed`. */
  readonly subject?: TokenSubject;
  /** `eventual` sends the header that advanced queries need, on every page. */
  readonly consistency?: 'eventual';
  /** `low` for what nobody waits for. Default: `normal`. */
  readonly priority?: 'low' | 'normal';
  readonly headers?: Readonly<Record<string, string>>;
}

/** What whoever reads many things in a row says of all of them. `subject`: another account's token is not used. */
export type ReadOptions = Pick<CallOptions, 'signal' | 'subject'>;

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
  /**
   * Whether an answer of success is Graph's own and speaks of this write; anything between us and Graph can answer 200.
   * Default: it is one of a `$batch`, or has Graph's `request-id`.
   */
  readonly confirms?: (answer: GraphAnswer) => boolean;
  /**
   * Writing it twice does no harm and changes nothing more. Then the pipeline writes it again where nobody knows what came
   * of it, instead of leaving that open.
   */
  readonly repeatable?: true;
  /** Defaults to `v1.0`. */
  readonly version?: 'v1.0' | 'beta';
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * How one write ended; failures are values here, because one must not stop the others. Either Graph confirmed it; or it
 * was refused, and is known not to have happened; or it is open (`error.open`), and nobody can know before somebody looks.
 */
export type WriteOutcome<W extends GraphWrite = GraphWrite> =
  | { readonly write: W; readonly ok: true; readonly answer: GraphAnswer }
  | { readonly write: W; readonly ok: false; readonly error: ProvisioningError };

export interface WriteOptions extends CallOptions {
  /**
   * Told right before writes leave, each time they leave. A publish makes its claim and writes its intent to the journal
   * here: the token is there and the pace is kept, so that nothing but sending comes after the promise. When it rejects
   * they do not leave, and are refused with its error.
   */
  readonly onSending?: (writes: readonly GraphWrite[]) => void | Promise<void>;
}

/** What the pipeline is waiting for. */
export interface PipelineWait {
  /** `throttled`: Microsoft asked for it. `paced`: we keep to the documented quota. */
  readonly reason: 'throttled' | 'paced';
  /** Milliseconds since the epoch, on the pipeline's clock. */
  readonly until: number;
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
  /** One write. Throws when it is not confirmed; whether it may have taken effect all the same is in `open` of the error. */
  write(write: GraphWrite, options?: WriteOptions): Promise<GraphAnswer>;
  /**
   * Many writes, 20 to a batch, paced; yields outcomes as they arrive, one per write. Aborting finishes what is in flight
   * and ends. Nobody is waited for: once no token can be had without a person, every write that has not left yet is
   * refused with that error (`sign-in-again`, `consent-required`, `account-changed`, …).
   */
  writeAll<W extends GraphWrite>(
    writes: Iterable<W> | AsyncIterable<W>,
    options?: WriteOptions,
  ): AsyncIterable<WriteOutcome<W>>;
  /** What the pipeline waits for now, if anything. */
  readonly wait: PipelineWait | undefined;
  /** Calls the listener when `wait` changes; returns what ends that. */
  onWait(listener: (wait: PipelineWait | undefined) => void): () => void;
}
