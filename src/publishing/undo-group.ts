import { planObstacle, type Plan } from '../model/plan.js';
import type { BlockedUser, LicenseAdd } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { createBlock } from './blockers.js';
import type { DesiredElsewhere } from './desired.js';
import { listGained } from './group-work.js';
import type { RecordedChange, RecordedOutcome } from './journal.js';
import { listPromisedToMembers } from './needed-elsewhere.js';
import { createGroupChange, type GroupPlanning } from './plan-group.js';
import { groupKey, type HeldGroup, type PublishInput } from './publish-input.js';
import type { PublishRecord } from './publish-record.js';
import { sameIds } from './same-ids.js';

/** Taking back what a publish did to the workspace's group. */
export interface GroupUndo {
  /** Joining or leaving again; undefined where the publish moved nobody, or somebody else did since. */
  stepOf(change: RecordedChange, outcome: RecordedOutcome): 'join' | 'leave' | undefined;
  /** Why a user cannot get back what the publish took through the group. */
  blocksOf(change: RecordedChange, user: DirectoryUser): BlockedUser[];
  /**
   * The group's own change. A plan goes only when everybody in the group is undone as well: people who joined since,
   * or are left out, keep it, and so does then everybody who stays.
   */
  plan(undone: ReadonlySet<string>): GroupPlanning;
}

export function undoGroup(
  record: PublishRecord,
  { ledger, group: held, users }: Pick<PublishInput, 'ledger' | 'group' | 'users'>,
  plans: ReadonlyMap<string, Plan>,
  desired: DesiredElsewhere,
): GroupUndo | undefined {
  if (!record.group || !held) return undefined;
  const { workspaceId } = record.head;
  const key = groupKey(workspaceId);
  const members = held.members;
  const carriedBefore = new Map(held.licenses.map((license) => [license.skuId, license]));
  const given = listGiven(record, held).filter((skuId) => ledger.ownersOf(key, skuId)?.has(workspaceId));
  const taken = listTaken(record, held);
  const switched = listSwitched(record, held, (skuId) => listPromisedToMembers(desired, held, users, skuId));
  const obstacles = taken.flatMap((license) => {
    const plan = plans.get(license.skuId);
    const obstacle = plan ? planObstacle(plan) : 'company-only';
    return obstacle ? [{ skuId: license.skuId, obstacle }] : [];
  });
  return {
    stepOf({ userId, group }, outcome) {
      const owned = ledger.ownersOf(userId, key)?.has(workspaceId) ?? false;
      if (group === 'join' && outcome.given.includes(key) && members.has(userId) && owned) return 'leave';
      if (group === 'leave' && outcome.taken.includes(key) && !members.has(userId)) return 'join';
      return undefined;
    },
    blocksOf: ({ removeLicenses }, user) =>
      obstacles
        .filter(({ skuId }) => removeLicenses.includes(skuId))
        .map(({ skuId, obstacle }) =>
          createBlock(user, obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable', { skuId }),
        ),
    plan(undone) {
      const others = [...members].some((userId) => !undone.has(userId));
      const blockedSkus = new Set(obstacles.map(({ skuId }) => skuId));
      const addLicenses = [...taken.filter(({ skuId }) => !blockedSkus.has(skuId)), ...switched];
      const removeLicenses = others ? [] : given.sort();
      const carried = new Map(carriedBefore);
      for (const license of addLicenses) carried.set(license.skuId, license);
      for (const skuId of removeLicenses) carried.delete(skuId);
      return {
        change: createGroupChange(held, addLicenses, removeLicenses),
        blocked: [],
        ledger: [],
        carried,
        carriedBefore,
        members,
        groupId: held.groupId,
        kept: [],
      };
    },
  };
}

/** Says of somebody who stays in the group that others need what the publish gave through it. */
export function blockKept(
  change: RecordedChange,
  user: DirectoryUser,
  step: 'join' | 'leave' | undefined,
  { members, carried }: GroupPlanning,
): BlockedUser[] {
  if (step || !members.has(user.id)) return [];
  return listGained(change)
    .map(({ skuId }) => skuId)
    .filter((skuId) => carried.has(skuId) && !change.changedPlans.includes(skuId))
    .map((skuId) => createBlock(user, 'given-by-workspace', { skuId, blocks: 'plan' }));
}

/** Plans that the publish put on the group and that are on it still. */
function listGiven({ head, group, outcomes }: PublishRecord, { licenses }: HeldGroup): string[] {
  const given = outcomes.get(groupKey(head.workspaceId))?.given ?? [];
  const before = new Set(group?.before.map(({ skuId }) => skuId));
  return licenses.map(({ skuId }) => skuId).filter((skuId) => given.includes(skuId) && !before.has(skuId));
}

/** Plans that the publish took from the group and that nobody put back. */
function listTaken({ head, group, outcomes }: PublishRecord, { licenses }: HeldGroup) {
  const taken = outcomes.get(groupKey(head.workspaceId))?.taken ?? [];
  return (group?.before ?? [])
    .filter(({ skuId }) => taken.includes(skuId))
    .filter(({ skuId }) => !licenses.some((license) => license.skuId === skuId));
}

/** Plans of which the publish switched apps that nobody switched since, with the apps as they were and those promised. */
function listSwitched(
  { head, group, outcomes }: PublishRecord,
  { licenses }: HeldGroup,
  promisedOf: (skuId: string) => ReadonlySet<string>,
): LicenseAdd[] {
  const given = outcomes.get(groupKey(head.workspaceId))?.given ?? [];
  return (group?.before ?? []).flatMap(({ skuId, disabledPlans: offBefore }) => {
    const set = group?.addLicenses.find((license) => license.skuId === skuId);
    const now = licenses.find((license) => license.skuId === skuId);
    if (!set || !now || !given.includes(skuId) || !sameIds(now.disabledPlans, set.disabledPlans)) return [];
    const promised = promisedOf(skuId);
    const disabledPlans = offBefore.filter((id) => !promised.has(id));
    return sameIds(set.disabledPlans, disabledPlans) ? [] : [{ skuId, disabledPlans }];
  });
}
