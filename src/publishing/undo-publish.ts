import { planObstacle, type Plan } from '../model/plan.js';
import {
  reclaimId,
  type BlockedUser,
  type LedgerChange,
  type LicenseAdd,
  type PublishPlan,
} from '../model/publish-plan.js';
import { directLicense, type DirectoryUser } from '../model/user.js';
import { serviceKey } from '../model/workspace.js';
import { assemblePlan, byNameAndId, indexServices, lineUp } from './assemble-plan.js';
import { AppInspector, createBlock } from './blockers.js';
import { describeDesired, isGivenElsewhere } from './desired.js';
import { toDirectWork } from './group-work.js';
import type { RecordedChange, RecordedOutcome } from './journal.js';
import type { Ledger } from './ledger.js';
import { listNeeded, listPromised } from './needed-elsewhere.js';
import { draftBystanders } from './plan-bystanders.js';
import { draftMembership } from './plan-group.js';
import type { PublishInput } from './publish-input.js';
import type { PublishRecord } from './publish-record.js';
import { sameIds } from './same-ids.js';
import { blockKept, undoGroup } from './undo-group.js';
import { changesAnything, createDraft, type UserDraft } from './user-draft.js';

/** What taking back one user's change means, before the group is looked at. */
interface Undone {
  readonly change: RecordedChange;
  readonly draft: UserDraft;
  readonly blocks: BlockedUser[];
  readonly step: 'join' | 'leave' | undefined;
  /** Whether another workspace needs what the group gives the user. */
  readonly stays: boolean;
}

/**
 * Plans to give back what a publish took and to take what it gave, for those users for whom it took effect.
 * Pure. What somebody changed since, and what another workspace gives as well, stays as it is.
 */
export function planUndo(record: PublishRecord, input: PublishInput): PublishPlan {
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  const inspector = new AppInspector(plans, input.refusedPairs);
  const desired = describeDesired(input);
  const servicesOf = indexServices(input.services);
  const blocked: BlockedUser[] = [];
  const ready: UserDraft[] = [];
  const group = undoGroup(record, input, plans, desired);
  const carried = input.group?.licenses.map(({ skuId }) => skuId) ?? [];
  const drafts: Undone[] = [];
  const excluded = new Set(input.decisions?.leftOut);
  const leftOut: string[] = [];
  const reclaimed = record.head.workspaceId === reclaimId;

  const undone = record.changes
    .map((change) => ({ change, outcome: record.outcomes.get(change.userId) ?? noOutcome(change) }))
    .filter(tookAnyEffect);
  for (const { change } of undone)
    if (!input.users.has(change.userId))
      blocked.push(
        createBlock({ id: change.userId, displayName: change.userId, userPrincipalName: '' }, 'user-missing'),
      );
  const present = [...undone, ...listBystanders(record)]
    .flatMap(({ change, outcome }) => {
      const user = input.users.get(change.userId);
      return user ? [{ change, outcome, user }] : [];
    })
    .sort((a, b) => byNameAndId(a.user, b.user));

  for (const { change, outcome, user } of present) {
    // What a swap gave no workspace stands for, unless one took it over since: the record itself says who gave it.
    const keeps = (key: string): boolean =>
      (input.ledger.ownersOf(user.id, key) !== undefined) === reclaimed ||
      isGivenElsewhere({ desired, ledger: input.ledger, workspaceId: record.head.workspaceId }, user.id, key);
    const { addLicenses, changedPlans } = restoreLicenses(toDirectWork(change), outcome, user, (skuId) =>
      listPromised(desired, user.id, skuId),
    );
    const removeLicenses = outcome.given
      .filter((key) => change.addLicenses.some((add) => add.skuId === key))
      .filter((skuId) => directLicense(user, skuId) && !keeps(skuId));
    const held = servicesOf(user.id);
    const removeServices = change.addServices
      .map(serviceKey)
      .filter((key) => outcome.given.includes(key) && !keeps(key))
      .map((key) => held.get(key))
      .filter((service) => service !== undefined);
    const addServices = change.removeServices
      .filter((service) => outcome.taken.includes(serviceKey(service)) && !held.has(serviceKey(service)))
      .map(({ assignmentId: _assignmentId, ...service }) => service);
    const confirmed = input.decisions?.usageLocations?.[user.id];
    const setsLocation = addLicenses.length > 0 && !user.usageLocation;
    const blocks = addLicenses.flatMap(({ skuId }) => describeObstacle(user, plans.get(skuId), skuId));
    if (setsLocation && !confirmed) blocks.push(createBlock(user, 'usage-location-missing'));
    const move = group?.stepOf(change, outcome);
    const needed = move === 'join' ? [] : listNeeded(desired, user, input.group?.groupId, carried);
    const stays = needed.length > 0;
    const step = stays ? undefined : move;
    if (move === 'leave')
      for (const skuId of needed)
        blocks.push(createBlock(user, 'given-by-workspace', { skuId, blocks: 'plan' }));
    if (group) blocks.push(...group.blocksOf(change, user));
    const draft = createDraft(user, {
      addLicenses,
      changedPlans,
      removeLicenses,
      addServices,
      removeServices,
      ...(setsLocation && confirmed ? { setUsageLocation: confirmed } : {}),
    });
    drafts.push({ change, draft, blocks, step, stays });
  }

  const undoable = drafts.filter(
    ({ draft, blocks, stays }) => blocks.length === 0 && !stays && !excluded.has(draft.user.id),
  );
  const planned = group?.plan(new Set(undoable.map(({ draft }) => draft.user.id)));
  for (const { change, draft: direct, blocks, step } of drafts) {
    const { user } = direct;
    const gains = step === 'join' || (!step && (planned?.members.has(user.id) ?? false));
    const draft = planned ? draftMembership(user, direct, planned, gains, step) : direct;
    if (planned) blocks.push(...blockKept(change, user, step, planned));
    if (!changesAnything(draft) && blocks.length === 0) continue;
    if (excluded.has(user.id)) {
      leftOut.push(user.id);
      continue;
    }
    blocked.push(...blocks);
    if (changesAnything(draft) && blocks.every((block) => block.blocks === 'plan')) ready.push(draft);
  }
  const { route, workspaceId } = record.head;
  const changing = new Set(ready.map(({ user }) => user.id));
  const bystanders = planned && draftBystanders(planned, input.users, changing);
  const inLine = lineUp(ready, input.decisions?.waiting);
  // Of the members, those who had it come before those who never did.
  const isMember = ({ user }: UserDraft): boolean => planned?.members.has(user.id) ?? false;
  return assemblePlan(
    {
      kind: 'undo',
      route,
      workspaceId,
      readAt: input.readAt,
      ...(planned ? { group: planned.change } : {}),
    },
    {
      plans,
      inspector,
      line: [
        ...inLine.filter(isMember),
        ...(bystanders?.drafts ?? []),
        ...inLine.filter((each) => !isMember(each)),
      ],
      ...(bystanders ? { bystanders } : {}),
      everybody: ready,
      blocked,
      skuIds: [],
    },
    { unchangedCount: 0, leftOut: leftOut.sort(), ledger: revertLedger(record, input.ledger) },
  );
}

/** What the publish noted about who gave what without writing anything, back. */
function revertLedger({ head, ledger: noted }: PublishRecord, ledger: Ledger): LedgerChange[] {
  return noted.flatMap(({ action, ...grant }): LedgerChange[] => {
    const owners = ledger.ownersOf(grant.userId, grant.key);
    if (grant.workspaceId !== head.workspaceId || !owners) return [];
    if (action === 'claim') return owners.has(grant.workspaceId) ? [{ action: 'drop', ...grant }] : [];
    return owners.has(grant.workspaceId) ? [] : [{ action: 'claim', ...grant }];
  });
}

/** Licenses to give back, and apps to switch back where nobody switched them since and no other workspace promises them. */
function restoreLicenses(
  change: RecordedChange,
  outcome: RecordedOutcome,
  user: DirectoryUser,
  promisedOf: (skuId: string) => ReadonlySet<string>,
): { addLicenses: LicenseAdd[]; changedPlans: string[] } {
  const changedPlans: string[] = [];
  const addLicenses = change.before.licenses.flatMap(({ skuId, disabledPlans: offBefore }): LicenseAdd[] => {
    const promised = promisedOf(skuId);
    const disabledPlans = offBefore.filter((id) => !promised.has(id));
    const now = directLicense(user, skuId);
    if (outcome.taken.includes(skuId)) return now ? [] : [{ skuId, disabledPlans }];
    const set = change.addLicenses.find((add) => add.skuId === skuId);
    if (!set || !now || !change.changedPlans.includes(skuId)) return [];
    if (!sameIds(now.disabledPlans, set.disabledPlans) || sameIds(now.disabledPlans, disabledPlans))
      return [];
    changedPlans.push(skuId);
    return [{ skuId, disabledPlans }];
  });
  return { addLicenses, changedPlans };
}

function describeObstacle(user: DirectoryUser, plan: Plan | undefined, skuId: string): BlockedUser[] {
  const obstacle = plan ? planObstacle(plan) : 'company-only';
  if (!obstacle) return [];
  return [createBlock(user, obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable', { skuId })];
}

function tookAnyEffect({ change, outcome }: Pick<Undone, 'change'> & { outcome: RecordedOutcome }): boolean {
  if (outcome.given.length + outcome.taken.length > 0) return true;
  // What Microsoft does to members when the group's plans change leaves no trace of its own.
  if (change.group === undefined && change.byGroup) return change.byGroup.length > 0;
  return outcome.status === 'applied' && change.changedPlans.length > 0;
}

/** Whom the publish gave something through the group without saying so in a change. */
function listBystanders({ group }: PublishRecord): { change: RecordedChange; outcome: RecordedOutcome }[] {
  return (group?.bystanders ?? []).map((userId) => {
    const none = {
      addLicenses: [],
      removeLicenses: [],
      changedPlans: [],
      addServices: [],
      removeServices: [],
    };
    const change = { userId, ...none, wave: 0, before: { licenses: [], services: [] } };
    return { change, outcome: noOutcome(change) };
  });
}

function noOutcome({ userId }: RecordedChange): RecordedOutcome {
  return { userId, at: '', status: 'not-attempted', given: [], taken: [] };
}
