/** Time inside the emulated tenant: quotas, tokens, replica lag and faults all read it here. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after the time has passed; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Keeps time that moves by itself from moving until the returned function is called. */
  hold?(): () => void;
}

/**
 * Does what takes time outside the event loop, such as cryptography, without time moving by itself meanwhile: a clock
 * that moves when everything waits would take it for waiting, the more so on a busy machine.
 */
export async function holdDuring<T>(clock: EmulatorClock, work: () => Promise<T>): Promise<T> {
  const release = clock.hold?.();
  try {
    return await work();
  } finally {
    release?.();
  }
}

/** The machine's own time. */
export const realClock: EmulatorClock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal?.addEventListener('abort', stop, { once: true });
    }),
};

export interface VirtualClockOptions {
  /** Where time starts: milliseconds since the epoch, or a date text. Default 2026-01-15T09:00:00Z. */
  start?: number | string;
  /**
   * Jump to the next sleeper by itself as soon as nobody has used the clock for a few turns of the event loop.
   * Default false: time moves only by `advance`.
   */
  auto?: boolean;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Turns of the event loop without a use of the clock after which `auto` calls everything idle. */
const idleTurns = 6;

/** Turns given to woken code before time moves on, so that what it starts is seen. */
const settleTurns = 3;

/**
 * Time that moves only when told (`advance`) or, in `auto` mode, whenever everything waits for it.
 * Sleepers wake in order of their time, and those of the same time in the order they went to sleep.
 */
export class VirtualClock implements EmulatorClock {
  #now: number;
  #sleepers: Sleeper[] = [];
  #auto: boolean;
  #uses = 0;
  #holds = 0;
  #watching = false;

  constructor(options: VirtualClockOptions = {}) {
    this.#now = new Date(options.start ?? '2026-01-15T09:00:00Z').getTime();
    this.#auto = options.auto ?? false;
  }

  /** How many callers sleep now. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  get auto(): boolean {
    return this.#auto;
  }

  set auto(value: boolean) {
    this.#auto = value;
    this.#watch();
  }

  now(): number {
    this.#uses += 1;
    return this.#now;
  }

  /** Milliseconds that have passed since any moment. */
  counted(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.#uses += 1;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        due: this.#now + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        },
      };
      signal?.addEventListener('abort', stop, { once: true });
      this.#insert(sleeper);
      this.#watch();
    });
  }

  /** Moves time on, waking every sleeper that falls due on the way and letting it act before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + Math.max(0, ms);
    await settle();
    for (let next = this.#sleepers[0]; next && next.due <= end; next = this.#sleepers[0]) {
      this.#wakeFirst();
      await settle();
    }
    this.#now = Math.max(this.#now, end);
    await settle();
  }

  /**
   * Keeps `auto` from moving time until the returned function is called: for work it cannot see, such as a
   * real network or disk.
   */
  hold(): () => void {
    this.#holds += 1;
    this.#uses += 1;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#holds -= 1;
      this.#uses += 1;
      this.#watch();
    };
  }

  #insert(sleeper: Sleeper): void {
    const later = this.#sleepers.findIndex((other) => other.due > sleeper.due);
    if (later < 0) this.#sleepers.push(sleeper);
    else this.#sleepers.splice(later, 0, sleeper);
  }

  #wakeFirst(): void {
    const sleeper = this.#sleepers.shift();
    if (!sleeper) return;
    this.#now = Math.max(this.#now, sleeper.due);
    sleeper.wake();
  }

  #watch(): void {
    if (this.#watching || !this.#canJump()) return;
    this.#watching = true;
    void this.#jumpWhileIdle();
  }

  #canJump(): boolean {
    return this.#auto && this.#holds === 0 && this.#sleepers.length > 0;
  }

  async #jumpWhileIdle(): Promise<void> {
    while (this.#canJump()) {
      let quiet = 0;
      while (quiet < idleTurns) {
        const before = this.#uses;
        await takeTurn();
        quiet = this.#uses === before ? quiet + 1 : 0;
      }
      if (this.#canJump()) this.#wakeFirst();
    }
    this.#watching = false;
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < settleTurns; turn += 1) await takeTurn();
}

/** One turn of the event loop, without the four milliseconds browsers add to nested timers. */
function takeTurn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
