import type { DirectoryUser } from '../../../model/holding/user.js';

/** Which of the selected hold which plan directly: user ids by SKU id. */
export function listDirectHolders(
  users: readonly DirectoryUser[],
  selected: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const user of users) {
    if (!selected.has(user.id)) continue;
    for (const { skuId, assignedByGroup } of user.licenses) {
      if (assignedByGroup !== null) continue;
      const ids = holders.get(skuId);
      if (ids) ids.push(user.id);
      else holders.set(skuId, [user.id]);
    }
  }
  return holders;
}
