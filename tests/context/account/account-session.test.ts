import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Auth } from '../../../src/auth/auth.js';
import type { ServiceProvider } from '../../../src/catalog/service-provider.js';
import { AccountSession } from '../../../src/context/account/account-session.js';
import type { AccountSettings } from '../../../src/context/account/account-settings.js';
import { plansRead } from '../../../src/context/reads/reads.js';
import { createDemoAuth } from '../../../src/demo/demo-auth.js';
import type { GraphTransport } from '../../../src/graph/http/graph-transport.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import type { Plan } from '../../../src/model/plan/plan.js';
import type { PublishRun } from '../../../src/publishing/publish-run.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { type TestEmulator, startEmulator } from '../../support/emulator.js';
import { makeWorkspace, planOf, userIds } from '../../support/workspaces.js';

const peopleCount = 200;
const policy = { requireSynced: false, allowGuests: true, allowDisabled: true };

/** Lets answers to writes through, until it is closed: from then on they wait, while what was written is so. */
class Gate {
  #open: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;
  #count = 0;

  /** How many requests to write licenses were answered. */
  get count(): number {
    return this.#count;
  }

  close(): void {
    this.#open = new Promise((resolve) => (this.#release = resolve));
  }

  open(): void {
    this.#release();
  }

  guard(tenant: GraphTransport): GraphTransport {
    return async (request) => {
      if (!(await writesLicenses(request))) return tenant(request);
      const answer = await tenant(request);
      this.#count += 1;
      await this.#open;
      return answer;
    };
  }
}

async function writesLicenses(request: Request): Promise<boolean> {
  return request.method === 'POST' && (await request.clone().text()).includes('/assignLicense');
}

interface World extends TestEmulator {
  readonly session: AccountSession;
  readonly auth: Auth;
  readonly settings: AccountSettings;
  readonly gate: Gate;
  /** How often elements were told to look. */
  readonly announced: () => number;
}

/** A session in which a workspace for 200 people can be published. */
async function startWorld(): Promise<World> {
  const test = startEmulator({ tenant: 'contoso', users: 400, lagMs: 0 });
  const auth = createDemoAuth(test.emulator, {
    otherPerson: { name: 'Lee Gu', username: 'lee@contoso.com' },
  });
  if (auth.state.status !== 'signed-in') throw new Error('No one is signed in.');
  const gate = new Gate();
  const settings: AccountSettings = {
    auth,
    origin: auth.cloud.graph,
    transport: gate.guard(test.fetch),
    store: memoryStore(),
    serviceProviders: [],
    graphConnectors: false,
    policy,
  };
  const session = new AccountSession(auth.state.account, settings);
  let announced = 0;
  session.subscribe(() => (announced += 1));
  const plan = { plans: [planOf('POWER_BI_STANDARD')], subscribers: userIds(test.emulator, peopleCount) };
  await session.workspaces.add([makeWorkspace({ draft: plan })]);
  return { ...test, session, auth, settings, gate, announced: () => announced };
}

/** A publish of which some is done and the rest is on its way. */
async function startPublish({ session, gate }: World): Promise<PublishRun> {
  gate.close();
  const run = session.publisher.publish(await session.publisher.review('sales-desk'));
  await untilChanged(run, () => gate.count > 0);
  return run;
}

async function untilChanged(run: PublishRun, holds: () => boolean): Promise<void> {
  while (!holds()) {
    if (run.state.status === 'finished') throw new Error('It ended before.');
    await nextTurn();
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const desktops: ServiceProvider = {
  id: 'desktops',
  name: 'Desktops',
  writeScopes: [],
  list: async () => [],
  read: async () => [],
  assign: async () => undefined,
  unassign: async () => undefined,
};

describe('AccountSession', () => {
  it('takes equal settings for nothing new', async () => {
    const { session, settings, announced } = await startWorld();
    const { graph, workspaces } = session;
    const { client } = graph;
    const { catalog } = workspaces;
    session.configure({ ...settings, policy: { ...policy }, serviceProviders: [] });
    expect(announced()).to.equal(0);
    expect(session.graph).to.equal(graph);
    expect(graph.client).to.equal(client);
    expect(session.workspaces).to.equal(workspaces);
    expect(workspaces.catalog).to.equal(catalog);
    session.dispose();
  });

  it('reviews by a new policy from then on, with the same services', async () => {
    const { session, settings, announced } = await startWorld();
    const { workspaces, graph } = session;
    const { client } = graph;
    const before = await session.publisher.review('sales-desk');
    session.configure({ ...settings, policy: { ...policy, requireSynced: true } });
    expect(announced()).to.equal(1);
    expect(session.workspaces).to.equal(workspaces);
    expect(workspaces.policy.requireSynced).to.equal(true);
    expect(graph.client).to.equal(client);
    const after = await session.publisher.review('sales-desk');
    expect(after.changeSet.blocked.length).to.be.greaterThan(before.changeSet.blocked.length);
    session.dispose();
  });

  it('offers the services of new providers, and what the host allows now', async () => {
    const { session, settings } = await startWorld();
    const { workspaces } = session;
    session.configure({
      ...settings,
      serviceProviders: [desktops],
      prices: { currency: 'EUR', monthly: { SPE_E5: 57 } },
      can: (action) => action !== 'delete',
    });
    expect(workspaces.catalog.getProvider({ providerId: 'desktops' })).to.equal(desktops);
    expect(workspaces.insights.prices?.currency).to.equal('EUR');
    expect(workspaces.permissions.allows('delete')).to.equal(false);
    expect(workspaces.permissions.allows('edit')).to.equal(true);
    session.dispose();
  });

  it('changes nothing when two providers have one id', async () => {
    const { session, settings } = await startWorld();
    const { catalog } = session.workspaces;
    expect(() => session.configure({ ...settings, serviceProviders: [desktops, { ...desktops }] })).to.throw(
      'same id',
    );
    expect(session.workspaces.catalog).to.equal(catalog);
    session.dispose();
  });

  it('reads over another transport from then on', async () => {
    const { session, settings, fetch } = await startWorld();
    const read = plansRead(session);
    const asked: string[] = [];
    session.configure({
      ...settings,
      transport: (request) => {
        asked.push(request.url);
        return fetch(request);
      },
    });
    await read.read(new AbortController().signal);
    expect(asked).to.have.length(1);
    session.dispose();
  });

  it('calls plans and apps as the portal does, in lists and reviews, and anew when it calls them otherwise', async () => {
    const { session, settings } = await startWorld();
    const { skuId } = planOf('POWER_BI_STANDARD');
    const names = { POWER_BI_STANDARD: 'Contoso Reports', BI_AZURE_P0: 'Reports' };
    const find = (plans: readonly Plan[]) => plans.find((plan) => plan.skuId === skuId);
    const listed = async () =>
      find(await session.graph.cache.ask(plansRead(session), new AbortController().signal));
    expect((await listed())?.name).to.equal('Microsoft Fabric (Free)');
    session.configure({ ...settings, names });
    expect((await listed())?.name).to.equal('Contoso Reports');
    expect((await listed())?.apps.map(({ name }) => name)).to.include('Reports');
    const { plans } = await session.publisher.review('sales-desk');
    expect(find(plans)?.name).to.equal('Contoso Reports');
    // An id goes before a code.
    session.configure({ ...settings, names: { ...names, [skuId]: 'Reports for all' } });
    expect((await listed())?.name).to.equal('Reports for all');
    session.dispose();
  });

  it('names a plan that the tenant lists no more as it was called, from what the store remembers', async () => {
    const { session, settings, emulator } = await startWorld();
    const { skuId } = planOf('VISIOCLIENT');
    const read = plansRead(session);
    await session.graph.cache.fetchQuery({ queryKey: read.key, queryFn: ({ signal }) => read.read(signal) });
    while ((await session.workspaces.store.insights.listSnapshots()).length === 0) await nextTurn();
    emulator.changePlan({ plan: 'VISIOCLIENT', ended: true });
    session.dispose();
    const later = new AccountSession(session.account, settings);
    expect(later.graph.nameFormerPlan(skuId)).to.equal(skuId);
    const plans = await plansRead(later).read(new AbortController().signal);
    expect(plans.map((plan) => plan.skuId)).not.to.include(skuId);
    expect(later.graph.nameFormerPlan(skuId)).to.equal('Visio Plan 2');
    expect(later.graph.nameFormerPlan('never-here')).to.equal('never-here');
    later.dispose();
  });

  it('reads the plans also where the store does not answer', async () => {
    const { session, settings } = await startWorld();
    const open = memoryStore();
    session.configure({
      ...settings,
      store: (context) => {
        const store = open(context);
        const listSnapshots = async () => {
          throw new ProvisioningError('storage-unavailable', 'The store does not answer.');
        };
        return { ...store, insights: { ...store.insights, listSnapshots } };
      },
    });
    expect(await plansRead(session).read(new AbortController().signal)).not.to.have.length(0);
    session.dispose();
  });

  it('shows what another store holds, and finds the first again as it was opened', async () => {
    const { session, settings } = await startWorld();
    const first = session.workspaces;
    const list = async (): Promise<number> =>
      (await session.workspaces.read.read(new AbortController().signal)).length;
    session.graph.cache.setQueryData(['workspaces'], []);
    session.configure({ ...settings, store: memoryStore() });
    expect(session.workspaces).not.to.equal(first);
    expect(session.graph.cache.getQueryData(['workspaces'])).to.equal(undefined);
    expect(await list()).to.equal(0);
    session.configure(settings);
    expect(session.workspaces.store).to.equal(first.store);
    expect(await list()).to.equal(1);
    session.dispose();
  });

  it('can move what this browser holds into a store that others see, and into no other', async () => {
    const { session, settings } = await startWorld();
    expect(session.workspaces.storeMove).to.equal(undefined);
    session.configure({ ...settings, store: undefined });
    expect(session.workspaces.storeMove).to.equal(undefined);
    session.configure({ ...settings, store: memoryStore({ shares: { workspaces: true } }) });
    expect(session.workspaces.storeMove?.state).to.deep.equal({ status: 'nothing' });
    session.dispose();
  });

  it('reads what is kept on purpose anew when the store tells of insights', async () => {
    const { session } = await startWorld();
    const { insights, store } = session.workspaces;
    const observer = session.graph.cache.observe(insights.keeps);
    const stop = observer.subscribe(() => undefined);
    await observer.refetch();
    const told = new Promise<unknown>((resolve) =>
      observer.subscribe(({ data }) => {
        if (data?.length) resolve(data.map(({ reason }) => reason));
      }),
    );
    await store.insights.putKeeps([{ userId: 'ada', reason: 'On leave', by: 'ada' }]);
    expect(await told).to.deep.equal(['On leave']);
    stop();
    session.dispose();
  });

  it('finishes a publish with what it started with, whatever is set meanwhile', async () => {
    const world = await startWorld();
    const { session, settings, gate, fetch } = world;
    const { publisher } = session;
    const { store } = session.workspaces;
    const run = await startPublish(world);
    let askedAnew = 0;
    session.configure({
      ...settings,
      transport: (request) => {
        askedAnew += 1;
        return fetch(request);
      },
      store: memoryStore(),
      serviceProviders: [desktops],
      connectorSource: { list: async () => [] },
      policy: {},
      prices: { currency: 'EUR', monthly: { SPE_E5: 57 } },
      can: () => false,
    });
    expect(session.publisher).to.equal(publisher);
    expect(publisher.current).to.equal(run);
    gate.open();
    const { counts, total, end } = await run.done;
    expect(end).to.equal('completed');
    expect(counts.applied).to.equal(total);
    expect(total).to.be.greaterThan(100);
    expect(askedAnew).to.equal(0);
    expect((await store.journal.list()).publishes).to.have.length(1);
    expect(await publisher.history()).to.deep.equal([]);
    expect(run.review.changeSet.changes).to.have.length(total);
    session.dispose();
  });

  it('takes tokens from the sign-in that was set last, for a publish under way too', async () => {
    const world = await startWorld();
    const { session, settings, gate, emulator } = world;
    const run = await startPublish(world);
    const auth = createDemoAuth(emulator);
    let asked = 0;
    session.configure({
      ...settings,
      auth: {
        ...auth,
        getToken: (scopes, options) => {
          asked += 1;
          return auth.getToken(scopes, options);
        },
      },
    });
    gate.open();
    expect((await run.done).end).to.equal('completed');
    expect(asked).to.be.greaterThan(0);
    session.dispose();
  });

  it('ends a publish when somebody else signs in, after what was on its way', async () => {
    const world = await startWorld();
    const { session, auth, gate } = world;
    const run = await startPublish(world);
    await auth.signIn({ switchAccount: true });
    gate.open();
    const { error, counts, total, end } = await run.done;
    expect(error?.code).to.equal('account-changed');
    expect(end).to.equal('stopped');
    expect(counts.applied).to.be.greaterThan(0);
    expect(counts.notSent).to.be.greaterThan(0);
    expect(counts.applied + counts.failed + counts.open + counts.notSent).to.equal(total);
    session.dispose();
  });
});
