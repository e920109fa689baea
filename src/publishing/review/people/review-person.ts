import { disabledPlans } from '../../../model/app-choice.js';
import { enabledApps } from '../../../model/app-rules.js';
import type { BlockedUser } from '../../../model/block.js';
import { toPlan, toService, type Entitlement } from '../../../model/entitlement.js';
import type { GrantNote } from '../../../model/grant.js';
import { planObstacle, type Plan } from '../../../model/plan.js';
import type { LicenseAdd, ServiceRemoval } from '../../../model/step.js';
import { directLicense, type DirectoryUser, type LicenseAssignment } from '../../../model/user.js';
import { serviceKey, type WorkspaceService } from '../../../model/workspace.js';
import { isAdopted, isGivenElsewhere, gives, mergeChoices, type Bundle, type Desired } from '../desired.js';
import type { GrantIndex } from '../grant-index.js';
import { noteLost } from '../note-lost.js';
import type { PublishDecisions, PublishPolicy } from '../review-input.js';
import { blockApps } from './block-apps.js';
import { createBlock, personObstacles, type AppInspector } from './blockers.js';
import { createDraft, isDirect, isWorking, noParts, type ReviewedPerson } from './person-draft.js';

/** What reviewing one person needs to know of everything else. */
export interface ReviewContext {
  readonly workspaceId: string;
  readonly desired: Desired;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly grants: GrantIndex;
  readonly policy: PublishPolicy;
  readonly decisions: PublishDecisions;
  readonly proposedUsageLocation: string | undefined;
  /** Services that somebody has, by service key. */
  readonly servicesOf: (userId: string) => ReadonlyMap<string, ServiceRemoval>;
  /** Service providers of which nobody knows who has their services. */
  readonly silentProviders: ReadonlySet<string>;
  readonly inspector: AppInspector;
  /** ISO 8601, UTC: when the tenant was read. */
  readonly readAt: string;
  /** What the workspace gives people through its group: of a direct license of theirs it says which apps are on, too. */
  readonly throughGroup?: Bundle | undefined;
  /** Whether a direct license stays because the workspace's group does not give the plan; only on the group route. */
  readonly keepsDirect?: (user: DirectoryUser, skuId: string) => boolean;
  /** The workspace's group: what somebody has through it only is no reason to leave the person without a direct license. */
  readonly groupId?: string | undefined;
}

/** Says what publishing changes for one person directly, and what stands in its way. */
export function reviewPerson(context: ReviewContext, user: DirectoryUser): ReviewedPerson {
  if (user.licensesUnknown)
    return {
      draft: createDraft(user, noParts),
      blocks: [createBlock(user, 'licenses-unreadable')],
      notes: [],
    };
  const { workspaceId, desired, grants, decisions } = context;
  const own = desired.own?.subscribers.has(user.id) ? desired.own : undefined;
  const person: Person = { user, own, others: desired.othersOf(user.id) };
  const touched = listTouched(context, user.id);
  const findings: Findings = { blocks: [], notes: [], heldBefore: [] };

  const licenses = reviewLicenses(context, person, touched.plans, findings);
  const services = reviewServices(context, person, touched.services, findings);

  const overruled = decisions.assignAnyway?.[user.id] ?? [];
  const confirmed = decisions.usageLocations?.[user.id];
  const { add, changed, remove } = licenses;
  // Nobody is left with half a swap.
  const blocks = findings.blocks.map((block): BlockedUser =>
    remove.length > 0 && own && isPlanBlock(block, own) ? { ...block, blocks: 'user' } : block,
  );
  if (add.length > changed.length || services.giveServices.length > 0)
    for (const reason of personObstacles(user, context.policy, overruled))
      blocks.push(createBlock(user, reason));
  const setsLocation = add.length > 0 && !user.usageLocation;
  if (setsLocation && !confirmed) blocks.push(blockLocation(user, context.proposedUsageLocation));
  const draft = createDraft(
    user,
    { direct: licenses, ...services, ...(setsLocation && confirmed ? { country: confirmed } : {}) },
    findings.heldBefore,
  );
  if (add.length + remove.length > 0) blocks.push(...blockApps(context.inspector, draft, overruled));
  for (const entitlement of listGranted(grants, workspaceId, user.id))
    if (isForgotten(decisions, entitlement))
      findings.notes.push({ action: 'drop', workspaceId, holder: toHolder(user.id), entitlement });
  return { draft, blocks, notes: findings.notes };
}

/** Without a country Microsoft assigns nothing. */
export function blockLocation(user: DirectoryUser, proposedForAll: string | undefined): BlockedUser {
  const proposed = user.country?.length === 2 ? user.country : proposedForAll;
  return createBlock(user, 'usage-location-missing', proposed ? { proposedUsageLocation: proposed } : {});
}

/** Why a plan cannot be assigned, as a block; undefined when it can. */
export function blockPlan(
  user: DirectoryUser,
  skuId: string,
  plan: Plan | undefined,
): BlockedUser | undefined {
  const obstacle = plan ? planObstacle(plan) : 'company-only';
  if (!obstacle) return undefined;
  const reason = obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable';
  return createBlock(user, reason, { skuId, blocks: 'part' });
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

interface Findings {
  readonly blocks: BlockedUser[];
  readonly notes: GrantNote[];
  readonly heldBefore: string[];
}

function reviewLicenses(
  context: ReviewContext,
  { user, own, others }: Person,
  skuIds: readonly string[],
  { blocks, notes, heldBefore }: Findings,
) {
  const { plans, grants, decisions, throughGroup } = context;
  const adopted = decisions.adopted?.[user.id];
  const add: LicenseAdd[] = [];
  const changed: string[] = [];
  const remove: string[] = [];
  for (const skuId of skuIds) {
    const entitlement = toPlan(skuId);
    const plan = plans.get(skuId);
    const direct = directLicense(user, skuId);
    const working = direct && isWorking(direct) ? direct : undefined;
    const isReleased = grants.has(user.id, entitlement) && !isGivenElsewhere(context, user.id, entitlement);
    const choices = [own, ...others].map((bundle) => bundle?.plans.get(skuId)).filter(isDefined);
    if (choices.length === 0) {
      if (!direct || !isReleased)
        notes.push(...noteOwners(context, user.id, own, others, entitlement, direct));
      else if (!plan)
        blocks.push(
          createBlock(user, 'plan-not-assignable', {
            skuId,
            blocks: 'part',
            remedies: ['forget', 'leave-out'],
          }),
        );
      else if (!context.keepsDirect?.(user, skuId)) remove.push(skuId);
      continue;
    }
    notes.push(...noteOwners(context, user.id, own, others, entitlement, direct));
    const wantedHere = own?.plans.has(skuId) ?? false;
    const obstacle = blockPlan(user, skuId, plan);
    const location = user.usageLocation ?? decisions.usageLocations?.[user.id];
    // What only others want stays as it is where it cannot be changed, and is in nobody's way.
    if (!wantedHere && (!working || obstacle || !location)) continue;
    if (!plan) {
      if (obstacle) blocks.push(obstacle);
      continue;
    }
    const throughGroups = user.licenses.filter(
      (license) => license.skuId === skuId && !isDirect(license) && isWorking(license),
    );
    const inherited = throughGroups.filter(
      ({ assignedByGroup }) =>
        assignedByGroup !== context.groupId && !isLeaving(grants, user.id, assignedByGroup),
    );
    const here = throughGroup?.subscribers.has(user.id) ? throughGroup.plans.get(skuId) : undefined;
    const merged = mergeChoices(here ? [here, ...choices] : choices);
    const off = disabledPlans(plan, merged, (working ?? inherited[0] ?? throughGroups[0])?.disabledPlans);
    if (working && wantedHere && !grants.has(user.id, entitlement) && !isAdopted(adopted, entitlement))
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
  { user, own, others }: Person,
  services: ReadonlyMap<string, WorkspaceService>,
  { blocks, notes }: Findings,
) {
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
    else notes.push(...noteOwners(context, user.id, own, others, entitlement, assignment));
  }
  return { giveServices, takeServices };
}

/** Who stands for something that stays as it is, or that is not there. */
function noteOwners(
  { workspaceId, grants, decisions, readAt }: ReviewContext,
  userId: string,
  own: Bundle | undefined,
  others: readonly Bundle[],
  entitlement: Entitlement,
  held: object | undefined,
): readonly GrantNote[] {
  const owners = grants.ofUser(userId, entitlement);
  const isAdoptedHere = isAdopted(decisions.adopted?.[userId], entitlement);
  if (owners.size === 0 && !isAdoptedHere) return [];
  if (!held) return noteLost(owners.values(), readAt);
  const holder = toHolder(userId);
  const adopt = (by: string): GrantNote[] =>
    owners.has(by) ? [] : [{ action: 'adopt', workspaceId: by, holder, entitlement }];
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
  for (const entitlement of listGranted(grants, workspaceId, userId))
    if (entitlement.kind === 'plan') plans.add(entitlement.skuId);
    else if (entitlement.kind === 'service') services.set(serviceKey(entitlement), entitlement);
  return { plans: [...plans].sort(), services };
}

function* listGranted(grants: GrantIndex, workspaceId: string, userId: string): Generator<Entitlement, void> {
  for (const { entitlement } of grants.listFrom(workspaceId, toHolder(userId))) yield entitlement;
}

/** Whether the administrator said that the record of who has it is to end, for what it is about is gone. */
export function isForgotten({ forgotten }: PublishDecisions, entitlement: Entitlement): boolean {
  if (entitlement.kind === 'plan') return forgotten?.plans?.includes(entitlement.skuId) ?? false;
  return entitlement.kind === 'service' && (forgotten?.providers?.includes(entitlement.providerId) ?? false);
}

function toHolder(userId: string) {
  return { kind: 'user', userId } as const;
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** Whether a workspace let the person out of this group, and Microsoft has still to take what came with it. */
function isLeaving(grants: GrantIndex, userId: string, groupId: string | null): boolean {
  if (groupId === null) return false;
  const owners = grants.ofUser(userId, { kind: 'membership', groupId }).values();
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
  const now = new Set(held.filter((id) => isSwitchable(plan, id)));
  return now.size === wanted.length && wanted.every((id) => now.has(id));
}

function isSwitchable(plan: Plan, servicePlanId: string): boolean {
  return plan.apps.some((app) => app.switchable && app.servicePlanId === servicePlanId);
}
