import { disabledPlans } from '../model/app-choice.js';
import { enabledApps } from '../model/app-rules.js';
import { planObstacle, type Plan } from '../model/plan.js';
import type { BlockedUser, LicenseAdd, Remedy } from '../model/publish-plan.js';
import { directLicense, type DirectoryUser, type LicenseAssignment } from '../model/user.js';
import { blockApps, blockTaking } from './block-apps.js';
import { createBlock, personObstacles, type AppInspector } from './blockers.js';
import { isGivenElsewhere, type DesiredElsewhere } from './desired.js';
import type { Ledger } from './ledger.js';
import { listPromised } from './needed-elsewhere.js';
import type { PublishDecisions, PublishPolicy } from './publish-input.js';
import { createDraft, isWorking, type PlannedUser } from './user-draft.js';

export interface ReclaimContext {
  readonly workspaceId: string;
  readonly desired: DesiredElsewhere;
  readonly ledger: Ledger;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly inspector: AppInspector;
  readonly policy: PublishPolicy;
  readonly decisions: PublishDecisions;
  readonly proposedUsageLocation: string | undefined;
}

/** What helps where there is no workspace to change. */
const remediesHere: ReadonlySet<Remedy> = new Set([
  'set-usage-location',
  'leave-out',
  'assign-anyway',
  'buy-licenses',
  'reclaim',
]);

/**
 * Says which of the named direct licenses are taken from one user, what is given in their place, and what stands in
 * the way.
 *
 * @param wanted - the plans to take (SKU ids), each with the plan in its place if there is one
 */
export function reclaimFromUser(
  context: ReclaimContext,
  user: DirectoryUser,
  wanted: ReadonlyMap<string, string | undefined>,
): Pick<PlannedUser, 'draft' | 'blocks'> {
  const { decisions, policy } = context;
  const blocks: BlockedUser[] = [];
  const taken: LicenseAssignment[] = [];
  /** Plans to give, with the licenses that each stands in for. */
  const given = new Map<string, LicenseAssignment[]>();
  for (const [skuId, insteadSkuId] of wanted) {
    const direct = directLicense(user, skuId);
    const groupId = user.licenses.find((license) => license.skuId === skuId)?.assignedByGroup;
    if (isGivenElsewhere(context, user.id, skuId))
      blocks.push(createBlock(user, 'given-by-workspace', { skuId, blocks: 'plan' }));
    else if (direct) {
      taken.push(direct);
      if (insteadSkuId) given.set(insteadSkuId, [...(given.get(insteadSkuId) ?? []), direct]);
    } else if (groupId)
      blocks.push(
        createBlock(user, 'licensed-by-group', { skuId, groupId, blocks: 'plan', remedies: ['leave-out'] }),
      );
  }

  const addLicenses: LicenseAdd[] = [];
  for (const [skuId, replaced] of [...given].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (user.licenses.some((license) => license.skuId === skuId && isWorking(license))) continue;
    const plan = context.plans.get(skuId);
    const obstacle = plan ? planObstacle(plan) : 'company-only';
    if (!plan || obstacle)
      blocks.push(
        createBlock(user, obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable', { skuId }),
      );
    else addLicenses.push({ skuId, disabledPlans: keepAppsOff(context, user, plan, replaced) });
  }

  const overruled = decisions.assignAnyway?.[user.id] ?? [];
  const confirmed = decisions.usageLocations?.[user.id];
  const setsLocation = addLicenses.length > 0 && !user.usageLocation;
  if (addLicenses.length > 0)
    for (const reason of personObstacles(user, policy, overruled)) blocks.push(createBlock(user, reason));
  if (setsLocation && !confirmed) {
    const proposed = user.country?.length === 2 ? user.country : context.proposedUsageLocation;
    blocks.push(
      createBlock(user, 'usage-location-missing', proposed ? { proposedUsageLocation: proposed } : {}),
    );
  }
  const draft = createDraft(user, {
    addLicenses,
    changedPlans: [],
    removeLicenses: taken.map(({ skuId }) => skuId),
    addServices: [],
    removeServices: [],
    ...(setsLocation && confirmed ? { setUsageLocation: confirmed } : {}),
  });
  blocks.push(
    ...(addLicenses.length > 0
      ? blockApps(context.inspector, draft, overruled)
      : blockTaking(context.inspector, draft)),
  );
  return { draft, blocks: blocks.map(withRemediesHere) };
}

/** An app that was off in what is taken, and on in none of it, stays off in what is given, unless it is promised. */
function keepAppsOff(
  { plans, desired }: Pick<ReclaimContext, 'plans' | 'desired'>,
  user: DirectoryUser,
  plan: Plan,
  replaced: readonly LicenseAssignment[],
): readonly string[] {
  const on = new Set(
    replaced.flatMap((license) => enabledApps(plans.get(license.skuId)?.apps ?? [], license.disabledPlans)),
  );
  const promised = listPromised(desired, user.id, plan.skuId);
  const off = replaced
    .flatMap((license) => license.disabledPlans)
    .filter((id) => !on.has(id) && !promised.has(id));
  return disabledPlans(plan, {}, off);
}

function withRemediesHere(block: BlockedUser): BlockedUser {
  return { ...block, remedies: block.remedies.filter((remedy) => remediesHere.has(remedy)) };
}
