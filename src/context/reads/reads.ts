import type { CatalogListing } from '../../catalog/catalog.js';
import { readHeldServices } from '../../catalog/held-services.js';
import type { HeldService } from '../../catalog/held-services.js';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { dayMs } from '../../model/days.js';
import { ProvisioningError } from '../../model/errors.js';
import { serviceKey, type WorkspaceService } from '../../model/workspace/workspace.js';
import type { ConnectorSource } from '../../services/connectors.js';
import { getGroupNames } from '../../services/groups/group-names.js';
import { searchGroups } from '../../services/groups/groups.js';
import { getLicenseDates } from '../../services/licenses/license-dates.js';
import { getAppStatuses } from '../../services/licenses/license-details.js';
import { listPlans } from '../../services/licenses/licenses.js';
import { listSubscriptions } from '../../services/licenses/subscriptions.js';
import { listDomains } from '../../services/organization.js';
import { readMailboxReport } from '../../services/reports.js';
import { countUserOrigins, getDirectorySync, getSyncSettings, listSyncErrors } from '../../services/sync.js';
import { listSignIns, type SignIn } from '../../services/users/sign-ins.js';
import { readDisabledHolders, readUsersByIds, searchUsers } from '../../services/users/users.js';
import type { PublishSummary } from '../../store/journal/journal-entry.js';
import type { PublishRecord } from '../../store/journal/publish-record.js';
import { readUserHistory, type UserHistoryEntry } from '../../store/journal/user-history.js';
import type { NamedView } from '../../store/named-view.js';
import type { DamagedRecord, StorePlace } from '../../store/store.js';
import type { GraphServices, ReadName } from '../graph-services.js';
import type { WorkspaceServices } from '../workspace-services.js';
import type { Read } from './read-cache.js';

/** A read of one service function. */
function read<T>(
  graph: GraphServices,
  name: ReadName,
  ask: (client: GraphClient, options: CallOptions) => Promise<T>,
  ...rest: readonly unknown[]
): Read<T> {
  return {
    cache: graph.cache,
    key: [name, ...rest],
    read: (signal) => ask(graph.client, { signal }),
  };
}

export const domainsRead = (graph: GraphServices) => read(graph, 'domains', listDomains);
export const directorySyncRead = (graph: GraphServices) => read(graph, 'directory-sync', getDirectorySync);
export const userOriginsRead = (graph: GraphServices) => read(graph, 'user-origins', countUserOrigins);
export const syncErrorsRead = (graph: GraphServices) => read(graph, 'sync-errors', listSyncErrors);
export const syncSettingsRead = (graph: GraphServices) => read(graph, 'sync-settings', getSyncSettings);
/** The plans that the tenant lists. Whoever shows them can name those that it lists no more, too. */
export const plansRead = (graph: GraphServices) =>
  read(graph, 'plans', async (client, options) => {
    const [plans] = await Promise.all([
      listPlans(client, { ...options, names: graph.names }),
      graph.recallPlans(),
    ]);
    return plans;
  });
export const subscriptionsRead = (graph: GraphServices) => read(graph, 'subscriptions', listSubscriptions);

export { directoryRead, type Directory } from './directory-read.js';

/** The people with these ids. */
export const usersByIdsRead = (graph: GraphServices, ids: readonly string[]) =>
  read(
    graph,
    'users',
    async (client, options) => graph.confirm(await readUsersByIds(client, ids, options)),
    'by-ids',
    ids,
  );

/** Who may not sign in and holds these plans, by plan. */
export const disabledHoldersRead = (graph: GraphServices, skuIds: readonly string[]) =>
  read(
    graph,
    'users',
    async (client, options) => {
      const holders = await Promise.all(
        skuIds.map(async (skuId) => graph.confirm(await readDisabledHolders(client, skuId, options))),
      );
      return new Map(skuIds.map((skuId, index) => [skuId, holders[index] ?? []]));
    },
    'disabled-holders',
    skuIds,
  );

/** How far Microsoft is with the apps of one user's plans. */
export const appStatusesRead = (graph: GraphServices, userId: string) =>
  read(graph, 'users', (client, options) => getAppStatuses(client, userId, options), 'app-statuses', userId);

/** When the licenses of one user changed last. */
export const licenseDatesRead = (graph: GraphServices, userId: string) =>
  read(
    graph,
    'users',
    (client, options) => getLicenseDates(client, userId, options),
    'license-dates',
    userId,
  );

/** People whose name, mail, user name or department starts with the text. */
export const userSearchRead = (graph: GraphServices, text: string, top: number) =>
  read(graph, 'user-search', (client, options) => searchUsers(client, text, top, options), text, top);

/** Groups whose name starts with the text. */
export const groupSearchRead = (graph: GraphServices, text: string, top: number) =>
  read(graph, 'groups', (client, options) => searchGroups(client, text, top, options), 'search', text, top);

/** Names of groups by id. */
export const groupNamesRead = (graph: GraphServices, ids: readonly string[]) =>
  read(graph, 'groups', (client, options) => getGroupNames(client, ids, options), 'names', ids);

/** Resource locations, where a source of them is configured. */
export const connectorsRead = (
  graph: GraphServices,
): Read<Awaited<ReturnType<ConnectorSource['list']>>> | undefined =>
  graph.connectors && {
    cache: graph.cache,
    key: ['connectors'],
    read: async (signal) => (await graph.connectors?.list({ signal })) ?? [],
  };

/** What workspaces can hold besides plans. */
export const catalogRead = (
  { cache }: GraphServices,
  workspaces: WorkspaceServices,
): Read<CatalogListing> => ({
  cache,
  key: ['services'],
  read: (signal) => workspaces.catalog.list({ signal }),
});

/** A service whatever the option. */
export type ServiceId = Pick<WorkspaceService, 'providerId' | 'serviceId'>;

/**
 * Who has which of these services. Fails with `service-failed` when a provider does not answer or is gone: nobody knows
 * who has its services then.
 *
 * @param whom - ids of the people asked about
 * @param name - tells the answer about these people from others
 */
export const heldServicesRead = (
  { cache }: GraphServices,
  workspaces: WorkspaceServices,
  services: readonly ServiceId[],
  whom: readonly string[],
  name: string,
): Read<readonly HeldService[]> => ({
  cache,
  key: ['services', 'held', name, services.map((service) => serviceKey(service)).sort()],
  async read(signal) {
    const providers = new Map(workspaces.catalog.providers.map((provider) => [provider.id, provider]));
    const held = await readHeldServices(providers, whom, services, { signal });
    const [silent] = held.silentProviders;
    if (silent !== undefined)
      throw new ProvisioningError('service-failed', `The service provider ${silent} does not respond.`);
    return held.services;
  },
});

/** All publishes, newest first. */
export const historyRead = (
  { cache }: GraphServices,
  { publisher }: WorkspaceServices,
): Read<readonly PublishSummary[]> => ({
  cache,
  key: ['history'],
  read: () => publisher.history(),
});

/** Publishes whose records are damaged. */
export const damagedPublishesRead = (
  { cache }: GraphServices,
  { store }: WorkspaceServices,
): Read<readonly DamagedRecord[]> => ({
  cache,
  key: ['damaged-publishes'],
  read: async (signal) => (await store.journal.list({ signal })).damaged,
});

/** Views of lists that somebody gave a name. */
export const viewsRead = (
  { cache }: GraphServices,
  { store }: WorkspaceServices,
): Read<readonly NamedView[]> => ({
  cache,
  key: ['views'],
  read: (signal) => store.views.list({ signal }),
});

/** Where the team's memory is, and who can change it; undefined of a store that does not know. */
export const storePlaceRead = (
  { cache }: GraphServices,
  { store: { proof } }: WorkspaceServices,
): Read<StorePlace> | undefined =>
  proof && { cache, key: ['workspaces', 'place'], read: (signal) => proof.readPlace({ signal }) };

/** One publish with every user's outcome. */
export const publishRecordRead = (
  { cache }: GraphServices,
  { publisher }: WorkspaceServices,
  publishId: string,
): Read<PublishRecord> => ({
  cache,
  key: ['history', publishId],
  read: () => publisher.readPublish(publishId),
});

/** What the newest publishes did for one user; read again when workspaces change, as every publish changes one. */
export const userHistoryRead = (
  { cache }: GraphServices,
  { store }: WorkspaceServices,
  userId: string,
): Read<readonly UserHistoryEntry[]> => ({
  cache,
  key: ['workspaces', 'history', 'user', userId],
  read: (signal) => readUserHistory(store.journal, userId, 10, signal),
});

/** Everybody's last sign-in, by user id. */
export interface SignIns {
  readonly byUser: ReadonlyMap<string, SignIn>;
  /** How many people were read. */
  readonly count: number;
  /** False while the reading lasts, which Microsoft keeps slow: 5,000 people a minute. */
  readonly complete: boolean;
}

/** Everybody's last sign-in, at most once a day, shown as it is read for the first time. */
export const signInsRead = (graph: GraphServices): Read<SignIns> => {
  const { cache } = graph;
  const key = ['sign-ins'] as const;
  return {
    cache,
    key,
    freshForMs: dayMs,
    async read(signal) {
      const first = !cache.getQueryData<SignIns>(key)?.complete;
      const byUser = new Map<string, SignIn>();
      let count = 0;
      for await (const { items } of listSignIns(graph.client, { signal })) {
        for (const { userId, signIn } of items) if (signIn) byUser.set(userId, signIn);
        count += items.length;
        if (first && !signal.aborted)
          cache.setQueryData<SignIns>(key, { byUser: new Map(byUser), count, complete: false });
      }
      return { byUser, count, complete: true };
    },
  };
};

/** How mailboxes were used, at most once a day. */
export const mailboxReportRead = (graph: GraphServices) => ({
  ...read(graph, 'reports', readMailboxReport, 'mailboxes'),
  freshForMs: dayMs,
});
