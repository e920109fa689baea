import { ProvisioningError, toProvisioningError } from '../model/errors.js';
import { serviceKey, type WorkspaceService } from '../model/workspace/workspace.js';
import type { Service, ServiceCallOptions, ServiceOption, ServiceProvider } from './service-provider.js';

/** The services of one provider, or why they could not be listed. */
export interface CatalogSection {
  readonly providerId: string;
  readonly providerName: string;
  /** Empty when listing failed. */
  readonly services: readonly Service[];
  readonly error?: ProvisioningError;
}

/** A service with the option picked. */
export interface CatalogItem {
  readonly providerId: string;
  readonly providerName: string;
  readonly service: Service;
  readonly option?: ServiceOption;
}

/** What workspaces can hold besides plans, as it was listed. */
export interface CatalogListing {
  /** One for each provider, in their order. */
  readonly sections: readonly CatalogSection[];
  /** By `serviceKey`. A service that is gone, or whose provider failed, is not among them. */
  readonly items: ReadonlyMap<string, CatalogItem>;
}

/** All services that workspaces can hold, whoever provides them. */
export interface Catalog {
  readonly providers: readonly ServiceProvider[];
  /** The provider that knows a service of a workspace; undefined when the portal does not register it any more. */
  getProvider(service: Pick<WorkspaceService, 'providerId'>): ServiceProvider | undefined;
  /**
   * Asks every provider. One that fails hides nobody else's services: its error is in its section (`service-failed`
   * unless it is one of ours).
   *
   * @throws {ProvisioningError} `cancelled`
   */
  list(options?: ServiceCallOptions): Promise<CatalogListing>;
}

/**
 * Brings providers together.
 *
 * @throws {ProvisioningError} `setting-wrong` when two providers have the same id
 */
export function createCatalog(providers: readonly ServiceProvider[]): Catalog {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  if (byId.size < providers.length)
    throw new ProvisioningError('setting-wrong', 'Two service providers have the same id.');
  return {
    providers,
    getProvider: ({ providerId }) => byId.get(providerId),
    async list(options) {
      const sections = await Promise.all(providers.map((provider) => listSection(provider, options)));
      if (options?.signal?.aborted)
        throw new ProvisioningError('cancelled', 'The operation was cancelled.', {
          cause: options.signal.reason,
        });
      return { sections, items: new Map(sections.flatMap((section) => [...listItems(section)])) };
    },
  };
}

async function listSection(
  provider: ServiceProvider,
  options: ServiceCallOptions | undefined,
): Promise<CatalogSection> {
  const section = { providerId: provider.id, providerName: provider.name };
  try {
    return { ...section, services: await provider.list(options) };
  } catch (thrown) {
    return { ...section, services: [], error: toServiceError(thrown) };
  }
}

function* listItems(section: CatalogSection): Generator<[string, CatalogItem]> {
  const { providerId, providerName } = section;
  for (const service of section.services) {
    const picked = { providerId, serviceId: service.id };
    const item = { providerId, providerName, service };
    yield [serviceKey(picked), item];
    for (const option of service.options)
      yield [serviceKey({ ...picked, optionId: option.id }), { ...item, option }];
  }
}

/** What a provider of the portal throws can be anything. */
export function toServiceError(thrown: unknown): ProvisioningError {
  const error = toProvisioningError(thrown);
  return error.code === 'unexpected'
    ? new ProvisioningError('service-failed', error.message, { cause: thrown })
    : error;
}
