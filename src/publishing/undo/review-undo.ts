import { entitlementToKey, toPlan, toService, type Entitlement } from '../../model/holding/entitlement.js';
import type { GrantNote } from '../../model/holding/grant.js';
import { userHolder } from '../../model/holding/holder.js';
import { directLicense, type DirectoryUser } from '../../model/holding/user.js';
import type { BlockedUser } from '../../model/publish/block.js';
import type { ChangeSet } from '../../model/publish/change-set.js';
import { summarizeSteps, type LicenseAdd, type LicenseChange, type Step } from '../../model/publish/step.js';
import { sameIds } from '../../model/same-ids.js';
import { serviceKey, type WorkspaceService } from '../../model/workspace/workspace.js';
import type { PublishRecord } from '../../store/journal/publish-record.js';
import { isGivenElsewhere, listNeeded, listPromised } from '../review/elsewhere.js';
import { assemble } from '../review/licenses/assemble.js';
import { blockPlan, createBlock } from '../review/people/blockers.js';
import { finishPerson } from '../review/people/finish-person.js';
import {
  createDraft,
  noParts,
  type DraftParts,
  type PersonDraft,
  type ReviewedPerson,
} from '../review/people/person-draft.js';
import { findUnknown, isBlocked, listPeople, putFirst, sortOut } from '../review/people/sort-out.js';
import { createContext } from '../review/review-context.js';
import type { ReviewInput } from '../review/review-input.js';
import { findOpen } from '../review/review-workspace.js';
import { draftBystanders } from '../routes/group/bystanders.js';
import type { GroupReview } from '../routes/group/group-review.js';
import { draftMembership } from '../routes/group/membership.js';
import type { LaterChanges } from './later-changes.js';
import { blockRejoining, blockStaying, undoGroup, type GroupUndo } from './undo-group.js';
import { restoreLicense, type UndoContext, type UndoneChange } from './undone-change.js';

/** What taking back one person's change means, before the group is looked at. */
interface Undone {
  readonly person: ReviewedPerson;
  readonly change: UndoneChange;
  readonly move: 'join' | 'leave' | undefined;
  /** Whether another workspace needs what the group gives the person. */
  readonly stays: boolean;
}

/**
 * Reviews giving back what a publish took and taking what it gave, for those for whom it took effect. Pure. What somebody
 * changed since, here or elsewhere, and what another workspace gives as well, stays as it is.
 */
export function reviewUndo(record: PublishRecord, later: LaterChanges, input: ReviewInput): ChangeSet {
  const context: UndoContext = { ...createContext(input), record, later };
  const { users, decisions } = context;
  const group = undoGroup(context);
  const open = listOpen(context);
  const isOpen = new Set(open.map(({ draft }) => draft.user.id));
  const changes = new Map(listUndone(record).map((change) => [change.userId, change]));
  const present = listPeople(users, changes.keys()).filter(({ id }) => !isOpen.has(id));
  const unknown = present.flatMap((user) => findUnknown(users, user) ?? []);
  const undone = present
    .filter((user) => !findUnknown(users, user))
    .map((user) => undoOne(context, group, changes.get(user.id)!, user));

  const excluded = new Set(decisions.leftOut);
  const undoable = undone
    .filter(({ person, stays }) => !isBlocked(person) && !stays && !excluded.has(person.draft.user.id))
    .map(({ change }) => change.userId);
  const inTheEnd = group?.review(new Set(undoable));
  const people = undone.map((each) => (inTheEnd ? undoMembership(context, inTheEnd, each) : each.person));
  const sorted = sortOut([...open, ...unknown, ...people], decisions);
  const bystanders = inTheEnd && draftBystanders(context, inTheEnd, sorted.ready);
  // Those who had it come before those who never did.
  const isMember = ({ user }: PersonDraft): boolean => inTheEnd?.members.has(user.id) ?? false;
  const lost = new Set([...changes.values()].filter(tookLicenses).map(({ userId }) => userId));
  const others = sorted.ready.filter((draft) => !isMember(draft));
  return assemble(
    context,
    {
      kind: 'undo',
      route: record.head.route,
      unchangedCount: 0,
      notes: undoNotes(context),
      unproven: [],
      ...(inTheEnd ? { group: inTheEnd.change } : {}),
    },
    sorted,
    [
      ...sorted.ready.filter(isMember),
      ...(bystanders?.drafts ?? []),
      ...putFirst(others, ({ user }) => lost.has(user.id)),
    ],
    bystanders,
  );
}

/** Of whom something is open, nobody can say yet what there is to undo. */
function listOpen(context: UndoContext): ReviewedPerson[] {
  return context.record.changes.flatMap(({ userId }) => {
    const user = context.users.get(userId);
    const open = user && findOpen(context, user);
    return open ? [{ draft: createDraft(user, noParts), blocks: [], open }] : [];
  });
}

function undoOne(
  context: UndoContext,
  group: GroupUndo | undefined,
  change: UndoneChange,
  user: DirectoryUser,
): Undone {
  const blocks: BlockedUser[] = [];
  const direct = undoLicenses(context, change, user, blocks);
  const services = undoServices(context, change, user, blocks);
  const wanted = group?.moveOf(change);
  const needed = group && wanted !== 'join' ? listNeeded(context, user, group.carriedSkuIds) : [];
  if (wanted === 'leave')
    for (const skuId of needed)
      blocks.push(createBlock(user, 'given-by-workspace', { skuId, blocks: 'part' }));
  if (group) blocks.push(...group.blocksOf(change, user));
  return {
    person: finishPerson(context, user, { direct, ...services }, { blocks }),
    change,
    move: needed.length > 0 ? undefined : wanted,
    // Whoever is in the group because of something else keeps what it carries.
    stays: needed.length > 0 || (change.summary.move === 'join' && wanted === undefined),
  };
}

function undoMembership(
  context: UndoContext,
  group: GroupReview,
  { person, change, move }: Undone,
): ReviewedPerson {
  const { user } = person.draft;
  return {
    draft: draftMembership(context, person.draft, group, move),
    blocks: [
      ...person.blocks,
      ...blockRejoining(context.record, change, user, move, group),
      ...blockStaying(change, user, move, group),
    ],
  };
}

/** Everybody for whom it took effect, and those in the group for whom it did without saying so in a change. */
function listUndone(record: PublishRecord): UndoneChange[] {
  const describe = (userId: string, steps: readonly Step[] = [], before: readonly LicenseAdd[] = []) => ({
    userId,
    summary: summarizeSteps(steps),
    before,
    effects: record.effectsOf(userHolder(userId)),
  });
  const changed = record.changes
    .map(({ userId, steps, before }) => describe(userId, steps, before.licenses))
    .filter(tookAnyEffect);
  const named = new Set(changed.map(({ userId }) => userId));
  const bystanders = (record.plannedGroup?.bystanders ?? []).filter((userId) => !named.has(userId));
  return [...changed, ...bystanders.map((userId) => describe(userId))];
}

/** What Microsoft did to people when the group's plans or only apps changed leaves no effect of its own. */
function tookAnyEffect({ summary, effects }: UndoneChange): boolean {
  const { licenses, throughGroup, move } = summary;
  if (effects.given.size + effects.taken.size > 0 || licenses.changed.length > 0) return true;
  return move === undefined && throughGroup.add.length + throughGroup.remove.length > 0;
}

function tookLicenses({ summary: { licenses, throughGroup } }: UndoneChange): boolean {
  return licenses.remove.length + throughGroup.remove.length > 0;
}

function undoLicenses(
  context: UndoContext,
  { userId, summary, before, effects }: UndoneChange,
  user: DirectoryUser,
  blocks: BlockedUser[],
): LicenseChange {
  const add: LicenseAdd[] = [];
  const changed: string[] = [];
  const isFree = (skuId: string): boolean => {
    if (!context.later.touches(userHolder(userId), toPlan(skuId))) return true;
    blocks.push(createBlock(user, 'changed-since', { skuId, blocks: 'part' }));
    return false;
  };
  for (const license of before) {
    const { skuId } = license;
    const back = restoreLicense(context, license, listPromised(context.desired, userId, skuId));
    const now = directLicense(user, skuId);
    const wasTaken = effects.taken.has(entitlementToKey(toPlan(skuId)));
    const set = summary.licenses.add.find((each) => each.skuId === skuId);
    const wasChanged =
      !wasTaken &&
      now &&
      set &&
      summary.licenses.changed.includes(skuId) &&
      sameIds(now.disabledPlans, set.disabledPlans);
    const isDue = wasChanged ? !sameIds(now.disabledPlans, back.disabledPlans) : wasTaken && !now;
    if (!isDue || !isFree(skuId)) continue;
    const obstacle = blockPlan(user, skuId, context.plans.get(skuId));
    if (obstacle) blocks.push({ ...obstacle, blocks: 'user' });
    else {
      add.push(back);
      if (wasChanged) changed.push(skuId);
    }
  }
  const remove = [...effects.given.values()]
    .flatMap((entitlement) => (entitlement.kind === 'plan' ? [entitlement.skuId] : []))
    .filter((skuId) => directLicense(user, skuId) && !isKept(context, userId, toPlan(skuId)))
    .filter(isFree)
    .sort();
  return { add, changed, remove };
}

function undoServices(
  { later, silentProviders, servicesOf, ...context }: UndoContext,
  { userId, summary, effects }: UndoneChange,
  user: DirectoryUser,
  blocks: BlockedUser[],
): Pick<DraftParts, 'giveServices' | 'takeServices'> {
  const held = servicesOf(userId);
  const isKnown = ({ providerId }: WorkspaceService): boolean => {
    if (!silentProviders.has(providerId)) return true;
    blocks.push(createBlock(user, 'service-unavailable', { providerId, blocks: 'part' }));
    return false;
  };
  const isFree = (service: WorkspaceService): boolean =>
    !later.touches(userHolder(userId), toService(service));
  return {
    takeServices: summary.giveServices
      .filter((service) => effects.given.has(entitlementToKey(toService(service))))
      .filter((service) => isKnown(service) && isFree(service))
      .filter((service) => !isKept(context, userId, toService(service)))
      .flatMap((service) => held.get(serviceKey(service)) ?? []),
    giveServices: summary.takeServices
      .filter((service) => effects.taken.has(entitlementToKey(toService(service))))
      .filter((service) => !held.has(serviceKey(service)) && isKnown(service) && isFree(service))
      .map(({ assignmentId: _assignmentId, ...service }) => service),
  };
}

/** What no workspace stands for any longer, or another one gives, is not taken. What a swap gave, no workspace stood for. */
function isKept(
  context: Pick<UndoContext, 'desired' | 'grants' | 'workspaceId'>,
  userId: string,
  entitlement: Entitlement,
): boolean {
  const isReclaimed = context.workspaceId === '';
  return (
    context.grants.has(userId, entitlement) === isReclaimed || isGivenElsewhere(context, userId, entitlement)
  );
}

/** What the publish noted about who gave what without writing anything, back. */
function undoNotes({ grants, record, later }: UndoContext): GrantNote[] {
  return record.notes.flatMap((note): GrantNote[] => {
    const { holder, entitlement, workspaceId, action } = note;
    const owners = grants.of(holder, entitlement);
    if (workspaceId !== record.head.workspaceId || owners.size === 0 || later.touches(holder, entitlement))
      return [];
    const about = { holder, entitlement, workspaceId };
    // What we gave is never left to nobody: then it could not be taken back any more.
    const isFree = owners.size > 1 || (note.action === 'adopt' && note.unrecorded === true);
    if (action === 'adopt') return owners.has(workspaceId) && isFree ? [{ action: 'drop', ...about }] : [];
    if (action === 'drop') return owners.has(workspaceId) ? [] : [{ action: 'adopt', ...about }];
    return [];
  });
}
