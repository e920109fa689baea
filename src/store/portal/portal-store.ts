import { systemClock, type Clock } from '../../graph/pace/clock.js';
import { ProvisioningError } from '../../model/errors.js';
import { PartListeners } from '../part-listeners.js';
import { sharesEverything } from '../shares.js';
import type { OpenStore, StoreContext } from '../store.js';
import { createPortalChanges } from './changes/portal-changes.js';
import { createPortalConnection } from './parts/portal-connection.js';
import { createPortalContent } from './parts/portal-content.js';
import { createPortalJournal } from './parts/portal-journal.js';
import { createPortalLease } from './parts/portal-lease.js';
import {
  createPortalGrants,
  createPortalInsights,
  createPortalOrders,
  createPortalViews,
} from './parts/portal-small-parts.js';
import { createPortalWorkspaces } from './parts/portal-workspaces.js';
import { PortalClient } from './portal-client.js';
import { teamRoutes } from './routes/team-routes.js';

export interface PortalStoreOptions {
  /** Where the portal mounted `createPortalApi`, for example `/api/o365`. */
  readonly url: string;
  /** Permissions of the portal's own API, for which whoever signed in gets the token that goes with every request. */
  readonly scopes?: readonly string[];
  /** Headers of every request, asked anew for each: for a portal with tokens of its own. */
  readonly headers?: () => HeadersInit | Promise<HeadersInit>;
  /** In place of the page's own. */
  readonly fetch?: typeof fetch;
  /** For tests. */
  readonly clock?: Clock;
}

/**
 * Keeps everything in the portal's back end (`o365-provisioning-elements/portal-api`): the whole team shares it, from any
 * machine. A request that gets no answer is sent again for two minutes, and carried out once.
 */
export function portalStore(options: PortalStoreOptions): OpenStore {
  return (context) => {
    const listeners = new PartListeners();
    const apiUrl = options.url.replace(/\/$/, '');
    const clock = options.clock ?? systemClock;
    const createClient = (address: string): PortalClient =>
      new PortalClient({
        url: address,
        headers: () => createHeaders(options, context),
        fetch: options.fetch ?? ((...request) => fetch(...request)),
        clock,
        onChanged: (parts) => listeners.notify(parts),
      });
    const url = `${apiUrl}/tenants/${encodeURIComponent(context.tenantId)}`;
    const client = createClient(url);
    const changes = createPortalChanges({ client, listeners, url, clock });
    return {
      shares: sharesEverything,
      workspaces: createPortalWorkspaces(client),
      journal: createPortalJournal(client),
      grants: createPortalGrants(client),
      lease: createPortalLease(client),
      orders: createPortalOrders(client),
      insights: createPortalInsights(client),
      views: createPortalViews(client),
      content: createPortalContent(client),
      rights: (callOptions) => client.call(teamRoutes.rights, {}, callOptions),
      connection: createPortalConnection(createClient(apiUrl), context.tenantId),
      subscribe: (listener) => changes.subscribe(listener),
    };
  };
}

async function createHeaders(
  { scopes, headers }: PortalStoreOptions,
  { getToken }: StoreContext,
): Promise<HeadersInit> {
  const all = new Headers(await headers?.());
  if (scopes) {
    if (!getToken)
      throw new ProvisioningError('setting-wrong', 'portalStore has "scopes", and nobody signs in here.');
    all.set('Authorization', `Bearer ${await getToken(scopes)}`);
  }
  return all;
}
