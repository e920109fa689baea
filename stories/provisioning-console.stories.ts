import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { memoryStore } from '../src/store/memory/memory-store.js';
import type { TenantParameters } from '../tests/support/in-tenant.js';

const meta: Meta = {
  title: 'Console/provisioning-console',
  component: 'provisioning-console',
  render: ({ tab }: { tab?: string }) =>
    html`<provisioning-console tab=${tab ?? 'start'}></provisioning-console>`,
};
export default meta;

const inTenant = (o365: TenantParameters, args = {}): StoryObj => ({ args, parameters: { o365 } });

/** The first steps of a connected tenant. */
export const GetStarted: StoryObj = inTenant({ tenant: 'contoso', users: 200 });

/** Bundles of plans and services. */
export const Workspaces: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { tab: 'workspaces' });

/** Who gets a workspace. */
export const Subscribe: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { tab: 'subscribe' });

/** People and their plans. */
export const UserList: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { tab: 'users' });

/** Counts per plan. */
export const LicenseUsage: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { tab: 'usage' });

/** Who did what. */
export const Activity: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { tab: 'activity' });

/** Colleagues see the same: the line that says otherwise is not there. */
export const Shared: StoryObj = inTenant({ store: memoryStore({ shares: { workspaces: true } }) });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
