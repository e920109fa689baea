import type { Clock } from '../../../src/graph/pace/clock.js';
import { heartbeat, heartbeatMs, toEvent } from '../../../src/store/portal/changes/stream-format.js';
import { storeParts } from '../../../src/store/shares.js';
import type { StorePart } from '../../../src/store/store.js';

/** What a portal's API, or what stands before it, does with whoever wants its stream of changes. */
type StreamBehavior =
  | 'open'
  /** It says yes, and its body does not come. */
  | 'held-back'
  /** Nothing comes at all. */
  | 'unanswered'
  | 'ends'
  /** It says a number, and its connection is gone without anybody's knowing. */
  | 'dead'
  | Response;

/** The part of a portal's API that tells of changes, at once and in such ways as networks do. */
export class FakePortal {
  stream: StreamBehavior = 'open';
  /** Answers the next questions for changes in the portal's place. */
  list: (() => Response | undefined) | undefined;
  readonly #changes: StorePart[] = [];
  readonly #open = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #clock: Clock;
  #asked: { readonly path: string; readonly token: string | null }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What was asked since the last time, below the tenant. */
  takeAsked(): readonly string[] {
    const paths = this.#asked.map(({ path }) => path);
    this.#asked = [];
    return paths;
  }

  /** What was asked with, in the order of the requests. */
  get tokens(): readonly (string | null)[] {
    return this.#asked.map(({ token }) => token);
  }

  get asked(): readonly string[] {
    return this.#asked.map(({ path }) => path);
  }

  get streams(): number {
    return this.#open.size;
  }

  /** Something is changed by somebody else. */
  change(...parts: readonly StorePart[]): void {
    this.#changes.push(...parts);
    for (const each of this.#open) if (isRead(each)) each.enqueue(encode(toEvent(this.#changes.length)));
  }

  /** Its database is as it was before the last change, and everybody has to come again. */
  putBack(): void {
    this.#changes.pop();
    this.endStreams();
  }

  endStreams(): void {
    for (const each of this.#open) if (isRead(each)) each.close();
    this.#open.clear();
  }

  readonly fetch: typeof fetch = (input, init) => {
    const { pathname, search } = new URL(input as string);
    const path = `${pathname.replace(/^.*tenants\/[^/]*/, '')}${search}`;
    this.#asked.push({ path, token: new Headers(init?.headers).get('Authorization') });
    return path === '/changes/stream'
      ? this.#answerStream(init?.signal ?? undefined)
      : Promise.resolve(this.list?.() ?? this.#listChanges(search));
  };

  #listChanges(search: string): Response {
    const after = new URLSearchParams(search).get('after');
    if (Number(after) > this.#changes.length)
      return Response.json({ sequence: this.#changes.length, parts: storeParts });
    const parts = after === null ? [] : this.#changes.slice(Number(after));
    return Response.json({ sequence: this.#changes.length, parts: [...new Set(parts)] });
  }

  #answerStream(signal: AbortSignal | undefined): Promise<Response> {
    if (this.stream instanceof Response) return Promise.resolve(this.stream.clone());
    if (this.stream === 'unanswered')
      return new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    const behavior = this.stream;
    let leave = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        leave = () => this.#open.delete(controller);
        if (behavior !== 'held-back') controller.enqueue(encode(toEvent(this.#changes.length)));
        if (behavior === 'ends') return controller.close();
        if (behavior === 'open') this.#keepOpen(controller);
        signal?.addEventListener('abort', () => {
          leave();
          controller.error(signal.reason);
        });
      },
      cancel: () => leave(),
    });
    return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }));
  }

  #keepOpen(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#open.add(controller);
    const beat = async (): Promise<void> => {
      await this.#clock.sleep(heartbeatMs);
      if (!this.#open.has(controller)) return;
      controller.enqueue(encode(heartbeat));
      await beat();
    };
    void beat();
  }
}

/** The page that read a stream may be gone, with all that would have told of it. */
function isRead(stream: ReadableStreamDefaultController): boolean {
  return stream.desiredSize !== null;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
