import type { Emulator } from '../../src/emulator/index.js';
import type { GraphTransport } from '../../src/graph/graph-transport.js';
import type { TenantPage } from './in-tenant.js';

/** One question to Graph, also when it travelled in a batch. */
export interface Asked {
  readonly method: string;
  /** Below the version, with its query, as it was sent. */
  readonly path: string;
}

/** Answers that wait until the test lets them go. */
export interface Held {
  readonly asked: readonly Asked[];
  release(): void;
}

interface Hold {
  readonly pattern: RegExp;
  readonly asked: Asked[];
  readonly open: Promise<void>;
}

/** Sees what an element asks of Graph, and decides when an answer arrives. */
export class TrafficWatch {
  /** Every question so far, items of batches one by one. */
  readonly asked: Asked[] = [];
  readonly #holds = new Set<Hold>();
  #open = 0;

  /** How many HTTP requests wait for their answer. */
  get open(): number {
    return this.#open;
  }

  /** How many questions had a path like this. */
  count(pattern: RegExp): number {
    return this.asked.filter(({ path }) => pattern.test(path)).length;
  }

  /** From now on, answers to such paths do not arrive until they are released; then no more are held. */
  hold(pattern: RegExp): Held {
    let open = (): void => undefined;
    const hold: Hold = { pattern, asked: [], open: new Promise((resolve) => (open = resolve)) };
    this.#holds.add(hold);
    return {
      asked: hold.asked,
      release: () => {
        this.#holds.delete(hold);
        open();
      },
    };
  }

  /** Puts itself between the provider and the tenant. */
  attach({ provider, emulator }: TenantPage): void {
    const transport: GraphTransport = async (request) => {
      this.#open += 1;
      try {
        return await this.#pass(request, emulator);
      } finally {
        this.#open -= 1;
      }
    };
    provider.transport = transport;
  }

  async #pass(request: Request, emulator: Emulator): Promise<Response> {
    const asked = await listAsked(request);
    this.asked.push(...asked);
    const waits: Promise<void>[] = [];
    for (const hold of this.#holds) {
      const held = asked.filter(({ path }) => hold.pattern.test(path));
      hold.asked.push(...held);
      if (held.length > 0) waits.push(hold.open);
    }
    const answer = await emulator.fetch(request);
    await Promise.all(waits);
    return answer;
  }
}

async function listAsked(request: Request): Promise<Asked[]> {
  const path = belowVersion(request.url);
  if (!path.startsWith('/$batch')) return [{ method: request.method, path }];
  const { requests } = (await request.clone().json()) as { requests: { method: string; url: string }[] };
  return requests.map(({ method, url }) => ({ method, path: url }));
}

function belowVersion(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname.replace(/^\/(v1\.0|beta)/, '') + search;
}
