import * as v from 'valibot';
import type { CallOptions, GraphClient, ReadOptions } from '../graph/graph-client.js';
import { buildQuery } from '../graph/read/odata.js';
import { toProvisioningError } from '../model/errors.js';
import type { DirectoryUser } from '../model/holding/user.js';
import { collectionOf, graphId, optionalFlag, optionalText, readAnswer, wordOf } from './read-answer.js';

/** Reads the tenant's name and verified domains. */
const readTenantScopes = ['User.Read'] as const;
export const readOrganizationScopes = ['Organization.Read.All'] as const;
export const readDomainsScopes = ['Domain.Read.All'] as const;

/** The tenant as anybody who is signed in may see it. */
export interface Tenant {
  readonly id: string;
  readonly displayName: string;
  /** The domain that new accounts get. */
  readonly defaultDomain: string;
  /** The others that are verified, by name. */
  readonly otherDomains: readonly string[];
}

/** A verified domain of the tenant. */
export interface Domain {
  readonly name: string;
  /** Who checks passwords: Microsoft (`Managed`) or the organization's own server (`Federated`). */
  readonly authenticationType: 'Managed' | 'Federated';
  readonly isDefault: boolean;
  readonly isInitial: boolean;
}

/** A collection of one. */
const tenantSchema = v.object({
  value: v.tuple([
    v.object({
      id: graphId,
      displayName: optionalText,
      verifiedDomains: v.nullish(v.array(v.object({ name: v.string(), isDefault: optionalFlag }))),
    }),
  ]),
});

const locationSchema = v.object({ defaultUsageLocation: optionalText, countryLetterCode: optionalText });

const domainSchema = v.object({
  id: graphId,
  authenticationType: wordOf(['Managed', 'Federated'], 'Managed'),
  isVerified: v.boolean(),
  isDefault: v.boolean(),
  isInitial: v.boolean(),
});

/**
 * Reads the connected tenant's name and domains.
 *
 * @throws {ProvisioningError} `not-signed-in`, `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/organization-get
 */
export async function getTenant(graph: GraphClient, options?: CallOptions): Promise<Tenant> {
  const path = `/organization${buildQuery({ select: ['id', 'displayName', 'verifiedDomains'] })}`;
  const answer = await graph.get<unknown>(path, { scopes: readTenantScopes, ...options });
  const [organization] = readAnswer(tenantSchema, answer, 'tenant').value;
  const domains = organization.verifiedDomains ?? [];
  const { name: defaultDomain = '' } = domains.find(({ isDefault }) => isDefault) ?? domains[0] ?? {};
  return {
    id: organization.id,
    displayName: organization.displayName ?? '',
    defaultDomain,
    otherDomains: domains
      .map(({ name }) => name)
      .filter((name) => name !== defaultDomain)
      .sort(),
  };
}

/**
 * Reads the country that Microsoft uses where a person has none; undefined when the tenant has none either.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (Organization.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/resources/organization
 */
export async function getDefaultUsageLocation(
  graph: GraphClient,
  options?: CallOptions,
): Promise<string | undefined> {
  const path = `/organization${buildQuery({ select: ['id', 'defaultUsageLocation', 'countryLetterCode'] })}`;
  const answer = await graph.get<unknown>(path, { scopes: readOrganizationScopes, ...options });
  const [organization] = readAnswer(collectionOf(locationSchema), answer, 'tenant').value;
  return organization?.defaultUsageLocation ?? organization?.countryLetterCode ?? undefined;
}

/**
 * Lists the verified domains, the default one first.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (Domain.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/domain-list
 */
export async function listDomains(graph: GraphClient, options?: CallOptions): Promise<readonly Domain[]> {
  const path = `/domains${buildQuery({ select: ['id', 'authenticationType', 'isVerified', 'isDefault', 'isInitial'] })}`;
  const answer = await graph.get<unknown>(path, { scopes: readDomainsScopes, ...options });
  return readAnswer(collectionOf(domainSchema), answer, 'list of domains')
    .value.filter((domain) => domain.isVerified)
    .map(({ id, authenticationType, isDefault, isInitial }) => ({
      name: id,
      authenticationType,
      isDefault,
      isInitial,
    }))
    .sort(
      (a, b) =>
        Number(b.isDefault) - Number(a.isDefault) ||
        Number(a.isInitial) - Number(b.isInitial) ||
        a.name.localeCompare(b.name, 'en'),
    );
}

/** The country to propose, or undefined: it is only a proposal, so a missing permission is no failure. */
export async function readProposedLocation(
  graph: GraphClient,
  users: Iterable<DirectoryUser>,
  options: ReadOptions = {},
): Promise<string | undefined> {
  const needed = [...users].some((user) => !user.usageLocation);
  if (!needed) return undefined;
  try {
    return await getDefaultUsageLocation(graph, options);
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    if (error.code === 'consent-required' || error.code === 'role-required') return undefined;
    throw error;
  }
}
