import { parseBatch, runBatch, type BatchItem } from './batch.js';
import { TokenService, type Caller, type TokenRequest } from './identity/token-service.js';
import { realClock, type EmulatorClock } from './clock.js';
import { answerPreflight } from './cors.js';
import { answerControl } from './control/control-routes.js';
import { Dispatcher } from './dispatch.js';
import type { EmulatorOptions } from './emulator-options.js';
import { DroppedConnection, FaultSet } from './faults/index.js';
import { GraphFault } from './graph-error.js';
import { ReportDownloads } from './reports/downloads.js';
import { GroupLicensing } from './licensing/group-licensing.js';
import { describeExchange } from './record.js';
import { answerFault, completeAnswer, toResponse, type CompleteAnswer, type Exchange } from './respond.js';
import { listRoutes } from './routes/list-routes.js';
import type { GraphAnswer } from './routes/route.js';
import { toRoutePath } from './routes/graph-path.js';
import { Activity, describeState, type EmulatorState } from './state.js';
import { generateTenant } from './tenant/generate-tenant.js';
import { Random } from './tenant/random.js';
import type { Tenant } from './tenant/tenant.js';
import { createThrottle, type Throttle, type ThrottleVerdict } from './throttling/index.js';

/** What a test needs to know of the tenant. */
export interface TenantFacts {
  readonly tenantId: string;
  readonly displayName: string;
  readonly defaultDomain: string;
  /** The user everybody is by default: a global administrator. */
  readonly administrator: { readonly id: string; readonly userPrincipalName: string };
  readonly users: number;
}

/** A tenant in memory that answers as Microsoft Graph does. */
export class Emulator {
  readonly clock: EmulatorClock;
  /** What goes wrong; may be changed at any time. */
  readonly faults: FaultSet;
  readonly #options: EmulatorOptions;
  readonly #tokens: TokenService;
  readonly #throttle: Throttle;
  readonly #activity = new Activity();
  #tenant!: Tenant;
  #administratorId = '';
  #dispatcher!: Dispatcher;
  #random!: Random;
  #licensing: GroupLicensing | undefined;
  #downloads!: ReportDownloads;

  constructor(options: EmulatorOptions = {}) {
    this.#options = options;
    this.clock = options.clock ?? realClock;
    this.faults = new FaultSet(this.clock, options.faults ?? []);
    this.#tokens = new TokenService({
      clock: this.clock,
      tenant: () => this.#tenant,
      administratorId: () => this.#administratorId,
      trustedIssuers: options.trustedIssuers ?? [],
    });
    this.#throttle = createThrottle({
      clock: this.clock,
      tenantUsers: () => this.#tenant.users.size,
      mode: options.quota ?? 'off',
    });
    this.reset();
  }

  get tenant(): TenantFacts {
    const administrator = this.#tenant.users.get(this.#administratorId);
    if (!administrator) throw new Error('The tenant has no administrator');
    return {
      tenantId: this.#tenant.id,
      displayName: this.#tenant.organization.displayName,
      defaultDomain: this.#tenant.defaultDomain,
      administrator: { id: administrator.id, userPrincipalName: administrator.userPrincipalName },
      users: this.#tenant.users.size,
    };
  }

  /** Makes the tenant anew, from the seed given at the start or another one, and forgets quotas and counts. */
  reset(options: Pick<EmulatorOptions, 'tenant' | 'users' | 'seed'> = {}): void {
    const chosen = { ...this.#options, ...options };
    const seed = chosen.seed ?? 1;
    this.#random = new Random(seed ^ 0x5bd1e995);
    const { tenant, administratorId } = generateTenant({
      tenant: chosen.tenant ?? 'contoso',
      users: chosen.users,
      seed,
      clock: this.clock,
      lagMs: () => this.#options.lagMs ?? 0,
    });
    this.#tenant = tenant;
    this.#administratorId = administratorId;
    this.#throttle.reset();
    this.#activity.clear();
    this.#tokens.challengeBefore = undefined;
    this.#licensing?.stop();
    this.#licensing = new GroupLicensing(
      tenant,
      this.#options.groupLicensing ?? { startMs: 2000, memberMs: 5 },
    );
    this.#downloads = new ReportDownloads(this.clock, () => this.#random.guid());
    const routes = listRoutes(tenant, this.#licensing, this.#downloads);
    this.#dispatcher = new Dispatcher(routes, this.clock, () => this.#options.writeMs ?? 0);
  }

  /** A token of the emulator's own identity provider; see `TokenRequest` for what can be asked. */
  issueToken(request: TokenRequest = {}): Promise<string> {
    return this.#tokens.issue(request);
  }

  /** From now on, tokens issued before this moment are answered with a claims challenge. */
  challengeTokens(): void {
    this.#tokens.challengeBefore = this.clock.now();
  }

  /** The tenant as it really is, and what was asked of it. */
  state(): EmulatorState {
    return describeState(this.#tenant, this.#activity);
  }

  /**
   * A `fetch`: answers `https://graph.microsoft.com` and the control addresses (`/emulator/…`), and follows redirects
   * as a page or as Node does.
   *
   * @throws {DroppedConnection} when a fault says so; in a page also for a redirect to an origin it may not read
   */
  readonly fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const response = await this.respond(request);
    const location = response.headers.get('Location');
    if (response.status !== 302 || location === null || request.redirect !== 'follow') return response;
    if (typeof document !== 'undefined') throw new DroppedConnection();
    return this.respond(new Request(location));
  };

  /** Answers one HTTP request; redirects are the caller's to follow. */
  readonly respond = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (request.method === 'OPTIONS') return answerPreflight(request);
    if (url.pathname.startsWith('/emulator/')) return answerControl(this, this.#tokens, request);
    const download = this.#downloads.answer(url);
    if (download) return download;
    const sent = request.body ? await request.text() : '';
    const exchange = this.#beginExchange(request.headers);
    try {
      const answer = toResponse(await this.#answer(request, url, sent, exchange));
      this.#options.onExchange?.(await describeExchange(request, sent, answer));
      return answer;
    } catch (error) {
      if (error instanceof DroppedConnection)
        this.#options.onExchange?.(await describeExchange(request, sent, undefined));
      throw error;
    }
  };

  async #answer(request: Request, url: URL, sent: string, exchange: Exchange): Promise<CompleteAnswer> {
    try {
      const caller = await this.#tokens.verify(request.headers.get('Authorization'));
      const body = parseJson(sent);
      if (path(url) !== '/$batch')
        return await this.#answerOne(
          { method: request.method, url, headers: request.headers, body, caller },
          exchange,
        );
      const run = (): Promise<GraphAnswer> => this.#answerBatch(request, url, body, caller);
      return completeAnswer(
        await this.faults.apply({ method: request.method, path: '/$batch' }, run),
        exchange,
      );
    } catch (error) {
      if (error instanceof DroppedConnection) throw error;
      return completeAnswer(answerFault(error, exchange), exchange);
    }
  }

  async #answerBatch(request: Request, url: URL, body: unknown, caller: Caller): Promise<GraphAnswer> {
    if (request.method !== 'POST')
      throw new GraphFault(
        405,
        'Request_BadRequest',
        'Specified HTTP method is not allowed for the request target.',
      );
    const items = parseBatch(body);
    const base = url.href.slice(0, url.href.indexOf('/$batch'));
    const run = (item: BatchItem): Promise<CompleteAnswer> => {
      const target = new URL(`${base}/${item.url.replace(/^\//, '')}`);
      const exchange = this.#beginExchange(item.headers);
      return this.#answerOne({ ...item, url: target, caller }, exchange);
    };
    return { status: 200, body: await runBatch(items, run, this.#random) };
  }

  async #answerOne(
    request: { method: string; url: URL; headers: Headers; body: unknown; caller: Caller },
    exchange: Exchange,
  ): Promise<CompleteAnswer> {
    const { path } = toRoutePath(request.url.pathname);
    const verdict = this.#throttle.charge({
      appId: request.caller.appId,
      tenantId: request.caller.tenantId,
      method: request.method,
      path,
      searchParams: request.url.searchParams,
    });
    const answer = await this.#dispatchUnlessRefused(request, exchange, verdict);
    this.#activity.count(request.method, path, answer.status);
    return completeAnswer(answer, exchange, verdict);
  }

  async #dispatchUnlessRefused(
    request: { method: string; url: URL; headers: Headers; body: unknown; caller: Caller },
    exchange: Exchange,
    verdict: ThrottleVerdict,
  ): Promise<GraphAnswer> {
    const { refused } = verdict;
    if (refused) {
      const date = new Date(exchange.now).toISOString().slice(0, 19);
      return { ...refused, body: refused.body(exchange.requestId, date, exchange.clientRequestId) };
    }
    try {
      const target = { method: request.method, path: path(request.url) };
      if (target.path === '/$batch')
        throw new GraphFault(400, 'BadRequest', 'A batch cannot contain a batch.');
      return await this.faults.apply(target, () => this.#dispatcher.dispatch(request));
    } catch (error) {
      if (error instanceof DroppedConnection) throw error;
      return answerFault(error, exchange);
    }
  }

  #beginExchange(headers: Headers): Exchange {
    const requestId = this.#random.guid();
    return {
      requestId,
      clientRequestId: headers.get('client-request-id') ?? requestId,
      now: this.clock.now(),
    };
  }
}

function path(url: URL): string {
  return toRoutePath(url.pathname).path;
}

function parseJson(text: string): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new GraphFault(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}
