import { disabledPlans } from '../../../model/app-choice.js';
import { enabledApps } from '../../../model/app-rules.js';
import type { BlockedUser, Remedy } from '../../../model/block.js';
import { toPlan } from '../../../model/entitlement.js';
import type { Plan } from '../../../model/plan.js';
import type { LicenseAdd } from '../../../model/step.js';
import { directLicense, type DirectoryUser, type LicenseAssignment } from '../../../model/user.js';
import { isGivenElsewhere, type DesiredElsewhere } from '../desired.js';
import { listPromised } from '../elsewhere.js';
import type { GrantIndex } from '../grant-index.js';
import type { PublishDecisions, PublishPolicy } from '../review-input.js';
import { blockApps, blockTaking } from './block-apps.js';
import { createBlock, personObstacles, type AppInspector } from './blockers.js';
import { createDraft, isWorking, noParts, type ReviewedPerson } from './person-draft.js';
import { blockLocation, blockPlan } from './review-person.js';

export interface ReclaimContext {
  readonly desired: DesiredElsewhere;
  readonly grants: GrantIndex;
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
export function reclaimFromPerson(
  context: ReclaimContext,
  user: DirectoryUser,
  wanted: ReadonlyMap<string, string | undefined>,
): Pick<ReviewedPerson, 'draft' | 'blocks'> {
  const { decisions, policy } = context;
  if (user.licensesUnknown)
    return { draft: createDraft(user, noParts), blocks: [createBlock(user, 'licenses-unreadable')] };
  const blocks: BlockedUser[] = [];
  const taken: LicenseAssignment[] = [];
  /** Plans to give, with the licenses that each stands in for. */
  const given = new Map<string, LicenseAssignment[]>();
  for (const [skuId, insteadSkuId] of wanted) {
    const direct = directLicense(user, skuId);
    const groupId = user.licenses.find((license) => license.skuId === skuId)?.assignedByGroup;
    if (isGivenElsewhere({ ...context, workspaceId: undefined }, user.id, toPlan(skuId)))
      blocks.push(createBlock(user, 'given-by-workspace', { skuId, blocks: 'part' }));
    else if (direct) {
      taken.push(direct);
      if (insteadSkuId) given.set(insteadSkuId, [...(given.get(insteadSkuId) ?? []), direct]);
    } else if (groupId)
      blocks.push(
        createBlock(user, 'licensed-by-group', { skuId, groupId, blocks: 'part', remedies: ['leave-out'] }),
      );
  }

  const addLicenses: LicenseAdd[] = [];
  for (const [skuId, replaced] of [...given].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (user.licenses.some((license) => license.skuId === skuId && isWorking(license))) continue;
    const plan = context.plans.get(skuId);
    const obstacle = blockPlan(user, skuId, plan);
    if (obstacle) blocks.push({ ...obstacle, blocks: 'user' });
    else if (plan) addLicenses.push({ skuId, disabledPlans: keepAppsOff(context, user, plan, replaced) });
  }

  const overruled = decisions.assignAnyway?.[user.id] ?? [];
  const confirmed = decisions.usageLocations?.[user.id];
  const setsLocation = addLicenses.length > 0 && !user.usageLocation;
  if (addLicenses.length > 0)
    for (const reason of personObstacles(user, policy, overruled)) blocks.push(createBlock(user, reason));
  if (setsLocation && !confirmed) blocks.push(blockLocation(user, context.proposedUsageLocation));
  const draft = createDraft(user, {
    ...noParts,
    direct: { add: addLicenses, changed: [], remove: taken.map(({ skuId }) => skuId) },
    ...(setsLocation && confirmed ? { country: confirmed } : {}),
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
