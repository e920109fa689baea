import type { Auth } from '../auth/auth.js';
import { tenantPresets, type TenantName } from '../emulator/index.js';
import { ProvisioningError } from '../model/errors.js';
import { createDemoTenant, type DemoTenant } from './demo-tenant.js';

/** What a provider works with that shows a demo. */
export type PageDemo = Pick<DemoTenant, 'auth' | 'transport' | 'store'>;

/** What `o365-connect` lists. Whatever else elements ask for, a click on their button grants. */
const granted = [
  'User.Read',
  'LicenseAssignment.Read.All',
  'LicenseAssignment.ReadWrite.All',
  'Organization.Read.All',
  'Domain.Read.All',
  'User.Read.All',
];

const opened = new Map<TenantName, PageDemo>();

/**
 * The demo of this name. It lasts as long as the page does: whoever opens it again finds what was done in it.
 *
 * @param name - a preset of the emulator; empty for the usual one
 * @throws {ProvisioningError} `setting-wrong`
 */
export function openPageDemo(name: string): PageDemo {
  const tenant = name || 'contoso';
  if (!isPreset(tenant))
    throw new ProvisioningError(
      'setting-wrong',
      `o365-provider: demo="${name}" is none of ${Object.keys(tenantPresets).join(', ')}.`,
    );
  const known = opened.get(tenant);
  if (known) return known;
  const { auth, transport, store } = createDemoTenant({ tenant, scopes: granted });
  const demo = { auth: Object.assign(auth, { isDemo: true } satisfies Partial<Auth>), transport, store };
  opened.set(tenant, demo);
  return demo;
}

function isPreset(name: string): name is TenantName {
  return Object.hasOwn(tenantPresets, name);
}
