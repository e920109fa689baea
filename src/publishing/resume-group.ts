import type { GroupChange, LedgerChange } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { toDirectWork } from './group-route.js';
import type { RecordedChange } from './journal.js';
import { leftToDo } from './left-to-do.js';
import { groupKey, type HeldGroup } from './publish-input.js';
import type { PublishRecord } from './publish-record.js';
import type { CurrentState } from './reconcile.js';

/** What is left to do of a change on the group route; `done` also when only Microsoft has work left. */
export type GroupLeft =
  | { readonly status: 'done' }
  | { readonly status: 'todo'; readonly change: RecordedChange }
  | { readonly status: 'changed' };

/** What of the group's own change is not done, compared with the group as it is. */
export function groupLeftToDo(planned: GroupChange, held: HeldGroup | undefined): GroupChange {
  const carried = new Map(held?.licenses.map((license) => [license.skuId, license]));
  const ids = (list: readonly string[] | undefined): string | undefined => list && [...list].sort().join();
  return {
    ...(held ? { groupId: held.groupId } : {}),
    addLicenses: planned.addLicenses.filter(
      ({ skuId, disabledPlans }) => ids(carried.get(skuId)?.disabledPlans) !== ids(disabledPlans),
    ),
    removeLicenses: planned.removeLicenses.filter((skuId) => carried.has(skuId)),
  };
}

/** Who is in the group, or out of it, as the change says is not written again; services and direct licenses may be left. */
export function leftOnGroup(
  change: RecordedChange,
  user: DirectoryUser,
  held: HeldGroup | undefined,
  current: Pick<CurrentState, 'servicesOf'>,
): GroupLeft {
  const { group, ...rest } = change;
  const isMember = held?.members.has(change.userId) ?? false;
  const moves = group !== undefined && isMember !== (group === 'join');
  const left = leftToDo(toDirectWork(rest), user, current.servicesOf(change.userId));
  if (left.status === 'changed') return { status: 'changed' };
  const licensed = change.addLicenses.every(({ skuId }) =>
    user.licenses.some(
      (license) =>
        license.skuId === skuId && license.assignedByGroup === held?.groupId && license.state !== 'Error',
    ),
  );
  if (!moves && left.status === 'done' && licensed) return { status: 'done' };
  const direct =
    left.status === 'todo' ? left.change : { addServices: [], removeServices: [], removeLicenses: [] };
  const { addServices, removeServices, removeLicenses } = direct;
  return {
    status: 'todo',
    change: {
      ...rest,
      addServices,
      removeServices,
      // What the group takes itself is shown in the plan, and is no direct license.
      removeLicenses,
      ...(moves ? { group } : {}),
    },
  };
}

/** Who gave what, as far as a crash kept it from being recorded: members that were let in, plans that the group carries. */
export function claimMoves(record: PublishRecord, held: HeldGroup | undefined): LedgerChange[] {
  const { workspaceId } = record.head;
  const key = groupKey(workspaceId);
  const unknown = record.changes.filter(
    ({ userId }) => record.intended.has(userId) && !record.outcomes.has(userId),
  );
  const members = unknown.flatMap(({ userId, group }): LedgerChange[] => {
    const isMember = held?.members.has(userId) ?? false;
    if (group === 'join' && isMember) return [{ action: 'claim', workspaceId, userId, key }];
    if (group === 'leave' && !isMember) return [{ action: 'drop', workspaceId, userId, key }];
    return [];
  });
  const carried = new Set(held?.licenses.map(({ skuId }) => skuId));
  const plans = (record.group?.addLicenses ?? [])
    .filter(({ skuId }) => carried.has(skuId))
    .map(({ skuId }): LedgerChange => ({ action: 'claim', workspaceId, userId: key, key: skuId }));
  return [...plans, ...members];
}
