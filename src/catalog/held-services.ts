import type { ReadOptions } from '../graph/graph-client.js';
import { toProvisioningError } from '../model/errors.js';
import type { ServiceRemoval } from '../model/publish/step.js';
import type { WorkspaceService } from '../model/workspace/workspace.js';
import type { ServiceProvider } from './service-provider.js';

/** A service that somebody has, as its provider says. */
export interface HeldService extends ServiceRemoval {
  readonly userId: string;
}

/** Who has which services, as far as the providers say. */
export interface HeldServices {
  readonly services: readonly HeldService[];
  /** Ids of providers that are not registered or did not answer. */
  readonly silentProviders: ReadonlySet<string>;
}

/**
 * Asks the providers which of these services these people have. One that fails keeps nobody from the others' services.
 *
 * @throws {ProvisioningError} `cancelled`, `consent-required`, `not-signed-in`, `sign-in-again`
 */
export async function readHeldServices(
  providers: ReadonlyMap<string, ServiceProvider>,
  userIds: readonly string[],
  services: Iterable<WorkspaceService>,
  options: ReadOptions = {},
): Promise<HeldServices> {
  const wanted = new Map<string, Set<string>>();
  for (const { providerId, serviceId } of services) {
    const ids = wanted.get(providerId);
    if (ids) ids.add(serviceId);
    else wanted.set(providerId, new Set([serviceId]));
  }
  if (userIds.length === 0) return { services: [], silentProviders: new Set() };
  const silentProviders = new Set<string>();
  const held = await Promise.all(
    [...wanted].map(async ([providerId, serviceIds]) => {
      const provider = providers.get(providerId);
      try {
        const assignments = await provider?.read(userIds, [...serviceIds], options);
        if (assignments) return assignments.map((each): HeldService => ({ ...each, providerId }));
      } catch (thrown) {
        const error = toProvisioningError(thrown);
        if (endsReading.has(error.code)) throw error;
      }
      silentProviders.add(providerId);
      return [];
    }),
  );
  return { services: held.flat(), silentProviders };
}

/** What is about the person who reads, not about the provider. */
const endsReading: ReadonlySet<string> = new Set([
  'cancelled',
  'consent-required',
  'not-signed-in',
  'sign-in-again',
  'account-changed',
]);
