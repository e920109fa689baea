import type { ServiceProvider } from '../catalog/service-provider.js';
import type { GraphClient } from '../graph/graph-client.js';
import { directLicense } from '../model/user.js';
import { serviceKey } from '../model/workspace.js';
import { readCurrentState, type CurrentState } from './current-state.js';
import { toDirectWork } from './group-work.js';
import type { Journal, RecordedChange, RecordedOutcome } from './journal.js';
import { leftToDo } from './left-to-do.js';
import { groupKey } from './publish-input.js';
import type { PublishRecord } from './publish-record.js';
import { readRecordedGroup, type ReadOptions } from './read-tenant.js';
import { leftOnGroup, listUncertain, observeGroup, observeMove } from './resume-group.js';

export interface ReconcileContext {
  readonly graph: GraphClient;
  readonly providers: ReadonlyMap<string, ServiceProvider>;
  readonly journal: Journal;
  readonly now: () => number;
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
  const at = new Date(context.now()).toISOString();
  const observed = record.group
    ? await observeGroupRoute(context, record, at, options)
    : await observeDirectRoute(context, record, at, options);
  const outcomes = observed.filter(isSeen);
  if (outcomes.length === 0) return;
  await context.journal.append(record.head.publishId, [{ kind: 'outcomes', outcomes }]);
}

async function observeDirectRoute(
  context: ReconcileContext,
  record: PublishRecord,
  at: string,
  options: ReadOptions,
): Promise<RecordedOutcome[]> {
  const open = record.changes.filter(
    ({ userId }) => record.intended.has(userId) && !record.outcomes.has(userId),
  );
  if (open.length === 0) return [];
  const current = await readCurrentState(context, open, [], options);
  return open.map((change) => observeOutcome(change, current, at));
}

async function observeGroupRoute(
  context: ReconcileContext,
  record: PublishRecord,
  at: string,
  options: ReadOptions,
): Promise<RecordedOutcome[]> {
  const { workspaceId } = record.head;
  const { graph } = context;
  const open = listUncertain(record);
  if (open.length === 0 && !record.intended.has(groupKey(workspaceId))) return [];
  const held = await readRecordedGroup(graph, record, options);
  const current = await readCurrentState(context, open, [], options);
  const moved = open.map((change) => {
    const user = current.users.get(change.userId);
    const isDone = user !== undefined && leftOnGroup(change, user, held, current).status === 'done';
    const direct = observeOutcome(toDirectWork(change), current, at);
    return observeMove(workspaceId, change, direct, held, isDone);
  });
  return [...observeGroup(record, held, at), ...moved].filter((outcome) => saysMore(outcome, record));
}

function saysMore({ userId, status, given, taken }: RecordedOutcome, { outcomes }: PublishRecord): boolean {
  const known = outcomes.get(userId);
  if (!known || known.status !== status) return true;
  return given.some((key) => !known.given.includes(key)) || taken.some((key) => !known.taken.includes(key));
}

/** Nothing is said of requests without any effect yet: they may still take effect, and are looked at again. */
function isSeen({ status, given, taken }: RecordedOutcome): boolean {
  return status !== 'not-attempted' || given.length + taken.length > 0;
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
