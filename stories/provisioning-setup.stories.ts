import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { memoryStore } from '../src/store/memory/memory-store.js';
import { withSync } from '../tests/support/directory-sync.js';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { makeWorkspace, planOf, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Connect/provisioning-setup',
  component: 'provisioning-setup',
  render: () => html`<provisioning-setup></provisioning-setup>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** Connected; a workspace is still to be made. */
export const OneStepLeft: StoryObj = inTenant({ tenant: 'contoso', users: 100 });

/** The permission to read the directory is still to be given: that comes next. */
export const PermissionNext: StoryObj = inTenant({ tenant: 'contoso', users: 100, scopes: ['User.Read'] });

/** No directory feeds the tenant: that works, and is said. */
export const CloudOnly: StoryObj = inTenant({ tenant: 'cloud-only' });

/** The directory stopped being synchronized: its step opens by itself. */
export const DirectoryStopped: StoryObj = inTenant({
  tenant: 'contoso',
  users: 100,
  prepare: withSync({ hoursAgo: 31 }),
});

/** A workspace is published: everything is set up. */
export const Done: StoryObj = inTenant({
  tenant: 'contoso',
  users: 100,
  prepare: withWorkspaces(() => [
    makeWorkspace({ published: { plans: [planOf('SPE_F1')] }, draft: { plans: [planOf('SPE_F1')] } }),
  ]),
});

/** Colleagues see the same: the line that says otherwise is not there. */
export const Shared: StoryObj = inTenant({ store: memoryStore({ shares: { workspaces: true } }) });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
