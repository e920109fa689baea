import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import '../../src/define/user-list.js';
import type { UserList } from '../../src/define/user-list.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { listPeople, renamePeople, type Person } from '../support/people.js';
import { until } from '../support/until.js';
import { makeWorkspace, planOf, withWorkspaces } from '../support/workspaces.js';
import { answersPlans } from './user-list/list-page.js';

interface Shown {
  readonly el: UserList;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
}

async function show(
  parameters: TenantParameters,
  text: string,
  template: TemplateResult = html`<user-list></user-list>`,
): Promise<Shown> {
  const page = await renderInTenant(template, parameters);
  const el = page.provider.querySelector('user-list');
  if (!el) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  await answersPlans(page, el);
  return { el, root: el.shadowRoot as ShadowRoot, page };
}

const rows = (root: ShadowRoot): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[data-row]')];
const grid = (root: ShadowRoot): HTMLElement =>
  root.querySelector<HTMLElement>('[role="grid"]') as HTMLElement;
const count = (root: ShadowRoot): number => Number(grid(root).getAttribute('aria-rowcount')) - 1;
const active = (root: ShadowRoot): HTMLElement => root.activeElement as HTMLElement;
const rowOf = (element: Element): number =>
  Number(element.closest('[role="row"]')?.getAttribute('aria-rowindex')) - 2;

async function pressWithControl(key: string): Promise<void> {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Control' });
}

function type(root: ShadowRoot, text: string): void {
  const input = root.querySelector<HTMLInputElement>('input[type="search"]') as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event('input'));
}

function check(root: ShadowRoot, name: string): void {
  const label = [...root.querySelectorAll('label')].find((each) => each.textContent?.trim() === name);
  label?.querySelector('input')?.click();
}

describe('<user-list>', () => {
  afterEach(() => document.body.replaceChildren());

  it('lists everybody, by name, with plans and sources', async () => {
    const { root, page } = await show({ tenant: 'contoso', users: 300 }, 'of 300 people');
    expect(count(root)).to.equal(page.emulator.state().users.length);
    expect(rows(root).length).to.be.lessThan(60);
    expect(textOf(grid(root))).to.match(/Group|Direct/);
  });

  it('shows the first people before the last page was read, and keeps following', async () => {
    const { root } = await show(
      {
        tenant: 'contoso',
        users: 2_500,
        faults: [{ kind: 'delay', path: '/users', delayMs: 400, after: 1 }],
      },
      'loaded so far',
    );
    expect(count(root)).to.equal(999);
    await until(() => count(root) === 2_500, 'everybody');
  });

  it('finds people by any part of name, address or department, without accents', async () => {
    const { root, page } = await show(
      {
        tenant: 'contoso',
        users: 400,
        prepare: ({ emulator }) => renamePeople(emulator, ['Zoë Ångström']),
      },
      'of 400 people',
    );
    const people = await listPeople(page.emulator);
    for (const [typed, isMeant] of [
      ['angstrom', ({ displayName }) => displayName === 'Zoë Ångström'],
      ['@PARTNER.exam', ({ mail }) => mail?.includes('@partner.exam')],
      ['resources', ({ department }) => department === 'Human Resources'],
    ] satisfies readonly [string, (person: Person) => boolean | undefined][]) {
      const ids = people.filter(isMeant).map(({ id }) => id);
      expect(ids.length, typed).to.be.within(1, 399);
      type(root, typed);
      await until(() => count(root) === ids.length, `as many as have ${typed}`);
      expect(rows(root)).not.to.have.length(0);
      expect(ids).to.include.members(rows(root).map(({ dataset }) => dataset['row']));
    }
  });

  it('says that nobody matches, and takes the filters away', async () => {
    const { root, page } = await show({ tenant: 'small' }, 'assigned to');
    type(root, "O'Nobody & <b>");
    await until(() => textOf(root.host).includes('No one matches these filters'), 'nobody');
    expect(rows(root)).to.have.length(0);
    control(root, 'Clear filters').click();
    await until(() => rows(root).length > 0, 'people again');
    expect(count(root)).to.equal(page.emulator.state().users.length);
    expect(root.querySelector<HTMLInputElement>('input[type="search"]')?.value).to.equal('');
    expect(textOf(root.host)).not.to.contain('No one matches');
  });

  it('filters by state, and counts the same people as the tenant has', async () => {
    const { root, page } = await show({ tenant: 'contoso', users: 300 }, 'of 300 people');
    check(root, 'No license');
    // Of somebody who is not synchronized, or may not sign in, that is said first.
    const synced = (await listPeople(page.emulator)).filter((person) => person.onPremisesSyncEnabled);
    const ids = new Set(synced.map(({ id }) => id));
    const without = page.emulator
      .state()
      .users.filter((user) => ids.has(user.id) && user.accountEnabled)
      .filter((user) => user.licenseAssignmentStates.length === 0);
    expect(without.length).to.be.within(1, 299);
    await until(() => count(root) === without.length, 'as many as have no license');
    expect(rows(root)).not.to.have.length(0);
    for (const row of rows(root)) expect(textOf(row)).to.contain('No license');
  });

  it('shows only people with the plan that the host asks for', async () => {
    const { skuId } = planOf('POWER_BI_PRO');
    const { root, page } = await show(
      { tenant: 'contoso', users: 300 },
      'of 300 people',
      html`<user-list .plan=${skuId}></user-list>`,
    );
    const holders = page.emulator
      .state()
      .users.filter((user) => user.licenseAssignmentStates.some((license) => license.skuId === skuId));
    await until(() => count(root) === holders.length, 'holders only');
  });

  it('writes names as text, whatever is in them', async () => {
    const { root } = await show({ tenant: 'hostile', users: 400 }, 'of 400 people');
    expect(grid(root).querySelector('script, img, b')).to.equal(null);
    expect(textOf(grid(root))).to.contain('<img src=x onerror=alert(1)>');
  });

  it('moves through all rows and cells by keyboard, and keeps the focus', async () => {
    const { root } = await show({ tenant: 'contoso', users: 1_000 }, 'of 1,000 people');
    root.querySelector<HTMLElement>('[data-row] [tabindex="0"]')?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => rowOf(active(root)) === 1, 'second row');
    await sendKeys({ press: 'ArrowRight' });
    await until(() => active(root).dataset['column'] === '1', 'name');
    await sendKeys({ press: 'End' });
    await until(() => Number(active(root).dataset['column']) > 3, 'last column');
    await sendKeys({ press: 'Home' });
    await until(() => active(root).dataset['column'] === '0', 'first column');
    await pressWithControl('End');
    await until(() => rowOf(active(root)) === 999, 'last row');
    await sendKeys({ press: 'PageUp' });
    await until(() => rowOf(active(root)) < 990, 'a page up');
    await pressWithControl('Home');
    await until(() => rowOf(active(root)) === 0, 'first row');
  });

  it('selects by keyboard, and everybody who matches with one click', async () => {
    const { root } = await show({ tenant: 'contoso', users: 300 }, 'of 300 people');
    root.querySelector<HTMLElement>('[data-row] [tabindex="0"]')?.focus();
    await sendKeys({ press: 'Space' });
    await until(() => root.textContent?.includes('1 selected'), 'one');
    control(root, 'Select all 300 that match').click();
    await until(() => root.textContent?.includes('300 selected'), 'all');
  });

  it('opens what is known of a person with Enter, and closes it with Escape', async () => {
    const { root } = await show({ tenant: 'contoso', users: 100 }, 'of 100 people');
    root.querySelector<HTMLElement>('[data-row] [tabindex="0"]')?.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => root.querySelector('[part="detail"]'), 'detail');
    expect(root.querySelector('[part="detail"]')?.textContent).to.match(/Sign-in (allowed|disabled)/);
    await sendKeys({ press: 'Escape' });
    await until(() => !root.querySelector('[part="detail"]'), 'closed');
  });

  it('subscribes the selected to a workspace and asks for its review', async () => {
    const { el, root, page } = await show(
      { tenant: 'contoso', users: 100, prepare: withWorkspaces(() => [makeWorkspace()]) },
      'of 100 people',
    );
    const [first, second] = rows(root).map((row) => row.dataset['row']);
    for (const row of rows(root).slice(0, 2)) row.querySelector('input')?.click();
    await until(() => root.textContent?.includes('2 selected'), 'two');
    control(root, 'Subscribe to…').click();
    await el.updateComplete;
    const asked = new Promise((resolve) =>
      el.addEventListener('o365-review-requested', ({ detail }) => resolve(detail)),
    );
    control(root, 'Subscribe and review…').click();
    expect(await asked).to.deep.equal({ workspaceId: 'sales-desk' });
    const stored = await page.store.workspaces.get('sales-desk');
    expect(stored?.workspace.draft.subscribers).to.have.members([first, second]);
  });

  it('says which permission is missing instead of showing nobody', async () => {
    const { root } = await show(
      { scopes: ['User.Read', 'LicenseAssignment.Read.All'] },
      'A permission is missing',
    );
    expect(root.textContent).to.contain('User.Read.All');
    control(root, 'Request permission').click();
    await until(() => rows(root).length > 0, 'people');
  });

  it('tells a refusal, and reads again when asked to', async () => {
    const { root } = await show(
      { faults: [{ kind: 'status', path: '/users', status: 403, count: 1 }] },
      'Try again',
    );
    expect(rows(root)).to.have.length(0);
    control(root, 'Try again').click();
    await until(() => rows(root).length > 0, 'people');
  });

  it('clears every row when signing out', async () => {
    const { el, root, page } = await show({ tenant: 'small' }, 'assigned to');
    await until(() => rows(root).length > 0, 'people');
    await page.auth.signOut();
    await until(() => rows(root).length === 0, 'nobody');
    expect(textOf(el)).to.contain('Sign in');
  });

  for (const [name, parameters, text] of [
    ['waits for a provider', { alone: true }, ''],
    ['is signed out', { signedOut: true }, 'Sign in'],
  ] as const)
    it(`says so when it ${name}`, async () => {
      await renderInTenant(html`<user-list></user-list>`, parameters);
      const el = document.querySelector('user-list') as UserList;
      await until(() => textOf(el).includes(text || 'Not connected yet'), name);
      await expect(el).shadowDom.to.be.accessible();
    });

  it('passes the accessibility audit with a person open and people selected', async () => {
    const { el, root } = await show({ tenant: 'contoso', users: 200 }, 'of 200 people');
    rows(root)[0]?.querySelector('input')?.click();
    rows(root)[1]?.querySelector<HTMLElement>('.name')?.click();
    await until(() => root.querySelector('[part="detail"]'), 'detail');
    await expect(el).shadowDom.to.be.accessible();
  });
});
