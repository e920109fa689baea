import type { Plan } from '../model/plan.js';
import { countPlan } from '../model/plan.js';
import { directLicense, licenseSource, type DirectoryUser } from '../model/user.js';
import type { Subscription } from '../services/subscriptions.js';
import type { Finding, FindingItem, FindingKind, Confidence } from './finding.js';
import { createKeepCheck, type Keep } from './keep.js';
import { findContainedPlans } from './contained-plans.js';
import { priceOf, type Prices } from './prices.js';
import type { SignIn } from './sign-in.js';

/** What findings are drawn from; nothing is read here. */
export interface WasteInput {
  readonly users: readonly DirectoryUser[];
  readonly plans: readonly Plan[];
  readonly subscriptions: readonly Subscription[];
  /** Last sign-ins by user id; undefined when they could not be read. A user who is missing here is unknown, not inactive. */
  readonly signIns?: ReadonlyMap<string, SignIn>;
  /** Ids of shared and resource mailboxes, where a report tells. */
  readonly sharedMailboxes?: ReadonlySet<string>;
  readonly prices?: Prices;
  readonly keeps?: readonly Keep[];
  readonly now: Date;
  /** Days without a sign-in after which somebody counts as inactive. Default: 90. */
  readonly inactiveDays?: number;
  /** Days before a renewal in which unassigned licenses are pointed out. Default: 90. */
  readonly renewalDays?: number;
}

const dayMs = 86_400_000;

/** Finds licenses that cost money and serve nobody, and those in disorder. Ordered by what they save, then by kind. */
export function findWaste(input: WasteInput): readonly Finding[] {
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  const isKept = createKeepCheck(input.keeps ?? [], input.now);
  const paid = (skuId: string): boolean => {
    const plan = plans.get(skuId);
    return plan !== undefined && !isFree(plan);
  };
  const gather = new Gatherer(plans, input.prices);

  for (const user of input.users)
    for (const skuId of new Set(user.licenses.map((license) => license.skuId))) {
      if (!plans.has(skuId) || isKept(user.id, skuId)) continue;
      const item = describe(user, skuId);
      for (const { error } of user.licenses.filter((license) => license.skuId === skuId))
        if (error) gather.add('assignment-error', skuId, { ...item, error }, 'certain');
      if (licenseSource(user, skuId) === 'direct-and-group')
        gather.add('direct-and-group', skuId, item, 'certain');
      if (!paid(skuId)) continue;
      const waste = judgePerson(user, input);
      if (waste) gather.add(waste.kind, '', withSince(item, waste.since), waste.confidence);
    }
  for (const { user, contained, containing } of findContainedPlans(input.users, plans))
    if (paid(contained) && !isKept(user.id, contained))
      gather.add('overlapping', contained, describe(user, contained), 'certain', containing);

  return [...gather.findings(), ...findUnits(input, isKept)].sort(
    (a, b) =>
      (b.monthlySaving ?? 0) - (a.monthlySaving ?? 0) || b.licenses - a.licenses || compare(a.id, b.id),
  );
}

/** Why all licenses of a person are wasted, strongest reason only, so that nothing counts twice. */
function judgePerson(
  user: DirectoryUser,
  { signIns, sharedMailboxes, now, inactiveDays = 90 }: WasteInput,
): { kind: FindingKind; confidence: Confidence; since?: Date } | undefined {
  if (sharedMailboxes?.has(user.id)) return { kind: 'shared-mailbox', confidence: 'likely' };
  if (!user.accountEnabled) return { kind: 'sign-in-disabled', confidence: 'certain' };
  const signIn = signIns?.get(user.id);
  if (!signIn) return undefined;
  if (signIn.never) return { kind: 'never-signed-in', confidence: 'very-likely' };
  if (now.getTime() - signIn.last.getTime() >= inactiveDays * dayMs)
    return { kind: 'inactive', confidence: 'very-likely', since: signIn.last };
  return undefined;
}

/** Units that nobody holds, before money is spent on them again, and units that end. */
function* findUnits(
  { plans, subscriptions, prices, now, renewalDays = 90 }: WasteInput,
  isKept: (userId: string | undefined, skuId: string) => Keep | undefined,
): Generator<Finding> {
  for (const plan of plans) {
    if (plan.appliesTo !== 'User' || isFree(plan) || isKept(undefined, plan.skuId)) continue;
    const { available, expiringSoon, suspended } = countPlan(plan);
    const dates = subscriptions
      .filter((subscription) => subscription.skuId === plan.skuId && subscription.nextLifecycle)
      .map((subscription) => subscription.nextLifecycle as Date)
      .sort((a, b) => a.getTime() - b.getTime());
    const next = dates.find((date) => date >= now);
    const dated = next ? { on: next } : {};
    const about = { id: plan.skuId, skuId: plan.skuId, items: [], confidence: 'certain' } as const;
    const price = priceOf(prices, plan);
    if (available > 0 && next && next.getTime() - now.getTime() <= renewalDays * dayMs)
      yield {
        kind: 'unassigned-before-renewal',
        ...about,
        ...dated,
        licenses: available,
        ...(price === undefined ? {} : { monthlySaving: price * available }),
      };
    if (expiringSoon > 0) yield { kind: 'expiring', ...about, ...dated, licenses: expiringSoon };
    if (suspended > 0) yield { kind: 'suspended', ...about, licenses: suspended };
  }
}

/** Collects items into findings, each person and plan once per finding. */
class Gatherer {
  readonly #plans: ReadonlyMap<string, Plan>;
  readonly #prices: Prices | undefined;
  readonly #found = new Map<
    string,
    { finding: Omit<Finding, 'items' | 'licenses'>; items: Map<string, FindingItem> }
  >();

  constructor(plans: ReadonlyMap<string, Plan>, prices: Prices | undefined) {
    this.#plans = plans;
    this.#prices = prices;
  }

  add(
    kind: FindingKind,
    about: string,
    item: FindingItem,
    confidence: Confidence,
    containing?: string,
  ): void {
    const id = [kind, about, containing].filter(Boolean).join(' ');
    let entry = this.#found.get(id);
    if (!entry) {
      const finding = {
        kind,
        id,
        confidence,
        ...(about ? { skuId: about } : {}),
        ...(containing ? { containingSkuId: containing } : {}),
      };
      entry = { finding, items: new Map() };
      this.#found.set(id, entry);
    }
    entry.items.set(`${item.userId} ${item.skuId}`, item);
  }

  *findings(): Generator<Finding> {
    for (const { finding, items } of this.#found.values()) {
      const list = [...items.values()].sort(
        (a, b) => compare(a.displayName, b.displayName) || compare(a.userId, b.userId),
      );
      const saving = this.#saving(finding.kind, list);
      yield {
        ...finding,
        items: list,
        licenses: list.length,
        ...(saving === undefined ? {} : { monthlySaving: saving }),
      };
    }
  }

  /** Putting things in order frees no license: a plan that is held twice by one person is paid once. */
  #saving(kind: FindingKind, items: readonly FindingItem[]): number | undefined {
    if (kind === 'direct-and-group' || kind === 'assignment-error') return undefined;
    let sum: number | undefined;
    for (const { skuId } of items) {
      const plan = this.#plans.get(skuId);
      const price = plan && priceOf(this.#prices, plan);
      if (price !== undefined) sum = (sum ?? 0) + price;
    }
    return sum;
  }
}

/** Free plans and trials come in huge lots and cost nothing. */
export function isFree(plan: Pick<Plan, 'prepaidUnits' | 'skuPartNumber'>): boolean {
  return (
    plan.prepaidUnits.enabled >= 10_000 ||
    /_FREE$|^FLOW_FREE$|_VIRAL$|^POWER_BI_STANDARD$|EXPLORATORY/.test(plan.skuPartNumber)
  );
}

function describe(user: DirectoryUser, skuId: string): FindingItem {
  const group = user.licenses.find((license) => license.skuId === skuId && license.assignedByGroup !== null);
  return {
    userId: user.id,
    displayName: user.displayName,
    skuId,
    direct: directLicense(user, skuId) !== undefined,
    ...(group?.assignedByGroup ? { groupId: group.assignedByGroup } : {}),
  };
}

function withSince(item: FindingItem, since: Date | undefined): FindingItem {
  return since ? { ...item, since } : item;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
