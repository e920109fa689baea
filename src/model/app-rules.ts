import { exclusiveApps } from '../microsoft/rules/exclusive-apps.js';
import { mailboxSizes, type MailboxSize } from '../microsoft/rules/mailbox-sizes.js';
import { requiredApps } from '../microsoft/rules/required-apps.js';
import type { PlanApp } from './plan/plan.js';

/**
 * What is remembered of apps (service plans) that exclude or need each other. Microsoft publishes no complete list, and
 * takes more together each year: a conflict is a warning, and Microsoft's answer to the assignment is the truth.
 */

/** Two apps (service plan ids), sorted. */
export type AppPair = readonly [string, string];

/** Two apps of which a user can usually have only one. */
export interface AppConflict {
  readonly servicePlanIds: AppPair;
  /** Whether Microsoft itself refused the two in this tenant; else they are only known from its documentation. */
  readonly refused: boolean;
}

/** An app that needs one of others, of which the user has none. */
export interface MissingPrerequisite {
  readonly servicePlanId: string;
  readonly needsOneOf: readonly string[];
}

const setsOfApp = new Map<string, readonly (readonly string[])[]>();
for (const set of exclusiveApps) for (const id of set) setsOfApp.set(id, [...(setsOfApp.get(id) ?? []), set]);

const ruledApps = new Set([
  ...setsOfApp.keys(),
  ...Object.keys(requiredApps),
  ...Object.values(requiredApps).flat(),
]);

/** Whether an app excludes others, needs others or is needed: the apps that decide what a plan goes together with. */
export function hasRules(servicePlanId: string): boolean {
  return ruledApps.has(servicePlanId);
}

/**
 * The pairs among these apps (service plan ids that are on for one user) that are remembered as excluding each other.
 *
 * @param refused - the pairs that Microsoft refused in this tenant
 */
export function findConflicts(enabled: Iterable<string>, refused: readonly AppPair[] = []): AppConflict[] {
  const on = new Set(enabled);
  const conflicts = refused
    .filter((pair) => pair.every((id) => on.has(id)))
    .map((servicePlanIds): AppConflict => ({ servicePlanIds, refused: true }));
  const known = new Set(conflicts.map(({ servicePlanIds }) => servicePlanIds.join()));
  for (const set of new Set([...on].flatMap((id) => setsOfApp.get(id) ?? [])))
    for (const servicePlanIds of listPairs(set.filter((id) => on.has(id))))
      if (!known.has(servicePlanIds.join())) conflicts.push({ servicePlanIds, refused: false });
  return conflicts;
}

/** Every two of these apps, each pair sorted. */
export function listPairs(servicePlanIds: Iterable<string>): AppPair[] {
  const ids = [...new Set(servicePlanIds)].sort();
  return ids.flatMap((a, index) => ids.slice(index + 1).map((b): AppPair => [a, b]));
}

/** The apps among these (service plan ids that are on for one user) that lack what they need. */
export function findMissingPrerequisites(enabled: Iterable<string>): MissingPrerequisite[] {
  const on = enabled instanceof Set ? (enabled as ReadonlySet<string>) : new Set(enabled);
  const missing: MissingPrerequisite[] = [];
  for (const servicePlanId of on) {
    const needsOneOf = requiredApps[servicePlanId];
    if (needsOneOf && !needsOneOf.some((id) => on.has(id))) missing.push({ servicePlanId, needsOneOf });
  }
  return missing;
}

/** The apps of a plan that are on when these are off. Apps for the whole company are left out: nobody turns them on or off. */
export function enabledApps(apps: readonly PlanApp[], disabledPlans: readonly string[]): string[] {
  const off = new Set(disabledPlans);
  return apps.filter((app) => app.switchable && !off.has(app.servicePlanId)).map((app) => app.servicePlanId);
}

/** How big a mailbox these apps give together. */
export function mailboxSize(enabled: Iterable<string>): MailboxSize {
  let size: MailboxSize = 0;
  for (const id of enabled) {
    const own = mailboxSizes.get(id) ?? 0;
    if (own > size) size = own;
  }
  return size;
}
