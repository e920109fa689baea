import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { waitFor } from 'storybook/test';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { withHistory } from '../tests/support/usage-history.js';

const meta: Meta = {
  title: 'Track/license-usage-chart',
  component: 'license-usage-chart',
  render: () => html`<license-usage-chart></license-usage-chart>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });
const prices = { ENTERPRISEPACK: 23, SPE_E3: 36, SPE_E5: 57, SPE_F1: 8, POWER_BI_PRO: 14, VISIOCLIENT: 15 };

/** Chooses from a list of the element as a person does. */
const choose =
  (label: string, chosen: string) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    const select = await waitFor(() => {
      const labels = canvasElement
        .querySelector('license-usage-chart')
        ?.shadowRoot?.querySelectorAll('label');
      const found = [...(labels ?? [])].find((each) => each.textContent?.includes(label));
      if (!found) throw new Error('not shown yet');
      return found.querySelector('select') as HTMLSelectElement;
    });
    const option = [...select.options].find(({ text }) => text.includes(chosen));
    select.value = option?.value ?? '';
    select.dispatchEvent(new Event('change'));
  };

/** Plans that are paid for. */
export const PaidPlans: StoryObj = inTenant({ tenant: 'contoso' });

/** Free and trial plans too, as shares. */
export const AllPlansInPercent: StoryObj = {
  ...inTenant({ tenant: 'contoso' }),
  render: () => html`<license-usage-chart free-and-trial unit="percent"></license-usage-chart>`,
};

/** The portal knows what plans cost. */
export const WithPrices: StoryObj = inTenant({ tenant: 'contoso', prices });

/** What licenses cost instead of how many there are. */
export const InMoney: StoryObj = {
  ...inTenant({ tenant: 'contoso', prices }),
  render: () => html`<license-usage-chart unit="money"></license-usage-chart>`,
};

/** Who holds them, by department. */
export const ByDepartment: StoryObj = {
  ...inTenant({ tenant: 'contoso', users: 400, prices }),
  play: choose('Group by', 'Department'),
};

/** Who holds them, by country. */
export const ByCountry: StoryObj = {
  ...inTenant({ tenant: 'contoso', users: 400 }),
  play: choose('Group by', 'Country'),
};

/** A year of snapshots: the line of a plan, when it runs out, and two days compared. */
export const WithHistory: StoryObj = {
  ...inTenant({ tenant: 'contoso', prices, ...withHistory() }),
  play: choose('Plan in the history', 'Power BI Pro'),
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
