import { systemClock, type Clock } from '../../graph/pace/clock.js';

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

const firstDelayMs = 500;
const longestDelayMs = 30_000;

/** Hears of changes over one connection, for all who listen, as long as anybody does; one that breaks is made anew. */
export class ChangeFeed {
  readonly #notifications: Notifications;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #listeners = new Set<OnChange>();
  #connection: { readonly stop: Promise<() => Promise<void>>; readonly end: AbortController } | undefined;

  constructor(notifications: Notifications, clock: Pick<Clock, 'sleep'> = systemClock) {
    this.#notifications = notifications;
    this.#clock = clock;
  }

  async listen(onChange: OnChange): Promise<() => Promise<void>> {
    const listener: OnChange = (change) => onChange(change);
    this.#listeners.add(listener);
    const remove = async (): Promise<void> => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) await this.close();
    };
    try {
      await (this.#connection ??= this.#connect()).stop;
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
    const stop = await connection.stop.catch(() => undefined);
    await stop?.();
  }

  #connect(): { readonly stop: Promise<() => Promise<void>>; readonly end: AbortController } {
    const end = new AbortController();
    return { stop: this.#open(end.signal), end };
  }

  /** Resolves when it listens, with what ends that, however often it was made anew since. */
  async #open(signal: AbortSignal): Promise<() => Promise<void>> {
    let stop = await this.#openOnce(signal, (next) => (stop = next));
    return () => stop();
  }

  #openOnce(
    signal: AbortSignal,
    onOpenedAgain: (stop: () => Promise<void>) => void,
  ): Promise<() => Promise<void>> {
    return this.#notifications.open(
      (text) => this.#tell(toChange(text)),
      () => void this.#openAgain(signal, onOpenedAgain),
    );
  }

  async #openAgain(signal: AbortSignal, onOpenedAgain: (stop: () => Promise<void>) => void): Promise<void> {
    for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs))
      try {
        await this.#clock.sleep(delayMs, signal);
        const stop = await this.#openOnce(signal, onOpenedAgain);
        if (signal.aborted) return await stop();
        onOpenedAgain(stop);
        this.#tell(undefined);
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
