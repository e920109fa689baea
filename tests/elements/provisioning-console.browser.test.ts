import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../src/define/provisioning-console.js';
import type { Auth } from '../../src/auth/auth.js';
import type { O365Provider } from '../../src/define/o365-provider.js';
import type { ProvisioningConsole } from '../../src/define/provisioning-console.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { publishElsewhere } from '../support/colleague.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../support/workspaces.js';

async function show(
  parameters: TenantParameters,
  template = html`<provisioning-console></provisioning-console>`,
) {
  const page = await renderInTenant(template, { users: 30, ...parameters });
  const el = (page.provider.querySelector('provisioning-console') ??
    document.querySelector('provisioning-console')) as ProvisioningConsole;
  await until(() => textOf(el).includes('Get started'), 'tabs');
  return el;
}

const tab = (el: ProvisioningConsole, name: string): HTMLElement =>
  control(el.shadowRoot as ShadowRoot, name);

describe('<provisioning-console>', () => {
  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.removeAttribute('dir');
  });

  it('names the connected tenant and starts with the first steps', async () => {
    const el = await show({ tenant: 'contoso' });
    await until(() => textOf(el).includes('contoso.com'), 'the domain');
    await until(() => textOf(el).includes('Connect the directory'), 'the steps');
    expect(tab(el, 'Get started').getAttribute('aria-selected')).to.equal('true');
  });

  it('opens a tab by click and loads its element then', async () => {
    const el = await show({});
    tab(el, 'User list').click();
    await until(() => el.shadowRoot?.querySelector('user-list')?.matches(':defined'), 'the list');
    expect(el.place.tab).to.equal('users');
  });

  it('opens the workspace that a colleague publishes, from the review of another one', async () => {
    const el = await show({
      tenant: 'contoso',
      users: 60,
      store: memoryStore({ shares: { workspaces: true, lease: true } }),
      prepare: async (page) => {
        const draft = { plans: [planOf('FLOW_FREE')], subscribers: userIds(page.emulator, 3) };
        await withWorkspaces(() => [
          makeWorkspace({ draft }),
          makeWorkspace({ id: 'finance', name: 'Finance', draft }),
        ])(page);
        await publishElsewhere(page);
        sessionStorage.setItem(`o365-workspace:${page.emulator.tenant.tenantId}`, 'sales-desk');
      },
    });
    el.shadowRoot?.querySelector('provisioning-setup')?.dispatchEvent(
      new CustomEvent('o365-review-requested', {
        detail: { workspaceId: 'sales-desk' },
        bubbles: true,
        composed: true,
      }),
    );
    await until(() => textOf(el).includes('Review: Sales desk'), 'the review');
    await until(() => textOf(el).includes('is publishing Finance'), 'the colleague');
    tab(el, 'View progress').click();
    await until(() => textOf(el).includes('Review: Finance'), 'the other workspace');
    expect(textOf(el)).to.contain('18 of 46 people done.');
  });

  it('loads the code of a tab when it opens, not before', async () => {
    const el = await show({});
    expect(customElements.get('activity-log')).to.equal(undefined);
    tab(el, 'Activity').click();
    await until(() => customElements.get('activity-log'), 'the code');
  });

  it('says once that nobody else sees what is stored, whatever tab is open, and does not where others do', async () => {
    const countNotes = (el: Element): number => textOf(el).split('stored only in this browser').length - 1;
    const alone = await show({ tenant: 'contoso' });
    await until(() => textOf(alone).includes('1 step left'), 'the steps');
    expect(countNotes(alone)).to.equal(1);
    tab(alone, 'Activity').click();
    await until(() => textOf(alone).includes('Nothing published yet'), 'the log');
    expect(countNotes(alone)).to.equal(1);
    document.body.replaceChildren();
    const shared = await show({ tenant: 'contoso', store: memoryStore({ shares: { workspaces: true } }) });
    await until(() => textOf(shared).includes('1 step left'), 'the steps');
    expect(countNotes(shared)).to.equal(0);
  });

  for (const [name, type, detail] of [
    ['plan', 'o365-plan-selected', { skuId: planOf('POWER_BI_PRO').skuId }],
    ['department', 'o365-people-selected', { departments: ['Sales'] }],
  ] as const)
    it(`leads from a bar of the usage to the people of that ${name} only`, async () => {
      const el = await show({ tenant: 'contoso', users: 120 });
      tab(el, 'License usage').click();
      await until(() => el.shadowRoot?.querySelector('license-usage-chart'), 'usage');
      el.shadowRoot
        ?.querySelector('license-usage-chart')
        ?.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
      const count = (): number => {
        const grid = el.shadowRoot?.querySelector('user-list')?.shadowRoot?.querySelector('[role="grid"]');
        return Number(grid?.getAttribute('aria-rowcount') ?? 0) - 1;
      };
      await until(() => count() > 0 && count() < 60, 'some people');
      const shown = count();
      tab(el, 'License usage').click();
      await el.updateComplete;
      tab(el, 'User list').click();
      await until(() => count() > shown && count() >= 120, 'everybody');
    });

  it('moves among the tabs with the arrow keys, Home and End', async () => {
    const el = await show({ signedOut: true });
    const focused = (id: string) => () => el.shadowRoot?.activeElement?.id === id;
    tab(el, 'Get started').focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(focused('tab-workspaces'), 'the second tab');
    await sendKeys({ press: 'End' });
    await until(focused('tab-activity'), 'the last tab');
    await sendKeys({ press: 'ArrowRight' });
    await until(focused('tab-start'), 'around to the first');
    await sendKeys({ press: 'ArrowLeft' });
    await until(focused('tab-activity'), 'and back');
    await sendKeys({ press: 'Home' });
    await until(focused('tab-start'), 'the first tab');
    await sendKeys({ press: 'Tab' });
    expect(el.shadowRoot?.activeElement?.getAttribute('role')).not.to.equal('tab');
  });

  it('moves among the tabs the other way in a page from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const el = await show({ signedOut: true });
    tab(el, 'Get started').focus();
    await sendKeys({ press: 'ArrowLeft' });
    await until(() => el.place.tab === 'workspaces', 'the next tab');
  });

  it('scrolls its row of tabs so that the open one is seen, and not the page', async () => {
    const el = await show({ signedOut: true }, html`<provisioning-console></provisioning-console>`);
    el.style.inlineSize = '320px';
    el.place = { tab: 'activity' };
    await el.updateComplete;
    const [row, button] = [
      el.shadowRoot?.querySelector('.tabs'),
      el.shadowRoot?.querySelector('#tab-activity'),
    ];
    const seen = row?.getBoundingClientRect();
    expect(button?.getBoundingClientRect().right).to.be.at.most((seen?.right ?? 0) + 1);
    expect(row?.scrollLeft).to.be.greaterThan(0);
    expect(scrollY).to.equal(0);
  });

  it('switches the account and disconnects from the menu of its header', async () => {
    const otherPerson = {
      name: 'Lee Gu',
      username: 'lee@x.example',
    };
    const el = await show({ tenant: 'contoso', otherPerson });
    await until(() => textOf(el).includes('Ingrid Halvorsen'), 'the account');
    control(el.shadowRoot as ShadowRoot, 'Account Ingrid Halvorsen').focus();
    await sendKeys({ press: 'Enter' });
    expect(control(el.shadowRoot as ShadowRoot, 'Switch account').checkVisibility()).to.equal(true);
    expect(el.shadowRoot?.activeElement?.textContent).to.contain('Switch account');
    await sendKeys({ press: 'ArrowDown' });
    expect(el.shadowRoot?.activeElement?.textContent).to.contain('Disconnect');
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Enter' });
    await until(() => textOf(el).includes('Lee Gu'), 'the other account');
    control(el.shadowRoot as ShadowRoot, 'Disconnect').click();
    await until(
      () => textOf(el.shadowRoot?.querySelector('[part="header"]') as Element).includes('Not connected'),
      'ends',
    );
    expect(textOf(el)).not.to.contain('Lee Gu');
  });

  it('tells in the header why switching the account did not work', async () => {
    const el = await show(
      { tenant: 'contoso' },
      html`<provisioning-console place="activity"></provisioning-console>`,
    );
    await until(() => textOf(el).includes('Ingrid Halvorsen'), 'the account');
    const auth = (el.closest('o365-provider') as O365Provider).auth as Auth;
    auth.signIn = () => Promise.reject(new ProvisioningError('sign-in-cancelled', 'Closed.'));
    control(el.shadowRoot as ShadowRoot, 'Switch account').click();
    await until(() => el.shadowRoot?.querySelector('[role="alert"]'), 'the reason');
    expect(textOf(el)).to.contain('Ingrid Halvorsen');
  });

  it('does not call it connected when Microsoft wants the person to sign in again', async () => {
    const failToken = (): Error => new ProvisioningError('sign-in-again', 'The session has ended.');
    const el = await show({ tenant: 'contoso', failToken });
    const header = el.shadowRoot?.querySelector('[part="header"]') as Element;
    await until(() => textOf(header).includes('Sign in again'), 'says so');
    expect(textOf(header)).not.to.contain('Connected');
  });

  it('leads from a part to the next tab and takes the focus along', async () => {
    const el = await show({ tenant: 'contoso' });
    await until(() => textOf(el).includes('Create a workspace'), 'the steps');
    control(el.shadowRoot as ShadowRoot, 'Create a workspace').click();
    await until(() => el.place.tab === 'workspaces', 'the tab');
    await until(() => el.shadowRoot?.activeElement?.id === 'panel', 'the focus');
  });

  it('leads from the subscribers to the workspaces while none is open', async () => {
    const el = await show({ tenant: 'contoso' });
    tab(el, 'Subscribe').click();
    await until(() => textOf(el).includes('No workspace selected'), 'none');
    control(el.shadowRoot as ShadowRoot, 'Choose a workspace').click();
    await until(() => el.place.tab === 'workspaces', 'the tab');
  });

  it('shows the workspace that is opened from the list above it', async () => {
    const prepare = withWorkspaces(() => [makeWorkspace({ name: 'Field' })]);
    const el = await show(
      { tenant: 'contoso', prepare },
      html`<provisioning-console place="workspaces"></provisioning-console>`,
    );
    await until(() => /Field.*Open/.test(textOf(el)), 'the card');
    control(el.shadowRoot as ShadowRoot, /^Open/).click();
    await until(() => el.shadowRoot?.activeElement?.localName === 'workspace-editor', 'the focus');
    const top = el.shadowRoot?.activeElement?.getBoundingClientRect().top ?? -1;
    expect(top, 'is seen').to.be.within(-1, innerHeight - 100);
  });

  it('falls back to the first tab when it is told one that is not there', async () => {
    const el = await show({});
    el.setAttribute('place', 'nonsense');
    await el.updateComplete;
    expect(el.place.tab).to.equal('start');
  });

  for (const parameters of [{ tenant: 'contoso' as const }, { signedOut: true }, { alone: true }])
    it(`passes the accessibility audit with ${JSON.stringify(parameters)}`, async () => {
      const el = await show(parameters);
      await expect(el).shadowDom.to.be.accessible();
    });
});
