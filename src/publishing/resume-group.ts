import type { DirectoryUser } from '../model/user.js';
import type { CurrentState } from './current-state.js';
import { hasGained, listGained, listLost, toDirectWork } from './group-work.js';
import type { RecordedChange, RecordedOutcome } from './journal.js';
import { leftToDo } from './left-to-do.js';
import { groupKey, type HeldGroup } from './publish-input.js';
import type { PublishRecord } from './publish-record.js';

/** What is left to do of a change on the group route; `todo` also while Microsoft has work left. */
export type GroupLeft =
  | { readonly status: 'done' }
  | { readonly status: 'todo'; readonly change: RecordedChange }
  | { readonly status: 'changed' };

/** Who is in the group, or out of it, as the change says is not written again; services and direct licenses may be left. */
export function leftOnGroup(
  change: RecordedChange,
  user: DirectoryUser,
  held: HeldGroup | undefined,
  current: Pick<CurrentState, 'servicesOf'>,
): GroupLeft {
  const { group, byGroup = [], ...rest } = change;
  const isMember = held?.members.has(change.userId) ?? false;
  const moves = group !== undefined && isMember !== (group === 'join');
  const left = leftToDo(toDirectWork(change), user, current.servicesOf(change.userId));
  if (left.status === 'changed') return { status: 'changed' };
  if (!moves && left.status === 'done' && hasGained(change, user, held?.groupId)) return { status: 'done' };
  const none = { addLicenses: [], removeLicenses: [], changedPlans: [], addServices: [], removeServices: [] };
  const { setUsageLocation: _location, ...plain } = rest;
  const direct: RecordedChange = left.status === 'todo' ? left.change : { ...plain, ...none };
  const { group: _group, ...still } = direct;
  return {
    status: 'todo',
    change: {
      ...still,
      addLicenses: [...direct.addLicenses, ...listGained(change)],
      removeLicenses: [...direct.removeLicenses, ...listLost(change)],
      changedPlans: [
        ...direct.changedPlans,
        ...change.changedPlans.filter((skuId) => byGroup.includes(skuId)),
      ],
      byGroup,
      ...(moves ? { group } : {}),
    },
  };
}

/** Changes of which it is not known whether all that left took effect. */
export function listUncertain({ changes, intended, outcomes }: PublishRecord): RecordedChange[] {
  return changes.filter(
    ({ userId }) =>
      intended.has(userId) && (outcomes.get(userId)?.status ?? 'not-attempted') === 'not-attempted',
  );
}

/** Adds to what became of a user's direct licenses and services what became of the membership. */
export function observeMove(
  workspaceId: string,
  change: RecordedChange,
  direct: RecordedOutcome,
  held: HeldGroup | undefined,
  isDone: boolean,
): RecordedOutcome {
  const key = groupKey(workspaceId);
  const isMember = held?.members.has(change.userId) ?? false;
  return {
    ...direct,
    status: direct.status === 'applied' && !isDone ? 'not-attempted' : direct.status,
    given: [...direct.given, ...(change.group === 'join' && isMember ? [key] : [])],
    taken: [...direct.taken, ...(change.group === 'leave' && !isMember ? [key] : [])],
  };
}

/** What became of the group's own plans, when that was not recorded. */
export function observeGroup(
  { head, group, intended, outcomes }: PublishRecord,
  held: HeldGroup | undefined,
  at: string,
): RecordedOutcome[] {
  const userId = groupKey(head.workspaceId);
  if (!group || !intended.has(userId) || outcomes.has(userId)) return [];
  const carried = new Set(held?.licenses.map(({ skuId }) => skuId));
  const given = group.addLicenses.map(({ skuId }) => skuId).filter((skuId) => carried.has(skuId));
  const taken = group.removeLicenses.filter((skuId) => !carried.has(skuId));
  const isDone = given.length + taken.length === group.addLicenses.length + group.removeLicenses.length;
  return [{ userId, at, status: isDone ? 'applied' : 'not-attempted', given, taken }];
}
