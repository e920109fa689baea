import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import { ProvisioningError } from '../../../src/model/errors.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { field, type } from '../../support/fields.js';
import { control, textOf } from '../../support/find.js';
import type { TenantPage } from '../../support/in-tenant.js';
import { listPeople, pickColleague } from '../../support/people.js';
import { until } from '../../support/until.js';
import { makeWorkspace, userIds, withWorkspaces } from '../../support/workspaces.js';
import { choose, count, next, rows, showList } from './list-page.js';

const contoso = { tenant: 'contoso', users: 300 } as const;

describe('<user-list> filters and views', () => {
  afterEach(() => document.body.replaceChildren());

  const narrowing: readonly [
    legend: string,
    yes: string,
    no: string,
    list: (page: TenantPage) => Promise<number> | number,
  ][] = [
    [
      'Sign-in',
      'Allowed',
      'Disabled',
      ({ emulator }) => emulator.state().users.filter((user) => user.accountEnabled).length,
    ],
    [
      'Licensed',
      'With a license',
      'Without a license',
      ({ emulator }) =>
        emulator.state().users.filter((user) => user.licenseAssignmentStates.length > 0).length,
    ],
    [
      'Origin',
      'Synchronized',
      'Created in the cloud',
      async ({ emulator }) =>
        (await listPeople(emulator)).filter((person) => person.onPremisesSyncEnabled).length,
    ],
  ];
  for (const [legend, yes, no, list] of narrowing)
    it(`narrows by ${legend}`, async () => {
      const { root, page } = await showList(contoso);
      const matching = await list(page);
      expect(matching).to.be.greaterThan(0).and.lessThan(300);
      choose(root, yes, legend);
      await until(() => count(root) === matching, yes);
      choose(root, no, legend);
      await until(() => count(root) === 300 - matching, no);
      choose(root, 'Everyone', legend);
      await until(() => count(root) === 300, 'everybody');
    });

  it('shows the subscribers of a workspace', async () => {
    const { root } = await showList({
      ...contoso,
      prepare: withWorkspaces(({ emulator }) => [
        makeWorkspace({ draft: { subscribers: userIds(emulator, 12) } }),
        makeWorkspace({ id: 'other', name: 'Other', draft: { subscribers: userIds(emulator, 5, 10) } }),
      ]),
    });
    choose(root, 'Sales desk', 'Workspace');
    await until(() => count(root) === 12, 'of one');
    choose(root, 'Other', 'Workspace');
    await until(() => count(root) === 14, 'of both, nobody twice');
  });

  it('finds those without a department, and says so in the line for the host', async () => {
    const { el, root, page } = await showList(contoso, html`<user-list view="department="></user-list>`);
    const people = await listPeople(page.emulator);
    const none = people.filter(({ department }) => !department).length;
    expect(none).to.be.greaterThan(0).and.lessThan(300);
    await until(() => count(root) === none, 'those without one');
    choose(root, 'Sales', 'Department');
    const sales = people.filter(({ department }) => department === 'Sales').length;
    await until(() => count(root) === none + sales, 'Sales too');
    expect(el.view).to.equal('department=&department=Sales');
  });

  it('narrows a long list of choices to what is typed', async () => {
    const { root } = await showList(contoso);
    control(root, 'Plan').click();
    const menu = root.querySelector<HTMLElement>('[popover]:popover-open');
    if (!menu) throw new Error('no menu of plans');
    type(field(menu, 'Find'), 'power bi');
    const seen = [...menu.querySelectorAll<HTMLElement>('label')].filter((label) => label.checkVisibility());
    expect(seen.map((label) => label.textContent.trim())).to.deep.equal(['Power BI Pro']);
  });

  it('says how many of the selected the filters hide', async () => {
    const { el, root } = await showList(contoso);
    root.querySelector<HTMLInputElement>('.head input')?.click();
    await until(() => textOf(el).includes('300 selected'), 'all');
    choose(root, 'Disabled', 'Sign-in');
    await until(() => count(root) < 300, 'filtered');
    expect(textOf(el)).to.contain(`300 selected ${300 - count(root)} of them don’t match`);
  });

  it('tells the host what is shown, in a line that shows the same again', async () => {
    const { el, root } = await showList(contoso);
    const told = next(el, 'o365-view-changed');
    choose(root, 'Disabled', 'Sign-in');
    const { view } = (await told).detail;
    expect(view).to.equal('enabled=no');
    expect(el.view).to.equal(view);
    await until(() => count(root) < 300, 'filtered');
    const sorted = next(el, 'o365-view-changed');
    control(root, 'Sort by Department').click();
    expect((await sorted).detail.view).to.equal('enabled=no&sort=department');
    const matching = count(root);
    const names = rows(root).map(textOf);
    const second = await showList(
      contoso,
      html`<user-list view="enabled=no&amp;sort=department"></user-list>`,
    );
    await until(() => count(second.root) === matching, 'the same people');
    await until(
      () => JSON.stringify(rows(second.root).map(textOf)) === JSON.stringify(names),
      'the same order',
    );
  });

  it('starts with the filters and columns that the host sets', async () => {
    const { el, root } = await showList(
      contoso,
      html`<user-list .filters=${{ states: ['guest'] }} .columns=${['state']}></user-list>`,
    );
    expect(count(root)).to.be.greaterThan(0).and.lessThan(300);
    for (const row of rows(root)) expect(textOf(row)).to.contain('Guest');
    expect(el.view).to.equal('state=guest&columns=state');
    el.view = '';
    await until(() => count(root) === 300, 'everybody');
  });

  it('says nothing when the host sets the view, and follows it', async () => {
    const { el, root } = await showList(contoso);
    let told = 0;
    el.addEventListener('o365-view-changed', () => (told += 1));
    el.view = 'columns=country+state&state=guest&sort=-country';
    await until(() => count(root) < 300, 'filtered');
    const headings = [...root.querySelectorAll('[role="columnheader"]')].map((each) =>
      each.textContent.trim(),
    );
    expect(headings.slice(1)).to.deep.equal(['Name', 'Country', 'State']);
    expect(root.querySelector('[aria-sort="descending"]')?.textContent.trim()).to.equal('Country');
    expect(el.filters).to.deep.equal({ states: ['guest'] });
    el.filters = {};
    await until(() => el.view === 'columns=country+state&sort=-country', 'its own filters gone');
    expect(told).to.equal(0);
  });

  it('stores views under a name, without what was typed into the search', async () => {
    const store = memoryStore();
    const { el, root, page } = await showList({ ...contoso, store });
    choose(root, 'Disabled', 'Sign-in');
    await until(() => count(root) < 300, 'filtered');
    const search = root.querySelector<HTMLInputElement>('input[type="search"]') as HTMLInputElement;
    search.value = 'smith';
    search.dispatchEvent(new Event('input'));
    await until(() => el.view.includes('q=smith'), 'searched');
    const name = root.querySelector<HTMLInputElement>('input[name="name"]') as HTMLInputElement;
    name.value = ' Nobody can use ';
    const told = next(el, 'o365-presets-changed');
    control(root, 'Save this view').click();
    expect((await told).detail.presets).to.deep.equal([{ name: 'Nobody can use', view: 'enabled=no' }]);
    await until(async () => (await page.store.views.list()).length === 1, 'stored');
    expect(await page.store.views.list()).to.deep.equal([{ name: 'Nobody can use', view: 'enabled=no' }]);

    document.body.replaceChildren();
    const again = await showList({ ...contoso, store });
    await until(() => textOf(again.el).includes('Nobody can use'), 'its name');
    control(again.root, 'Nobody can use').click();
    await until(() => count(again.root) > 0 && count(again.root) < 300, 'filtered');
    expect(again.el.view).to.equal('enabled=no');
    control(again.root, 'Delete Nobody can use').click();
    await until(() => !textOf(again.el).includes('Nobody can use'), 'forgotten');
    await until(async () => (await page.store.views.list()).length === 0, 'nothing is left of it');
  });

  it('keeps a view that the store refuses as long as the page lives, says so, and stores it on the next try', async () => {
    const { el, root, page } = await showList(contoso, html`<user-list view="enabled=no"></user-list>`);
    const { views } = page.store;
    const { put } = views;
    views.put = () => Promise.reject(new ProvisioningError('storage-full', 'No room.'));
    const name = root.querySelector<HTMLInputElement>('input[name="name"]') as HTMLInputElement;
    name.value = 'Nobody can use';
    control(root, 'Save this view').click();
    await until(() => textOf(el).includes('storage is full'), 'told');
    control(root, 'Delete Nobody can use');
    expect(await views.list()).to.deep.equal([]);
    views.put = put;
    control(root, 'Try again').click();
    await until(() => !textOf(el).includes('storage is full'), 'stored');
    expect(await views.list()).to.deep.equal([{ name: 'Nobody can use', view: 'enabled=no' }]);
  });

  it('shows a view that was named elsewhere, as soon as the store tells', async () => {
    const { el, page } = await showList(contoso);
    expect(textOf(el)).to.contain('No views yet');
    const { id: by } = await pickColleague(page.emulator);
    const store = page.openStore({ tenantId: page.emulator.tenant.tenantId, by });
    await store.views.put({ name: 'Guests', view: 'state=guest' });
    await until(() => textOf(el).includes('Guests'), 'its name');
  });

  it('says that the store does not give the views', async () => {
    const prepare = ({ store }: TenantPage): void => {
      store.views.list = () => Promise.reject(new ProvisioningError('storage-unavailable', 'Blocked.'));
    };
    const { el, root } = await showList({ ...contoso, prepare });
    await until(() => textOf(el).includes('Saved data can’t be reached'), 'told');
    expect(control(root, 'Try again')).to.exist;
  });

  it('takes the named views of the host, and keeps none itself', async () => {
    const presets = [{ name: 'Guests', view: 'state=guest' }];
    const { el, root, page } = await showList(contoso, html`<user-list .presets=${presets}></user-list>`);
    control(root, 'Guests').click();
    await until(() => el.view === 'state=guest', 'shown');
    control(root, 'Delete Guests').click();
    await until(() => el.presets?.length === 0, 'told');
    expect(await page.store.views.list()).to.deep.equal([]);
  });

  for (const width of [320, 360, 700, 1_000])
    it(`keeps every open menu inside a window of ${width} px, next to its button`, async () => {
      await setViewport({ width, height: 700 });
      const { root } = await showList(contoso);
      const buttons = [...root.querySelectorAll<HTMLButtonElement>('[popovertarget]')];
      expect(buttons.length).to.be.greaterThan(6);
      for (const button of buttons) {
        button.click();
        const fits = (): boolean => {
          const menu = (button.popoverTargetElement as HTMLElement).getBoundingClientRect();
          const { bottom } = button.getBoundingClientRect();
          return menu.left > 0 && menu.right < width && Math.abs(menu.top - bottom) < 6;
        };
        await until(fits, `${button.textContent.trim()} inside`);
      }
    });
});
