import type { EmulatorOptions } from '../../../src/emulator/index.js';
import type { GraphClient } from '../../../src/graph/graph-client.js';
import type { Session, SpoiledRecord, StoreUnderTest } from '../../../src/store/contract/index.js';
import { ada } from '../../../src/store/contract/samples.js';
import type { OpenStore, Store } from '../../../src/store/store.js';
import { tenantStore } from '../../../src/store/tenant/tenant-store.js';
import { startGraphTenant, type GraphTenant } from '../../support/graph-fixture.js';

/** A tenant, a root group in it, and the browsers of its administrators. */
export interface TestTeam extends StoreUnderTest {
  readonly tenant: GraphTenant;
  readonly rootGroupId: string;
  /** Ids of people of the tenant, as the stores see them. */
  readonly people: readonly string[];
  connect(session: Session): Store;
}

export async function startTeam(options: EmulatorOptions = {}): Promise<TestTeam> {
  const tenant = startGraphTenant({ tenant: 'contoso', users: 120, lagMs: 0, ...options });
  const { body } = await tenant.call('POST', '/groups', {
    body: {
      displayName: 'Office 365 workspaces',
      mailEnabled: false,
      mailNickname: 'o365',
      securityEnabled: true,
    },
  });
  const rootGroupId = (body as { id: string }).id;
  const lagMs = options.lagMs ?? 0;
  await tenant.clock.advance(lagMs);
  const machines = new Map<string, OpenStore>();
  const line = new Line(translate(tenant));
  const connect = ({ by, machine }: Session): Store => {
    const { clock } = tenant;
    const open = machines.get(machine) ?? tenantStore({ rootGroupId, inMemory: true, clock });
    machines.set(machine, open);
    const graph: GraphClient = tenant.connect((request) => line.send(request));
    return beSeen(tenant, lagMs, open({ tenantId: 'contoso', by, graph }));
  };
  return {
    tenant,
    rootGroupId,
    people: tenant.emulator.state().users.map((_user, place) => toId(place)),
    connect,
    crash: async () => undefined,
    spoil: (record) => spoil(connect(ada), record),
    breakOff: async (write) => line.breakAt(write),
  };
}

/** The line to the tenant, which can break. */
class Line {
  readonly #send: (request: Request) => Promise<Response>;
  #left = Infinity;

  constructor(send: (request: Request) => Promise<Response>) {
    this.#send = send;
  }

  /** Breaks before the write of this number, and stays so until what it returns is called. */
  breakAt(write: number): () => void {
    this.#left = write - 1;
    return () => {
      this.#left = Infinity;
    };
  }

  async send(request: Request): Promise<Response> {
    if (this.#left === 0) throw new TypeError('fetch failed');
    if (request.method !== 'GET') this.#left -= 1;
    return this.#send(request);
  }
}

/** Takes a record out and puts it back as somebody might have left it behind. */
async function spoil({ content, lease }: Store, { part, id, how }: SpoiledRecord): Promise<void> {
  const hold = (await lease.read()) ?? (await lease.take('spoiler'));
  const found = (await content.list(part === 'workspaces' ? part : 'publishes')).filter(
    ({ key }) => key[0] === id,
  );
  await content.delete(found, hold);
  await content.put(
    found.map((record) => ({ ...record, value: spoilValue(record.value, how) })),
    hold,
  );
}

/** A workspace or a publish that cannot be read. */
function spoilValue(value: unknown, how: SpoiledRecord['how']): unknown {
  const { workspace, head, entries, ...rest } = value as Readonly<Record<string, object>>;
  const newer = { schemaVersion: 2 };
  if (workspace)
    return { ...rest, workspace: { ...workspace, ...(how === 'newer' ? newer : { draft: null }) } };
  return how === 'newer'
    ? { ...rest, entries, head: { ...head, ...newer } }
    : { ...rest, head, entries: ['rubbish', ...(entries as unknown[]).slice(1)] };
}

/** The contract has people of its own: those of the tenant take their places in what goes over the wire. */
function translate(tenant: GraphTenant): (request: Request) => Promise<Response> {
  const pattern = /00000000-0000-4000-8000-([0-9a-f]{12})/g;
  const people = tenant.emulator.state().users.map(({ id }) => id);
  const places = new Map(people.map((id, index) => [id, index]));
  const toTenant = (text: string): string =>
    text.replace(pattern, (id, hex: string) => people[Number.parseInt(hex, 16) - 1_000] ?? id);
  const fromTenant = (text: string): string =>
    text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      const place = places.get(id);
      return place === undefined ? id : toId(place);
    });
  return async (request) => {
    const body = request.method === 'GET' ? null : toTenant(await request.text());
    const { method, headers, signal } = request;
    const answer = await tenant.fetch(new Request(toTenant(request.url), { method, headers, signal, body }));
    const text = fromTenant(await answer.text());
    return new Response(text === '' ? null : text, answer);
  };
}

function toId(place: number): string {
  return `00000000-0000-4000-8000-${(place + 1_000).toString(16).padStart(12, '0')}`;
}

/** Where reads lag, who writes waits until everybody sees it; that is what the contract is about. */
function beSeen(tenant: GraphTenant, lagMs: number, store: Store): Store {
  if (lagMs === 0) return store;
  const patiently = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || !writing.has(String(name))) return member;
        return async (...args: unknown[]) => {
          try {
            return (await Reflect.apply(member, target, args)) as unknown;
          } finally {
            await tenant.clock.sleep(lagMs + 1);
          }
        };
      },
    });
  const { workspaces, journal, lease, content } = store;
  return {
    ...store,
    workspaces: patiently(workspaces),
    journal: patiently(journal),
    lease: patiently(lease),
    content: patiently(content),
  };
}

const writing = new Set(['put', 'delete', 'append', 'take', 'raise', 'release', 'erase']);
