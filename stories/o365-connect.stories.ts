import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';

const meta: Meta = {
  title: 'Connect/o365-connect',
  component: 'o365-connect',
  render: () => html`<o365-connect></o365-connect>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** The tenant is connected. */
export const Connected: StoryObj = inTenant({ tenant: 'contoso' });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The person may look around, not publish. */
export const RoleMissing: StoryObj = inTenant({ roles: ['Global Reader'] });

/** Nothing was allowed so far but the first permission. */
export const FewPermissions: StoryObj = inTenant({ scopes: ['User.Read'] });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
