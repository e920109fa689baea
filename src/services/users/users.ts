import * as v from 'valibot';
import type { CallOptions, GraphClient, GraphWrite, Page } from '../../graph/graph-client.js';
import { buildQuery, escapeODataString, pathSegment, searchClause } from '../../graph/read/odata.js';
import { largestPage, requestsPerBatch, valuesPerFilter } from '../../microsoft/request-limits.js';
import type { DirectoryUser, LicenseAssignment } from '../../model/holding/user.js';
import {
  collectionOf,
  graphId,
  optionalFlag,
  optionalText,
  readAnswer,
  readAnswerPages,
  wordOf,
} from '../read-answer.js';

/** Reads people and the licenses they hold. */
export const readUsersScopes = ['User.Read.All'] as const;
/** Sets a usage location. */
export const writeUsersScopes = ['User.ReadWrite.All'] as const;

/** What is read of a person besides licenses. */
export const personProperties = [
  'id',
  'displayName',
  'userPrincipalName',
  'mail',
  'department',
  'country',
  'jobTitle',
  'usageLocation',
  'accountEnabled',
  'userType',
  'onPremisesSyncEnabled',
] as const;

/** What is read of a user. */
const userProperties = [...personProperties, 'licenseAssignmentStates'] as const;

const assignmentSchema = v.object({
  skuId: graphId,
  disabledPlans: v.nullish(v.array(v.string())),
  assignedByGroup: optionalText,
  state: v.nullish(wordOf(['Active', 'ActiveWithError', 'Disabled', 'Error'], 'Disabled')),
  error: optionalText,
});

const licensesSchema = v.object({
  id: graphId,
  licenseAssignmentStates: v.nullish(v.array(assignmentSchema)),
});

const userSchema = v.object({
  ...licensesSchema.entries,
  displayName: optionalText,
  userPrincipalName: optionalText,
  mail: optionalText,
  department: optionalText,
  country: optionalText,
  jobTitle: optionalText,
  usageLocation: optionalText,
  accountEnabled: optionalFlag,
  userType: optionalText,
  onPremisesSyncEnabled: optionalFlag,
});

/** What an unreadable answer was to be. */
const noun = 'list of users';

export const usersPerPage = largestPage.directory;
/** How many people one HTTP request reads by id: a batch of full filters. */
export const usersPerRequest = valuesPerFilter * requestsPerBatch;

export interface ListUsersOptions extends CallOptions {
  /** Ordered by display name, so that what follows never belongs before what was read. */
  readonly byName?: boolean;
}

/**
 * Reads everybody in the directory with their licenses, page by page, in no particular order unless asked for by name.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-list
 */
export async function* listUsers(
  graph: GraphClient,
  { byName = false, ...options }: ListUsersOptions = {},
): AsyncGenerator<Page<DirectoryUser>, void> {
  const query = { select: userProperties, top: usersPerPage, ...(byName ? { orderBy: 'displayName' } : {}) };
  const path = `/users${buildQuery(query)}`;
  const pages = graph.pages<unknown>(path, { scopes: readUsersScopes, ...options });
  for await (const page of readAnswerPages(userSchema, pages, noun))
    yield { ...page, items: page.items.map(toUser) };
}

/** The licenses of one user. */
export interface HeldLicenses extends Pick<DirectoryUser, 'licenses' | 'licensesUnknown'> {
  readonly userId: string;
}

/**
 * Reads the licenses of everybody in the directory and nothing else, page by page, in no particular order.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-list
 */
export async function* listHeldLicenses(
  graph: GraphClient,
  options?: CallOptions,
): AsyncGenerator<Page<HeldLicenses>, void> {
  const path = `/users${buildQuery({ select: ['id', 'licenseAssignmentStates'], top: usersPerPage })}`;
  const pages = graph.pages<unknown>(path, { scopes: readUsersScopes, ...options });
  for await (const page of readAnswerPages(licensesSchema, pages, noun))
    yield { ...page, items: page.items.map((wire) => ({ userId: wire.id, ...toLicenses(wire) })) };
}

/**
 * Finds people by what an administrator types: the start of a name, mail address, user name or department.
 *
 * @param top - how many at most, 1 to 999
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`, `cancelled`
 * @see https://learn.microsoft.com/graph/search-query-parameter
 */
export async function searchUsers(
  graph: GraphClient,
  text: string,
  top: number,
  options?: CallOptions,
): Promise<{ readonly users: readonly DirectoryUser[]; readonly count: number }> {
  const search = ['displayName', 'mail', 'userPrincipalName', 'department']
    .map((property) => searchClause(property, text))
    .join(' OR ');
  const path = `/users${buildQuery({ select: userProperties, search, top, count: true })}`;
  const answer = await graph.get<unknown>(path, {
    scopes: readUsersScopes,
    consistency: 'eventual',
    ...options,
  });
  const { value, '@odata.count': count } = readAnswer(collectionOf(userSchema), answer, noun);
  return { users: value.map(toUser), count: count ?? value.length };
}

/**
 * Reads some people by id. Ids that the directory does not know are missing from the answer.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-list
 */
export async function readUsersByIds(
  graph: GraphClient,
  ids: readonly string[],
  options?: CallOptions,
): Promise<readonly DirectoryUser[]> {
  const chunks: string[][] = [];
  for (let at = 0; at < ids.length; at += valuesPerFilter) chunks.push(ids.slice(at, at + valuesPerFilter));
  const answers = await Promise.all(
    chunks.map((chunk) => {
      const filter = `id in (${chunk.map((id) => `'${escapeODataString(id)}'`).join(',')})`;
      return graph.get<unknown>(`/users${buildQuery({ select: userProperties, filter })}`, {
        scopes: readUsersScopes,
        ...options,
      });
    }),
  );
  return answers.flatMap((answer) => readAnswer(collectionOf(userSchema), answer, noun).value.map(toUser));
}

/**
 * Reads who may not sign in and holds a plan of the tenant, in whatever way.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-list
 */
export async function readDisabledHolders(
  graph: GraphClient,
  skuId: string,
  options?: CallOptions,
): Promise<readonly DirectoryUser[]> {
  const filter = `accountEnabled eq false and assignedLicenses/any(x:x/skuId eq ${skuId})`;
  const path = `/users${buildQuery({ select: userProperties, filter, top: usersPerPage })}`;
  const users: DirectoryUser[] = [];
  const pages = graph.pages<unknown>(path, { scopes: readUsersScopes, ...options });
  for await (const page of readAnswerPages(userSchema, pages, noun)) users.push(...page.items.map(toUser));
  return users;
}

/**
 * Counts everybody in the directory.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-list
 */
export async function countUsers(graph: GraphClient, options?: CallOptions): Promise<number> {
  const path = `/users${buildQuery({ select: ['id'], top: 1, count: true })}`;
  const answer = await graph.get<unknown>(path, {
    scopes: readUsersScopes,
    consistency: 'eventual',
    ...options,
  });
  return readAnswer(v.object({ '@odata.count': v.number() }), answer, 'count of users')['@odata.count'];
}

/**
 * Sets the country that Microsoft needs before it assigns a license.
 *
 * @param country - two letters, ISO 3166-1
 * @see https://learn.microsoft.com/graph/api/user-update
 */
export function setUsageLocationWrite(userId: string, country: string): GraphWrite {
  return {
    method: 'PATCH',
    path: `/users/${pathSegment(userId)}`,
    body: { usageLocation: country },
    key: userId,
  };
}

function toUser(wire: v.InferOutput<typeof userSchema>): DirectoryUser {
  const userPrincipalName = wire.userPrincipalName ?? wire.id;
  return {
    id: wire.id,
    displayName: wire.displayName ?? userPrincipalName,
    userPrincipalName,
    ...(wire.mail ? { mail: wire.mail } : {}),
    ...(wire.department ? { department: wire.department } : {}),
    ...(wire.country ? { country: wire.country } : {}),
    ...(wire.jobTitle ? { jobTitle: wire.jobTitle } : {}),
    ...(wire.usageLocation ? { usageLocation: wire.usageLocation } : {}),
    ...(typeof wire.accountEnabled === 'boolean' ? { accountEnabled: wire.accountEnabled } : {}),
    guest: wire.userType === 'Guest',
    synced: wire.onPremisesSyncEnabled ?? false,
    ...toLicenses(wire),
  };
}

function toLicenses({
  licenseAssignmentStates: states,
}: v.InferOutput<typeof licensesSchema>): Pick<DirectoryUser, 'licenses' | 'licensesUnknown'> {
  const licenses = states?.flatMap(toAssignment);
  return licenses && licenses.length === states?.length
    ? { licenses }
    : { licenses: [], licensesUnknown: true };
}

/** Nothing for one of which Graph left out what decides: where it comes from, its apps or how it fares. */
function toAssignment({
  skuId,
  disabledPlans,
  assignedByGroup,
  state,
  error,
}: v.InferOutput<typeof assignmentSchema>): LicenseAssignment[] {
  if (disabledPlans === undefined || assignedByGroup === undefined || !state) return [];
  return [
    {
      skuId,
      disabledPlans: disabledPlans ?? [],
      assignedByGroup,
      state,
      // Graph documents null for "no error" and sends the string "None".
      ...(error && error !== 'None' ? { error } : {}),
    },
  ];
}
