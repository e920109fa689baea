import {
  enabledApps,
  findConflicts,
  findMissingPrerequisites,
  mailboxSize,
  type AppConflict,
  type AppPair,
} from '../app-rules.js';
import { disabledPlans } from '../plan/app-choice.js';
import { countPlan, type Plan } from '../plan/plan.js';
import type { Workspace, WorkspaceContent } from './workspace.js';

/** Two plans of a draft whose apps are remembered as excluding each other: a warning. */
export interface PlanConflict {
  /** SKU ids, in the draft's order; the same twice when a plan's own apps exclude each other. */
  readonly skuIds: readonly [string, string];
  /** Pairs of service plan ids: one of the first plan, one of the second. */
  readonly apps: readonly (readonly [string, string])[];
  /** Whether Microsoft itself refused any of the pairs in this tenant. */
  readonly refused: boolean;
  /** Of the two plans the one that gives less, whose apps are the ones to turn off when both stay. */
  readonly weaker: 0 | 1;
}

/** An app of a draft that needs one of others, none of which the draft gives. A subscriber may have one from elsewhere. */
export interface MissingApp {
  readonly skuId: string;
  readonly servicePlanId: string;
  readonly needsOneOf: readonly string[];
}

export interface DraftCheck {
  readonly conflicts: readonly PlanConflict[];
  readonly missing: readonly MissingApp[];
}

/**
 * Looks for apps that cannot go together, or lack what they need, among the plans of a draft: as a new subscriber would
 * get them. Plans that the tenant does not have are passed over.
 *
 * @param refused - apps that Microsoft refused together in this tenant
 */
export function checkDraft(
  content: Pick<WorkspaceContent, 'plans'>,
  plans: ReadonlyMap<string, Plan>,
  refused: readonly AppPair[] = [],
): DraftCheck {
  const on = new Map<string, readonly string[]>();
  for (const { skuId, apps } of content.plans) {
    const plan = plans.get(skuId);
    if (plan) on.set(skuId, enabledApps(plan.apps, disabledPlans(plan, apps, undefined)));
  }
  const all = new Set([...on.values()].flat());
  const holders = (servicePlanId: string): string[] =>
    [...on].filter(([, apps]) => apps.includes(servicePlanId)).map(([skuId]) => skuId);
  return {
    conflicts: groupConflicts(on, findConflicts(all, refused), holders),
    missing: findMissingPrerequisites(all).flatMap(({ servicePlanId, needsOneOf }) =>
      holders(servicePlanId).map((skuId) => ({ skuId, servicePlanId, needsOneOf })),
    ),
  };
}

function groupConflicts(
  on: ReadonlyMap<string, readonly string[]>,
  conflicts: readonly AppConflict[],
  holders: (servicePlanId: string) => string[],
): PlanConflict[] {
  const order = [...on.keys()];
  const found = new Map<string, { skuIds: [string, string]; apps: [string, string][]; refused: boolean }>();
  for (const { servicePlanIds, refused } of conflicts)
    for (const a of holders(servicePlanIds[0]))
      for (const b of holders(servicePlanIds[1])) {
        const swapped = order.indexOf(a) > order.indexOf(b);
        const skuIds: [string, string] = swapped ? [b, a] : [a, b];
        const apps: [string, string] = swapped
          ? [servicePlanIds[1], servicePlanIds[0]]
          : [servicePlanIds[0], servicePlanIds[1]];
        const key = skuIds.join();
        const entry = found.get(key) ?? { skuIds, apps: [], refused: false };
        entry.apps.push(apps);
        entry.refused ||= refused;
        found.set(key, entry);
      }
  return [...found.values()].map((entry) => ({ ...entry, weaker: findWeaker(entry.skuIds, on) }));
}

/** The plan with the smaller mailbox; with equal ones, the plan with fewer apps. */
function findWeaker([a, b]: readonly [string, string], on: ReadonlyMap<string, readonly string[]>): 0 | 1 {
  const [appsA = [], appsB = []] = [on.get(a), on.get(b)];
  const mailboxes = mailboxSize(appsA) - mailboxSize(appsB);
  if (mailboxes !== 0) return mailboxes < 0 ? 0 : 1;
  return appsA.length <= appsB.length ? 0 : 1;
}

/** What a plan of a draft would need of the tenant's licenses, as far as the draft alone can tell. */
export interface PlanDemand {
  readonly skuId: string;
  /** Subscribers who were not published with it: they need one unless they hold it already. */
  readonly needed: number;
  /** Licenses that leaving subscribers may give back. */
  readonly freed: number;
  /** How many are missing at most; never below zero. */
  readonly short: number;
}

/** Compares what each plan of the draft needs with what is available. */
export function countDemand({ draft, published }: Workspace, plans: ReadonlyMap<string, Plan>): PlanDemand[] {
  const now = new Set(draft.subscribers);
  const before = new Set(published?.subscribers);
  const staying = draft.subscribers.filter((id) => before.has(id)).length;
  const leaving = (published?.subscribers ?? []).filter((id) => !now.has(id)).length;
  const publishedPlans = new Set(published?.plans.map(({ skuId }) => skuId));
  return draft.plans.map(({ skuId }) => {
    const wasPublished = publishedPlans.has(skuId);
    const needed = draft.subscribers.length - (wasPublished ? staying : 0);
    const freed = wasPublished ? leaving : 0;
    const plan = plans.get(skuId);
    const available = plan ? countPlan(plan).available : 0;
    return { skuId, needed, freed, short: Math.max(0, needed - freed - available) };
  });
}
