import type { GraphTransport } from '../../src/graph/http/graph-transport.js';
import type { Journal } from '../../src/store/store.js';

/** When the tab closes: around a write to the journal or around a request with writes, counted from the start. */
export interface Crash {
  readonly at: 'journal' | 'request';
  readonly number: number;
  /** Whether what was under way got through; its answer never does. */
  readonly through: boolean;
  /** The tab is gone before a request that gets through took effect. */
  readonly early?: boolean;
}

/** Cuts the power of a tab: nothing that it does gets through any more, and nothing answers it. */
export class Power {
  #tab = new PoweredTab();
  #crash: Crash | undefined;
  #gone: () => void = () => {};

  failAt(crash: Crash): Promise<void> {
    this.#crash = crash;
    return new Promise((resolve) => (this.#gone = resolve));
  }

  endTab(): void {
    this.#tab.close();
    this.#tab = new PoweredTab();
    this.#crash = undefined;
  }

  between(tenant: GraphTransport): GraphTransport {
    let tab: PoweredTab | undefined;
    let number = 0;
    return async (request) => {
      tab ??= this.#tab;
      if (!tab.on) return tab.closed;
      if ((await hasWrites(request)) && this.#fails('request', number++)) {
        tab.on = false;
        // Whatever is answered, nobody is there to hear it.
        const landed = this.#crash?.through ? tenant(request).catch(() => undefined) : undefined;
        if (!this.#crash?.early) await landed;
        this.#gone();
        return tab.closed;
      }
      return tenant(request);
    };
  }

  guard(journal: Journal): Journal {
    const tab = this.#tab;
    let number = 0;
    return {
      ...journal,
      append: async (publishId, entries, hold) => {
        if (!tab.on) return never();
        if (!this.#fails('journal', number++)) return journal.append(publishId, entries, hold);
        tab.on = false;
        if (this.#crash?.through) await journal.append(publishId, entries, hold);
        this.#gone();
        return never();
      },
    };
  }

  #fails(at: Crash['at'], number: number): boolean {
    return this.#crash?.at === at && this.#crash.number <= number;
  }
}

/** Requests of a tab without power are not answered; their connections end with the tab. */
class PoweredTab {
  on = true;
  readonly closed: Promise<never>;
  readonly close: () => void;

  constructor() {
    let reject: (reason: Error) => void;
    this.closed = new Promise((_resolve, fail) => (reject = fail));
    // Most tabs are closed when nobody waits for an answer any more.
    this.closed.catch(() => undefined);
    this.close = () => {
      this.on = false;
      reject(new TypeError('The tab was closed.'));
    };
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}

async function hasWrites(request: Request): Promise<boolean> {
  if (!new URL(request.url).pathname.endsWith('/$batch')) return request.method !== 'GET';
  const { requests } = (await request.clone().json()) as { requests: { method: string }[] };
  return requests.some(({ method }) => method !== 'GET');
}
