import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/define/provisioning-console.js';
import type { HrefOf } from '../../../src/context/contexts.js';
import type { ProvisioningConsole } from '../../../src/define/provisioning-console.js';
import type { NavigateDetail } from '../../../src/events.js';
import { placeFromText, placeToText } from '../../../src/model/address/place.js';
import { control, textOf, walk } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { withPublishes } from '../../support/past-publishes.js';
import { pickColleague } from '../../support/people.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';

interface Shown {
  readonly el: ProvisioningConsole;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
  /** Where the console said that it is about to go. */
  readonly asked: readonly NavigateDetail[];
}

const addressOf: HrefOf = (place) => `/office?place=${placeToText(place)}`;

const twoWorkspaces = withWorkspaces((page) => [
  makeWorkspace({ draft: { plans: [planOf('FLOW_FREE')], subscribers: userIds(page.emulator, 40, 0) } }),
  makeWorkspace({ id: 'finance', name: 'Finance' }),
]);

interface ShowOptions extends TenantParameters {
  readonly place?: string;
  readonly href?: HrefOf;
}

async function show({ place = 'start', href, prepare, ...parameters }: ShowOptions = {}): Promise<Shown> {
  const asked: NavigateDetail[] = [];
  const page = await renderInTenant(html`<provisioning-console place=${place}></provisioning-console>`, {
    tenant: 'contoso',
    users: 40,
    ...parameters,
    prepare: async (prepared) => {
      if (href) prepared.provider.href = href;
      prepared.provider.addEventListener('o365-navigate', ({ detail }) => asked.push(detail));
      await (prepare ?? twoWorkspaces)(prepared);
    },
  });
  const el = document.querySelector('provisioning-console');
  if (!el) throw new Error('not rendered');
  await until(() => textOf(el).includes('Get started'), 'tabs');
  return { el, root: el.shadowRoot as ShadowRoot, page, asked };
}

/** A host that goes everywhere itself, some time after it was asked, and keeps where it was. */
function routeBy(el: ProvisioningConsole): { readonly visited: string[]; back(): void } {
  const visited = [placeToText(el.place)];
  el.addEventListener('o365-navigate', (event) => {
    event.preventDefault();
    const { place } = event.detail;
    setTimeout(() => {
      visited.push(placeToText(place));
      el.place = place;
    });
  });
  return {
    visited,
    back() {
      visited.pop();
      el.place = placeFromText(visited.at(-1)) ?? { tab: 'start' };
    },
  };
}

function part(root: ParentNode, selector: string): HTMLElement {
  for (const element of walk(root)) if (element.matches(selector)) return element as HTMLElement;
  throw new Error(`no ${selector}`);
}

/** What an element of the console has in its shadow. */
function inside(root: ParentNode, tag: string): ShadowRoot {
  return part(root, tag).shadowRoot as ShadowRoot;
}

/** Ids of the first people of the list, once they are there. */
async function listRows(root: ParentNode): Promise<readonly string[]> {
  await until(() => has(root, '[data-row]'), 'the rows');
  return [...walk(root)].flatMap((element) => element.getAttribute('data-row') ?? []);
}

/** The control with this name, once it is there. */
async function eventually(root: () => ParentNode, name: string): Promise<HTMLElement> {
  await until(() => textOf(document.body).includes(name), name);
  return control(root(), name);
}

const has = (root: ParentNode, selector: string): boolean =>
  [...walk(root)].some((element) => element.matches(selector));

/** Clicks as a person does who wants another browser tab; returns whether the browser may open one. */
function clickForNewTab(target: HTMLElement, type: 'click' | 'auxclick' = 'click'): boolean {
  let isLeft = false;
  const judge = (event: Event): void => {
    isLeft =
      !event.defaultPrevented && event.composedPath().some((each) => each instanceof HTMLAnchorElement);
    event.preventDefault();
  };
  document.addEventListener(type, judge, { once: true });
  const keys = type === 'click' ? { ctrlKey: true } : { button: 1 };
  target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, ...keys }));
  return isLeft;
}

describe('places in <provisioning-console>', () => {
  afterEach(() => document.body.replaceChildren());

  describe('in a page without a router', () => {
    it('goes by itself, tells the page before, and writes where it is into its attribute', async () => {
      const { el, root, asked } = await show();
      let before = '';
      el.addEventListener('o365-navigate', () => (before = placeToText(el.place)));
      control(root, 'User list').click();
      await until(() => el.getAttribute('place') === 'users', 'the attribute');
      expect(before).to.equal('start');
      expect(asked).to.deep.equal([{ place: { tab: 'users' } }]);
      expect(has(root, '[role="tab"][href]')).to.equal(false);
    });

    it('opens a workspace of the list, keeps it open for the subscribers, and finds it again later', async () => {
      const { el, root, asked } = await show({ place: 'workspaces' });
      await until(() => textOf(el).includes('Finance'), 'the list');
      control(root, 'Open, Finance').click();
      await until(() => placeToText(el.place) === 'workspaces/workspace/finance', 'the place');
      control(root, 'Subscribe').click();
      await until(() => textOf(el).includes('Subscribers of Finance'), 'its subscribers');
      control(root, 'Activity').click();
      control(root, 'Workspaces').click();
      expect(el.place).to.deep.equal({ tab: 'workspaces', workspaceId: 'finance' });
      expect(asked.map(({ place }) => placeToText(place))).to.deep.equal([
        'workspaces/workspace/finance',
        'subscribe/workspace/finance',
        'activity',
        'workspaces/workspace/finance',
      ]);
    });

    it('shows the place that the page sets, and asks nothing', async () => {
      const { el, root, page, asked } = await show();
      el.place = { tab: 'workspaces', workspaceId: 'sales-desk' };
      await until(() => textOf(el).includes('Sales desk'), 'the workspace');
      const person = await pickColleague(page.emulator);
      el.place = { tab: 'users', userId: person.id };
      await until(() => has(root, '[part="detail"]'), 'the details');
      expect(part(root, '[part="detail"]').textContent).to.contain(person.displayName);
      expect(asked).to.deep.equal([]);
    });

    it('takes a place as a text too, and for one that is none shows the first tab', async () => {
      const { el } = await show({ place: 'usage' });
      expect(el.place).to.deep.equal({ tab: 'usage' });
      Object.assign(el, { place: 'workspaces/workspace/finance' });
      expect(el.place).to.deep.equal({ tab: 'workspaces', workspaceId: 'finance' });
      for (const nonsense of ['elsewhere', 'users/user/', undefined, null, 7, {}, { tab: 'elsewhere' }]) {
        Object.assign(el, { place: { tab: 'activity' } });
        Object.assign(el, { place: nonsense });
        expect(el.place, JSON.stringify(nonsense)).to.deep.equal({ tab: 'start' });
      }
      el.removeAttribute('place');
      await el.updateComplete;
      expect(el.place).to.deep.equal({ tab: 'start' });
    });

    it('shows the tab of what has no screen of its own yet', async () => {
      const { el, root } = await show({ place: 'activity/publish/p1' });
      expect(el.place).to.deep.equal({ tab: 'activity', publishId: 'p1' });
      expect(control(root, 'Activity').getAttribute('aria-selected')).to.equal('true');
      el.place = { tab: 'usage', findingId: 'f1' };
      await until(() => control(root, 'License usage').ariaSelected === 'true', 'the tab');
    });

    it('stays as it is when the page sets the same place again', async () => {
      const { el, root } = await show({ place: 'subscribe/workspace/sales-desk' });
      await until(() => textOf(el).includes('Subscribers of Sales desk'), 'the subscribers');
      control(root, 'Review and publish').click();
      await until(() => textOf(el).includes('Review: Sales desk'), 'the review');
      el.place = { workspaceId: 'sales-desk', tab: 'subscribe' };
      await el.updateComplete;
      expect(textOf(el)).to.contain('Review: Sales desk');
    });

    it('opens the details of a user and closes them, and takes the focus back to the row', async () => {
      const { el, root } = await show({ place: 'users' });
      const [, userId = ''] = await listRows(root);
      part(root, `[data-row="${userId}"] .name`).focus();
      await sendKeys({ press: 'Enter' });
      await until(() => has(root, '[part="detail"]'), 'the details');
      expect(el.place).to.deep.equal({ tab: 'users', userId });
      const close = control(part(root, '[part="detail"]'), 'Close');
      close.focus();
      close.click();
      await until(() => !has(root, '[part="detail"]'), 'closed');
      expect(el.place).to.deep.equal({ tab: 'users' });
      const list = part(root, 'user-list');
      expect(list.shadowRoot?.activeElement?.closest('[data-row]')?.getAttribute('data-row')).to.equal(
        userId,
      );
    });

    it('keeps the people of a bar while one of them is looked at', async () => {
      const { el, root } = await show({ place: 'usage' });
      part(root, 'license-usage-chart').dispatchEvent(
        new CustomEvent('o365-people-selected', {
          detail: { departments: ['Sales'] },
          bubbles: true,
          composed: true,
        }),
      );
      const view = (): unknown => Reflect.get(part(root, 'user-list'), 'view');
      await until(() => has(root, '[data-row]'), 'people');
      const shown = view();
      expect(shown).to.equal('department=Sales');
      part(root, '[data-row] .name').click();
      await until(() => has(root, '[part="detail"]'), 'the details');
      expect(view()).to.equal(shown);
      el.place = { tab: 'users' };
      await until(() => !has(root, '[part="detail"]'), 'closed');
      expect(view()).to.equal(shown);
    });

    it('says that a workspace is gone, and leads back to the others', async () => {
      const { el, root } = await show({ place: 'workspaces/workspace/gone' });
      await until(() => textOf(el).includes('This workspace no longer exists'), 'the state');
      control(root, 'Back to workspaces').click();
      await until(() => textOf(el).includes('No workspace selected'), 'none');
      expect(el.place).to.deep.equal({ tab: 'workspaces' });
      el.place = { tab: 'subscribe', workspaceId: 'gone' };
      await until(() => textOf(el).includes('This workspace no longer exists'), 'the state');
      control(root, 'Choose a workspace').click();
      await until(() => textOf(el).includes('No workspace selected'), 'none');
      expect(el.place).to.deep.equal({ tab: 'workspaces' });
    });

    it('says that nobody has the id of a user, and leads back to the others', async () => {
      const { el, root } = await show({ place: placeToText({ tab: 'users', userId: "x'/../\ud800" }) });
      await until(() => textOf(el).includes('This person isn’t in the directory'), 'the state');
      await expect(el).shadowDom.to.be.accessible();
      control(root, 'Back to user list').click();
      await until(() => !textOf(el).includes('This person isn’t in the directory'), 'closed');
      expect(el.place).to.deep.equal({ tab: 'users' });
    });

    it('opens what is created where one was gone', async () => {
      const { el, root } = await show({ place: 'workspaces/workspace/gone' });
      await until(() => textOf(el).includes('This workspace no longer exists'), 'the state');
      control(inside(root, 'workspace-editor'), 'Create a workspace').click();
      await until(() => el.place.workspaceId !== 'gone', 'the place');
      await until(() => has(inside(root, 'workspace-editor'), 'input'), 'the editor');
      expect(textOf(el)).not.to.contain('This workspace no longer exists');
    });

    it('closes the workspace that is deleted, and no other', async () => {
      const { el, root } = await show({ place: 'workspaces/workspace/finance' });
      await until(() => textOf(part(root, 'workspace-list')).includes('Sales desk'), 'the list');
      const remove = async (name: string): Promise<void> => {
        control(root, `More actions for ${name}`).click();
        control(part(root, '[popover]:popover-open'), 'Delete…').click();
        await until(() => has(root, 'dialog[open]'), 'the question');
        control(part(root, 'dialog[open]'), /^Delete/).click();
        await until(() => !has(root, `[aria-label="More actions for ${name}"]`), 'gone');
      };
      await remove('Sales desk');
      expect(el.place).to.deep.equal({ tab: 'workspaces', workspaceId: 'finance' });
      await remove('Finance');
      await until(() => placeToText(el.place) === 'workspaces', 'the place');
    });

    it('leaves nothing open for the next account', async () => {
      const { el, root, asked } = await show({ place: 'workspaces/workspace/finance' });
      await until(() => textOf(el).includes('Finance'), 'the workspace');
      control(root, 'Disconnect').click();
      await until(() => placeToText(el.place) === 'workspaces', 'the place');
      expect(asked).to.deep.equal([{ place: { tab: 'workspaces' } }]);
    });

    it('keeps what is to be opened until somebody signs in', async () => {
      const { el, root, page } = await show({ signedOut: true, place: 'workspaces/workspace/finance' });
      await page.auth.signIn();
      await until(() => has(inside(root, 'workspace-editor'), 'input'), 'the editor');
      expect(textOf(part(root, 'workspace-editor'))).to.contain('Finance');
      expect(el.place).to.deep.equal({ tab: 'workspaces', workspaceId: 'finance' });
    });
  });

  describe('in a page with a router of its own', () => {
    it('asks with the address, moves when the page sets the place, and goes back with it', async () => {
      const { el, root, asked } = await show({ href: addressOf, place: 'workspaces' });
      const router = routeBy(el);
      await until(() => textOf(el).includes('Finance'), 'the list');
      control(inside(root, 'workspace-list'), 'Finance').click();
      expect(el.place).to.deep.equal({ tab: 'workspaces' });
      await el.updateComplete;
      expect(textOf(part(root, 'workspace-editor'))).to.contain('No workspace selected');
      await until(() => textOf(part(root, 'workspace-editor')).includes('Finance'), 'the workspace');
      control(root, 'User list').click();
      await until(() => el.place.tab === 'users', 'the tab');
      expect(asked.map(({ href }) => href)).to.deep.equal([
        '/office?place=workspaces/workspace/finance',
        '/office?place=users',
      ]);
      router.back();
      await until(() => has(root, 'workspace-editor'), 'the tab');
      await until(() => textOf(part(root, 'workspace-editor')).includes('Finance'), 'the workspace again');
      router.back();
      await until(() => textOf(el).includes('No workspace selected'), 'none, as at first');
      expect(asked).to.have.length(2);
    });

    it('shows the review, once the page is there, and the subscribers after Back and Forward', async () => {
      const { el, root } = await show({ href: addressOf, place: 'workspaces/workspace/sales-desk' });
      const router = routeBy(el);
      await until(() => textOf(el).includes('Review and publish'), 'the workspace');
      control(inside(root, 'workspace-editor'), 'Review and publish').click();
      await until(() => textOf(el).includes('Review: Sales desk'), 'the review');
      expect(el.shadowRoot?.activeElement?.id).to.equal('panel');
      router.back();
      await until(() => has(root, 'workspace-editor'), 'back');
      el.place = { tab: 'subscribe', workspaceId: 'sales-desk' };
      await until(() => textOf(el).includes('Subscribers of Sales desk'), 'the subscribers');
    });

    it('stays where it is, with what it shows, when the page refuses', async () => {
      const { el, root } = await show({ href: addressOf, place: 'subscribe/workspace/sales-desk' });
      await until(() => textOf(el).includes('Subscribers of Sales desk'), 'the subscribers');
      control(root, 'Review and publish').click();
      await until(() => textOf(el).includes('Review: Sales desk'), 'the review');
      el.addEventListener('o365-navigate', (event) => event.preventDefault());
      control(root, 'Activity').click();
      await el.updateComplete;
      expect(el.place).to.deep.equal({ tab: 'subscribe', workspaceId: 'sales-desk' });
      expect(textOf(el)).to.contain('Review: Sales desk');
    });

    it('opens no details and closes none when the page refuses', async () => {
      const { el, root } = await show({ place: 'users' });
      const [first = '', second = ''] = await listRows(root);
      el.addEventListener('o365-navigate', (event) => event.preventDefault());
      part(root, `[data-row="${first}"] .name`).click();
      await el.updateComplete;
      expect(has(root, '[part="detail"]')).to.equal(false);
      el.place = { tab: 'users', userId: second };
      await until(() => has(root, '[part="detail"]'), 'the details');
      control(part(root, '[part="detail"]'), 'Close').click();
      await el.updateComplete;
      expect(has(root, '[part="detail"]')).to.equal(true);
    });
  });

  describe('with addresses of the page', () => {
    const openTabs = async (): Promise<Shown> =>
      show({ href: addressOf, place: 'workspaces/workspace/finance' });

    it('makes links of the tabs, each with its address', async () => {
      const { root } = await openTabs();
      await until(() => has(root, 'a[role="tab"]'), 'links');
      const addresses = [...root.querySelectorAll('[role="tab"]')].map((tab) => tab.getAttribute('href'));
      expect(addresses).to.deep.equal(
        [
          'start',
          'workspaces/workspace/finance',
          'subscribe/workspace/finance',
          'users',
          'usage',
          'activity',
        ].map((text) => `/office?place=${text}`),
      );
    });

    it('leaves a click with a key or the middle button to the browser', async () => {
      const { el, root, asked } = await openTabs();
      await until(() => has(root, '.card a[href]'), 'the list');
      expect(clickForNewTab(control(root, 'User list'))).to.equal(true);
      expect(clickForNewTab(control(root, 'User list'), 'auxclick')).to.equal(true);
      expect(clickForNewTab(control(inside(root, 'workspace-list'), 'Sales desk'))).to.equal(true);
      el.place = { tab: 'users' };
      const [userId = ''] = await listRows(root);
      expect(part(root, `[data-row="${userId}"] a`).getAttribute('href')).to.equal(
        `/office?place=users/user/${userId}`,
      );
      expect(clickForNewTab(part(root, `[data-row="${userId}"] a`))).to.equal(true);
      expect(el.place).to.deep.equal({ tab: 'users' });
      expect(asked).to.deep.equal([]);
    });

    it('opens a link here with a plain click, and leaves the page where it is', async () => {
      const { el, root } = await openTabs();
      control(root, 'User list').click();
      const [userId = ''] = await listRows(root);
      part(root, `[data-row="${userId}"] a bdi`).click();
      await until(() => has(root, '[part="detail"]'), 'the details');
      const workspace = await eventually(() => part(root, '[part="detail"]'), 'Sales desk');
      expect(workspace.getAttribute('href')).to.equal('/office?place=workspaces/workspace/sales-desk');
      workspace.click();
      await until(() => el.place.tab === 'workspaces', 'the workspace');
      expect(el.place).to.deep.equal({ tab: 'workspaces', workspaceId: 'sales-desk' });
      expect(location.pathname).not.to.contain('office');
    });

    it('leads from a publish of the log to its workspace', async () => {
      const { el, root } = await show({
        href: addressOf,
        place: 'activity',
        prepare: async (page) => {
          await twoWorkspaces(page);
          await withPublishes({ id: 'p1', daysAgo: 1 })(page);
        },
      });
      const link = await eventually(() => inside(root, 'activity-log'), 'Published Sales desk');
      link.click();
      await until(() => el.place.workspaceId === 'sales-desk', 'the workspace');
    });

    it('moves among links with the arrow keys, and opens one with Enter and the space bar', async () => {
      const { el, root } = await openTabs();
      await until(() => has(root, 'a[role="tab"]'), 'links');
      control(root, 'Workspaces').focus();
      await sendKeys({ press: 'ArrowRight' });
      await until(() => root.activeElement?.id === 'tab-subscribe', 'the next tab');
      expect(el.place).to.deep.equal({ tab: 'subscribe', workspaceId: 'finance' });
      el.addEventListener('o365-navigate', (event) => event.preventDefault(), { once: true });
      await sendKeys({ press: 'End' });
      await until(() => root.activeElement?.id === 'tab-activity', 'the last tab');
      expect(el.place.tab, 'refused').to.equal('subscribe');
      await sendKeys({ press: ' ' });
      expect(el.place.tab).to.equal('activity');
      await until(() => control(root, 'Activity').tabIndex === 0, 'the tab stop');
      await sendKeys({ press: 'Home' });
      await sendKeys({ press: 'Enter' });
      await until(() => el.place.tab === 'start', 'the first tab');
      expect(location.pathname).not.to.contain('office');
    });

    for (const [what, href] of [
      ['runs a script', () => 'javascript:alert(1)'],
      ['is no text', () => undefined as unknown as string],
    ] as const)
      it(`has buttons where the address ${what}`, async () => {
        const { el, root } = await show({ href, place: 'workspaces' });
        await until(() => textOf(el).includes('Finance'), 'the list');
        expect(has(root, 'a[href]')).to.equal(false);
        control(root, 'User list').click();
        expect(el.place).to.deep.equal({ tab: 'users' });
      });

    it('follows when the page sets addresses later, and takes them back', async () => {
      const { root, page } = await show();
      expect(has(root, 'a[role="tab"]')).to.equal(false);
      page.provider.href = addressOf;
      await until(() => has(root, 'a[role="tab"]'), 'links');
      Object.assign(page.provider, { href: undefined });
      await until(() => has(root, 'button[role="tab"]'), 'buttons');
    });

    for (const place of ['start', 'workspaces/workspace/finance', 'users'])
      it(`passes the accessibility audit at ${place}`, async () => {
        const { el, root } = await show({ href: addressOf, place });
        await until(() => has(root, 'a[role="tab"]'), 'links');
        if (place === 'users') await until(() => has(root, '[data-row] a'), 'people');
        await expect(el).shadowDom.to.be.accessible();
      });
  });
});
