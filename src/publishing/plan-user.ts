import { disabledPlans } from '../model/app-choice.js';
import { planObstacle, type Plan } from '../model/plan.js';
import type { BlockedUser, LedgerChange, LicenseAdd, ServiceRemoval } from '../model/publish-plan.js';
import { directLicense, type DirectoryUser } from '../model/user.js';
import type { WorkspaceService } from '../model/workspace.js';
import { blockApps } from './block-apps.js';
import { createBlock, personObstacles, type AppInspector } from './blockers.js';
import { gives, isGivenElsewhere, mergeChoices, type Desired } from './desired.js';
import type { Ledger } from './ledger.js';
import type { PublishDecisions, PublishPolicy } from './publish-input.js';
import { createDraft, isDirect, isWorking, type PlannedUser } from './user-draft.js';

/** What planning one user needs to know of everything else. */
export interface PlanningContext {
  readonly workspaceId: string;
  readonly desired: Desired;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly ledger: Ledger;
  readonly policy: PublishPolicy;
  readonly decisions: PublishDecisions;
  readonly proposedUsageLocation: string | undefined;
  /** Service keys that the user has. */
  readonly servicesOf: (userId: string) => ReadonlyMap<string, ServiceRemoval>;
  readonly inspector: AppInspector;
  /** Whether a direct license stays because the workspace's group does not give the plan; only on the group route. */
  readonly keepsDirect?: (user: DirectoryUser, skuId: string) => boolean;
  /** The group from which the workspace goes over to direct licenses: what it gives is given again. */
  readonly formerGroupId?: string | undefined;
}

/** Says what publishing changes for one user, and what stands in its way. */
export function planUser(context: PlanningContext, user: DirectoryUser): PlannedUser {
  const { workspaceId, desired, plans, ledger, decisions } = context;
  const own = desired.own?.subscribers.has(user.id) ? desired.own : undefined;
  const others = desired.othersOf(user.id);
  const adopted = decisions.adopted?.[user.id] ?? [];
  const overruled = decisions.assignAnyway?.[user.id] ?? [];

  const confirmed = decisions.usageLocations?.[user.id];
  const location = user.usageLocation ?? confirmed;

  const addLicenses: LicenseAdd[] = [];
  const changedPlans: string[] = [];
  const removeLicenses: string[] = [];
  const addServices: WorkspaceService[] = [];
  const removeServices: ServiceRemoval[] = [];
  const blocks: BlockedUser[] = [];
  const ledgerChanges: LedgerChange[] = [];
  const heldBefore: string[] = [];

  /** Records who stands for something that stays as it is. */
  const settleLedger = (key: string, held: boolean): void => {
    const owners = ledger.ownersOf(user.id, key);
    const note = (action: LedgerChange['action'], by: string): void => {
      if ((action === 'claim') !== (owners?.has(by) ?? false))
        ledgerChanges.push({ action, workspaceId: by, userId: user.id, key });
    };
    if (!held) for (const owner of owners ?? []) note('drop', owner);
    else if (own && gives(own, key)) {
      if (owners || adopted.includes(key)) note('claim', workspaceId);
    } else if (owners) {
      note('drop', workspaceId);
      for (const other of others) if (gives(other, key)) note('claim', other.workspaceId);
    }
  };
  /** Whether nobody wants any longer what a workspace once gave. */
  const isReleased = (key: string): boolean =>
    ledger.ownersOf(user.id, key) !== undefined && !isGivenElsewhere(context, user.id, key);

  const keys = touchedKeys(context, user.id);
  const heldServices = context.servicesOf(user.id);

  for (const skuId of keys.plans) {
    const plan = plans.get(skuId);
    const direct = directLicense(user, skuId);
    const working = direct && isWorking(direct) ? direct : undefined;
    const throughGroups = user.licenses.filter(
      (license) => license.skuId === skuId && !isDirect(license) && isWorking(license),
    );
    const inherited = throughGroups.find((license) => license.assignedByGroup !== context.formerGroupId);
    const choices = [own, ...others].map((bundle) => bundle?.plans.get(skuId)).filter(isDefined);

    if (choices.length === 0) {
      if (direct && isReleased(skuId)) {
        if (!context.keepsDirect?.(user, skuId)) removeLicenses.push(skuId);
      } else settleLedger(skuId, direct !== undefined);
      continue;
    }
    settleLedger(skuId, direct !== undefined);
    const wantedHere = own?.plans.has(skuId) ?? false;
    const obstacle = plan ? planObstacle(plan) : 'company-only';
    // What only others want stays as it is where it cannot be changed, and is in nobody's way.
    if (!wantedHere && (!working || obstacle || !location)) continue;
    if (!plan) {
      blocks.push(createBlock(user, 'plan-not-assignable', { skuId }));
      continue;
    }
    const off = disabledPlans(
      plan,
      mergeChoices(choices),
      (working ?? inherited ?? throughGroups[0])?.disabledPlans,
    );
    if (working && wantedHere && !ledger.ownersOf(user.id, skuId) && !adopted.includes(skuId))
      heldBefore.push(skuId);
    if (working && sameApps(plan, working.disabledPlans, off)) continue;
    if (!working && inherited) {
      if (decisions.leaveAsIs?.[user.id]?.includes(skuId)) continue;
      if (!overruled.includes('licensed-by-group')) {
        const groupId = inherited.assignedByGroup ?? '';
        blocks.push(createBlock(user, 'licensed-by-group', { skuId, groupId, blocks: 'plan' }));
        continue;
      }
    }
    if (obstacle) {
      const reason = obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable';
      blocks.push(createBlock(user, reason, { skuId }));
      continue;
    }
    addLicenses.push({ skuId, disabledPlans: off });
    if (working) changedPlans.push(skuId);
  }

  for (const [key, service] of keys.services) {
    const assignment = heldServices.get(key);
    const held = assignment !== undefined;
    if (own?.services.has(key) && !held) {
      addServices.push(service);
      settleLedger(key, false);
    } else if (held && !own?.services.has(key) && isReleased(key)) removeServices.push(assignment);
    else settleLedger(key, held);
  }

  const givesNew = addLicenses.length > changedPlans.length || addServices.length > 0;
  if (givesNew)
    for (const reason of personObstacles(user, context.policy, overruled))
      blocks.push(createBlock(user, reason));
  const setsLocation = addLicenses.length > 0 && !user.usageLocation;
  if (setsLocation && !location) {
    const proposed = user.country?.length === 2 ? user.country : context.proposedUsageLocation;
    blocks.push(
      createBlock(user, 'usage-location-missing', proposed ? { proposedUsageLocation: proposed } : {}),
    );
  }

  const draft = createDraft(
    user,
    {
      addLicenses,
      removeLicenses,
      changedPlans,
      addServices,
      removeServices,
      ...(setsLocation && confirmed ? { setUsageLocation: confirmed } : {}),
    },
    heldBefore,
  );
  if (addLicenses.length > 0 || removeLicenses.length > 0)
    blocks.push(...blockApps(context.inspector, draft, overruled));
  return { draft, blocks, ledger: ledgerChanges };
}

/** Everything that publishing may change for this user: what the workspace gives, gave, or stands for. */
function touchedKeys(
  { desired, ledger, workspaceId }: PlanningContext,
  userId: string,
): { plans: string[]; services: Map<string, WorkspaceService> } {
  const plans = new Set<string>();
  const services = new Map<string, WorkspaceService>();
  for (const bundle of [desired.own, desired.before]) {
    if (!bundle?.subscribers.has(userId)) continue;
    for (const skuId of bundle.plans.keys()) plans.add(skuId);
    for (const [key, service] of bundle.services) services.set(key, service);
  }
  for (const key of ledger.keysOf(userId)) {
    if (!ledger.ownersOf(userId, key)?.has(workspaceId)) continue;
    const service = parseServiceKey(key);
    if (service) services.set(key, service);
    else if (!key.startsWith('group:')) plans.add(key);
  }
  return { plans: [...plans].sort(), services };
}

/** The service that a `serviceKey` stands for, or undefined for a SKU id. */
export function parseServiceKey(key: string): WorkspaceService | undefined {
  if (!key.startsWith('[')) return undefined;
  const [providerId, serviceId, optionId] = JSON.parse(key) as [string, string, string | null];
  return { providerId, serviceId, ...(optionId === null ? {} : { optionId }) };
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** Whether two lists of disabled apps mean the same to users: apps for the whole company do not count. */
function sameApps(plan: Plan, held: readonly string[], wanted: readonly string[]): boolean {
  const now = new Set(held.filter((id) => isSwitchable(plan, id)));
  return now.size === wanted.length && wanted.every((id) => now.has(id));
}

function isSwitchable(plan: Plan, servicePlanId: string): boolean {
  return plan.apps.some((app) => app.switchable && app.servicePlanId === servicePlanId);
}
