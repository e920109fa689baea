import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';

const meta: Meta = {
  title: 'Track/license-usage-chart',
  component: 'license-usage-chart',
  render: () => html`<license-usage-chart></license-usage-chart>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** Plans that are paid for. */
export const PaidPlans: StoryObj = inTenant({ tenant: 'contoso' });

/** Free and trial plans too, as shares. */
export const AllPlansInPercent: StoryObj = {
  ...inTenant({ tenant: 'contoso' }),
  render: () => html`<license-usage-chart free-and-trial unit="percent"></license-usage-chart>`,
};

/** The portal knows what plans cost. */
export const WithPrices: StoryObj = {
  ...inTenant({ tenant: 'contoso' }),
  render: () =>
    html`<license-usage-chart .prices=${{ SPE_E3: 36, SPE_F1: 8, POWER_BI_PRO: 14 }}></license-usage-chart>`,
};

/** Trials and dates may not be read; everything else is there. */
export const WithoutSubscriptions: StoryObj = inTenant({
  scopes: ['User.Read', 'LicenseAssignment.Read.All'],
});

/** The administrator may not read plans yet. */
export const ConsentRequired: StoryObj = inTenant({ scopes: ['User.Read'] });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
