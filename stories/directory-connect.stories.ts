import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { portalConnectors } from '../tests/support/connectors.js';
import { withSync } from '../tests/support/directory-sync.js';
import type { TenantParameters } from '../tests/support/in-tenant.js';

const meta: Meta = {
  title: 'Connect/directory-connect',
  component: 'directory-connect',
  render: () => html`<directory-connect></directory-connect>`,
};
export default meta;

const syncReader = [
  'User.Read',
  'Organization.Read.All',
  'Domain.Read.All',
  'User.Read.All',
  'OnPremDirectorySynchronization.Read.All',
];

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** A directory feeds the tenant; its connectors are shown. */
export const Hybrid: StoryObj = inTenant({ tenant: 'contoso', graphConnectors: true });

/** The settings of the synchronization may be read, too. */
export const WithSettings: StoryObj = inTenant({ tenant: 'contoso', scopes: syncReader });

/** Connectors of the portal's own, with what to do about them. */
export const PortalConnectors: StoryObj = inTenant({
  tenant: 'contoso',
  connectorSource: portalConnectors,
});

/** The last synchronization was hours ago. */
export const Late: StoryObj = inTenant({ tenant: 'contoso', prepare: withSync({ hoursAgo: 5 }) });

/** No synchronization for more than a day. */
export const Stopped: StoryObj = inTenant({ tenant: 'contoso', prepare: withSync({ hoursAgo: 31 }) });

/** Synchronization was turned off. */
export const TurnedOff: StoryObj = inTenant({ tenant: 'contoso', prepare: withSync({ enabled: false }) });

/** Sign-in goes to the organization's own server. */
export const Federated: StoryObj = inTenant({ tenant: 'federated' });

/** No directory: all users were created in the cloud. */
export const CloudOnly: StoryObj = inTenant({ tenant: 'cloud-only' });

/** The administrator has not allowed reading it yet. */
export const ConsentRequired: StoryObj = inTenant({ scopes: ['User.Read'] });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
