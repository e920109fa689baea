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
