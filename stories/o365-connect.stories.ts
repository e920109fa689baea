import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { waitFor } from 'storybook/test';
import { ProvisioningError } from '../src/model/errors.js';
import { control, textOf } from '../tests/support/find.js';
import { openPortal, type PortalParameters } from '../tests/support/in-portal.js';
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

/** Microsoft wants to see the person again before it gives further tokens. */
export const SignInAgain: StoryObj = inTenant({
  failToken: () => new ProvisioningError('sign-in-again', 'The session has ended.'),
});

/** Asking for more was refused: a colleague has to allow it. */
export const PermissionRefused: StoryObj = {
  ...inTenant({ scopes: ['User.Read'], consenting: false }),
  play: async ({ canvasElement }) => {
    const ask = await waitFor(() => control(canvasElement, 'Request all permissions now'));
    ask.click();
    await waitFor(() => {
      if (!textOf(canvasElement).includes('Needs administrator approval')) throw new Error('Not refused yet');
    });
  },
};

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });

/** In a portal with an API, which is a new one each time that the story is shown. */
const inPortal = (portal: PortalParameters): StoryObj =>
  inTenant({ tenant: 'contoso', store: (context) => openPortal(portal).store(context) });

/** The portal is connected to no tenant yet: the first administrator is asked. */
export const PortalOffered: StoryObj = inPortal({});

/** The tenant has to be connected by somebody else. */
export const PortalRoleMissing: StoryObj = inPortal({ roleIds: [] });

/** The registration of the portal's API does not say which roles people have. */
export const PortalRolesUnknown: StoryObj = inPortal({ roleIds: undefined });

/** Somebody said "Not now". */
export const PortalPutOff: StoryObj = {
  ...inPortal({}),
  play: async ({ canvasElement }) => {
    const button = await waitFor(() => control(canvasElement, 'Not now'));
    button.click();
  },
};

/** The portal is connected to another tenant. */
export const PortalElsewhere: StoryObj = inPortal({ elsewhere: 'fabrikam.com' });

/** The portal is connected to this tenant. */
export const PortalConnected: StoryObj = inPortal({ connected: true });

/** Whether to disconnect is asked first. */
export const PortalDisconnecting: StoryObj = {
  ...inPortal({ connected: true }),
  play: async ({ canvasElement }) => {
    const button = await waitFor(() => control(canvasElement, 'Disconnect contoso.com…'));
    button.click();
  },
};

/** It was disconnected, with what stays in the tenant. */
export const PortalDisconnected: StoryObj = {
  ...PortalDisconnecting,
  play: async (context) => {
    await PortalDisconnecting.play?.(context);
    const button = await waitFor(() => control(context.canvasElement, 'Disconnect contoso.com'));
    button.click();
    await waitFor(() => {
      if (!textOf(context.canvasElement).includes('is disconnected')) throw new Error('Still connected');
    });
  },
};
