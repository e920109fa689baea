import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Track/activity-log',
  component: 'activity-log',
  render: () => html`<activity-log></activity-log>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** What is published above is listed below. */
export const AfterPublishing: StoryObj = {
  ...inTenant({
    tenant: 'contoso',
    seed: 21,
    prepare: withWorkspaces(({ emulator }) => [
      makeWorkspace({ draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 20) } }),
    ]),
  }),
  render: () =>
    html`<publish-review workspace-id="sales-desk"></publish-review><activity-log></activity-log>`,
};

/** Nothing was published yet. */
export const Empty: StoryObj = inTenant({ tenant: 'small', seed: 22 });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
