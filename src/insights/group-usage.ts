import type { DirectoryUser } from '../model/holding/user.js';

export type UsageGrouping = 'department' | 'country';

/** What the people of one department or country hold. */
export interface UsageGroup {
  /** The department's name or the two-letter country; absent for people without one. */
  readonly name?: string;
  /** People with at least one license that works. */
  readonly people: number;
  readonly licenses: number;
  /** Licenses by SKU id. */
  readonly byPlan: ReadonlyMap<string, number>;
}

/**
 * Counts licenses by department or country, those with most licenses first. A plan that somebody holds from two sources
 * is one license. The country is the usage location: that of the address is free text.
 *
 * @param skuIds - the plans that count
 */
export function groupUsage(
  users: readonly DirectoryUser[],
  skuIds: ReadonlySet<string>,
  by: UsageGrouping,
): readonly UsageGroup[] {
  const groups = new Map<string, { people: number; licenses: number; byPlan: Map<string, number> }>();
  for (const user of users) {
    const held = new Set(
      user.licenses.flatMap(({ skuId, state }) => (state !== 'Error' && skuIds.has(skuId) ? [skuId] : [])),
    );
    if (held.size === 0) continue;
    const name = (by === 'department' ? user.department : user.usageLocation) ?? '';
    const group = groups.get(name) ?? { people: 0, licenses: 0, byPlan: new Map<string, number>() };
    groups.set(name, group);
    group.people += 1;
    group.licenses += held.size;
    for (const skuId of held) group.byPlan.set(skuId, (group.byPlan.get(skuId) ?? 0) + 1);
  }
  return [...groups]
    .map(([name, group]): UsageGroup => ({ ...(name ? { name } : {}), ...group }))
    .sort((a, b) => b.licenses - a.licenses || ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
}
