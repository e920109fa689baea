import { Hono } from 'hono';
import type { EmulatorClock } from './clock.js';
import { createMethodNotAllowed, GraphFault } from './graph-error.js';
import type { Caller } from './identity/token-service.js';
import type { Replicas } from './replicas/index.js';
import { readParams, toComparable, toRoutePath } from './routes/graph-path.js';
import { checkAllowed, getCallerId, type GraphAnswer, type GraphCall, type Route } from './routes/route.js';
import type { WriteLocks } from './write-locks.js';

/** A request before its route is known. */
export interface GraphRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: unknown;
  readonly caller: Caller;
  /** When it came, as `WriteLocks` counts. */
  readonly arrival: number;
}

export interface DispatcherParts {
  readonly locks: WriteLocks;
  readonly clock: EmulatorClock;
  readonly replicas: Replicas;
  /** How long a write takes. */
  readonly writeMs: number;
}

interface Env {
  Bindings: {
    request: GraphRequest;
    version: 'v1.0' | 'beta';
    path: string;
    resolve: (answer: GraphAnswer) => void;
  };
}

/** Finds the route of a request, checks that the caller may take it, and runs it. */
export class Dispatcher {
  readonly #routes = new Hono<Env>({
    getPath: (request) => toRoutePath(new URL(request.url).pathname).path.toLowerCase(),
  });

  readonly #parts: DispatcherParts;

  constructor(routes: readonly Route[], parts: DispatcherParts) {
    this.#parts = parts;
    for (const route of routes)
      this.#routes.on(route.method, toComparable(route.path), async (context) => {
        const { request, version, path, resolve } = context.env;
        const call = { ...request, version, params: readParams(route.path, path) };
        resolve(await this.#run(route, call, request.arrival));
        return context.body(null);
      });
    for (const path of new Set(routes.filter(({ betaOnly }) => !betaOnly).map((route) => route.path)))
      this.#routes.all(toComparable(path), () => {
        throw createMethodNotAllowed();
      });
    this.#routes.onError((error) => {
      throw error;
    });
  }

  /** @throws {GraphFault} whatever the route refuses; 400 for an address Graph does not have */
  async dispatch(request: GraphRequest): Promise<GraphAnswer> {
    const { version, path } = toRoutePath(request.url.pathname);
    if (version !== 'v1.0' && version !== 'beta')
      throw new GraphFault(404, 'InvalidVersion', `Invalid version: ${version}`);
    let answer: GraphAnswer | undefined;
    const resolve = (result: GraphAnswer): void => {
      answer = result;
    };
    const probe = new Request(request.url, { method: request.method });
    await this.#routes.fetch(probe, { request, version, path, resolve });
    if (answer) return answer;
    const segment = path.split('/')[1] ?? '';
    throw new GraphFault(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
  }

  async #run(route: Route, call: GraphCall, arrival: number): Promise<GraphAnswer> {
    if (route.betaOnly && call.version !== 'beta')
      throw new GraphFault(
        400,
        'BadRequest',
        `Resource not found for the segment '${route.path.split('/')[1] ?? ''}'.`,
      );
    if (route.path === '/me' || route.path.startsWith('/me/')) getCallerId(call);
    checkAllowed(route, call.caller);
    route.check?.(call);
    const { locks, clock, replicas, writeMs } = this.#parts;
    const handle = (): GraphAnswer | Promise<GraphAnswer> => {
      replicas.draw();
      return route.handle(call);
    };
    if (!route.locks) return handle();
    return locks.run(route.locks(call).toLowerCase(), arrival, async () => {
      if (writeMs > 0) await clock.sleep(writeMs);
      return handle();
    });
  }
}
