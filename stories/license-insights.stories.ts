import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { pickColleague, readsPeople } from '../tests/support/people.js';
import { planOf } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Track/license-insights',
  component: 'license-insights',
  render: () => html`<license-insights></license-insights>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });
const prices = { ENTERPRISEPACK: 23, SPE_E3: 36, SPE_E5: 57, SPE_F1: 8, POWER_BI_PRO: 14, VISIOCLIENT: 15 };

/** Findings with what they cost, at the portal's own prices. */
export const WithPrices: StoryObj = inTenant({ tenant: 'contoso', users: 400, prices });

/** The portal gives no prices: licenses are counted. */
export const WithoutPrices: StoryObj = inTenant({ tenant: 'contoso', users: 400 });

/** Last sign-ins were asked for. */
export const SignInsRead: StoryObj = {
  ...inTenant({ tenant: 'contoso', users: 400, prices }),
  render: () => html`<license-insights sign-ins></license-insights>`,
};

/** The tenant has no plan with Entra ID P1. */
export const WithoutPremium: StoryObj = {
  ...inTenant({ tenant: 'no-p1', prices }),
  render: () => html`<license-insights sign-ins></license-insights>`,
};

/** The tenant conceals names in reports. */
export const NamesConcealed: StoryObj = {
  ...inTenant({ tenant: 'contoso', users: 400, prices }),
  render: () => html`<license-insights mailbox-report></license-insights>`,
};

/** A plan's unassigned licenses are kept on purpose, by a colleague. */
export const Kept: StoryObj = inTenant({
  tenant: 'contoso',
  users: 400,
  prices,
  ...readsPeople,
  prepare: async ({ emulator, openStore }) => {
    const { id: by } = await pickColleague(emulator);
    const { skuId } = planOf('SPE_E3');
    const store = openStore({ tenantId: emulator.tenant.tenantId, by });
    await store.insights.putKeeps([{ skuId, reason: 'spares for the new office', until: '2030-12-31', by }]);
  },
});

/** The administrator has not allowed reading it yet. */
export const ConsentRequired: StoryObj = inTenant({ scopes: ['User.Read'] });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
