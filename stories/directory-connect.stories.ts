import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';

const meta: Meta = {
  title: 'Connect/directory-connect',
  component: 'directory-connect',
  render: () => html`<directory-connect></directory-connect>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** A directory feeds the tenant; its connectors are shown. */
export const Hybrid: StoryObj = inTenant({ tenant: 'contoso', graphConnectors: true });

/** Sign-in goes to the organization's own server. */
export const Federated: StoryObj = inTenant({ tenant: 'federated' });

/** No directory: all users were created in the cloud. */
export const CloudOnly: StoryObj = inTenant({ tenant: 'cloud-only' });

/** The administrator has not allowed reading it yet. */
export const ConsentRequired: StoryObj = inTenant({ scopes: ['User.Read'] });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
