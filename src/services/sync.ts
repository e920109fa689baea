import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { buildQuery } from '../graph/odata.js';
import { readOrganizationScopes } from './organization.js';
import { readUsersScopes } from './users.js';

/** Reads the synchronization's settings; the person must be a Global Administrator as well. */
export const readSyncSettingsScopes = ['OnPremDirectorySynchronization.Read.All'] as const;

/** Whether and how an on-premises directory feeds the tenant. */
export interface DirectorySync {
  /** `never` was configured, is `off` now, or is `on`. */
  readonly state: 'never' | 'off' | 'on';
  /** When the last synchronization ended, UTC. */
  readonly lastRun?: Date;
}

/**
 * Reads whether an on-premises directory feeds the tenant.
 *
 * Connect Sync runs every 30 minutes by default, so asking more often tells nothing new.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (Organization.Read.All), `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/resources/organization
 */
export async function getDirectorySync(graph: GraphClient, options?: CallOptions): Promise<DirectorySync> {
  const { value } = await graph.get<{
    value: { onPremisesSyncEnabled?: boolean | null; onPremisesLastSyncDateTime?: string | null }[];
  }>(
    `/organization${buildQuery({ select: ['id', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime'] })}`,
    { scopes: readOrganizationScopes, ...options },
  );
  const enabled = value[0]?.onPremisesSyncEnabled;
  const lastRun = value[0]?.onPremisesLastSyncDateTime;
  return {
    state: enabled === true ? 'on' : enabled === false ? 'off' : 'never',
    ...(lastRun ? { lastRun: new Date(lastRun) } : {}),
  };
}

/** How many people come from the on-premises directory and how many do not. */
export interface UserOrigins {
  readonly synced: number;
  readonly cloud: number;
}

/**
 * Counts people by where their accounts come from.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-list
 */
export async function countUserOrigins(graph: GraphClient, options?: CallOptions): Promise<UserOrigins> {
  const call: CallOptions = { scopes: readUsersScopes, consistency: 'eventual', ...options };
  const [total, synced] = await Promise.all([
    countUsers(graph, undefined, call),
    countUsers(graph, 'onPremisesSyncEnabled eq true', call),
  ]);
  return { synced, cloud: total - synced };
}

/** A person whose on-premises data Microsoft could not take over, and which value is in the way. */
export interface SyncError {
  readonly userId: string;
  readonly displayName: string;
  readonly property: string;
  readonly value: string;
  /** UTC. */
  readonly since?: Date;
}

/**
 * Lists people with synchronization errors, one entry an error.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/resources/onpremisesprovisioningerror
 */
export async function listSyncErrors(
  graph: GraphClient,
  options?: CallOptions,
): Promise<readonly SyncError[]> {
  const errors: SyncError[] = [];
  const path = `/users${buildQuery({
    select: ['id', 'displayName', 'onPremisesProvisioningErrors'],
    filter: "onPremisesProvisioningErrors/any(o:o/category eq 'PropertyConflict')",
    top: 999,
  })}`;
  const pages = graph.pages<{
    id: string;
    displayName: string;
    onPremisesProvisioningErrors?: {
      propertyCausingError: string;
      value: string;
      occurredDateTime?: string;
    }[];
  }>(path, { scopes: readUsersScopes, ...options });
  for await (const page of pages)
    for (const user of page.items)
      for (const error of user.onPremisesProvisioningErrors ?? [])
        errors.push({
          userId: user.id,
          displayName: user.displayName,
          property: error.propertyCausingError,
          value: error.value,
          ...(error.occurredDateTime ? { since: new Date(error.occurredDateTime) } : {}),
        });
  return errors;
}

/** What is synchronized besides accounts. */
export type SyncFeature =
  'password-hashes' | 'password-writeback' | 'device-writeback' | 'group-writeback' | 'directory-extensions';

const featureNames: readonly (readonly [wire: string, feature: SyncFeature])[] = [
  ['passwordSyncEnabled', 'password-hashes'],
  ['passwordWritebackEnabled', 'password-writeback'],
  ['deviceWritebackEnabled', 'device-writeback'],
  ['unifiedGroupWritebackEnabled', 'group-writeback'],
  ['directoryExtensionsEnabled', 'directory-extensions'],
];

/** How the tenant is protected against an accidental mass deletion, and which features are on. */
export interface SyncSettings {
  /** Deletions in one run above which nothing is deleted; undefined when there is no protection. */
  readonly deletionThreshold?: { readonly count: number; readonly unit: 'objects' | 'percent' };
  readonly features: readonly SyncFeature[];
}

/**
 * Reads the synchronization's settings. Global cloud only.
 *
 * @throws {ProvisioningError} `consent-required` (OnPremDirectorySynchronization.Read.All), `role-required` (Global Administrator), `not-found`
 * @see https://learn.microsoft.com/graph/api/onpremisesdirectorysynchronization-get
 */
export async function getSyncSettings(graph: GraphClient, options?: CallOptions): Promise<SyncSettings> {
  const { value } = await graph.get<{
    value: {
      configuration?: {
        accidentalDeletionPrevention?: {
          synchronizationPreventionType?: string;
          alertThreshold?: number;
        };
      };
      features?: Readonly<Record<string, boolean>>;
    }[];
  }>(`/directory/onPremisesSynchronization${buildQuery({ select: ['id', 'configuration', 'features'] })}`, {
    scopes: readSyncSettingsScopes,
    ...options,
  });
  const { configuration, features = {} } = value[0] ?? {};
  const { synchronizationPreventionType: kind = 'disabled', alertThreshold: count } =
    configuration?.accidentalDeletionPrevention ?? {};
  return {
    ...(count !== undefined && kind !== 'disabled'
      ? { deletionThreshold: { count, unit: kind === 'enabledForPercentage' ? 'percent' : 'objects' } }
      : {}),
    features: featureNames.flatMap(([wire, feature]) => (features[wire] ? feature : [])),
  };
}

async function countUsers(
  graph: GraphClient,
  filter: string | undefined,
  options: CallOptions,
): Promise<number> {
  const query = buildQuery({ select: ['id'], top: 1, count: true, ...(filter ? { filter } : {}) });
  const answer = await graph.get<{ '@odata.count': number }>(`/users${query}`, options);
  return answer['@odata.count'];
}
