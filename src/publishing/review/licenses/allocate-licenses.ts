import { countPlan, type Plan } from '../../../model/plan/plan.js';
import type { LicenseCount } from '../../../model/publish/change-set.js';
import { groupBy } from '../../../model/usage/group-by.js';

/** Somebody who takes licenses of some plans and gives back those of others, in one write. */
export interface LicenseUser {
  /** SKU ids. */
  readonly needs: readonly string[];
  readonly frees: readonly string[];
}

/** Who gets a license and when. */
export interface Allocation<T extends LicenseUser> {
  /** With the wave in which each can be written: a later wave needs what an earlier one frees. */
  readonly served: readonly { readonly item: T; readonly wave: number }[];
  /** Who gets none, with the plans that ran out. */
  readonly unserved: readonly { readonly item: T; readonly lacking: readonly string[] }[];
}

/**
 * Hands out the licenses that are there, then, wave by wave, those that get free. Who comes first in `items` is served first.
 * A swap gives back its old license only when its new one is there, since both are one write.
 */
export function allocateLicenses<T extends LicenseUser>(
  items: readonly T[],
  plans: ReadonlyMap<string, Plan>,
): Allocation<T> {
  const free = new Map<string, number>();
  // A plan assigned beyond what was bought stays below zero: the first licenses that get free only mend that.
  for (const [skuId, plan] of plans) free.set(skuId, countPlan(plan).total - plan.consumedUnits);
  const served: { item: T; wave: number }[] = [];
  const lines = queueByNeeds(items);
  for (let wave = 0; ; wave += 1) {
    const freed: string[] = [];
    const before = served.length;
    for (let line = nextServed(lines, free); line; line = nextServed(lines, free)) {
      const { item } = line.queue[line.next++]!;
      for (const skuId of item.needs) free.set(skuId, free.get(skuId)! - 1);
      freed.push(...item.frees);
      served.push({ item, wave });
    }
    if (served.length === before) break;
    for (const skuId of freed) free.set(skuId, (free.get(skuId) ?? 0) + 1);
  }
  const waiting = lines
    .flatMap((line) => line.queue.slice(line.next))
    .sort((a, b) => a.position - b.position);
  return {
    served,
    unserved: waiting.map(({ item }) => ({
      item,
      lacking: item.needs.filter((skuId) => (free.get(skuId) ?? 0) < 1),
    })),
  };
}

/** Licenses per plan before and after, for the plans concerned. */
export function countLicenses(
  skuIds: Iterable<string>,
  plans: ReadonlyMap<string, Plan>,
  served: Iterable<LicenseUser>,
  unserved: Iterable<{ readonly lacking: readonly string[] }>,
): LicenseCount[] {
  const users = [...served];
  const added = countIds(users.flatMap(({ needs }) => needs));
  const freed = countIds(users.flatMap(({ frees }) => frees));
  const short = countIds([...unserved].flatMap(({ lacking }) => lacking));
  return [...new Set([...skuIds, ...added.keys(), ...freed.keys()])].sort().flatMap((skuId) => {
    const plan = plans.get(skuId);
    if (!plan) return [];
    const { total, assigned: assignedBefore } = countPlan(plan);
    const [add = 0, free = 0] = [added.get(skuId), freed.get(skuId)];
    const assignedAfter = assignedBefore + add - free;
    return {
      skuId,
      total,
      assignedBefore,
      added: add,
      freed: free,
      assignedAfter,
      availableAfter: Math.max(0, total - assignedAfter),
      short: short.get(skuId) ?? 0,
    };
  });
}

function countIds(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Those who need the same plans, first come first served. */
interface Line<T> {
  readonly needs: readonly string[];
  readonly queue: { readonly item: T; readonly position: number }[];
  next: number;
}

function queueByNeeds<T extends LicenseUser>(items: readonly T[]): Line<T>[] {
  const lines = groupBy(
    items.map((item, position) => ({ item, position })),
    ({ item }) => item.needs.join(),
    (each) => each,
  );
  return [...lines.values()].map((queue) => ({ needs: queue[0]!.item.needs, queue, next: 0 }));
}

/** Of the lines whose needs can be met, the one whose first person came first. */
function nextServed<T>(lines: readonly Line<T>[], free: ReadonlyMap<string, number>): Line<T> | undefined {
  let best: Line<T> | undefined;
  for (const line of lines) {
    const head = line.queue[line.next];
    if (!head || !line.needs.every((skuId) => (free.get(skuId) ?? 0) > 0)) continue;
    if (!best || head.position < best.queue[best.next]!.position) best = line;
  }
  return best;
}
