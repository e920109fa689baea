import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { expect } from 'chai';
import { AccountSession } from '../../src/context/account/account-session.js';
import { StoreMove } from '../../src/context/store-move.js';
import type { WorkspaceServices } from '../../src/context/workspace-services.js';
import { createDemoAuth } from '../../src/demo/demo-auth.js';
import type { CanDo, HostAction } from '../../src/model/host-action.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import type { Store, StoredWorkspace } from '../../src/store/store.js';
import { startEmulator } from '../support/emulator.js';
import { makeWorkspace } from '../support/workspaces.js';

const refusals: Readonly<Record<string, () => unknown>> = {
  false: () => false,
  'a promise of false': () => Promise.resolve(false),
  undefined: () => undefined,
  'a text': () => 'no',
  'an exception': () => {
    throw new Error('The portal is down.');
  },
  'a rejection': () => Promise.reject(new Error('The portal is down.')),
};

/** One workspace in a store, and a portal that answers about one action as it is told. */
interface World {
  readonly session: AccountSession;
  readonly services: WorkspaceServices;
  readonly stored: StoredWorkspace;
  /** What the store and the browser before it hold. */
  readonly read: () => Promise<unknown>;
  readonly move: StoreMove;
  readonly former: Store;
}

async function startWorld(can: CanDo): Promise<World> {
  const { emulator, fetch } = startEmulator({ tenant: 'small', lagMs: 0 });
  const auth = createDemoAuth(emulator);
  if (auth.state.status !== 'signed-in') throw new Error('No one is signed in.');
  const { account } = auth.state;
  const session = new AccountSession(account, {
    auth,
    origin: auth.cloud.graph,
    transport: fetch,
    store: memoryStore(),
    serviceProviders: [],
    graphConnectors: false,
    policy: {},
    can,
  });
  const services = session.workspaces;
  const { workspaces } = services.store;
  await workspaces.put(makeWorkspace({ id: 'sales' }), { etag: null });
  const stored = await workspaces.get('sales');
  if (!stored) throw new Error('not stored');
  const former = memoryStore()({ tenantId: account.tenantId, by: account.objectId });
  await former.workspaces.put(makeWorkspace({ id: 'former' }), { etag: null });
  const { permissions } = services;
  return {
    session,
    services,
    stored,
    former,
    move: new StoreMove({ from: former, to: services.store, permissions }),
    read: () => Promise.all([workspaces.list(), former.workspaces.list()]),
  };
}

interface Deed {
  readonly action: HostAction;
  readonly act: (world: World) => Promise<unknown>;
}

async function editDraft({ services, stored }: World): Promise<void> {
  const { session, close } = services.drafts.open('sales', () => undefined);
  session.show(stored.workspace);
  const isShown = session.edit([{ kind: 'rename', name: 'Mine' }]);
  if (isShown) await session.flush();
  close();
  if (session.problem) throw session.problem;
}

async function moveStore({ move }: World): Promise<void> {
  await move.move();
  // What may not be done is not shown either.
  if (move.state.status !== 'moved') throw new Error('Not moved.');
}

const deeds: Readonly<Record<string, Deed>> = {
  create: { action: 'edit', act: ({ services }) => services.create('Mine') },
  add: { action: 'edit', act: ({ services }) => services.add([makeWorkspace({ id: 'mine' })]) },
  'add, with people': {
    action: 'subscribe',
    act: ({ services }) =>
      services.add([
        makeWorkspace({ id: 'mine' }),
        makeWorkspace({ id: 'ours', draft: { subscribers: ['somebody'] } }),
      ]),
  },
  'edit what it gives': {
    action: 'edit',
    act: ({ services }) => services.edit('sales', [{ kind: 'rename', name: 'Mine' }]),
  },
  'edit whom it is for': {
    action: 'subscribe',
    act: ({ services }) => services.edit('sales', [{ kind: 'subscribe', userIds: ['somebody'] }]),
  },
  'edit its end': {
    action: 'delete',
    act: ({ services }) => services.edit('sales', [{ kind: 'mark-for-deletion' }]),
  },
  'edit a draft': { action: 'edit', act: editDraft },
  remove: { action: 'delete', act: ({ services, stored }) => services.remove(stored) },
  'move, without edit': { action: 'edit', act: moveStore },
  'move, without subscribe': { action: 'subscribe', act: moveStore },
};

describe('workspaces, where the portal does not allow it', () => {
  beforeEach(() => mock.method(console, 'error', () => undefined));
  afterEach(() => mock.restoreAll());

  for (const [name, { action, act }] of Object.entries(deeds)) {
    const ask = (answer: () => unknown): CanDo => ((asked) => (asked === action ? answer() : true)) as CanDo;

    for (const [answer, refuse] of Object.entries(refusals))
      it(`are as before: ${name}, with ${answer}`, async () => {
        const world = await startWorld(ask(refuse));
        const before = await world.read();
        const error = await act(world).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(error, 'refused').not.to.equal(undefined);
        expect(await world.read()).to.deep.equal(before);
        world.session.dispose();
      });

    it(`change once a promise of true came: ${name}`, async () => {
      let give = (_allowed: boolean): void => undefined;
      let isLate = false;
      const late = new Promise<boolean>((resolve) => (give = resolve));
      const world = await startWorld(ask(() => (isLate ? late : Promise.resolve(true))));
      // It is known before that it may be shown.
      world.services.permissions.allows(action, 'sales');
      world.services.permissions.allows(action);
      await new Promise((resolve) => setImmediate(resolve));
      isLate = true;
      const before = await world.read();
      const done = act(world);
      await new Promise((resolve) => setImmediate(resolve));
      expect(await world.read()).to.deep.equal(before);
      give(true);
      await done;
      expect(await world.read()).not.to.deep.equal(before);
      world.session.dispose();
    });
  }

  it('are asked about by their ids, the records that cannot be read too', async () => {
    const asked: unknown[] = [];
    const { services, session } = await startWorld((...question) => asked.push(question) < 0);
    await services.removeDamaged('broken').catch((_refused: unknown) => undefined);
    expect(asked).to.deep.equal([['delete', 'broken']]);
    session.dispose();
  });
});
