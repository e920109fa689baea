import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';

const meta: Meta = { title: 'Connect/o365-provider', component: 'o365-provider' };
export default meta;

const inTenant = (o365: TenantParameters): Partial<StoryObj> => ({ parameters: { o365 } });

/** Two elements in different places of the page share one connection: signing out in one signs out both. */
export const SharedConnection: StoryObj = {
  ...inTenant({ tenant: 'contoso', users: 100 }),
  render: () => html`<o365-connect></o365-connect> <directory-connect></directory-connect>`,
};

/** A setting is missing: whoever needs the provider says so. */
export const SettingMissing: StoryObj = {
  ...inTenant({ alone: true }),
  render: () => html`<o365-provider><o365-connect></o365-connect></o365-provider>`,
};

/** One tag is a demo: a tenant in memory, its administrator signed in, and a badge that says so. */
export const Demo: StoryObj = {
  ...inTenant({ alone: true }),
  render: () => html`<o365-provider demo="small"><o365-connect></o365-connect></o365-provider>`,
};

/** A demo beside a setting of a real tenant does not start: nobody ships one by mistake. */
export const DemoBesideTenant: StoryObj = {
  ...inTenant({ alone: true }),
  render: () =>
    html`<o365-provider demo client-id="00000000-0000-0000-0000-000000000001">
      <o365-connect></o365-connect>
    </o365-provider>`,
};
