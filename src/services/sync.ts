import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { buildQuery } from '../graph/read/odata.js';
import { largestPage } from '../microsoft/request-limits.js';
import { readOrganizationScopes } from './organization.js';
import {
  collectionOf,
  graphId,
  optionalDate,
  optionalFlag,
  optionalText,
  readAnswer,
  readAnswerPages,
} from './read-answer.js';
import { readUsersScopes } from './users/users.js';

/** Reads the synchronization's settings; the person must be a Global Administrator as well. */
export const readSyncSettingsScopes = ['OnPremDirectorySynchronization.Read.All'] as const;

/** Whether and how an on-premises directory feeds the tenant. */
export interface DirectorySync {
  /** `never` was configured, is `off` now, or is `on`. */
  readonly state: 'never' | 'off' | 'on';
  /** When the last synchronization ended, UTC. */
  readonly lastRun?: Date;
}

const syncStateSchema = v.object({
  onPremisesSyncEnabled: optionalFlag,
  onPremisesLastSyncDateTime: optionalDate,
});

/**
 * Reads whether an on-premises directory feeds the tenant.
 *
 * Connect Sync runs every 30 minutes by default, so asking more often tells nothing new.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (Organization.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/resources/organization
 */
export async function getDirectorySync(graph: GraphClient, options?: CallOptions): Promise<DirectorySync> {
  const path = `/organization${buildQuery({ select: ['id', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime'] })}`;
  const answer = await graph.get<unknown>(path, { scopes: readOrganizationScopes, ...options });
  const [organization] = readAnswer(collectionOf(syncStateSchema), answer, 'tenant').value;
  const enabled = organization?.onPremisesSyncEnabled;
  const lastRun = organization?.onPremisesLastSyncDateTime;
  return {
    state: enabled === true ? 'on' : enabled === false ? 'off' : 'never',
    ...(lastRun ? { lastRun } : {}),
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
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`
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

const syncErrorsSchema = v.object({
  id: graphId,
  displayName: optionalText,
  onPremisesProvisioningErrors: v.nullish(
    v.array(
      v.object({ propertyCausingError: v.string(), value: v.string(), occurredDateTime: optionalDate }),
    ),
  ),
});

/**
 * Lists people with synchronization errors, one entry an error.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`
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
    top: largestPage.directory,
  })}`;
  const pages = graph.pages<unknown>(path, { scopes: readUsersScopes, ...options });
  for await (const page of readAnswerPages(syncErrorsSchema, pages, 'list of synchronization errors'))
    for (const user of page.items)
      for (const error of user.onPremisesProvisioningErrors ?? [])
        errors.push({
          userId: user.id,
          displayName: user.displayName ?? user.id,
          property: error.propertyCausingError,
          value: error.value,
          ...(error.occurredDateTime ? { since: error.occurredDateTime } : {}),
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

const syncSettingsSchema = v.object({
  configuration: v.nullish(
    v.object({
      accidentalDeletionPrevention: v.nullish(
        v.object({ synchronizationPreventionType: optionalText, alertThreshold: v.nullish(v.number()) }),
      ),
    }),
  ),
  features: v.nullish(v.record(v.string(), v.unknown())),
});

/**
 * Reads the synchronization's settings. Global cloud only.
 *
 * @throws {ProvisioningError} `consent-required` (OnPremDirectorySynchronization.Read.All), `role-required` (Global Administrator), `not-found`, `answer-unreadable`
 * @see https://learn.microsoft.com/graph/api/onpremisesdirectorysynchronization-get
 */
export async function getSyncSettings(graph: GraphClient, options?: CallOptions): Promise<SyncSettings> {
  const path = `/directory/onPremisesSynchronization${buildQuery({ select: ['id', 'configuration', 'features'] })}`;
  const answer = await graph.get<unknown>(path, { scopes: readSyncSettingsScopes, ...options });
  const [settings] = readAnswer(collectionOf(syncSettingsSchema), answer, 'list of settings').value;
  const prevention = settings?.configuration?.accidentalDeletionPrevention;
  const kind = prevention?.synchronizationPreventionType ?? 'disabled';
  const count = prevention?.alertThreshold ?? undefined;
  return {
    ...(count !== undefined && kind !== 'disabled'
      ? { deletionThreshold: { count, unit: kind === 'enabledForPercentage' ? 'percent' : 'objects' } }
      : {}),
    features: featureNames.flatMap(([wire, feature]) => (settings?.features?.[wire] === true ? feature : [])),
  };
}

async function countUsers(
  graph: GraphClient,
  filter: string | undefined,
  options: CallOptions,
): Promise<number> {
  const query = buildQuery({ select: ['id'], top: 1, count: true, ...(filter ? { filter } : {}) });
  const answer = await graph.get<unknown>(`/users${query}`, options);
  return readAnswer(v.object({ '@odata.count': v.number() }), answer, 'count of users')['@odata.count'];
}
