import type { Emulator } from '../../src/emulator/index.js';
import type { GraphTransport } from '../../src/graph/http/graph-transport.js';
import type { TenantPage } from './in-tenant.js';

/** One question to Graph, also when it traveled in a batch. */
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
  #refused: ((path: string) => boolean) | undefined;
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

  /** From now on, questions with such paths are answered with 403, and all others as ever. */
  refuse(refused: (path: string) => boolean): void {
    this.#refused = refused;
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
    const refused = this.#refused;
    const answer = refused
      ? await refuse(request.clone(), await emulator.fetch(request), refused)
      : await emulator.fetch(request);
    await Promise.all(waits);
    return answer;
  }
}

const forbidden = {
  error: {
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  },
};

/** The answer, with what is refused in it refused. */
async function refuse(
  request: Request,
  answer: Response,
  refused: (path: string) => boolean,
): Promise<Response> {
  const path = belowVersion(request.url);
  if (!path.startsWith('/$batch')) return refused(path) ? Response.json(forbidden, { status: 403 }) : answer;
  const { requests } = (await request.json()) as { requests: { id: string; url: string }[] };
  const { responses } = (await answer.json()) as { responses: { id: string }[] };
  const ids = new Set(requests.filter(({ url }) => refused(url)).map(({ id }) => id));
  return Response.json({
    responses: responses.map((each) => (ids.has(each.id) ? { ...each, status: 403, body: forbidden } : each)),
  });
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
