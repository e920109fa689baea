import type * as FileSystem from 'node:fs';
import {
  createEmulator,
  VirtualClock,
  type Emulator,
  type EmulatorOptions,
  type PlanChange,
  type TrafficRecord,
  type UserTokenRequest,
} from '../../src/emulator/index.js';

export interface TestEmulator {
  readonly emulator: Emulator;
  /** Lets reads show what was written, by whomever, where this run lags; `call` does so by itself. */
  readonly shown: () => Promise<void>;
  /** Does to a plan what Microsoft or a reseller does, and lets reads show it. */
  readonly changePlan: (change: PlanChange) => Promise<void>;
  /** Time in the tenant; moves only by `advance`. */
  readonly clock: VirtualClock;
  /** The `fetch` of the emulated Graph, for a `GraphTransport`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** A token with these permissions, for the administrator unless said otherwise. */
  token(scopes: readonly string[], request?: Omit<UserTokenRequest, 'scopes'>): Promise<string>;
  /**
   * Sends one request with every permission (or those given) and reads the answer.
   *
   * @param path - Below the version; `/beta/…` goes to beta.
   */
  call(method: string, path: string, options?: CallOptions): Promise<TestAnswer>;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: all that the emulator knows. */
  readonly scopes?: readonly string[];
  readonly roles?: readonly string[];
  readonly user?: string;
  /** The app calls as itself, with these permissions. */
  readonly permissions?: readonly string[];
  /** The request is wrong on purpose: recorded traffic says so. */
  readonly invalid?: boolean;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON. */
  readonly body: unknown;
}

/**
 * An emulator with a virtual clock; traffic is recorded where `RECORD_DIR` says. With `EMULATOR_LAG_MS` its reads lag
 * unless the test says how much, and `call` lets this time pass after each write, as a patient client would. Where quotas
 * are in force nothing lags: they would refill meanwhile.
 */
export function startEmulator(options: EmulatorOptions = {}): TestEmulator {
  const lagMs = options.lagMs === undefined && options.quota !== 'documented' ? readLagOfRun() : 0;
  const clock = options.clock instanceof VirtualClock ? options.clock : new VirtualClock();
  const emulator = createEmulator({ tenant: 'small', onExchange: recordTraffic, lagMs, ...options, clock });
  const tokens = new Map<string, Promise<string>>();
  const token: TestEmulator['token'] = (scopes, request = {}) => {
    const key = JSON.stringify([scopes, request, Math.floor(clock.now() / 1_800_000)]);
    const known = tokens.get(key) ?? emulator.issueToken({ ...request, scopes });
    tokens.set(key, known);
    return known;
  };
  const shown = (): Promise<void> => clock.advance(lagMs);
  return {
    emulator,
    clock,
    shown,
    changePlan: async (change) => {
      emulator.changePlan(change);
      await shown();
    },
    fetch: (request) => emulator.fetch(request),
    token,
    call: async (method, path, call = {}) => {
      const { body, headers, scopes = everyScope, roles, user, permissions, invalid } = call;
      const accessToken = permissions
        ? await emulator.issueToken({ app: true, permissions })
        : await token(scopes, { ...(roles ? { roles } : {}), ...(user ? { user } : {}) });
      const response = await emulator.fetch(
        new Request(
          path.startsWith('http')
            ? path
            : `${emulator.graph}${path.startsWith('/beta/') ? '' : '/v1.0'}${path}`,
          {
            method,
            headers: {
              Authorization: `Bearer ${accessToken}`,
              ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
              ...(invalid ? { 'x-emulator-expect': 'invalid' } : {}),
              ...headers,
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          },
        ),
      );
      if (lagMs > 0 && method !== 'GET') await clock.advance(lagMs);
      return { status: response.status, headers: response.headers, body: await readBody(response) };
    },
  };
}

/** Every permission the emulator knows. */
export const everyScope: readonly string[] = [
  'Application.Read.All',
  'AppRoleAssignment.ReadWrite.All',
  'AuditLog.Read.All',
  'Directory.ReadWrite.All',
  'Domain.Read.All',
  'Group.ReadWrite.All',
  'LicenseAssignment.ReadWrite.All',
  'OnPremDirectorySynchronization.Read.All',
  'Organization.ReadWrite.All',
  'Policy.Read.HybridAuthentication',
  'Reports.Read.All',
  'ReportSettings.ReadWrite.All',
  'User.Read',
  'User.ReadWrite.All',
];

function readLagOfRun(): number {
  return typeof process === 'undefined' ? 0 : Number(process.env['EMULATOR_LAG_MS'] ?? 0);
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  return response.headers.get('Content-Type')?.includes('json') && text
    ? (JSON.parse(text) as unknown)
    : text;
}

let writeRecord: Promise<((record: TrafficRecord) => void) | undefined> | undefined;
let pending: Promise<void> = Promise.resolve();

/** For tests that send what clients of others send: it is right, and the description of Graph does not know it. */
export const unrecorded: Pick<EmulatorOptions, 'onExchange'> = { onExchange: () => undefined };

/** What the part of Microsoft's description that the recorded traffic is checked against leaves out. */
const beyondDescription =
  /\/directory\/(deletedItems|administrativeUnits)|\/beta\/groups\/|[?&]\$filter=(&|$)/;

/** Appends to one file per process below `RECORD_DIR`; does nothing without it, or in a browser. */
export function recordTraffic(record: TrafficRecord): void {
  if (beyondDescription.test(record.request.url)) return;
  writeRecord ??= openRecord();
  pending = pending.then(async () => (await writeRecord)?.(record));
}

async function openRecord(): Promise<((record: TrafficRecord) => void) | undefined> {
  if (typeof process === 'undefined' || !process.env['RECORD_DIR']) return undefined;
  const folder = process.env['RECORD_DIR'];
  const { appendFileSync, mkdirSync } = await loadFileSystem();
  mkdirSync(folder, { recursive: true });
  return (record) => appendFileSync(`${folder}/traffic-${process.pid}.jsonl`, `${JSON.stringify(record)}\n`);
}

/** Loaded by a name that bundlers do not follow: this file also runs in a browser. */
function loadFileSystem(): Promise<typeof FileSystem> {
  const name = 'node:fs';
  return import(/* @vite-ignore */ name) as Promise<typeof FileSystem>;
}
