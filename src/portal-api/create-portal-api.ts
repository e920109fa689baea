import { Hono, type Context, type Env } from 'hono';
import { systemClock, type Clock } from '../graph/pace/clock.js';
import { ProvisioningError } from '../model/errors.js';
import { tellDeveloper } from '../model/page/tell-developer.js';
import { streamPath } from '../store/portal/changes/stream-format.js';
import { changedHeader, idempotencyHeader } from '../store/portal/portal-client.js';
import { problemType, toProblem } from '../store/portal/problem.js';
import type { Route } from '../store/portal/route.js';
import type { Store } from '../store/store.js';
import type { Answer } from './answers/answer.js';
import { createConnectionAnswers } from './answers/connection-answers.js';
import { contentAnswers } from './answers/content-answers.js';
import { journalAnswers } from './answers/journal-answers.js';
import { leaseAnswers } from './answers/lease-answers.js';
import { createPersonAnswers } from './answers/person-answers.js';
import { grantAnswers, insightAnswers, orderAnswers, viewAnswers } from './answers/small-part-answers.js';
import { teamAnswers } from './answers/team-answers.js';
import { workspaceAnswers } from './answers/workspace-answers.js';
import type { Authorization, Authorize } from './authorize/authorize.js';
import { createChangeAnswers } from './changes/change-answers.js';
import { ChangeHub } from './changes/change-hub.js';
import { streamChanges } from './changes/stream-changes.js';
import { canSee } from './connections/can-see.js';
import type { PortalDatabase } from './database/portal-database.js';
import { toTenantId, type TenantId } from './database/tenant-id.js';
import { answerHealth } from './http/answer-health.js';
import { askStore } from './http/ask-store.js';
import { guardOrigins } from './http/guard-origins.js';
import { limitBody } from './http/limit-body.js';
import { defaultRate, RateLimits } from './http/rate-limits.js';
import { readInput } from './http/read-input.js';
import { RunningRequests } from './http/running-requests.js';
import { Retention } from './retention/retention.js';

export interface PortalApiOptions {
  readonly database: PortalDatabase;
  readonly authorize: Authorize;
  /** Where the API is mounted. Default: `/api/o365`. */
  readonly path?: string;
  /** Origins of the portal's pages (`https://portal.example.com`). Default: this machine's alone. */
  readonly origins?: readonly string[];
  /** How long a request may be, in bytes; a longer one is refused with 413. Default: 16 MiB. */
  readonly maxBodyBytes?: number;
  /** How many requests one person may send: as many at once, and as many a second for ever. Default: 600, and 30. */
  readonly rate?: { readonly burst: number; readonly perSecond: number };
  /**
   * After how many days a publish that has ended is forgotten. What it gave stays known, and what something is undone from or
   * is still open stays. Default: never, unless an administrator says so.
   */
  readonly retentionDays?: number;
  /** Hears of what nobody foresaw, for the portal's log. Default: the console. */
  readonly onError?: (error: unknown, request: Request) => void;
  /** For tests. */
  readonly clock?: Clock;
}

/** The portal's API, as a function from a request to its answer. */
export interface PortalApi {
  (request: Request): Promise<Response>;
  /**
   * Ends it gracefully: streams end, what comes now is refused with 503 and `Retry-After`, and `/health/ready` with 503; it
   * resolves when everything that runs has been answered. The database is the portal's, and stays open.
   */
  close(): Promise<void>;
}

const defaultMaxBodyBytes = 16 * 1024 * 1024;

/**
 * What the team remembers, for the portal's pages: a function from a request to its answer that mounts in any Node server.
 * Its other half in the page is `portalStore`.
 */
export function createPortalApi(options: PortalApiOptions): PortalApi {
  const { database, path = '/api/o365', origins, maxBodyBytes = defaultMaxBodyBytes } = options;
  const { retentionDays, onError = logError } = options;
  // What is refused for a reason that a person is told is nothing for a log.
  const tell = (error: unknown, request: Request): void => {
    if (!(error instanceof ProvisioningError) || error.code === 'unexpected') onError(error, request);
  };
  const rates = new RateLimits(options.rate ?? defaultRate);
  const retention = new Retention(retentionDays);
  const requests = new RunningRequests();
  const hub = new ChangeHub(database, options.clock ?? systemClock);
  const app = new Hono().basePath(path);
  app.onError((error, context) => {
    tell(error, context.req.raw);
    return toResponse(error);
  });
  app.notFound(() => toResponse(new ProvisioningError('not-found', 'The portal has no such address.')));
  // Those who ask it know the process by an address of its own.
  app.route(
    '/health',
    answerHealth(database, () => requests.isClosing),
  );
  app.use(guardOrigins(origins));
  app.use((_context, next) => {
    requests.requireOpen();
    return next();
  });
  const answers: readonly Answer[] = [
    ...workspaceAnswers,
    ...journalAnswers,
    ...grantAnswers,
    ...leaseAnswers,
    ...orderAnswers,
    ...insightAnswers,
    ...viewAnswers,
    ...contentAnswers,
    ...teamAnswers,
    ...createPersonAnswers(database.connections),
    ...createChangeAnswers(database),
  ];
  const limit = limitBody(maxBodyBytes);
  const enter = async (context: Context<Env, string>): Promise<Authorization> => {
    const authorization = await options.authorize({ request: context.req.raw });
    if (!authorization) throw new ProvisioningError('not-signed-in', 'Sign in to the portal first.');
    rates.count(authorization.subject);
    await limit(context);
    return authorization;
  };
  /** @throws {ProvisioningError} `not-signed-in`, `not-allowed`, `throttled` */
  const enterTenant = async (context: Context<Env, string>): Promise<[TenantId, Authorization]> => {
    const authorization = await enter(context);
    const tenantId = context.req.param('tenantId') ?? '';
    if (!(await canSee(authorization, tenantId, database.connections)))
      throw new ProvisioningError('not-allowed', 'The portal does not let you see this tenant.');
    return [toTenantId(tenantId), authorization];
  };
  for (const { route, run } of createConnectionAnswers(database.connections))
    app.on(route.method, toPattern(route), async (context) => {
      const authorization = await enter(context);
      const input = await readInput(context, route);
      const { signal } = context.req.raw;
      const openStore = (tenantId: TenantId): Store =>
        askStore({ database, tenantId, authorization, signal }).asked.store;
      return toAnswer(context, await run(input as never, { authorization, openStore, signal }));
    });
  for (const { route, run } of answers)
    app.on(route.method, `/tenants/:tenantId${toPattern(route)}`, async (context) => {
      const [tenantId, authorization] = await enterTenant(context);
      const input = await readInput(context, route);
      const { signal } = context.req.raw;
      const key = route.writes ? context.req.header(idempotencyHeader) : undefined;
      const requestId =
        key === undefined ? undefined : await nameRequest(authorization.subject, route.name, key);
      const { asked, changed } = askStore({
        database,
        tenantId,
        authorization,
        ...(retentionDays === undefined ? {} : { retentionDays }),
        signal,
        ...(requestId === undefined ? {} : { requestId }),
      });
      // Nobody but the end waits for it. It writes under no request's name.
      requests
        .run(retention.visit(tenantId, askStore({ database, tenantId, authorization, signal }).asked.store))
        .catch((error: unknown) => tell(error, context.req.raw));
      const result = await run(input as never, asked);
      if (changed.size > 0) context.header(changedHeader, [...changed].join(' '));
      return toAnswer(context, result);
    });
  app.get(`/tenants/:tenantId${streamPath}`, async (context) => {
    const [tenant, { subject }] = await enterTenant(context);
    return streamChanges(hub, { tenant, subject }, context.req.raw);
  });
  return Object.assign((request: Request) => requests.run(Promise.resolve(app.fetch(request))), {
    async close() {
      const answered = requests.close();
      await hub.close();
      await answered;
    },
  });
}

/** The path of a route as Hono writes it. */
function toPattern({ path }: Route): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function toAnswer(context: Context, result: unknown): Response {
  context.header('Cache-Control', 'no-store');
  return context.json(result as object);
}

/** Another person's request of that name is another one, and nobody can tell whose it was. */
async function nameRequest(...parts: readonly string[]): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function toResponse(error: unknown): Response {
  const problem = toProblem(error);
  const waitMs = error instanceof ProvisioningError ? error.retryAfterMs : undefined;
  return Response.json(problem, {
    status: problem.status,
    headers: {
      'Content-Type': problemType,
      'Cache-Control': 'no-store',
      ...(waitMs === undefined ? {} : { 'Retry-After': String(Math.ceil(waitMs / 1_000)) }),
    },
  });
}

function logError(error: unknown, { method, url }: Request): void {
  tellDeveloper(`The portal could not answer ${method} ${new URL(url).pathname}.`, error);
}
