import { readHeldServices } from '../../catalog/held-services.js';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import type { AppPair } from '../../model/app-rules.js';
import { dayMs } from '../../model/days.js';
import { ProvisioningError } from '../../model/errors.js';
import { serviceKey, type WorkspaceService } from '../../model/workspace/workspace.js';
import { getGroupNames } from '../../services/groups/group-names.js';
import { readGroupSummary } from '../../services/groups/group-summary.js';
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
import { readUserHistory } from '../../store/journal/user-history.js';
import type { ReadName } from '../graph-services.js';
import type { Session } from '../session.js';
import type { WorkspaceServices } from '../workspace-services.js';
import type { Read } from './read-cache.js';

/** A read of one service function. */
function read<T>(
  { graph }: Session,
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

/** A read of what is beside Graph: the store, the publisher, the catalog. */
function readShared<T>(
  { graph: { cache }, workspaces }: Session,
  name: ReadName,
  ask: (workspaces: WorkspaceServices, options: { readonly signal: AbortSignal }) => Promise<T>,
  ...rest: readonly unknown[]
): Read<T> {
  return { cache, key: [name, ...rest], read: (signal) => ask(workspaces, { signal }) };
}

export const domainsRead = (session: Session) => read(session, 'domains', listDomains);
export const directorySyncRead = (session: Session) => read(session, 'directory-sync', getDirectorySync);
export const userOriginsRead = (session: Session) => read(session, 'user-origins', countUserOrigins);
export const syncErrorsRead = (session: Session) => read(session, 'sync-errors', listSyncErrors);
export const syncSettingsRead = (session: Session) => read(session, 'sync-settings', getSyncSettings);
/** The plans that the tenant lists. Whoever shows them can name those that it lists no more, too. */
export const plansRead = (session: Session) =>
  read(session, 'plans', async (client, options) => {
    const [plans] = await Promise.all([
      listPlans(client, { ...options, names: session.graph.names }),
      session.graph.recallPlans(),
    ]);
    return plans;
  });
export const subscriptionsRead = (session: Session) => read(session, 'subscriptions', listSubscriptions);

export { directoryRead, type Directory } from './directory-read.js';

/** The people with these ids. */
export const usersByIdsRead = (session: Session, ids: readonly string[]) =>
  read(
    session,
    'users',
    async (client, options) => session.graph.confirm(await readUsersByIds(client, ids, options)),
    'by-ids',
    ids,
  );

/** Who may not sign in and holds these plans, by plan. */
export const disabledHoldersRead = (session: Session, skuIds: readonly string[]) =>
  read(
    session,
    'users',
    async (client, options) => {
      const holders = await Promise.all(
        skuIds.map(async (skuId) => session.graph.confirm(await readDisabledHolders(client, skuId, options))),
      );
      return new Map(skuIds.map((skuId, index) => [skuId, holders[index] ?? []]));
    },
    'disabled-holders',
    skuIds,
  );

/** How far Microsoft is with the apps of one user's plans. */
export const appStatusesRead = (session: Session, userId: string) =>
  read(
    session,
    'users',
    (client, options) => getAppStatuses(client, userId, options),
    'app-statuses',
    userId,
  );

/** When the licenses of one user changed last. */
export const licenseDatesRead = (session: Session, userId: string) =>
  read(
    session,
    'users',
    (client, options) => getLicenseDates(client, userId, options),
    'license-dates',
    userId,
  );

/** People whose name, mail, user name or department starts with the text. */
export const userSearchRead = (session: Session, text: string, top: number) =>
  read(session, 'user-search', (client, options) => searchUsers(client, text, top, options), text, top);

/** Groups whose name starts with the text. */
export const groupSearchRead = (session: Session, text: string, top: number) =>
  read(session, 'groups', (client, options) => searchGroups(client, text, top, options), 'search', text, top);

/** Names of groups by id. */
export const groupNamesRead = (session: Session, ids: readonly string[]) =>
  read(session, 'groups', (client, options) => getGroupNames(client, ids, options), 'names', ids);

/** What a group is called and how many are in it. */
export const groupSummaryRead = (session: Session, groupId: string) =>
  read(
    session,
    'groups',
    (client, options) => readGroupSummary(client, groupId, options),
    'summary',
    groupId,
  );

/** Resource locations, where a source of them is configured. */
export const connectorsRead = (session: Session) =>
  session.graph.connectors &&
  read(
    session,
    'connectors',
    async (_client, options) => (await session.graph.connectors?.list(options)) ?? [],
  );

/** What workspaces can hold besides plans. */
export const catalogRead = (session: Session) =>
  readShared(session, 'services', ({ catalog }, options) => catalog.list(options));

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
  session: Session,
  services: readonly ServiceId[],
  whom: readonly string[],
  name: string,
) =>
  readShared(
    session,
    'services',
    async ({ catalog }, options) => {
      const providers = new Map(catalog.providers.map((provider) => [provider.id, provider]));
      const held = await readHeldServices(providers, whom, services, options);
      const [silent] = held.silentProviders;
      if (silent !== undefined)
        throw new ProvisioningError('service-failed', `The service provider ${silent} does not respond.`);
      return held.services;
    },
    'held',
    name,
    services.map((service) => serviceKey(service)).sort(),
  );

/** All publishes, newest first. */
export const historyRead = (session: Session) =>
  readShared(session, 'history', ({ publisher }) => publisher.history());

/** Publishes whose records are damaged. */
export const damagedPublishesRead = (session: Session) =>
  readShared(
    session,
    'damaged-publishes',
    async ({ store }, options) => (await store.journal.list(options)).damaged,
  );

/** Views of lists that somebody gave a name. */
export const viewsRead = (session: Session) =>
  readShared(session, 'views', ({ store }, options) => store.views.list(options));

/** Where the team's memory is, and who can change it; undefined of a store that does not know. */
export const storePlaceRead = (session: Session) => {
  const { proof } = session.workspaces.store;
  return proof && readShared(session, 'workspaces', (_, options) => proof.readPlace(options), 'place');
};

/** One publish with every user's outcome. */
export const publishRecordRead = (session: Session, publishId: string) =>
  readShared(session, 'history', ({ publisher }) => publisher.readPublish(publishId), publishId);

/** What the newest publishes did for one user; read again when workspaces change, as every publish changes one. */
export const userHistoryRead = (session: Session, userId: string) =>
  readShared(
    session,
    'workspaces',
    ({ store }, { signal }) => readUserHistory(store.journal, userId, 10, signal),
    'history',
    'user',
    userId,
  );

/** Apps or plans (ids) that Microsoft refused together in this tenant; read again when workspaces change, as every publish changes one. */
export const refusedPairsRead = (session: Session) =>
  readShared<readonly AppPair[]>(
    session,
    'workspaces',
    async ({ store }, options) => (await store.insights.listRefused(options)).map(({ ids }) => ids),
    'refused-pairs',
  );

/** Everybody's last sign-in, by user id. */
export interface SignIns {
  readonly byUser: ReadonlyMap<string, SignIn>;
  /** How many people were read. */
  readonly count: number;
  /** False while the reading lasts, which Microsoft keeps slow: 5,000 people a minute. */
  readonly complete: boolean;
}

/** Everybody's last sign-in, at most once a day, shown as it is read for the first time. */
export const signInsRead = ({ graph }: Session): Read<SignIns> => {
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
export const mailboxReportRead = (session: Session) => ({
  ...read(session, 'reports', readMailboxReport, 'mailboxes'),
  freshForMs: dayMs,
});
