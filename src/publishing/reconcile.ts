import type { ServiceProvider } from '../catalog/service-provider.js';
import type { GraphClient } from '../graph/graph-client.js';
import { directLicense, type DirectoryUser } from '../model/user.js';
import { serviceKey } from '../model/workspace.js';
import type { Journal, RecordedChange, RecordedOutcome } from './journal.js';
import { leftToDo } from './left-to-do.js';
import type { PublishRecord } from './publish-record.js';
import { readHeldServices, readUsers, type ReadOptions } from './read-tenant.js';

export interface ReconcileContext {
  readonly graph: GraphClient;
  readonly providers: ReadonlyMap<string, ServiceProvider>;
  readonly journal: Journal;
  readonly now: () => number;
}

/** People as they are now: themselves and the keys of their services. */
export interface CurrentState {
  readonly users: ReadonlyMap<string, DirectoryUser>;
  servicesOf(userId: string): ReadonlySet<string>;
}

/** Reads what these changes are about, as it is now. */
export async function readCurrentState(
  { graph, providers }: Pick<ReconcileContext, 'graph' | 'providers'>,
  changes: readonly RecordedChange[],
  options: ReadOptions = {},
): Promise<CurrentState> {
  const ids = new Set(changes.map((change) => change.userId));
  const users = await readUsers(graph, ids, options);
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

/**
 * After a crash: finds out about requests that left and whose answers nobody recorded, and records them.
 * Afterwards the journal and what it says was given are right again.
 */
export async function reconcilePublish(
  context: ReconcileContext,
  record: PublishRecord,
  options: ReadOptions = {},
): Promise<void> {
  // On the group route, planning sees for itself what the group carries and who is in it.
  if (record.head.route === 'group') return;
  const open = record.changes.filter(
    ({ userId }) => record.intended.has(userId) && !record.outcomes.has(userId),
  );
  if (open.length === 0) return;
  const current = await readCurrentState(context, open, options);
  const at = new Date(context.now()).toISOString();
  const outcomes = open.map((change) => observeOutcome(change, current, at));
  await context.journal.append(record.head.publishId, [{ kind: 'outcomes', outcomes }]);
}

function observeOutcome(change: RecordedChange, current: CurrentState, at: string): RecordedOutcome {
  const { userId, changedPlans } = change;
  const user = current.users.get(userId);
  if (!user) return { userId, at, status: 'failed', code: 'not-found', given: [], taken: [] };
  const services = current.servicesOf(userId);
  const left = leftToDo(change, user, services);
  const given = [
    ...change.addLicenses
      .map(({ skuId }) => skuId)
      .filter((skuId) => !changedPlans.includes(skuId) && directLicense(user, skuId)),
    ...change.addServices.map(serviceKey).filter((key) => services.has(key)),
  ];
  const taken = [
    ...change.removeLicenses.filter((skuId) => !directLicense(user, skuId)),
    ...change.removeServices.map(serviceKey).filter((key) => !services.has(key)),
  ];
  if (left.status === 'changed') return { userId, at, status: 'failed', code: 'stale', given, taken };
  return { userId, at, status: left.status === 'done' ? 'applied' : 'not-attempted', given, taken };
}
