import type { AccessToken, Auth, AuthState, TokenOptions, TokenSubject } from '../../src/auth/auth.js';
import { readTokenSubject } from '../../src/auth/scopes/token-scopes.js';
import {
  createEmulator,
  VirtualClock,
  type Emulator,
  type EmulatorOptions,
} from '../../src/emulator/index.js';
import { createGraphClient, type DisposableGraphClient } from '../../src/graph/create-graph-client.js';
import type { GraphTransport } from '../../src/graph/http/graph-transport.js';
import type { GraphQuotas } from '../../src/graph/pace/quotas.js';
import { clouds } from '../../src/microsoft/clouds.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { recordTraffic } from '../support/emulator.js';

const writeScopes = ['User.ReadWrite.All', 'LicenseAssignment.ReadWrite.All', 'User.Read.All'];

/** Signs in at the emulator's own identity provider, silently, and renews its tokens. */
export class EmulatorAuth implements Auth {
  readonly cloud = clouds.global;
  readonly asked: { readonly scopes: readonly string[]; readonly claims?: string | undefined }[] = [];
  /** What `getToken` throws while set. */
  refusal: ProvisioningError | undefined;
  state: AuthState;
  readonly #emulator: Emulator;
  readonly #granted: readonly string[];
  readonly #roles: readonly string[] | undefined;
  readonly #listeners = new Set<() => void>();
  #userId: string;
  #token: { readonly token: Promise<string>; readonly until: number } | undefined;

  constructor(emulator: Emulator, granted: readonly string[], roles?: readonly string[]) {
    this.#emulator = emulator;
    this.#granted = granted;
    this.#roles = roles;
    const { administrator, tenantId } = emulator.tenant;
    const username = administrator.userPrincipalName;
    this.#userId = administrator.id;
    this.state = {
      status: 'signed-in',
      account: { objectId: administrator.id, name: 'Admin', username, tenantId, roleIds: [] },
    };
  }

  get grantedScopes(): readonly string[] {
    return this.#granted;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async signIn(): Promise<void> {
    for (const listener of this.#listeners) listener();
  }

  /** Whom the next tokens are for. */
  get subject(): TokenSubject {
    return { tenantId: this.#emulator.tenant.tenantId, objectId: this.#userId };
  }

  /** From now on tokens are for somebody else. */
  switchTo(userId: string): void {
    this.#userId = userId;
    this.#token = undefined;
  }

  async signOut(): Promise<void> {
    this.state = { status: 'signed-out' };
    for (const listener of this.#listeners) listener();
  }

  async getToken(scopes: readonly string[], { claims }: TokenOptions = {}): Promise<AccessToken> {
    this.asked.push({ scopes, claims });
    if (this.refusal) throw this.refusal;
    const now = this.#emulator.clock.now();
    if (!this.#token || claims || this.#token.until <= now + 60_000) {
      const roles = this.#roles;
      const token = this.#emulator.issueToken({
        user: this.#userId,
        scopes: this.#granted,
        ...(roles ? { roles } : {}),
      });
      this.#token = { token, until: now + 3_600_000 };
    }
    const token = await this.#token.token;
    const subject = readTokenSubject(token);
    return { token, scopes: this.#granted, ...(subject ? { subject } : {}) };
  }

  adminConsentUrl(): undefined {
    return undefined;
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export interface Pipeline {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly auth: EmulatorAuth;
  readonly graph: DisposableGraphClient;
  /** Every request that left, in order. */
  readonly sent: Request[];
}

export interface PipelineOptions extends Omit<EmulatorOptions, 'clock'> {
  readonly granted?: readonly string[];
  readonly roles?: readonly string[];
  readonly quotas?: Partial<GraphQuotas>;
  readonly random?: () => number;
  /** Stands between the pipeline and the emulator. */
  readonly through?: (emulator: GraphTransport, clock: VirtualClock) => GraphTransport;
}

/** The real pipeline over an emulated tenant, in time that passes by itself as soon as everything waits for it. */
export async function createPipeline(options: PipelineOptions = {}): Promise<Pipeline> {
  const { granted = writeScopes, roles, quotas, random, through, ...emulated } = options;
  const clock = new VirtualClock({ auto: true });
  const emulator = createEmulator({ tenant: 'small', onExchange: recordTraffic, ...emulated, clock });
  const auth = new EmulatorAuth(emulator, granted, roles);
  const sent: Request[] = [];
  const transport = through?.(emulator.fetch, clock) ?? emulator.fetch;
  const graph = createGraphClient({
    auth,
    origin: auth.cloud.graph,
    transport: (request) => {
      sent.push(request.clone());
      return transport(request);
    },
    clock,
    ...(quotas ? { quota: quotas } : {}),
    ...(random ? { random } : {}),
  });
  // Signing takes real time, which the clock cannot see: do it before anything sleeps.
  await emulator.fetch(`${auth.cloud.graph}/v1.0/me`, {
    headers: { Authorization: `Bearer ${(await auth.getToken([])).token}` },
  });
  auth.asked.length = 0;
  return { emulator, clock, auth, graph, sent };
}

/** Another session at the same tenant, which knows nothing of the first. */
export async function createPipelineOn(
  emulator: Emulator,
  clock: VirtualClock,
): Promise<DisposableGraphClient> {
  const auth = new EmulatorAuth(emulator, writeScopes);
  await auth.getToken([]);
  return createGraphClient({ auth, origin: auth.cloud.graph, transport: emulator.fetch, clock });
}

export async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** The error that something ends with. */
export async function catchError(promise: Promise<unknown>): Promise<ProvisioningError> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof ProvisioningError) return thrown;
    throw thrown;
  }
  throw new Error('It did not fail.');
}
