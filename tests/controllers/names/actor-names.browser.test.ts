import { expect } from '@open-wc/testing';
import { ActorNames, type ActorNamesOptions } from '../../../src/controllers/names/actor-names.js';
import { ProviderController } from '../../../src/controllers/provider-controller.js';
import type { Emulator } from '../../../src/emulator/index.js';
import { DrawnHost, showInTenant } from '../../support/drawn-host.js';
import type { TenantPage, TenantParameters } from '../../support/in-tenant.js';
import { deletePerson, listPeople, readsPeople, type Person } from '../../support/people.js';
import { until } from '../../support/until.js';
import { TrafficWatch, type Held } from '../../support/watch-traffic.js';

const create = (host: DrawnHost, options: ActorNamesOptions): ActorNames =>
  new ActorNames(host, new ProviderController(host), options);

interface Shown {
  readonly host: DrawnHost;
  readonly actors: ActorNames;
  readonly page: TenantPage;
  readonly traffic: TrafficWatch;
}

/** An element that says of each of these ids who it is. The token says from the start what was granted. */
async function show(
  pick: (emulator: Emulator) => Promise<readonly string[]> | readonly string[],
  parameters: TenantParameters = readsPeople,
  options: Pick<ActorNamesOptions, 'needed'> = {},
  prepare: (traffic: TrafficWatch) => void = () => undefined,
): Promise<Shown> {
  let ids: readonly string[] = [];
  const host = new DrawnHost();
  const actors = create(host, { ids: () => ids, ...options });
  host.draw = () =>
    ids
      .map((id) => actors.find(id))
      .map((actor) => (actor.status === 'named' ? actor.name : actor.status))
      .join(', ');
  const traffic = new TrafficWatch();
  const page = await showInTenant(host, {
    ...parameters,
    prepare: async (prepared) => {
      traffic.attach(prepared);
      prepare(traffic);
      ids = await pick(prepared.emulator);
      await prepared.auth.getToken(parameters.scopes ?? []);
    },
  });
  return { host, actors, page, traffic };
}

const people = /^\/users\?/;

/** People of the tenant who are not its administrator. */
async function others(emulator: Emulator): Promise<readonly Person[]> {
  return (await listPeople(emulator)).filter(({ id }) => id !== emulator.tenant.administrator.id);
}
const idsOfOthers = async (emulator: Emulator): Promise<readonly string[]> =>
  (await others(emulator)).slice(0, 2).map(({ id }) => id);

async function namesOfOthers({ emulator }: TenantPage): Promise<string> {
  return (await others(emulator))
    .slice(0, 2)
    .map(({ displayName }) => displayName)
    .join(', ');
}

describe('ActorNames', () => {
  afterEach(() => document.body.replaceChildren());

  it('reads everybody in one go, each once, however often they are shown', async () => {
    const { host, page, traffic } = await show(async (emulator) => {
      const [first = '', second = ''] = await idsOfOthers(emulator);
      return [second, first, second];
    });
    const [first, second] = (await namesOfOthers(page)).split(', ');
    await until(() => host.text === `${second}, ${first}, ${second}`, 'the names');
    const asked = traffic.asked.filter(({ path }) => people.test(path));
    expect(asked).to.have.length(1);
    expect(decodeURIComponent(asked[0]?.path ?? '').match(/'[\da-f-]{36}'/g)).to.have.length(2);
  });

  it('knows the signed-in account without asking', async () => {
    const { host, traffic } = await show((emulator) => [emulator.tenant.administrator.id]);
    await until(() => host.text === 'Ingrid Halvorsen', 'the own name');
    expect(traffic.count(people)).to.equal(0);
  });

  it('says that names are being read, then tells who is gone', async () => {
    const held: Held[] = [];
    const { host, page } = await show(
      async (emulator) => {
        const ids = await idsOfOthers(emulator);
        await deletePerson(emulator, ids[1] ?? '');
        return ids;
      },
      readsPeople,
      {},
      (traffic) => held.push(traffic.hold(people)),
    );
    await until(() => host.text === 'reading, reading', 'reading');
    const [first] = (await namesOfOthers(page)).split(', ');
    held[0]?.release();
    await until(() => host.text === `${first}, gone`, 'one is gone');
  });

  it('asks nothing for what is no id of an account, such as an application or nobody', async () => {
    const { host, actors, traffic } = await show((emulator) => [
      emulator.tenant.administrator.id,
      '',
      'the nightly job',
    ]);
    await until(() => host.text === 'Ingrid Halvorsen, unnamed, unnamed', 'signed in');
    expect([actors.state.status, traffic.count(people)]).to.deep.equal(['waiting', 0]);
  });

  it('does not ask for a permission for the sake of a name', async () => {
    const { host, actors, page } = await show(
      async (emulator) => [emulator.tenant.administrator.id, ...(await idsOfOthers(emulator))],
      { scopes: ['User.Read'] },
    );
    await until(() => host.text === 'Ingrid Halvorsen, unnamed, unnamed', 'signed in');
    expect(actors.state.status).to.equal('waiting');
    await page.auth.signIn({ scopes: readsPeople.scopes });
    await page.auth.getToken(readsPeople.scopes);
    const names = await namesOfOthers(page);
    await until(() => host.text === `Ingrid Halvorsen, ${names}`, 'named once it is permitted');
  });

  it('asks where the names are needed, and says why there are none', async () => {
    const { host, actors } = await show(idsOfOthers, { scopes: ['User.Read'] }, { needed: true });
    await until(() => actors.state.status === 'failed', 'failed');
    expect(host.text).to.equal('unnamed, unnamed');
    const { state } = actors;
    expect(state.status === 'failed' && state.error.code).to.equal('consent-required');
  });

  it('names nobody once signed out, also when the answer comes late', async () => {
    const held: Held[] = [];
    const { host, page, traffic } = await show(idsOfOthers, readsPeople, {}, (watch) =>
      held.push(watch.hold(people)),
    );
    await until(() => host.text === 'reading, reading', 'reading');
    await page.auth.signOut();
    await until(() => host.text === 'unnamed, unnamed', 'signed out');
    held[0]?.release();
    await until(() => traffic.open === 0, 'the answer came');
    await host.updateComplete;
    expect(host.text).to.equal('unnamed, unnamed');
  });

  it('asks anew for another account, and shows nothing of what the one before read', async () => {
    const otherPerson = { name: 'Alex Wilber', username: 'alex@contoso.example' };
    const { host, page, traffic } = await show(idsOfOthers, { ...readsPeople, otherPerson });
    const names = await namesOfOthers(page);
    await until(() => host.text === names, 'the names');
    const held = traffic.hold(people);
    await page.auth.signIn({ switchAccount: true });
    await until(() => host.text === 'unnamed, unnamed', 'nothing of the account before');
    await page.auth.getToken(readsPeople.scopes);
    await until(() => host.text === 'reading, reading', 'it may read, too');
    held.release();
    await until(() => host.text === names, 'the names again');
  });

  it('asks no more once it is off the page', async () => {
    const { host, page, traffic } = await show(idsOfOthers);
    const names = await namesOfOthers(page);
    await until(() => host.text === names, 'the names');
    const graph = page.provider.graph;
    host.remove();
    const { updates } = host;
    await graph?.refresh('users');
    expect([host.updates, traffic.count(people)]).to.deep.equal([updates, 1]);
  });
});
