import type { Clock } from '../../graph/pace/clock.js';
import { ProvisioningError } from '../../model/errors.js';
import type { PortalDatabase } from '../database/portal-database.js';
import type { TenantId } from '../database/tenant-id.js';
import { ChangeStream } from './change-stream.js';

/** How long a stream is open at most, in milliseconds, up to a fifth less or more: whoever reads it shows its token again. */
const lifeMs = 5 * 60_000;

/** Higher than every number: what comes with it of the changes is of no interest. */
const afterAll = Number.MAX_SAFE_INTEGER;

/** How many streams a person may read. One browser reads one. */
const streamsOfOneAtMost = 20;

/** Who reads a stream, and of which tenant. */
export interface StreamReader {
  readonly tenant: TenantId;
  readonly subject: string;
}

/** All open streams of a process. One connection to the database tells them what changes. */
export class ChangeHub {
  readonly #database: Pick<PortalDatabase, 'listen' | 'listChanges'>;
  readonly #clock: Clock;
  readonly #streams = new Map<TenantId, Set<ChangeStream>>();
  /** How many each person reads. */
  readonly #counts = new Map<string, number>();
  #listening: Promise<() => Promise<void>> | undefined;
  #isClosed = false;

  constructor(database: Pick<PortalDatabase, 'listen' | 'listChanges'>, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * Opens a stream of a tenant's changes. The number of the last one comes first, so that whoever has missed some knows.
   *
   * @param signal - aborted when nobody reads any more
   * @throws {ProvisioningError} `storage-unavailable`, `throttled`
   */
  async open({ tenant, subject }: StreamReader, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    if (!this.#isClosed) await this.#listen();
    const stream = new ChangeStream(this.#clock);
    this.#count(subject, stream);
    this.#add(tenant, stream);
    try {
      // It hears of changes already: none can fall between this number and the next.
      stream.tell(await this.#readSequence(tenant));
    } catch (thrown) {
      stream.end();
      throw thrown;
    }
    if (signal.aborted || this.#isClosed) stream.end();
    signal.addEventListener('abort', () => stream.end(), { signal: stream.ended });
    // Rejected, it has ended before.
    this.#clock.sleep(lifeMs * (0.8 + Math.random() * 0.4), stream.ended).then(
      () => stream.end(),
      () => undefined,
    );
    return stream.body;
  }

  /** Ends all streams; whoever read them comes again, to another process. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const stream of this.#all()) stream.end();
    const listening = this.#listening;
    this.#listening = undefined;
    // One that failed has nothing to end, and was told to whoever asked for it.
    const stop = await listening?.catch(() => undefined);
    await stop?.();
  }

  async #listen(): Promise<void> {
    const listening = (this.#listening ??= this.#database.listen((change) => {
      if (change) for (const stream of this.#of(change.tenant)) stream.tell(change.sequence);
      else for (const tenant of this.#streams.keys()) void this.#tellAgain(tenant);
    }));
    try {
      await listening;
    } catch (thrown) {
      if (this.#listening === listening) this.#listening = undefined;
      throw thrown;
    }
  }

  async #tellAgain(tenant: TenantId): Promise<void> {
    try {
      const sequence = await this.#readSequence(tenant);
      for (const stream of this.#of(tenant)) stream.tellAgain(sequence);
    } catch {
      // Gone again: whoever reads comes again, and is told then.
      for (const stream of this.#of(tenant)) stream.end();
    }
  }

  async #readSequence(tenant: TenantId): Promise<number> {
    return (await this.#database.listChanges(tenant, afterAll)).sequence;
  }

  /** @throws {ProvisioningError} `throttled` */
  #count(subject: string, stream: ChangeStream): void {
    const count = this.#counts.get(subject) ?? 0;
    if (count >= streamsOfOneAtMost)
      throw new ProvisioningError('throttled', 'Too many streams of changes are open.', {
        retryable: true,
        retryAfterMs: 60_000,
      });
    this.#counts.set(subject, count + 1);
    stream.ended.addEventListener('abort', () => {
      const left = (this.#counts.get(subject) ?? 1) - 1;
      if (left > 0) this.#counts.set(subject, left);
      else this.#counts.delete(subject);
    });
  }

  #add(tenant: TenantId, stream: ChangeStream): void {
    const streams = this.#streams.get(tenant) ?? new Set<ChangeStream>();
    this.#streams.set(tenant, streams.add(stream));
    stream.ended.addEventListener('abort', () => {
      streams.delete(stream);
      if (streams.size === 0 && this.#streams.get(tenant) === streams) this.#streams.delete(tenant);
    });
  }

  /** @param tenant - not checked: what is said of one that is none is said to nobody */
  #of(tenant: string): readonly ChangeStream[] {
    return [...(this.#streams.get(tenant as TenantId) ?? [])];
  }

  #all(): readonly ChangeStream[] {
    return [...this.#streams.values()].flatMap((streams) => [...streams]);
  }
}
