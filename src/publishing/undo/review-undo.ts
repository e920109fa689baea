import { disabledPlans } from '../../model/app-choice.js';
import type { BlockedUser } from '../../model/block.js';
import type { ChangeSet } from '../../model/change-set.js';
import { entitlementToKey, toPlan, toService } from '../../model/entitlement.js';
import type { GrantNote } from '../../model/grant.js';
import { sameIds } from '../../model/same-ids.js';
import { summarizeSteps, type LicenseAdd, type LicenseChange } from '../../model/step.js';
import { directLicense, type DirectoryUser } from '../../model/user.js';
import { serviceKey } from '../../model/workspace.js';
import type { PublishRecord } from '../../store/journal/publish-record.js';
import { isGivenElsewhere } from '../review/desired.js';
import { listNeeded, listPromised } from '../review/elsewhere.js';
import { assemble, byNameAndId, lineUp } from '../review/licenses/assemble.js';
import { blockApps, blockTaking } from '../review/people/block-apps.js';
import { createBlock, nameMissing } from '../review/people/blockers.js';
import { changesAnything, createDraft, type PersonDraft } from '../review/people/person-draft.js';
import { blockLocation, blockPlan, type ReviewContext } from '../review/people/review-person.js';
import type { ReviewInput } from '../review/review-input.js';
import { createContext, findOpen } from '../review/review-workspace.js';
import { draftBystanders } from '../routes/group/bystanders.js';
import { draftMembership } from '../routes/group/membership.js';
import type { LaterChanges } from './later-changes.js';
import { blockStaying, undoGroup } from './undo-group.js';
import type { UndoneChange } from './undone-change.js';

/** What taking back one person's change means, before the group is looked at. */
interface Undone {
  readonly change: UndoneChange;
  readonly draft: PersonDraft;
  readonly blocks: BlockedUser[];
  readonly move: 'join' | 'leave' | undefined;
  /** Whether another workspace needs what the group gives the person. */
  readonly stays: boolean;
}

/**
 * Reviews giving back what a publish took and taking what it gave, for those for whom it took effect. Pure. What somebody
 * changed since, here or elsewhere, and what another workspace gives as well, stays as it is.
 */
export function reviewUndo(record: PublishRecord, later: LaterChanges, input: ReviewInput): ChangeSet {
  const context = createContext(input);
  const { plans, inspector, desired, servicesOf } = context;
  const group = undoGroup(context, record, later, input);
  const blocked: BlockedUser[] = [];
  const ready: PersonDraft[] = [];
  const leftOut: string[] = [];
  const excluded = new Set(input.decisions?.leftOut);
  // Of whom something is open, nobody can say yet what there is to undo.
  const open = record.changes.flatMap(({ userId }) => {
    const user = input.users.get(userId);
    return (user && findOpen(context, user)) ?? [];
  });
  const isOpen = new Set(open.map(({ userId }) => userId));
  const undone = listUndone(record).filter(({ userId }) => !isOpen.has(userId));
  for (const { userId } of undone)
    if (!input.users.has(userId)) blocked.push(createBlock(nameMissing(userId), 'user-missing'));
  const present = undone
    .flatMap((change) => {
      const user = input.users.get(change.userId);
      return user ? [{ change, user }] : [];
    })
    .sort((a, b) => byNameAndId(a.user, b.user));

  const drafts = present.map(({ change, user }): Undone => {
    if (user.licensesUnknown)
      return {
        change,
        draft: createDraft(user, noUndo),
        blocks: [createBlock(user, 'licenses-unreadable')],
        move: undefined,
        stays: true,
      };
    const blocks: BlockedUser[] = [];
    const direct = undoLicenses(context, record, later, change, user, blocks);
    const services = undoServices(context, record, later, change, servicesOf(user.id), user, blocks);
    const confirmed = input.decisions?.usageLocations?.[user.id];
    const setsLocation = direct.add.length > 0 && !user.usageLocation;
    if (setsLocation && !confirmed) blocks.push(blockLocation(user, input.proposedUsageLocation));
    const wanted = group?.moveOf(change);
    const needed =
      group && wanted !== 'join' ? listNeeded(desired, user, group.groupId, group.carriedSkuIds) : [];
    if (wanted === 'leave')
      for (const skuId of needed)
        blocks.push(createBlock(user, 'given-by-workspace', { skuId, blocks: 'part' }));
    if (group) blocks.push(...group.blocksOf(change, user));
    const draft = createDraft(user, {
      direct,
      ...services,
      ...(setsLocation && confirmed ? { country: confirmed } : {}),
    });
    const overruled = input.decisions?.assignAnyway?.[user.id] ?? [];
    blocks.push(
      ...(direct.add.length > 0 ? blockApps(inspector, draft, overruled) : blockTaking(inspector, draft)),
    );
    return {
      change,
      draft,
      blocks,
      move: needed.length > 0 ? undefined : wanted,
      // Whoever is in the group because of something else keeps what it carries.
      stays: needed.length > 0 || (change.summary.move === 'join' && wanted === undefined),
    };
  });

  const isBlocked = (blocks: readonly BlockedUser[]): boolean =>
    blocks.some((each) => each.blocks === 'user');
  const undoable = drafts.filter(
    ({ draft, blocks, stays }) => !isBlocked(blocks) && !stays && !excluded.has(draft.user.id),
  );
  const inTheEnd = group?.review(new Set(undoable.map(({ draft }) => draft.user.id)));
  for (const { change, draft: direct, blocks, move } of drafts) {
    const { user } = direct;
    const gains = move === 'join' || (!move && (inTheEnd?.members.has(user.id) ?? false));
    const draft = inTheEnd
      ? draftMembership(context, user, direct, inTheEnd, { gains, ...(move ? { move } : {}) })
      : direct;
    if (inTheEnd) blocks.push(...blockStaying(change, user, move, inTheEnd));
    if (!changesAnything(draft) && blocks.length === 0) continue;
    if (excluded.has(user.id)) {
      leftOut.push(user.id);
      continue;
    }
    blocked.push(...blocks);
    if (changesAnything(draft) && !isBlocked(blocks)) ready.push(draft);
  }
  const changing = new Set(ready.map(({ user }) => user.id));
  const bystanders = inTheEnd && draftBystanders(context, inTheEnd, input.users, changing);
  const inLine = lineUp(ready, input.decisions?.waiting);
  // Those who had it come before those who never did.
  const isMember = ({ user }: PersonDraft): boolean => inTheEnd?.members.has(user.id) ?? false;
  const lost = new Set(undone.filter(tookLicenses).map(({ userId }) => userId));
  const hadIt = ({ user }: PersonDraft): boolean => lost.has(user.id);
  const others = inLine.filter((each) => !isMember(each));
  const { route, workspaceId } = record.head;
  return assemble(
    {
      kind: 'undo',
      route,
      ...(workspaceId === undefined ? {} : { workspaceId }),
      readAt: input.readAt,
      ...(inTheEnd ? { group: inTheEnd.change } : {}),
    },
    {
      plans,
      inspector,
      line: [
        ...inLine.filter(isMember),
        ...(bystanders?.drafts ?? []),
        ...others.filter(hadIt),
        ...others.filter((each) => !hadIt(each)),
      ],
      ...(bystanders ? { bystanders } : {}),
      everybody: ready,
      blocked,
      open,
      pending: input.pending,
      skuIds: [],
    },
    {
      unchangedCount: 0,
      leftOut: leftOut.sort(),
      notes: undoNotes(context, record, later),
      unproven: [],
    },
  );
}

const noUndo = { direct: { add: [], changed: [], remove: [] }, giveServices: [], takeServices: [] };

/** Everybody for whom it took effect, and those in the group for whom it did without saying so in a change. */
function listUndone(record: PublishRecord): UndoneChange[] {
  const own = record.changes.map((change): UndoneChange => {
    const { userId, steps, before } = change;
    return {
      userId,
      summary: summarizeSteps(steps),
      before: before.licenses,
      effects: record.effectsOf({ kind: 'user', userId }),
    };
  });
  const changed = own.filter(tookAnyEffect);
  const named = new Set(changed.map(({ userId }) => userId));
  const bystanders = (record.plannedGroup?.bystanders ?? []).filter((userId) => !named.has(userId));
  return [
    ...changed,
    ...bystanders.map((userId) => ({
      userId,
      summary: summarizeSteps([]),
      before: [],
      effects: { given: new Map(), taken: new Map() },
    })),
  ];
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
  context: ReviewContext,
  record: PublishRecord,
  later: LaterChanges,
  { userId, summary, before, effects }: UndoneChange,
  user: DirectoryUser,
  blocks: BlockedUser[],
): LicenseChange {
  const { plans } = context;
  const add: LicenseAdd[] = [];
  const changed: string[] = [];
  const isFree = (skuId: string): boolean => {
    if (!later.touches({ kind: 'user', userId }, toPlan(skuId))) return true;
    blocks.push(createBlock(user, 'changed-since', { skuId, blocks: 'part' }));
    return false;
  };
  for (const { skuId, disabledPlans: offBefore } of before) {
    const plan = plans.get(skuId);
    const promised = listPromised(context.desired, userId, skuId);
    // The plan may have lost apps since, or be gone.
    const off = plan
      ? disabledPlans(
          plan,
          {},
          offBefore.filter((id) => !promised.has(id)),
        )
      : [...offBefore];
    const now = directLicense(user, skuId);
    const wasTaken = effects.taken.has(entitlementToKey(toPlan(skuId)));
    const set = summary.licenses.add.find((each) => each.skuId === skuId);
    const wasChanged =
      !wasTaken &&
      now &&
      set &&
      summary.licenses.changed.includes(skuId) &&
      sameIds(now.disabledPlans, set.disabledPlans);
    if (!(wasTaken && !now) && !(wasChanged && !sameIds(now.disabledPlans, off))) continue;
    if (!isFree(skuId)) continue;
    const obstacle = blockPlan(user, skuId, plan);
    if (obstacle) {
      blocks.push({ ...obstacle, blocks: 'user' });
      continue;
    }
    add.push({ skuId, disabledPlans: off });
    if (wasChanged) changed.push(skuId);
  }
  const remove = [...effects.given.values()]
    .flatMap((entitlement) => (entitlement.kind === 'plan' ? [entitlement.skuId] : []))
    .filter((skuId) => directLicense(user, skuId) && !isKept(context, record, userId, toPlan(skuId)))
    .filter(isFree)
    .sort();
  return { add, changed, remove };
}

function undoServices(
  context: ReviewContext,
  record: PublishRecord,
  later: LaterChanges,
  { userId, summary, effects }: UndoneChange,
  held: ReturnType<ReviewContext['servicesOf']>,
  user: DirectoryUser,
  blocks: BlockedUser[],
) {
  const isKnown = ({ providerId }: { readonly providerId: string }): boolean => {
    if (!context.silentProviders.has(providerId)) return true;
    blocks.push(createBlock(user, 'service-unavailable', { providerId, blocks: 'part' }));
    return false;
  };
  const isFree = (service: Parameters<typeof toService>[0]): boolean =>
    !later.touches({ kind: 'user', userId }, toService(service));
  return {
    takeServices: summary.giveServices
      .filter((service) => effects.given.has(entitlementToKey(toService(service))))
      .filter((service) => isKnown(service) && isFree(service))
      .filter((service) => !isKept(context, record, userId, toService(service)))
      .flatMap((service) => held.get(serviceKey(service)) ?? []),
    giveServices: summary.takeServices
      .filter((service) => effects.taken.has(entitlementToKey(toService(service))))
      .filter((service) => !held.has(serviceKey(service)) && isKnown(service) && isFree(service))
      .map(({ assignmentId: _assignmentId, ...service }) => service),
  };
}

/** What no workspace stands for any longer, or another one gives, is not taken. What a swap gave, no workspace stood for. */
function isKept(
  context: ReviewContext,
  { head }: PublishRecord,
  userId: string,
  entitlement: ReturnType<typeof toPlan>,
): boolean {
  const isGranted = context.grants.has(userId, entitlement);
  const isReclaimed = head.workspaceId === undefined;
  return (
    isGranted === isReclaimed ||
    isGivenElsewhere({ ...context, workspaceId: head.workspaceId }, userId, entitlement)
  );
}

/** What the publish noted about who gave what without writing anything, back. */
function undoNotes(
  { grants }: ReviewContext,
  { head, notes }: PublishRecord,
  later: LaterChanges,
): GrantNote[] {
  return notes.flatMap((note): GrantNote[] => {
    const { holder, entitlement, workspaceId, action } = note;
    const owners = grants.of(holder, entitlement);
    if (workspaceId !== head.workspaceId || owners.size === 0 || later.touches(holder, entitlement))
      return [];
    const about = { holder, entitlement, workspaceId };
    if (action === 'adopt') return owners.has(workspaceId) ? [{ action: 'drop', ...about }] : [];
    if (action === 'drop') return owners.has(workspaceId) ? [] : [{ action: 'adopt', ...about }];
    return [];
  });
}
