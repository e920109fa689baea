import { addDays } from '../model/days.js';
import { listAppsOnlyDirect } from '../model/holding/direct-copy.js';
import { isFailed, type DirectoryUser, type LicenseAssignment } from '../model/holding/user.js';
import { isWorking } from '../model/holding/working-licenses.js';
import { planKind } from '../model/plan/plan-kind.js';
import type { Plan } from '../model/plan/plan.js';
import { findingGroups, type Confidence, type FindingKind } from '../model/usage/finding-kind.js';
import { createKeepCheck } from '../model/usage/keep.js';
import { createContainedCheck } from './contained-plans.js';
import { findUnits } from './find-units.js';
import { FindingCollector } from './finding-collector.js';
import type { Finding, FindingItem, WasteAmount, WasteReport } from './finding.js';
import { priceOf, type Prices } from './prices.js';
import type { WasteInput } from './waste-input.js';

/**
 * Finds licenses that cost money and serve nobody, and those in disorder. Pure; the order of the input does not matter.
 * A license may appear in several findings, but counts once in the sums.
 */
export function findWaste(input: WasteInput): WasteReport {
  const { users, subscriptions, signIns, prices } = input;
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  const isKept = createKeepCheck(input.keeps ?? [], input.now);
  const collector = new FindingCollector(isKept, (skuId) => priceOfSku(plans, prices, skuId));
  const paid = new Set(
    input.plans.filter((plan) => planKind(plan, subscriptions) === 'paid').map(({ skuId }) => skuId),
  );
  const listContained = createContainedCheck(plans, subscriptions);
  let unknownSignIns = 0;

  for (const user of users) {
    const reason = judgePerson(user, input);
    let pays = false;
    for (const skuId of new Set(user.licenses.map((license) => license.skuId))) {
      const plan = plans.get(skuId);
      if (!plan) continue;
      const failed = describe(user, skuId, isFailed);
      const [error] = listErrors(user, skuId);
      if (failed)
        collector.add(
          { kind: 'assignment-error', skuId, confidence: 'certain' },
          { ...failed, ...(error ? { error } : {}) },
        );
      const item = describe(user, skuId, isWorking);
      if (!item) continue;
      const appsLost = listAppsOnlyDirect(user, plan);
      if (appsLost)
        collector.add(
          { kind: 'direct-and-group', skuId, confidence: 'certain' },
          { ...item, appsLost: appsLost.map(({ name }) => name) },
        );
      if (!paid.has(skuId)) continue;
      pays = true;
      if (reason) collector.add(reason.about, { ...item, ...(reason.since ? { since: reason.since } : {}) });
    }
    if (pays && signIns && user.accountEnabled !== false && !signIns.has(user.id)) unknownSignIns += 1;
    for (const { contained, containing, confidence } of listContained(user)) {
      const item = describe(user, contained, isWorking);
      if (item && paid.has(contained))
        collector.add(
          { kind: 'overlapping', skuId: contained, containingSkuId: containing, confidence },
          item,
        );
    }
  }
  const findings = [...collector.findings(), ...findUnits(input, isKept)].sort(byGroupAndSaving);
  return {
    findings,
    unassigned: sumUnits(findings),
    unused: sumUnused(findings, (skuId) => priceOfSku(plans, prices, skuId)),
    ...(signIns ? { unknownSignIns } : {}),
  };
}

/** Why all licenses of a person are wasted: the strongest reason only. */
function judgePerson(
  user: DirectoryUser,
  { signIns, sharedMailboxes, now, inactiveDays = 90 }: WasteInput,
): { about: { kind: FindingKind; confidence: Confidence }; since?: Date } | undefined {
  if (sharedMailboxes?.has(user.id)) return { about: { kind: 'shared-mailbox', confidence: 'likely' } };
  if (user.accountEnabled === false) return { about: { kind: 'sign-in-disabled', confidence: 'certain' } };
  const signIn = signIns?.get(user.id);
  if (!signIn) return undefined;
  const limit = addDays(now, -inactiveDays).getTime();
  if (!signIn.never)
    return signIn.last.getTime() <= limit
      ? { about: { kind: 'inactive', confidence: 'very-likely' }, since: signIn.last }
      : undefined;
  // Somebody new has not signed in yet.
  if (!signIn.created || signIn.created.getTime() > limit) return undefined;
  return { about: { kind: 'never-signed-in', confidence: 'very-likely' }, since: signIn.created };
}

/** The licenses of one plan that the finding is about; undefined when there are none. */
function describe(
  user: DirectoryUser,
  skuId: string,
  concerns: (license: LicenseAssignment) => boolean,
): FindingItem | undefined {
  const sources = user.licenses
    .filter((license) => license.skuId === skuId && concerns(license))
    .map(({ assignedByGroup }) => assignedByGroup);
  if (sources.length === 0) return undefined;
  return {
    user,
    skuId,
    direct: sources.includes(null),
    groupIds: sources.filter((id) => id !== null).sort(),
  };
}

/** Graph's words for what went wrong with the licenses of a plan, in one order. */
function listErrors(user: DirectoryUser, skuId: string): readonly string[] {
  return user.licenses.flatMap((license) => (license.skuId === skuId && license.error) || []).sort();
}

function priceOfSku(
  plans: ReadonlyMap<string, Plan>,
  prices: Prices | undefined,
  skuId: string,
): number | undefined {
  const plan = plans.get(skuId);
  return plan && priceOf(prices, plan);
}

function sumUnits(findings: readonly Finding[]): WasteAmount {
  const units = findings.filter(({ kind }) => kind === 'unassigned');
  const priced = units.filter(({ monthlySaving }) => monthlySaving !== undefined);
  return {
    licenses: units.reduce((sum, { licenses }) => sum + licenses, 0),
    ...(priced.length > 0
      ? { monthly: priced.reduce((sum, { monthlySaving = 0 }) => sum + monthlySaving, 0) }
      : {}),
  };
}

/** Each license of each person once. */
function sumUnused(findings: readonly Finding[], price: (skuId: string) => number | undefined): WasteAmount {
  const licenses = new Map<string, string>();
  for (const { kind, items } of findings)
    if (findingGroups[kind] === 'unused')
      for (const { user, skuId } of items) licenses.set(`${user.id} ${skuId}`, skuId);
  const known = [...licenses.values()].flatMap((skuId) => price(skuId) ?? []);
  return {
    licenses: licenses.size,
    ...(known.length > 0 ? { monthly: known.reduce((sum, each) => sum + each, 0) } : {}),
  };
}

const groupOrder = ['unassigned', 'unused', 'disorder'] as const;

function byGroupAndSaving(a: Finding, b: Finding): number {
  return (
    groupOrder.indexOf(findingGroups[a.kind]) - groupOrder.indexOf(findingGroups[b.kind]) ||
    (b.monthlySaving ?? 0) - (a.monthlySaving ?? 0) ||
    b.licenses - a.licenses ||
    (a.id < b.id ? -1 : 1)
  );
}
