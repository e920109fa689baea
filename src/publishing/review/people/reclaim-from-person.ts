import { enabledApps } from '../../../model/app-rules.js';
import { toPlan } from '../../../model/holding/entitlement.js';
import { directLicense, type DirectoryUser, type LicenseAssignment } from '../../../model/holding/user.js';
import { workingLicenses } from '../../../model/holding/working-licenses.js';
import { disabledPlans } from '../../../model/plan/app-choice.js';
import type { Plan } from '../../../model/plan/plan.js';
import type { BlockedUser, Remedy } from '../../../model/publish/block.js';
import type { LicenseAdd } from '../../../model/publish/step.js';
import { isGivenElsewhere, listPromised } from '../elsewhere.js';
import type { ReviewContext } from '../review-context.js';
import { blockPlan, createBlock } from './blockers.js';
import { finishPerson } from './finish-person.js';
import { noParts, type ReviewedPerson } from './person-draft.js';

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
  context: ReviewContext,
  user: DirectoryUser,
  wanted: ReadonlyMap<string, string | undefined>,
): ReviewedPerson {
  const blocks: BlockedUser[] = [];
  const taken: LicenseAssignment[] = [];
  /** Plans to give, with the licenses that each stands in for. */
  const given = new Map<string, LicenseAssignment[]>();
  for (const [skuId, insteadSkuId] of wanted) {
    const direct = directLicense(user, skuId);
    const groupId = user.licenses.find((license) => license.skuId === skuId)?.assignedByGroup;
    if (isGivenElsewhere(context, user.id, toPlan(skuId)))
      blocks.push(createBlock(user, 'given-by-workspace', { skuId, blocks: 'part' }));
    else if (direct) {
      taken.push(direct);
      if (insteadSkuId) given.set(insteadSkuId, [...(given.get(insteadSkuId) ?? []), direct]);
    } else if (groupId)
      blocks.push(
        createBlock(user, 'licensed-by-group', { skuId, groupId, blocks: 'part', remedies: ['leave-out'] }),
      );
  }

  const add: LicenseAdd[] = [];
  for (const [skuId, replaced] of [...given].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (workingLicenses(user, skuId).length > 0) continue;
    const plan = context.plans.get(skuId);
    const obstacle = blockPlan(user, skuId, plan);
    if (obstacle) blocks.push({ ...obstacle, blocks: 'user' });
    else if (plan) add.push({ skuId, disabledPlans: keepAppsOff(context, user, plan, replaced) });
  }
  const direct = { add, changed: [], remove: taken.map(({ skuId }) => skuId) };
  const person = finishPerson(context, user, { ...noParts, direct }, { blocks }, { isNews: add.length > 0 });
  return { ...person, blocks: person.blocks.map(withRemediesHere) };
}

/** An app that was off in what is taken, and on in none of it, stays off in what is given, unless it is promised. */
function keepAppsOff(
  { plans, desired }: ReviewContext,
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
