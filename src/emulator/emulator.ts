import { addAdministrativeUnit, type NewAdministrativeUnit } from './administrative-units/new-unit.js';
import { realClock, type EmulatorClock } from './clock.js';
import { graphHosts, type CloudName } from './cloud.js';
import { answerControl } from './control/control-routes.js';
import { answerPreflight } from './cors.js';
import { Dispatcher } from './dispatch.js';
import type { EmulatorOptions } from './emulator-options.js';
import { DroppedConnection, FaultSet } from './faults/index.js';
import { GraphEndpoint } from './graph-endpoint.js';
import { RoleChanges } from './identity/role-changes.js';
import type { TokenRequest } from './identity/token-request.js';
import { TokenService } from './identity/token-service.js';
import { GroupLicensing } from './licensing/group-licensing.js';
import { changePlan, type PlanChange } from './licensing/plan-change.js';
import { ReportDownloads } from './reports/downloads.js';
import { listRoutes } from './routes/list-routes.js';
import { Activity, describeState, type EmulatorState } from './state.js';
import { generateTenant } from './tenant/generate/tenant.js';
import { Random } from './tenant/random.js';
import type { Tenant } from './tenant/tenant.js';
import { createThrottle, type Throttle } from './throttling/index.js';
import { WriteLocks } from './write-locks.js';

/** What a test needs to know of the tenant. */
export interface TenantFacts {
  readonly tenantId: string;
  readonly displayName: string;
  readonly defaultDomain: string;
  /** The user everybody is by default: a global administrator. */
  readonly administrator: {
    readonly id: string;
    readonly displayName: string;
    readonly userPrincipalName: string;
  };
  readonly users: number;
}

/** A tenant in memory that answers as Microsoft Graph does. */
export class Emulator {
  readonly clock: EmulatorClock;
  /** What goes wrong; may be changed at any time. */
  readonly faults: FaultSet;
  readonly #options: EmulatorOptions;
  readonly #cloud: CloudName;
  readonly #tokens: TokenService;
  readonly #throttle: Throttle;
  #activity = new Activity();
  #tenant!: Tenant;
  #administratorId = '';
  #endpoint!: GraphEndpoint;
  #random!: Random;
  #licensing: GroupLicensing | undefined;
  #downloads!: ReportDownloads;

  constructor(options: EmulatorOptions = {}) {
    this.#options = options;
    this.#cloud = options.cloud ?? 'global';
    this.clock = options.clock ?? realClock;
    this.faults = new FaultSet(this.clock, options.faults ?? []);
    this.#tokens = new TokenService({
      clock: this.clock,
      tenant: () => this.#tenant,
      cloud: this.#cloud,
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

  /** The Graph of its cloud: `https://graph.microsoft.com`. */
  get graph(): string {
    return `https://${graphHosts[this.#cloud]}`;
  }

  get tenant(): TenantFacts {
    const administrator = this.#tenant.users.get(this.#administratorId);
    if (!administrator) throw new Error('The tenant has no administrator');
    return {
      tenantId: this.#tenant.id,
      displayName: this.#tenant.organization.displayName,
      defaultDomain: this.#tenant.defaultDomain,
      administrator: {
        id: administrator.id,
        displayName: administrator.displayName,
        userPrincipalName: administrator.userPrincipalName,
      },
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
      cloud: this.#cloud,
      lagMs: this.#options.lagMs ?? 0,
      staleReads: this.#options.staleReads ?? false,
    });
    this.#tenant = tenant;
    this.#administratorId = administratorId;
    this.#throttle.reset();
    this.#activity = new Activity();
    this.#tokens.challengeBefore = undefined;
    this.#tokens.roleChanges = new RoleChanges();
    this.#licensing?.stop();
    this.#licensing = new GroupLicensing({
      tenant,
      pace: this.#options.groupLicensing ?? 'quick',
      leavePrerequisite: this.#options.leavePrerequisite ?? 'convert',
      random: new Random(seed ^ 0x2545f491),
    });
    this.#downloads = new ReportDownloads(this.clock, () => this.#random.guid());
    const routes = listRoutes(tenant, this.#licensing, this.#downloads);
    const locks = new WriteLocks();
    this.#endpoint = new GraphEndpoint({
      clock: this.clock,
      tokens: this.#tokens,
      throttle: this.#throttle,
      faults: this.faults,
      locks,
      dispatcher: new Dispatcher(routes, {
        locks,
        clock: this.clock,
        replicas: tenant.replicas,
        writeMs: this.#options.writeMs ?? 0,
      }),
      activity: this.#activity,
      random: this.#random,
      ...(this.#options.onExchange ? { onExchange: this.#options.onExchange } : {}),
    });
  }

  /** A token of the emulator's own identity provider; see `TokenRequest` for what can be asked. */
  issueToken(request: TokenRequest = {}): Promise<string> {
    return this.#tokens.issue(request);
  }

  /** From now on, tokens issued before this moment are answered with a claims challenge. */
  challengeTokens(): void {
    this.#tokens.challengeBefore = this.clock.now();
  }

  /**
   * Does to a plan what Microsoft or a reseller does while people hold it: it ends, gains or loses apps, is bought,
   * cancelled, or no longer sold in a country.
   *
   * @throws {TenantChangeError} for a plan or an app that is not known
   */
  changePlan(change: PlanChange): void {
    changePlan(this.#tenant, change);
  }

  /**
   * Makes an administrative unit, whose members may refuse alone: a restricted one lets nobody change them but its own
   * administrators, and an administrator of a unit may change nobody else. Answers its id.
   *
   * @throws {TenantChangeError} for a user whom the tenant has not
   */
  addAdministrativeUnit(unit: NewAdministrativeUnit): string {
    return addAdministrativeUnit(this.#tenant, unit);
  }

  /**
   * Gives a user a directory role, in the tenant and for the tokens that are about.
   *
   * @param user - User principal name or id.
   * @param role - By name or template id.
   */
  giveRole(user: string, role: string): void {
    this.#tokens.roleChanges.change(this.#tenant, user, role, true);
  }

  /** Takes a directory role from a user: tokens issued before lose it too. */
  takeRole(user: string, role: string): void {
    this.#tokens.roleChanges.change(this.#tenant, user, role, false);
  }

  /** The tenant as it really is, and what was asked of it. */
  state(): EmulatorState {
    return describeState(this.#tenant, this.#activity);
  }

  /**
   * A `fetch`: answers the Graph of its cloud, any other host it is served at, and the control addresses (`/emulator/…`), and follows redirects
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
    return this.#endpoint.answer(request);
  };
}
