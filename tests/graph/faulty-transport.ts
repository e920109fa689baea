import type { GraphTransport } from '../../src/graph/http/graph-transport.js';
import type { Clock } from '../../src/graph/pace/clock.js';

/** Ways to fail. `…Late` happens after the request took effect: only its answer is lost. */
export const faultKinds = ['429', '429-silent', '503', '504', '504-late', '409'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface FaultOptions {
  readonly random: () => number;
  /** Share of batch items and single requests that fail. */
  readonly itemRate: number;
  /** Share of HTTP requests whose connection breaks, half of them after they took effect. */
  readonly dropRate: number;
  readonly kinds?: readonly FaultKind[];
  /** Faults at most per request, so that a test can end; default without limit. */
  readonly latencyMs?: number;
}

interface WireItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly dependsOn?: readonly string[];
}

interface WireAnswer {
  readonly id: string;
  readonly status: number;
}

/** A bad day at Microsoft, between the pipeline and a healthy tenant. Also watches what the pipeline sends. */
export class FaultyTransport {
  readonly #inner: GraphTransport;
  readonly #clock: Clock;
  readonly #options: FaultOptions;
  readonly #writing = new Map<string, number>();
  /** HTTP requests. */
  requests = 0;
  /** Writes sent, those inside batches included. */
  writesSent = 0;
  /** Items and requests that were made to fail, everything in a broken connection included. */
  itemsFailed = 0;
  /** The most writes to one object that were on their way at once; those in a row wait for each other. */
  mostAtOnce = 0;
  /** Objects written, in the order in which the tenant got them. */
  readonly arrived: string[] = [];

  constructor(inner: GraphTransport, clock: Clock, options: FaultOptions) {
    this.#inner = inner;
    this.#clock = clock;
    this.#options = options;
  }

  readonly fetch: GraphTransport = async (request) => {
    this.requests += 1;
    const items = await readItems(request);
    const writes = items.filter(({ method }) => method !== 'GET');
    this.writesSent += writes.length;
    for (const item of writes) this.#enter(item);
    try {
      await this.#clock.sleep(this.#options.latencyMs ?? 50);
      if (this.#happens(this.#options.dropRate)) return await this.#drop(request, items.length);
      return new URL(request.url).pathname.endsWith('/$batch')
        ? await this.#answerBatch(request, items)
        : await this.#answerOne(request);
    } finally {
      for (const item of writes) this.#leave(item);
    }
  };

  #happens(rate: number): boolean {
    return this.#options.random() < rate;
  }

  #pickFault(): FaultKind | undefined {
    if (!this.#happens(this.#options.itemRate)) return undefined;
    const kinds = this.#options.kinds ?? faultKinds.filter((kind) => kind !== '409');
    this.itemsFailed += 1;
    return kinds[Math.floor(this.#options.random() * kinds.length)];
  }

  async #drop(request: Request, items: number): Promise<Response> {
    this.itemsFailed += items;
    if (this.#happens(0.5)) await this.#inner(request);
    throw new TypeError('Failed to fetch');
  }

  async #answerOne(request: Request): Promise<Response> {
    const fault = this.#pickFault();
    if (!fault) return this.#inner(request);
    if (fault === '504-late') await this.#inner(request);
    const { status, headers, body } = createFault(fault);
    return Response.json(body, { status, headers });
  }

  async #answerBatch(request: Request, items: readonly WireItem[]): Promise<Response> {
    const faults = new Map<string, FaultKind | '424'>();
    for (const { id, dependsOn } of items) {
      const fault = dependsOn?.some((earlier) => faults.has(earlier)) ? '424' : this.#pickFault();
      if (fault) faults.set(id, fault);
    }
    const kept = items.filter(({ id }) => [undefined, '504-late'].includes(faults.get(id)));
    const answers = kept.length > 0 ? await this.#forward(request, kept) : [];
    const responses = items.map(({ id }) => {
      const fault = faults.get(id);
      return fault ? { id, ...createFault(fault) } : answers.find((answer) => answer.id === id);
    });
    return Response.json({ responses });
  }

  async #forward(request: Request, kept: readonly WireItem[]): Promise<readonly WireAnswer[]> {
    const { url, method, headers } = request;
    const answer = await this.#inner(
      new Request(url, { method, headers, body: JSON.stringify({ requests: kept }) }),
    );
    if (answer.status !== 200) throw new Error(`The tenant refused a batch: ${await answer.text()}`);
    return ((await answer.json()) as { responses: WireAnswer[] }).responses;
  }

  #enter({ url, dependsOn }: WireItem): void {
    this.arrived.push(url);
    if (dependsOn) return;
    const count = (this.#writing.get(url) ?? 0) + 1;
    this.#writing.set(url, count);
    this.mostAtOnce = Math.max(this.mostAtOnce, count);
  }

  #leave({ url, dependsOn }: WireItem): void {
    if (!dependsOn) this.#writing.set(url, (this.#writing.get(url) ?? 1) - 1);
  }
}

/** The items of a batch, or the request itself. */
async function readItems(request: Request): Promise<WireItem[]> {
  const { pathname } = new URL(request.url);
  if (!pathname.endsWith('/$batch')) return [{ id: '1', method: request.method, url: pathname }];
  const { requests } = (await request.clone().json()) as { requests: WireItem[] };
  return requests;
}

function createFault(kind: FaultKind | '424') {
  const status = Number.parseInt(kind, 10);
  const code = { 429: 'TooManyRequests', 503: 'ServiceUnavailable', 409: 'Directory_ConcurrencyViolation' }[
    status
  ];
  return {
    status,
    headers: kind === '429' ? { 'Retry-After': '4' } : ({} as Record<string, string>),
    body: { error: { code: code ?? 'UnknownError', message: 'Please retry again later.' } },
  };
}
