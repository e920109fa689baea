import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { portalDesktops } from '../tests/support/portal-desktops.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Track/user-list',
  component: 'user-list',
  render: () => html`<user-list></user-list>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** A limit that only ends what fails anyway, in milliseconds. */
const patienceMs = 10_000;

/** What is there as soon as it is there. */
async function find<T>(look: () => T | null | undefined): Promise<T> {
  for (const until = performance.now() + patienceMs; performance.now() < until;) {
    const found = look();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
  throw new Error('It did not come to be there.');
}

/** Everybody with plans, sources and states. */
export const Everybody: StoryObj = inTenant({
  tenant: 'contoso',
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({ draft: { plans: [planOf('SPE_F1')], subscribers: userIds(emulator, 25) } }),
  ]),
});

/** A service of the portal as a column, and more columns than there is room for. */
export const ServicesAndManyColumns: StoryObj = {
  ...inTenant({
    tenant: 'contoso',
    serviceProviders: [portalDesktops({ holders: (_, index) => index % 3 === 0 })],
    prepare: withWorkspaces(({ emulator }) => [
      makeWorkspace({
        draft: {
          services: [{ providerId: 'desktops', serviceId: 'virtual-desktops', optionId: 'standard' }],
          subscribers: userIds(emulator, 25),
        },
      }),
    ]),
  }),
  render: () =>
    html`<user-list
      .columns=${[
        'userPrincipalName',
        'department',
        'jobTitle',
        'country',
        'service:desktops:virtual-desktops',
        ...(['SPE_E3', 'SPE_E5', 'SPE_F1', 'POWER_BI_PRO', 'VISIOCLIENT'] as const).map(
          (partNumber) => `plan:${planOf(partNumber).skuId}`,
        ),
        'state',
      ]}
    ></user-list>`,
};

/** A hundred thousand people. */
export const LargeTenant: StoryObj = inTenant({ tenant: 'contoso', users: 100_000 });

/** Only those for whom a license does not work. */
export const WithErrors: StoryObj = {
  ...inTenant({ tenant: 'contoso' }),
  render: () => html`<user-list .filters=${{ states: ['error'] }}></user-list>`,
};

/** A view that the host keeps, in its address say, and views that have names. */
export const NamedViews: StoryObj = {
  ...inTenant({ tenant: 'contoso' }),
  render: () =>
    html`<user-list
      view="enabled=no&sort=department"
      .presets=${[
        { name: 'Cannot sign in', view: 'enabled=no&sort=department' },
        { name: 'Direct and group', view: 'source=direct-and-group' },
      ]}
    ></user-list>`,
};

/** Somebody whose license does not work, with the reason and what helps. */
export const DetailOfAnError: StoryObj = {
  ...WithErrors,
  play: async ({ canvasElement }) => {
    const list = await find(() => canvasElement.querySelector('user-list')?.shadowRoot);
    (await find(() => list.querySelector<HTMLElement>('[data-row] .name'))).click();
    await find(() => list.querySelector('[part="detail"] .notice'));
  },
};

/** People who are to get another plan. */
export const SwapPlan: StoryObj = {
  ...inTenant({ tenant: 'contoso' }),
  play: async ({ canvasElement }) => {
    const list = await find(() => canvasElement.querySelector('user-list')?.shadowRoot);
    (await find(() => list.querySelector<HTMLInputElement>('.head input'))).click();
    (await find(() => list.querySelector<HTMLElement>('.selection button:has(.icon)'))).click();
    await find(() => list.querySelector('.selection select'));
  },
};

/** Nobody matches. */
export const NobodyMatches: StoryObj = {
  ...inTenant({ tenant: 'small' }),
  render: () => html`<user-list .filters=${{ text: 'nobody has this name' }}></user-list>`,
};

/** The administrator may not read people yet. */
export const ConsentRequired: StoryObj = inTenant({ scopes: ['User.Read', 'LicenseAssignment.Read.All'] });

/** Reading failed. */
export const Failed: StoryObj = inTenant({ faults: [{ kind: 'status', path: '/users', status: 403 }] });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
