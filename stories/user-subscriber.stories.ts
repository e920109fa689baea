import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { waitFor } from 'storybook/test';
import { choice, field, type } from '../tests/support/fields.js';
import { control, textOf } from '../tests/support/find.js';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Workspaces/user-subscriber',
  component: 'user-subscriber',
  render: () => html`<user-subscriber workspace-id="sales-desk"></user-subscriber>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** Subscribers of a published workspace: some new, some leaving, some blocked. */
export const Subscribers: StoryObj = inTenant({
  tenant: 'contoso',
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({
      draft: { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 300, 40) },
      published: { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 200) },
    }),
  ]),
});

/** A pasted list: found, a slip with a suggestion, a stranger, and a formula. */
export const PastedList: StoryObj = {
  ...inTenant({ tenant: 'contoso', users: 200, prepare: withWorkspaces(() => [makeWorkspace()]) }),
  play: async ({ canvasElement }) => {
    const way = await waitFor(() => choice(canvasElement, 'How to find people', 'From a list'));
    way.click();
    const list = await waitFor(() =>
      field<HTMLTextAreaElement>(canvasElement, 'Usernames, email addresses, or IDs, one per line'),
    );
    type(list, ['admin@contoso.com', 'admin@contso.com', 'nobody.atall@contoso.com', '=1+1'].join('\n'));
    (await waitFor(() => control(canvasElement, 'Check the list'))).click();
    await waitFor(
      () => {
        if (!textOf(canvasElement).includes('Did you mean')) throw new Error('nothing suggested yet');
      },
      { timeout: 10_000 },
    );
  },
};

/** Names as attackers write them. */
export const HostileNames: StoryObj = inTenant({
  tenant: 'hostile',
  users: 60,
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({ draft: { subscribers: userIds(emulator, 59) } }),
  ]),
});

/** 20,000 subscribers: only the rows in sight are rendered. */
export const Many: StoryObj = inTenant({
  tenant: 'contoso',
  users: 20_000,
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({ draft: { subscribers: userIds(emulator, 19_999) } }),
  ]),
});

/** Nobody is subscribed yet. */
export const Empty: StoryObj = inTenant({ prepare: withWorkspaces(() => [makeWorkspace()]) });

/** People may not be read yet. */
export const ConsentRequired: StoryObj = inTenant({
  scopes: ['User.Read'],
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({ draft: { subscribers: userIds(emulator, 5) } }),
  ]),
});

/** Nothing is selected. */
export const NothingOpen: StoryObj = {
  ...inTenant({}),
  render: () => html`<user-subscriber></user-subscriber>`,
};

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });

/** The portal lets this administrator look, not change. */
export const LookOnly: StoryObj = inTenant({
  tenant: 'contoso',
  can: () => false,
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({ draft: { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 40) } }),
  ]),
});
