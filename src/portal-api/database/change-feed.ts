import { systemClock, type Clock } from '../../graph/pace/clock.js';
import { ProvisioningError } from '../../model/errors.js';

/** That something changed in a tenant. */
export interface TenantChange {
  readonly tenant: string;
  readonly sequence: number;
}

/** Called with what changed; with nothing when anything may have, because nobody could listen for a while. */
export type OnChange = (change: TenantChange | undefined) => void;

/** What a database tells, as texts, until it is ended or breaks. */
export interface Notifications {
  /**
   * Resolves when it listens, with what ends it.
   *
   * @param onBroken - called once when it hears nothing any more
   */
  open(onText: (text: string) => void, onBroken: () => void): Promise<() => Promise<void>>;
}

/** One connection after another, as long as somebody listens. */
interface Connection {
  readonly end: AbortController;
  /** The first try to listen. */
  tried: Promise<void>;
  /** Ends the one that listens now. */
  stop?: () => Promise<void>;
}

const firstDelayMs = 500;
const longestDelayMs = 30_000;

/**
 * Hears of changes over one connection, for all who listen, as long as anybody does; one that breaks, or could not be made,
 * is made anew.
 */
export class ChangeFeed {
  readonly #notifications: Notifications;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #listeners = new Set<OnChange>();
  #connection: Connection | undefined;

  constructor(notifications: Notifications, clock: Pick<Clock, 'sleep'> = systemClock) {
    this.#notifications = notifications;
    this.#clock = clock;
  }

  /** Resolves when it listens, or will as soon as the database can be reached. Rejects with what no later try would mend. */
  async listen(onChange: OnChange): Promise<() => Promise<void>> {
    const listener: OnChange = (change) => onChange(change);
    this.#listeners.add(listener);
    const remove = async (): Promise<void> => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) await this.close();
    };
    try {
      await (this.#connection ??= this.#connect()).tried;
    } catch (thrown) {
      await remove();
      throw thrown;
    }
    return remove;
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    const connection = this.#connection;
    this.#connection = undefined;
    if (!connection) return;
    connection.end.abort();
    // One that was never made has nothing to end.
    await connection.tried.catch(() => undefined);
    await connection.stop?.();
  }

  #connect(): Connection {
    const connection: Connection = { end: new AbortController(), tried: Promise.resolve() };
    connection.tried = this.#open(connection).catch((thrown: unknown) => {
      if (!(thrown instanceof ProvisioningError) || !thrown.retryable) throw thrown;
      void this.#openAgain(connection);
    });
    return connection;
  }

  async #open(connection: Connection): Promise<void> {
    connection.stop = await this.#notifications.open(
      (text) => this.#tell(toChange(text)),
      () => void this.#openAgain(connection),
    );
  }

  async #openAgain(connection: Connection): Promise<void> {
    const { signal } = connection.end;
    for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs))
      try {
        await this.#clock.sleep(delayMs, signal);
        await this.#open(connection);
        if (signal.aborted) await connection.stop?.();
        else this.#tell(undefined);
        return;
      } catch {
        // Nobody listens any more; or it is still gone, and the next try waits longer.
        if (signal.aborted) return;
      }
  }

  #tell(change: TenantChange | undefined): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Anybody with an account of the database may send what they like: what cannot be read may have been anything. */
function toChange(text: string): TenantChange | undefined {
  try {
    const { tenant, sequence } = JSON.parse(text) as Partial<Record<keyof TenantChange, unknown>>;
    return typeof tenant === 'string' && typeof sequence === 'number' ? { tenant, sequence } : undefined;
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof TypeError) return undefined;
    throw thrown;
  }
}
