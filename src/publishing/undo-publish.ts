import { planObstacle, type Plan } from '../model/plan.js';
import { reclaimId, type BlockedUser, type LicenseAdd, type PublishPlan } from '../model/publish-plan.js';
import { directLicense, type DirectoryUser } from '../model/user.js';
import { serviceKey } from '../model/workspace.js';
import { AppInspector, createBlock } from './blockers.js';
import { describeDesired, gives } from './desired.js';
import type { RecordedChange, RecordedOutcome } from './journal.js';
import { createDraft, type UserDraft } from './user-draft.js';
import type { PublishInput } from './publish-input.js';
import { assemblePlan, byNameAndId, indexServices } from './assemble-plan.js';
import type { PublishRecord } from './publish-record.js';

/**
 * Plans to give back what a publish took and to take what it gave, for those users for whom it took effect.
 * Pure. What somebody changed since, and what another workspace gives as well, stays as it is.
 */
export function planUndo(record: PublishRecord, input: PublishInput): PublishPlan {
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  const inspector = new AppInspector(plans);
  const desired = describeDesired(input);
  const servicesOf = indexServices(input.services);
  const blocked: BlockedUser[] = [];
  const ready: UserDraft[] = [];
  const excluded = new Set(input.decisions?.leftOut);
  const leftOut: string[] = [];
  const reclaimed = record.head.workspaceId === reclaimId;

  const undone = record.changes
    .map((change) => ({ change, outcome: record.outcomes.get(change.userId) }))
    .filter((entry): entry is { change: RecordedChange; outcome: RecordedOutcome } =>
      tookAnyEffect(entry.change, entry.outcome),
    );
  for (const { change } of undone)
    if (!input.users.has(change.userId))
      blocked.push(
        createBlock({ id: change.userId, displayName: change.userId, userPrincipalName: '' }, 'user-missing'),
      );
  const present = undone
    .flatMap(({ change, outcome }) => {
      const user = input.users.get(change.userId);
      return user ? [{ change, outcome, user }] : [];
    })
    .sort((a, b) => byNameAndId(a.user, b.user));

  for (const { change, outcome, user } of present) {
    // What a swap gave no workspace stands for, unless one took it over since: the record itself says who gave it.
    const keeps = (key: string): boolean =>
      (input.ledger.ownersOf(user.id, key) !== undefined) === reclaimed ||
      desired.othersOf(user.id).some((bundle) => gives(bundle, key));
    const { addLicenses, changedPlans } = restoreLicenses(change, outcome, user);
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
    if (addLicenses.length + removeLicenses.length + addServices.length + removeServices.length === 0)
      continue;
    if (excluded.has(user.id)) {
      leftOut.push(user.id);
      continue;
    }
    const confirmed = input.decisions?.usageLocations?.[user.id];
    const setsLocation = addLicenses.length > 0 && !user.usageLocation;
    const blocks = addLicenses.flatMap(({ skuId }) => describeObstacle(user, plans.get(skuId), skuId));
    if (setsLocation && !confirmed) blocks.push(createBlock(user, 'usage-location-missing'));
    blocked.push(...blocks);
    if (blocks.length > 0) continue;
    ready.push(
      createDraft(user, {
        addLicenses,
        changedPlans,
        removeLicenses,
        addServices,
        removeServices,
        ...(setsLocation && confirmed ? { setUsageLocation: confirmed } : {}),
      }),
    );
  }
  return assemblePlan(
    { kind: 'undo', route: 'direct', workspaceId: record.head.workspaceId, readAt: input.readAt },
    { plans, inspector, ready, everybody: ready, blocked, skuIds: [] },
    { unchangedCount: 0, leftOut: leftOut.sort(), ledger: [] },
  );
}

/** Licenses to give back, and apps to switch back where nobody switched them since. */
function restoreLicenses(
  change: RecordedChange,
  outcome: RecordedOutcome,
  user: DirectoryUser,
): { addLicenses: LicenseAdd[]; changedPlans: string[] } {
  const changedPlans: string[] = [];
  const addLicenses = change.before.licenses.filter((before) => {
    const now = directLicense(user, before.skuId);
    if (outcome.taken.includes(before.skuId)) return !now;
    const set = change.addLicenses.find((add) => add.skuId === before.skuId);
    if (!set || !now || !change.changedPlans.includes(before.skuId)) return false;
    if (!sameIds(now.disabledPlans, set.disabledPlans) || sameIds(now.disabledPlans, before.disabledPlans))
      return false;
    changedPlans.push(before.skuId);
    return true;
  });
  return { addLicenses, changedPlans };
}

function describeObstacle(user: DirectoryUser, plan: Plan | undefined, skuId: string): BlockedUser[] {
  const obstacle = plan ? planObstacle(plan) : 'company-only';
  if (!obstacle) return [];
  return [createBlock(user, obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable', { skuId })];
}

function tookAnyEffect(change: RecordedChange, outcome: RecordedOutcome | undefined): boolean {
  if (!outcome) return false;
  if (outcome.given.length + outcome.taken.length > 0) return true;
  return outcome.status === 'applied' && change.changedPlans.length > 0;
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const ids = new Set(a);
  return ids.size === new Set(b).size && b.every((id) => ids.has(id));
}
