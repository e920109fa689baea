import { enabledApps } from '../../../model/app-rules.js';
import {
  entitlementToKey,
  toMembership,
  toPlan,
  toService,
  type Entitlement,
} from '../../../model/holding/entitlement.js';
import type { GrantIndex } from '../../../model/holding/grant-index.js';
import type { GrantNote } from '../../../model/holding/grant.js';
import { userHolder } from '../../../model/holding/holder.js';
import { directLicense, type DirectoryUser, type LicenseAssignment } from '../../../model/holding/user.js';
import { isDirect, isWorking, workingLicenses } from '../../../model/holding/working-licenses.js';
import { disabledPlans } from '../../../model/plan/app-choice.js';
import type { Plan } from '../../../model/plan/plan.js';
import type { BlockedUser } from '../../../model/publish/block.js';
import type { LicenseAdd, LicenseChange, ServiceRemoval } from '../../../model/publish/step.js';
import { sameIds } from '../../../model/same-ids.js';
import { mergeChoices } from '../../../model/workspace/merge-choices.js';
import { serviceKey, type WorkspaceService } from '../../../model/workspace/workspace.js';
import { gives, type Bundle } from '../desired.js';
import { isGivenElsewhere } from '../elsewhere.js';
import { noteLost } from '../note-lost.js';
import type { ReviewContext } from '../review-context.js';
import { isForgotten, type PublishDecisions } from '../review-input.js';
import { blockGone, blockPlan, createBlock } from './blockers.js';
import { finishPerson, type Findings } from './finish-person.js';
import type { ReviewedPerson } from './person-draft.js';
import { createUnknown } from './sort-out.js';

/** Says what publishing changes for one person directly, and what stands in its way. */
export function reviewPerson(context: ReviewContext, user: DirectoryUser): ReviewedPerson {
  if (user.licensesUnknown) return createUnknown(user, 'licenses-unreadable');
  const { workspaceId, desired, grants, decisions } = context;
  const own = desired.own?.subscribers.has(user.id) ? desired.own : undefined;
  const person: Person = { user, own, others: desired.othersOf(user.id) };
  const touched = listTouched(context, user.id);
  const found: Required<Findings> = { blocks: [], notes: [], heldBefore: [] };

  const direct = reviewLicenses(context, person, touched.plans, found);
  const services = reviewServices(context, person, touched.services, found);

  // Nobody is left with half a swap.
  const blocks = found.blocks.map((block): BlockedUser =>
    direct.remove.length > 0 && own && isPlanBlock(block, own) ? { ...block, blocks: 'user' } : block,
  );
  const holder = userHolder(user.id);
  for (const { entitlement } of grants.listFrom(workspaceId, holder))
    if (isForgotten(decisions, entitlement))
      found.notes.push({ action: 'drop', workspaceId, holder, entitlement });
  const isNews = direct.add.length > direct.changed.length || services.giveServices.length > 0;
  const parts = { direct, ...services };
  return finishPerson(context, user, parts, { ...found, blocks }, { isNews, looksAtAll: true });
}

/** Whether it keeps the person from a plan of the workspace. */
function isPlanBlock({ reason, skuId }: BlockedUser, own: Bundle): boolean {
  const isAboutPlan = reason === 'plan-suspended' || reason === 'plan-not-assignable';
  return isAboutPlan && skuId !== undefined && own.plans.has(skuId);
}

interface Person {
  readonly user: DirectoryUser;
  readonly own: Bundle | undefined;
  readonly others: readonly Bundle[];
}

function reviewLicenses(
  context: ReviewContext,
  person: Person,
  skuIds: readonly string[],
  { blocks, notes, heldBefore }: Required<Findings>,
): LicenseChange {
  const { user, own, others } = person;
  const { plans, grants, decisions, throughGroup } = context;
  const add: LicenseAdd[] = [];
  const changed: string[] = [];
  const remove: string[] = [];
  for (const skuId of skuIds) {
    const entitlement = toPlan(skuId);
    const plan = plans.get(skuId);
    const direct = directLicense(user, skuId);
    const working = direct && isWorking(direct) ? direct : undefined;
    const isReleased = grants.has(user.id, entitlement) && !isGivenElsewhere(context, user.id, entitlement);
    const choices = [own, ...others]
      .map((bundle) => bundle?.plans.get(skuId))
      .filter((each) => each !== undefined);
    if (choices.length === 0) {
      if (!direct || !isReleased) notes.push(...noteOwners(context, person, entitlement, direct));
      else if (!plan) blocks.push(blockGone(user, skuId));
      else if (!context.keepsDirect?.(user, skuId)) remove.push(skuId);
      continue;
    }
    notes.push(...noteOwners(context, person, entitlement, direct));
    const wantedHere = own?.plans.has(skuId) ?? false;
    const obstacle = blockPlan(user, skuId, plan);
    const location = user.usageLocation ?? decisions.usageLocations?.[user.id];
    // What only others want stays as it is where it cannot be changed, and is in nobody's way.
    if (!wantedHere && (!working || obstacle || !location)) continue;
    if (!plan) {
      if (obstacle) blocks.push(obstacle);
      continue;
    }
    const throughGroups = workingLicenses(user, skuId).filter((license) => !isDirect(license));
    const inherited = throughGroups.filter(
      ({ assignedByGroup }) =>
        assignedByGroup !== context.groupId && !isLeaving(grants, user.id, assignedByGroup),
    );
    const here = throughGroup?.subscribers.has(user.id) ? throughGroup.plans.get(skuId) : undefined;
    const merged = mergeChoices(here ? [here, ...choices] : choices);
    const off = disabledPlans(plan, merged, (working ?? inherited[0] ?? throughGroups[0])?.disabledPlans);
    if (
      working &&
      wantedHere &&
      !grants.has(user.id, entitlement) &&
      !isAdopted(decisions, user.id, entitlement)
    )
      heldBefore.push(skuId);
    if (working && sameApps(plan, working.disabledPlans, off)) continue;
    const [given] = inherited;
    if (!working && given && hasPromised(plan, merged, inherited)) {
      if (decisions.leaveAsIs?.[user.id]?.includes(skuId)) continue;
      if (!decisions.assignAnyway?.[user.id]?.includes('licensed-by-group')) {
        const groupId = given.assignedByGroup ?? '';
        blocks.push(createBlock(user, 'licensed-by-group', { skuId, groupId, blocks: 'part' }));
        continue;
      }
    }
    if (obstacle) blocks.push(obstacle);
    else {
      add.push({ skuId, disabledPlans: off });
      if (working) changed.push(skuId);
    }
  }
  return { add, changed, remove };
}

function reviewServices(
  context: ReviewContext,
  person: Person,
  services: ReadonlyMap<string, WorkspaceService>,
  { blocks, notes }: Required<Findings>,
) {
  const { user, own } = person;
  const { grants, silentProviders, decisions } = context;
  const held = context.servicesOf(user.id);
  const giveServices: WorkspaceService[] = [];
  const takeServices: ServiceRemoval[] = [];
  for (const [key, service] of services) {
    const entitlement = toService(service);
    const { providerId } = service;
    const wanted = own?.services.has(key) ?? false;
    if (silentProviders.has(providerId)) {
      const isNews = wanted || grants.has(user.id, entitlement);
      const isNamed = blocks.some((block) => block.providerId === providerId);
      if (isNews && !isNamed && !isForgotten(decisions, entitlement))
        blocks.push(createBlock(user, 'service-unavailable', { providerId, blocks: 'part' }));
      continue;
    }
    const assignment = held.get(key);
    const isReleased = grants.has(user.id, entitlement) && !isGivenElsewhere(context, user.id, entitlement);
    if (wanted && !assignment) giveServices.push(service);
    else if (assignment && !wanted && isReleased) takeServices.push(assignment);
    else notes.push(...noteOwners(context, person, entitlement, assignment));
  }
  return { giveServices, takeServices };
}

/** Who stands for something that stays as it is, or that is not there. */
function noteOwners(
  { workspaceId, grants, decisions, readAt }: ReviewContext,
  { user: { id: userId }, own, others }: Person,
  entitlement: Entitlement,
  held: object | undefined,
): readonly GrantNote[] {
  const owners = grants.ofUser(userId, entitlement);
  const isAdoptedHere = isAdopted(decisions, userId, entitlement);
  if (owners.size === 0 && !isAdoptedHere) return [];
  if (!held) return noteLost(owners.values(), readAt);
  const holder = userHolder(userId);
  const adopt = (by: string): GrantNote[] =>
    owners.has(by)
      ? []
      : [
          {
            action: 'adopt',
            ...(owners.size === 0 ? { unrecorded: true } : {}),
            workspaceId: by,
            holder,
            entitlement,
          },
        ];
  if (own && gives(own, entitlement)) return adopt(workspaceId);
  if (owners.size === 0) return [];
  const drop: GrantNote[] = owners.has(workspaceId)
    ? [{ action: 'drop', workspaceId, holder, entitlement }]
    : [];
  return [...drop, ...others.flatMap((other) => (gives(other, entitlement) ? adopt(other.workspaceId) : []))];
}

/** Everything that publishing may change for this person: what the workspace gives, gave, or stands for. */
function listTouched(
  { desired, grants, workspaceId }: ReviewContext,
  userId: string,
): { plans: string[]; services: ReadonlyMap<string, WorkspaceService> } {
  const plans = new Set<string>();
  const services = new Map<string, WorkspaceService>();
  for (const bundle of [desired.own, desired.before]) {
    if (!bundle?.subscribers.has(userId)) continue;
    for (const skuId of bundle.plans.keys()) plans.add(skuId);
    for (const [key, service] of bundle.services) services.set(key, service);
  }
  for (const { entitlement } of grants.listFrom(workspaceId, userHolder(userId)))
    if (entitlement.kind === 'plan') plans.add(entitlement.skuId);
    else if (entitlement.kind === 'service') services.set(serviceKey(entitlement), entitlement);
  return { plans: [...plans].sort(), services };
}

/** Whether the administrator said that what was held before belongs to the workspace from now on. */
function isAdopted({ adopted }: PublishDecisions, userId: string, entitlement: Entitlement): boolean {
  return adopted?.[userId]?.includes(entitlementToKey(entitlement)) ?? false;
}

/** Whether a workspace let the person out of this group, and Microsoft has still to take what came with it. */
function isLeaving(grants: GrantIndex, userId: string, groupId: string | null): boolean {
  if (groupId === null) return false;
  const owners = grants.ofUser(userId, toMembership(groupId)).values();
  return [...owners].some(({ state }) => state === 'taking');
}

/** Whether groups give all apps that are promised: then a direct license would change nothing. */
function hasPromised(
  plan: Plan,
  choices: Readonly<Record<string, 'on' | 'off'>>,
  licenses: readonly LicenseAssignment[],
): boolean {
  const on = new Set(licenses.flatMap(({ disabledPlans: off }) => enabledApps(plan.apps, off)));
  return plan.apps.every(
    ({ servicePlanId, switchable }) =>
      !switchable || choices[servicePlanId] !== 'on' || on.has(servicePlanId),
  );
}

/** Whether two lists of disabled apps mean the same to people: apps for the whole company do not count. */
function sameApps(plan: Plan, held: readonly string[], wanted: readonly string[]): boolean {
  return sameIds(disabledPlans(plan, {}, held), wanted);
}
