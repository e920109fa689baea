import { expect } from '@open-wc/testing';
import '../../../src/define/user-list.js';
import '../../../src/define/user-subscriber.js';
import { field, type } from '../../support/fields.js';
import { control, textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { createGroups, renamePeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { TrafficWatch } from '../../support/watch-traffic.js';
import { inUse, template } from './every-element.js';

interface Picker {
  readonly root: ShadowRoot;
  readonly page: TenantPage;
  readonly watch: TrafficWatch;
  readonly search: HTMLInputElement;
}

/** A directory search that nobody has used yet. */
async function showPicker(parameters: TenantParameters = {}): Promise<Picker> {
  const watch = new TrafficWatch();
  const page = await renderInTenant(template('user-subscriber'), inUse(watch, parameters));
  const element = page.provider.querySelector('user-subscriber');
  await until(() => element && textOf(element).includes('Sales desk'), 'the workspace');
  const root = element?.shadowRoot as ShadowRoot;
  return { root, page, watch, search: field(root, 'Name, email, or department') };
}

const namesShown = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll('.person-name')].map((name) => name.textContent?.trim() ?? '');
const shows = (root: ShadowRoot, text: string): boolean => root.textContent?.includes(text) ?? false;

/** Names that mean something to a query, an address or a script, and are names all the same. */
const oddNames = [
  "Siobhán O'Hara-d'Arcy",
  'Marks & Spencer',
  'C++ Team',
  '#general Desk',
  '100% Club',
  'Party 🎉 Crew',
  'عمر \u200Fالفاروق',
  'Say "Hello" \\ World',
  'Ampersand&$top=1',
];

/** The search for a group, of which nobody has asked yet. */
async function showGroupSearch(
  parameters: TenantParameters = {},
): Promise<Picker & { readonly found: () => string[] }> {
  const picker = await showPicker(parameters);
  field(picker.root, 'From a group').click();
  await until(() => picker.root.querySelector('input[placeholder="Find a group"]'), 'the field');
  return {
    ...picker,
    search: field(picker.root, 'Find a group'),
    found: () =>
      [...picker.root.querySelectorAll('[aria-label="Groups found"] .group-name')].map(
        (name) => name.textContent?.trim() ?? '',
      ),
  };
}

describe('searching the directory', () => {
  afterEach(() => document.body.replaceChildren());

  it('never lets a late answer to an old query replace a newer one', async () => {
    const { root, search, watch, page } = await showPicker();
    await renamePeople(page.emulator, ['Zebulon Early', 'Zelda Later']);
    const held = watch.hold(/Zebulon/);
    type(search, 'Zebulon');
    await until(() => held.asked.length > 0, 'the first question');
    type(search, 'Zelda');
    await until(() => namesShown(root).includes('Zelda Later'), 'the second answer');
    held.release();
    await until(() => watch.open === 0, 'the first answer');
    await page.provider.querySelector('user-subscriber')?.updateComplete;
    expect(namesShown(root)).to.deep.equal(['Zelda Later']);
  });

  it('tells a 403 and does not call it nobody', async () => {
    const { root, search, watch } = await showPicker();
    watch.refuse((path) => path.includes('$search'));
    type(search, 'Adele');
    await until(() => root.querySelector('.notice'), 'the refusal');
    expect(shows(root, 'No one matches')).to.equal(false);
    expect(root.querySelector('.notice')?.textContent).to.match(/permission|role|refused/i);
  });

  it('tells a 403 for groups and does not call it no group', async () => {
    const { root } = await showPicker({
      faults: [{ kind: 'status', path: '/groups', method: 'GET', status: 403 }],
    });
    field(root, 'From a group').click();
    await until(() => root.querySelector('input[placeholder="Find a group"]'), 'the field');
    type(field(root, 'Find a group'), 'Sales');
    await until(() => root.querySelector('.notice'), 'the refusal');
    expect(shows(root, 'No group matches')).to.equal(false);
  });

  it('finds nobody only where the directory says so', async () => {
    const { root, search } = await showPicker();
    type(search, 'qqqqqq');
    await until(() => shows(root, 'No one matches “qqqqqq”'), 'nobody');
  });

  for (const name of oddNames)
    it(`finds ${JSON.stringify(name)} by its own name`, async () => {
      const { root, search, page } = await showPicker();
      await renamePeople(page.emulator, [name]);
      type(search, name);
      await until(() => namesShown(root).includes(name), `finds ${name}: ${root.textContent ?? ''}`);
      expect(namesShown(root)).to.have.length(1);
    });

  for (const name of oddNames) {
    it(`finds the group ${JSON.stringify(name)} by its own name`, async () => {
      const { root, search, page, found } = await showGroupSearch();
      await createGroups(page.emulator, [name]);
      type(search, name);
      await until(() => found().includes(name), `finds ${name}: ${root.textContent ?? ''}`);
      expect(found()).to.have.length(1);
    });

    it(`finds ${JSON.stringify(name)} in the list of users`, async () => {
      const watch = new TrafficWatch();
      const page = await renderInTenant(
        template('user-list'),
        inUse(watch, { prepare: ({ emulator }) => renamePeople(emulator, [name]) }),
      );
      const list = page.provider.querySelector('user-list') as HTMLElement;
      await until(() => textOf(list).includes('of 200 people'), 'everybody');
      const root = list.shadowRoot as ShadowRoot;
      type(field(root, 'Search'), name);
      const rows = (): Element[] => [...root.querySelectorAll('[data-row]')];
      await until(() => rows().length === 1, `finds ${name}`);
      expect(rows()[0]?.textContent).to.contain(name);
    });
  }

  it('never lets a late answer about groups replace a newer one', async () => {
    const { search, watch, page, found } = await showGroupSearch();
    await createGroups(page.emulator, ['Zebra early', 'Zero later']);
    const held = watch.hold(/Zebra/);
    type(search, 'Zebra');
    await until(() => held.asked.length > 0, 'the first question');
    type(search, 'Zero');
    await until(() => found().includes('Zero later'), 'the second answer');
    held.release();
    await until(() => watch.open === 0, 'the first answer');
    await page.provider.querySelector('user-subscriber')?.updateComplete;
    expect(found()).to.deep.equal(['Zero later']);
  });

  it('forgets what was found when another person signs in', async () => {
    const { root, search, page } = await showPicker();
    await renamePeople(page.emulator, ['Zelda Later']);
    type(search, 'Zelda');
    await until(() => namesShown(root).length === 1, 'found');
    await page.auth.signOut();
    await until(() => shows(root, 'Sign in to see this'), 'signed out');
    await page.auth.signIn();
    await until(() => shows(root, 'Sales desk'), 'signed in');
    expect(namesShown(root)).to.deep.equal([]);
    expect(field(root, 'Name, email, or department').value).to.equal('');
    expect(control(root, /Review/)).to.be.instanceOf(HTMLElement);
  });
});
