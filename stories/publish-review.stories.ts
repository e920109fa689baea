import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Publish/publish-review',
  component: 'publish-review',
  render: () => html`<publish-review workspace-id="sales-desk"></publish-review>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });
const salesDesk = (subscribers: number) =>
  withWorkspaces(({ emulator }) => [
    makeWorkspace({
      draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, subscribers) },
    }),
  ]);

/** A plan with blocked users, warnings and more subscribers than licenses. */
export const Review: StoryObj = inTenant({ tenant: 'contoso', seed: 11, prepare: salesDesk(300) });

/** Everybody has all they should. */
export const NothingToDo: StoryObj = inTenant({
  tenant: 'small',
  seed: 12,
  prepare: withWorkspaces(() => [makeWorkspace({ draft: {}, published: {} })]),
});

/** No workspace is chosen. */
export const NoWorkspace: StoryObj = {
  ...inTenant({ tenant: 'small', seed: 13 }),
  render: () => html`<publish-review></publish-review>`,
};

/** The workspace is gone. */
export const Gone: StoryObj = inTenant({ tenant: 'small', seed: 14 });

/** The administrator may not read people yet. */
export const ConsentRequired: StoryObj = inTenant({
  tenant: 'small',
  seed: 15,
  scopes: ['User.Read'],
  prepare: salesDesk(5),
});

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
