import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { waitFor } from 'storybook/test';
import { choice, field, type } from '../tests/support/fields.js';
import { textOf } from '../tests/support/find.js';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { portalDesktops } from '../tests/support/portal-desktops.js';
import {
  makeWorkspace,
  planOf,
  userIds,
  withWorkspaces,
  type WorkspaceSeed,
} from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Workspaces/workspace-editor',
  component: 'workspace-editor',
  render: () => html`<workspace-editor workspace-id="sales-desk"></workspace-editor>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });
const one = (seed: WorkspaceSeed): Pick<TenantParameters, 'prepare'> => ({
  prepare: withWorkspaces(() => [makeWorkspace(seed)]),
});

/** A workspace with a published version, edited since; it may be read when plans renew. */
export const Edited: StoryObj = inTenant({
  tenant: 'contoso',
  scopes: ['User.Read', 'LicenseAssignment.Read.All', 'Organization.Read.All', 'Application.Read.All'],
  serviceProviders: [portalDesktops()],
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({
      draft: {
        description: 'Everyone who sells.',
        plans: [planOf('SPE_E3'), planOf('POWER_BI_PRO')],
        services: [{ providerId: 'desktops', serviceId: 'virtual-desktops', optionId: 'standard' }],
        subscribers: userIds(emulator, 90, 30),
      },
      published: { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 60) },
    }),
  ]),
});

/** Two plans that may not go together: a warning, with what settles it. */
export const Conflict: StoryObj = inTenant({
  tenant: 'contoso',
  alsoOwns: ['MCOPSTN1', 'MCOPSTN2'],
  ...one({ draft: { plans: [planOf('MCOPSTN1'), planOf('MCOPSTN2')] } }),
});

/** An app needs another app that the draft does not give. */
export const Prerequisite: StoryObj = inTenant({
  tenant: 'contoso',
  ...one({ draft: { plans: [planOf('WORKPLACE_ANALYTICS')] } }),
});

/** An app was turned off, and one that needs it went with it: said beside it, with an undo. */
export const TurnedOffToo: StoryObj = {
  ...inTenant({ tenant: 'contoso', ...one({ draft: { plans: [planOf('SPE_E5')] } }) }),
  play: async ({ canvasElement }) => {
    const editor = await waitFor(() => {
      const found = canvasElement.querySelector('workspace-editor');
      if (!found?.shadowRoot?.querySelector('.app')) throw new Error('not shown yet');
      return found;
    });
    type(field(canvasElement, 'Find an app in Microsoft 365 E5'), 'exchange online');
    await editor.updateComplete;
    choice(canvasElement, 'Exchange Online (Plan 2): on, off, or leave as is', 'Off').click();
    type(field(canvasElement, 'Find an app in Microsoft 365 E5'), '');
    await editor.updateComplete;
    if (!textOf(editor).includes('so it was also turned off')) throw new Error('not said');
  },
};

/** The published deletion would take what it gave. */
export const ToBeDeleted: StoryObj = inTenant({
  ...one({ deleting: true, published: { plans: [planOf('SPE_E3')] } }),
});

/** The workspace of this id is not there. */
export const Gone: StoryObj = inTenant({});

/** Nothing is selected: offers to create one. */
export const NothingOpen: StoryObj = {
  ...inTenant({}),
  render: () => html`<workspace-editor></workspace-editor>`,
};

/** Plans may not be read yet. */
export const ConsentRequired: StoryObj = inTenant({ scopes: ['User.Read'], ...one({}) });

/** Microsoft does not answer. */
export const PlansFail: StoryObj = inTenant({
  ...one({}),
  faults: [{ kind: 'status', path: '/subscribedSkus', status: 400 }],
});

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });

/** The portal lets this administrator look, not change. */
export const LookOnly: StoryObj = inTenant({
  tenant: 'contoso',
  can: () => false,
  serviceProviders: [portalDesktops()],
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({
      draft: {
        description: 'Everyone who sells.',
        plans: [planOf('SPE_F1'), planOf('ENTERPRISEPACK')],
        services: [{ providerId: 'desktops', serviceId: 'virtual-desktops', optionId: 'standard' }],
        subscribers: userIds(emulator, 60),
      },
    }),
  ]),
});
