import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';

const meta: Meta = {
  title: 'Connect/provisioning-setup',
  component: 'provisioning-setup',
  render: () => html`<provisioning-setup></provisioning-setup>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** Connected; a workspace is still to be made. */
export const OneStepLeft: StoryObj = inTenant({ tenant: 'contoso', users: 100 });

/** No directory feeds the tenant: that works, and is said. */
export const CloudOnly: StoryObj = inTenant({ tenant: 'cloud-only' });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
