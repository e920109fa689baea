import { expect } from '@open-wc/testing';
import { ProviderController } from '../../src/controllers/provider-controller.js';
import { RosterController } from '../../src/controllers/roster-controller.js';
import { DrawnHost, showInTenant } from '../support/drawn-host.js';
import type { TenantPage, TenantParameters } from '../support/in-tenant.js';
import { deletePerson, listPeople, renamePeople } from '../support/people.js';
import { until } from '../support/until.js';
import { TrafficWatch } from '../support/watch-traffic.js';

const create = (host: DrawnHost, getIds: () => readonly string[]): RosterController =>
  new RosterController(host, new ProviderController(host), getIds);

/** Asks for people by their ids. */
const byIds = /^\/users\?.*id(%20|\+| )in/;

/** An element that says how many of a list of people it knows. */
class Stage {
  ids: readonly string[] = [];
  page!: TenantPage;
  readonly traffic = new TrafficWatch();
  readonly host = new DrawnHost();
  readonly roster = create(this.host, () => this.ids);

  constructor() {
    this.host.draw = () => {
      const { failure, reading } = this.roster;
      if (failure) return failure.error.code;
      const known = this.ids.filter((id) => this.roster.get(id)).length;
      return `${known} of ${this.ids.length}${reading ? ', reading' : ''}`;
    };
  }

  async show(ids: readonly string[], text: string): Promise<void> {
    this.ids = ids;
    this.host.requestUpdate();
    await until(() => this.host.text === text, text);
  }

  async listIds(): Promise<readonly string[]> {
    return (await listPeople(this.page.emulator)).map(({ id }) => id);
  }
}

async function start(parameters: TenantParameters = {}): Promise<Stage> {
  const stage = new Stage();
  stage.page = await showInTenant(stage.host, {
    tenant: 'contoso',
    users: 320,
    ...parameters,
    prepare: async (page) => {
      stage.traffic.attach(page);
      await parameters.prepare?.(page);
    },
  });
  await until(() => stage.page.provider.graph, 'signed in');
  return stage;
}

describe('RosterController', () => {
  afterEach(() => document.body.replaceChildren());

  it('knows everybody of a long list, read slice by slice', async () => {
    const stage = await start();
    const ids = await stage.listIds();
    await stage.show(ids, `${ids.length} of ${ids.length}`);
    const all = stage.traffic.count(byIds);
    const [first = ''] = ids;
    expect([all, stage.roster.isKnown(first)]).to.deep.equal([22, true]);
  });

  it('reads only those whom it does not know yet', async () => {
    const stage = await start();
    const ids = await stage.listIds();
    await stage.show(ids.slice(0, 15), '15 of 15');
    const [added] = ids.slice(15, 16);
    const before = stage.traffic.asked.length;
    await stage.show(ids.slice(0, 16), '16 of 16');
    const asked = stage.traffic.asked.slice(before).map(({ path }) => decodeURIComponent(path));
    expect(asked).to.have.length(1);
    expect(asked[0]).to.contain(`'${added}'`).and.not.contain(`'${ids[0]}'`);
  });

  it('tells who is gone', async () => {
    const stage = await start();
    const [gone = '', left = ''] = (await stage.listIds()).slice(5);
    await deletePerson(stage.page.emulator, gone);
    expect(stage.roster.isKnown(gone)).to.equal(false);
    await stage.show([gone, left], '1 of 2');
    expect([stage.roster.isKnown(gone), stage.roster.get(gone)]).to.deep.equal([true, undefined]);
  });

  it('asks nothing about people who were read anyhow', async () => {
    const [known, stage] = [await start(), await start()];
    const ids = (await known.listIds()).slice(0, 3);
    await known.show(ids, '3 of 3');
    stage.roster.add(ids.flatMap((id) => known.roster.get(id) ?? []));
    await stage.show(ids, '3 of 3');
    expect(stage.traffic.count(byIds)).to.equal(0);
  });

  it('reads anew when people were refreshed, and shows what it knew meanwhile', async () => {
    const stage = await start();
    await renamePeople(stage.page.emulator, ['Before']);
    const person = (await listPeople(stage.page.emulator)).find(
      ({ displayName }) => displayName === 'Before',
    );
    const id = person?.id ?? '';
    await stage.show([id], '1 of 1');
    const { version } = stage.roster;
    await renamePeople(stage.page.emulator, ['After']);
    const held = stage.traffic.hold(byIds);
    await stage.page.provider.graph?.refresh('users');
    await until(() => stage.host.text === '1 of 1, reading', 'reading');
    expect(stage.roster.get(id)?.displayName).to.equal('Before');
    held.release();
    await until(() => stage.roster.get(id)?.displayName === 'After', 'the new name');
    expect(stage.roster.version).not.to.equal(version);
  });

  it('says why somebody could not be read, and reads again when asked to', async () => {
    const stage = await start();
    const ids = (await stage.listIds()).slice(0, 3);
    stage.traffic.refuse((path) => byIds.test(path));
    await stage.show(ids, 'role-required');
    stage.traffic.refuse(() => false);
    await stage.host.updateComplete;
    stage.roster.failure?.retry();
    await until(() => stage.host.text === '3 of 3', 'everybody');
  });

  it('knows nobody once signed out, also when an answer comes late', async () => {
    const stage = await start();
    const ids = (await stage.listIds()).slice(0, 3);
    const held = stage.traffic.hold(byIds);
    await stage.show(ids, '0 of 3, reading');
    await stage.page.auth.signOut();
    await until(() => stage.host.text === '0 of 3', 'signed out');
    held.release();
    await until(() => stage.traffic.open === 0, 'the answer came');
    await stage.host.updateComplete;
    expect([stage.host.text, stage.roster.isKnown(ids[0] ?? '')]).to.deep.equal(['0 of 3', false]);
  });

  it('knows nobody off the page, and reads them again when it is back', async () => {
    const stage = await start();
    const ids = (await stage.listIds()).slice(0, 3);
    await stage.show(ids, '3 of 3');
    stage.host.remove();
    expect(stage.roster.get(ids[0] ?? '')).to.equal(undefined);
    stage.page.provider.append(stage.host);
    await until(() => stage.host.text === '3 of 3', 'everybody');
  });
});
