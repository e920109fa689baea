import { roleTemplates } from '../../src/microsoft/roles.js';
import { hostActions } from '../../src/model/host-action.js';
import { createPortalApi } from '../../src/portal-api/create-portal-api.js';
import { toTenantId } from '../../src/portal-api/database/tenant-id.js';
import { portalStore } from '../../src/store/portal/portal-store.js';
import type { OpenStore } from '../../src/store/store.js';
import { createMemoryPortalDatabase } from './memory-portal-database.js';

export interface PortalParameters {
  /** Domain of another tenant that the portal is connected to. */
  readonly elsewhere?: string;
  /** Whether the portal is connected to the tenant already. */
  readonly connected?: boolean;
  /** Template ids of the directory roles that the portal sees in a token; undefined where it says none. */
  readonly roleIds?: readonly string[] | undefined;
}

/** A store behind which a portal's API stands, in this page. */
export interface PortalInPage {
  readonly store: OpenStore;
  /** What the API was asked, as method and path. */
  readonly asked: readonly string[];
}

/** Who signed in is told by a header, in the place of a token that Entra issued. */
const signedInTo = 'X-Signed-In-To';
const customer = 'northwind';

export function openPortal({
  elsewhere,
  connected = false,
  ...options
}: PortalParameters = {}): PortalInPage {
  const roleIds = 'roleIds' in options ? options.roleIds : [roleTemplates['Global Administrator']];
  const asked: string[] = [];
  const database = createMemoryPortalDatabase();
  const api = createPortalApi({
    database,
    authorize: ({ request }) => {
      const tenantId = request.headers.get(signedInTo) ?? '';
      return {
        subject: 'administrator',
        tenants: [],
        customer,
        directory: { tenantId, ...(roleIds ? { roleIds } : {}) },
        can: hostActions,
      };
    },
  });
  const connect = (tenantId: string, domain: string): Promise<boolean> =>
    database.connections.add({ customer, tenantId: toTenantId(tenantId), domain, connectedBy: 'operator' });
  let connecting: Promise<unknown> | undefined;
  return {
    asked,
    store: (context) =>
      portalStore({
        url: 'http://localhost/api/o365',
        headers: () => ({ [signedInTo]: context.tenantId }),
        async fetch(input, init) {
          const request = new Request(input, init);
          asked.push(`${request.method} ${new URL(request.url).pathname.replace('/api/o365', '')}`);
          if (elsewhere) connecting ??= connect('another-tenant', elsewhere);
          else if (connected) connecting ??= connect(context.tenantId, 'contoso.com');
          await connecting;
          return api(request);
        },
      })(context),
  };
}
