import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { expect } from 'chai';
import { HostPermissions } from '../../src/context/host-permissions.js';
import { ProvisioningError } from '../../src/model/errors.js';
import type { CanDo, HostAction } from '../../src/model/host-action.js';
import type { StoreRights } from '../../src/store/store.js';

/** What a host without types may give. */
type Loose = (...question: readonly unknown[]) => unknown;

function permissionsOf(can?: Loose): HostPermissions {
  return new HostPermissions(() => can as CanDo | undefined);
}

async function isRefused(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => false,
    (error: unknown) => (error as { readonly code?: string }).code === 'not-allowed',
  );
}

/** Lets everything run that waits for nothing but promises. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function failWith(thrown: unknown): never {
  throw thrown;
}

const fail = (): never => {
  throw new Error('The portal is down.');
};

const noAnswers: Readonly<Record<string, Loose>> = {
  undefined: () => undefined,
  null: () => null,
  'a text': () => 'no',
  'a number': () => 1,
  'an object': () => ({}),
  'an exception': fail,
  'an exception that looks like a yes': () => failWith(true),
  'a promise of undefined': () => Promise.resolve(undefined),
  'a promise of a text': () => Promise.resolve('yes'),
  'a rejection': () => Promise.reject(new Error('The portal is down.')),
  'a rejection that looks like a yes': async () => failWith(true),
  'a promise that cannot be waited for': () => ({ then: fail }),
  'a promise that cannot be looked at': () => ({
    get then() {
      return fail();
    },
  }),
};

describe('what the portal lets an administrator do', () => {
  let told: ReturnType<typeof mock.method>;
  beforeEach(() => (told = mock.method(console, 'error', () => undefined)));
  afterEach(() => mock.restoreAll());

  it('may be late: that is told once, and what waits for it may be given up', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const never = new Promise<boolean>(() => undefined);
    const permissions = permissionsOf(() => never);
    let updates = 0;
    permissions.subscribe(() => (updates += 1));
    const waits = [permissions.require(['edit'], 'sales'), permissions.require(['publish'], 'sales')];
    const codes = Promise.all(waits.map((wait) => wait.catch((error: { code: string }) => error.code)));
    mock.timers.tick(9_999);
    expect([permissions.isLate, told.mock.callCount(), updates]).to.deep.equal([false, 0, 0]);
    mock.timers.tick(1);
    expect([permissions.isLate, told.mock.callCount()]).to.deep.equal([true, 1]);
    expect(updates).to.be.greaterThan(0);
    permissions.giveUp();
    expect(await codes).to.deep.equal(['cancelled', 'cancelled']);
    expect(permissions.isLate).to.equal(false);
    mock.timers.reset();
  });

  it('is not late where it comes in time', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const permissions = permissionsOf(() => Promise.resolve(true));
    await permissions.require(['publish'], 'sales');
    mock.timers.tick(60_000);
    expect([permissions.isLate, told.mock.callCount()]).to.deep.equal([false, 0]);
    mock.timers.reset();
  });

  it('is everything where the portal has no function for it', async () => {
    const permissions = permissionsOf();
    expect(permissions.allows('publish')).to.equal(true);
    expect(await isRefused(permissions.require(['publish', 'delete'], 'sales'))).to.equal(false);
  });

  it('is what the function answers with true', async () => {
    const permissions = permissionsOf((action) => action === 'edit');
    expect(permissions.allows('edit')).to.equal(true);
    expect(permissions.allows('publish')).to.equal(false);
    expect(await isRefused(permissions.require(['edit']))).to.equal(false);
    expect(await isRefused(permissions.require(['edit', 'publish']))).to.equal(true);
    expect(told.mock.callCount(), 'a false is an answer').to.equal(0);
  });

  it('is what it promises with true, however late that comes', async () => {
    let answer = (_allowed: boolean): void => undefined;
    const permissions = permissionsOf(() => new Promise<boolean>((resolve) => (answer = resolve)));
    const refused = isRefused(permissions.require(['publish']));
    await settle();
    answer(true);
    expect(await refused).to.equal(false);
    expect(await isRefused(permissionsOf(() => Promise.resolve(false)).require(['publish']))).to.equal(true);
    expect(told.mock.callCount()).to.equal(0);
  });

  for (const [name, can] of Object.entries(noAnswers))
    it(`is nothing where the answer is ${name}, and that is told once`, async () => {
      const permissions = permissionsOf(can);
      expect(permissions.allows('publish')).to.equal(false);
      await settle();
      expect(permissions.allows('publish')).to.equal(false);
      expect(permissions.allows('edit')).to.equal(false);
      expect(await isRefused(permissions.require(['publish', 'edit']))).to.equal(true);
      expect(told.mock.callCount()).to.equal(1);
    });

  it('is nothing where what was set is no function', async () => {
    for (const can of [false, true, 'yes', 0]) {
      const permissions = permissionsOf(can as unknown as Loose);
      expect(permissions.allows('publish'), String(can)).to.equal(false);
      expect(await isRefused(permissions.require(['publish'])), String(can)).to.equal(true);
    }
    expect(permissionsOf(null as unknown as Loose).allows('publish')).to.equal(true);
  });

  it('is told once for each function', () => {
    let can: Loose = () => 'yes';
    const permissions = new HostPermissions(() => can as CanDo);
    permissions.allows('publish');
    can = () => 'yes, too';
    permissions.allows('publish');
    permissions.allows('publish');
    expect(told.mock.callCount()).to.equal(2);
    expect(told.mock.calls[0]?.arguments[0]).to.contain("can('publish')").and.to.contain('came to yes,');
  });

  it('is asked again by each look where the answer comes at once, and for each workspace', () => {
    const asked: unknown[] = [];
    let may = true;
    const permissions = permissionsOf((...question) => asked.push(question) > 0 && may);
    expect(permissions.allows('edit', 'sales')).to.equal(true);
    may = false;
    expect(permissions.allows('edit', 'sales')).to.equal(false);
    permissions.allows('edit');
    expect(asked).to.deep.equal([
      ['edit', 'sales'],
      ['edit', 'sales'],
      ['edit', undefined],
    ]);
  });

  it('is asked once, action by action and workspace by workspace, where looking has to wait', async () => {
    const asked: unknown[] = [];
    const permissions = permissionsOf((action, workspaceId) => {
      asked.push([action, workspaceId]);
      return Promise.resolve(workspaceId === 'sales');
    });
    const seen: boolean[] = [];
    // Whoever shows it looks again.
    const end = permissions.subscribe(() => seen.push(permissions.allows('edit', 'sales')));
    expect(permissions.allows('edit', 'sales')).to.equal(false);
    expect(permissions.allows('edit', 'store')).to.equal(false);
    expect(permissions.allows('edit', 'sales')).to.equal(false);
    await settle();
    expect(permissions.allows('edit', 'sales')).to.equal(true);
    expect(permissions.allows('edit', 'store')).to.equal(false);
    expect(asked).to.deep.equal([
      ['edit', 'sales'],
      ['edit', 'store'],
    ]);
    expect(seen, 'told of what changed alone').to.deep.equal([true]);
    end();
  });

  it('is asked anew for what is done, which is shown from then on', async () => {
    let may = true;
    const permissions = permissionsOf(() => Promise.resolve(may));
    permissions.allows('publish');
    await settle();
    expect(permissions.allows('publish')).to.equal(true);
    may = false;
    expect(await isRefused(permissions.require(['publish']))).to.equal(true);
    expect(permissions.allows('publish')).to.equal(false);
  });

  it('follows another function at once', async () => {
    let can: Loose = () => Promise.resolve(true);
    const permissions = new HostPermissions(() => can as CanDo);
    permissions.allows('publish');
    await settle();
    expect(permissions.allows('publish')).to.equal(true);
    can = () => Promise.resolve(false);
    expect(permissions.allows('publish'), 'the answer of the former one is no answer').to.equal(false);
    await settle();
    expect(permissions.allows('publish')).to.equal(false);
  });

  it('names the action that is refused', async () => {
    const permissions = permissionsOf((action) => action !== 'subscribe');
    const error = await permissions
      .require(['edit', 'subscribe'], 'sales')
      .catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'not-allowed');
    expect(error).to.have.property('message').that.contains('subscribe');
  });
});

describe('HostPermissions before a portal’s back end', () => {
  const rightsTo = (...can: HostAction[]): StoreRights => ({ subject: 'ada', can, server: false });
  const over = (rights: () => Promise<StoreRights>, can?: Loose): HostPermissions => {
    const store = { rights };
    return new HostPermissions(
      () => can as CanDo | undefined,
      () => store,
    );
  };

  it('shows nothing as allowed until it has answered, and says so when it has', async () => {
    let heard = 0;
    const permissions = over(() => Promise.resolve(rightsTo('publish')));
    permissions.subscribe(() => (heard += 1));
    expect(permissions.allows('publish')).to.equal(false);
    await settle();
    expect(heard).to.equal(1);
    expect(permissions.allows('publish')).to.equal(true);
    expect(permissions.allows('undo')).to.equal(false);
    expect(permissions.findRefusal(['publish', 'undo'])?.code).to.equal('not-allowed');
  });

  it('asks it anew before something is done', async () => {
    let rights = rightsTo('publish');
    const permissions = over(() => Promise.resolve(rights));
    await permissions.require(['publish']);
    rights = rightsTo();
    expect(await isRefused(permissions.require(['publish']))).to.equal(true);
    expect(permissions.allows('publish')).to.equal(false);
  });

  it('takes a yes of both', async () => {
    const permissions = over(
      () => Promise.resolve(rightsTo('publish', 'undo')),
      (action) => action === 'publish',
    );
    await permissions.require(['publish']);
    expect(await isRefused(permissions.require(['undo']))).to.equal(true);
    expect(permissions.allows('undo')).to.equal(false);
  });

  it('says why it does not answer, and asks no more for being drawn', async () => {
    let asked = 0;
    const down = new ProvisioningError('offline', 'The portal could not be reached.', { retryable: true });
    const permissions = over(() => {
      asked += 1;
      return Promise.reject(down);
    });
    permissions.subscribe(() => permissions.allows('publish'));
    permissions.allows('publish');
    await settle();
    permissions.allows('undo');
    await settle();
    expect(asked).to.equal(1);
    expect(permissions.findRefusal(['publish'])?.code).to.equal('offline');
    expect(await permissions.require(['publish']).catch((error: unknown) => error)).to.equal(down);
  });
});
