import type { ServiceProvider } from '../catalog/service-provider.js';
import type { GraphClient } from '../graph/graph-client.js';
import type { DirectoryUser } from '../model/user.js';
import { serviceKey } from '../model/workspace.js';
import type { RecordedChange } from './journal.js';
import { readHeldServices, readUsers, type ReadOptions } from './read-tenant.js';

interface ReadContext {
  readonly graph: GraphClient;
  readonly providers: ReadonlyMap<string, ServiceProvider>;
}

/** People as they are now: themselves and the keys of their services. */
export interface CurrentState {
  readonly users: ReadonlyMap<string, DirectoryUser>;
  servicesOf(userId: string): ReadonlySet<string>;
}

/** Reads what these changes are about, as it is now, and people whom they concern otherwise. */
export async function readCurrentState(
  { graph, providers }: ReadContext,
  changes: readonly RecordedChange[],
  bystanders: readonly string[] = [],
  options: ReadOptions = {},
): Promise<CurrentState> {
  const ids = new Set(changes.map((change) => change.userId));
  const users = await readUsers(graph, new Set([...ids, ...bystanders]), options);
  const services = changes.flatMap((change) => [...change.addServices, ...change.removeServices]);
  const held = await readHeldServices(providers, [...ids], services, options);
  const byUser = new Map<string, Set<string>>();
  for (const service of held) {
    const keys = byUser.get(service.userId);
    if (keys) keys.add(serviceKey(service));
    else byUser.set(service.userId, new Set([serviceKey(service)]));
  }
  return { users, servicesOf: (userId) => byUser.get(userId) ?? new Set() };
}
