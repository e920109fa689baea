import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { placeToText } from '../src/model/address/place.js';
import { memoryStore } from '../src/store/memory/memory-store.js';
import type { TenantParameters } from '../tests/support/in-tenant.js';

const meta: Meta = {
  title: 'Console/provisioning-console',
  component: 'provisioning-console',
  render: ({ place }: { place?: string }) =>
    html`<provisioning-console place=${place ?? 'start'}></provisioning-console>`,
};
export default meta;

const inTenant = (o365: TenantParameters, args = {}): StoryObj => ({ args, parameters: { o365 } });

/** The first steps of a connected tenant. */
export const GetStarted: StoryObj = inTenant({ tenant: 'contoso', users: 200 });

/** Bundles of plans and services. */
export const Workspaces: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { place: 'workspaces' });

/** Who gets a workspace. */
export const Subscribe: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { place: 'subscribe' });

/** People and their plans. */
export const UserList: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { place: 'users' });

/** Counts per plan. */
export const LicenseUsage: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { place: 'usage' });

/** Who did what. */
export const Activity: StoryObj = inTenant({ tenant: 'contoso', users: 200 }, { place: 'activity' });

/** Colleagues see the same: the line that says otherwise is not there. */
export const Shared: StoryObj = inTenant({ store: memoryStore({ shares: { workspaces: true } }) });

const withAddresses: TenantParameters = {
  tenant: 'contoso',
  users: 200,
  prepare: ({ provider }) => {
    provider.href = (place) => `#${placeToText(place)}`;
  },
};

/** The page has addresses: tabs and people are links. */
export const WithAddresses: StoryObj = inTenant(withAddresses, { place: 'users' });

/** An address names a workspace that was deleted. */
export const WorkspaceGone: StoryObj = inTenant(withAddresses, { place: 'workspaces/workspace/deleted' });

/** An address names a user whom the directory does not know. */
export const UserGone: StoryObj = inTenant(withAddresses, { place: 'users/user/deleted' });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
