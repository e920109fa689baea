import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Track/user-list',
  component: 'user-list',
  render: () => html`<user-list></user-list>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** Everybody with plans, sources and states. */
export const Everybody: StoryObj = inTenant({
  tenant: 'contoso',
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({ draft: { plans: [planOf('SPE_F1')], subscribers: userIds(emulator, 25) } }),
  ]),
});

/** A hundred thousand people. */
export const LargeTenant: StoryObj = inTenant({ tenant: 'contoso', users: 100_000 });

/** Only those for whom a license does not work. */
export const WithErrors: StoryObj = {
  ...inTenant({ tenant: 'contoso' }),
  render: () => html`<user-list .filters=${{ states: ['error'] }}></user-list>`,
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
