import type { Workspace } from '../../../src/model/workspace/workspace.js';
import { isHeld, isOn, type SeenPerson, type Snapshot } from '../world/snapshot.js';
import type { CampaignWorld } from '../world/world.js';

/**
 * Whoever has a plan, with an app that is promised, keeps both as long as another published workspace gives them.
 *
 * @param others - published workspaces that were not what was published
 * @param except - people and plans that somebody changed by hand: `userId`, `skuId`
 */
export function judgePromises(
  { faults, names }: CampaignWorld,
  others: readonly Workspace[],
  before: Snapshot,
  now: Snapshot,
  except: ReadonlySet<string>,
): void {
  // What is being deleted may have been taken half by a publish before, and Microsoft follows at its own pace.
  for (const { id, published } of others.filter(({ deleting }) => !deleting))
    for (const userId of published?.subscribers ?? []) {
      const [was, is] = [before.people.get(userId), now.people.get(userId)];
      if (except.has(userId) || !is) continue;
      for (const { skuId, apps } of published?.plans ?? []) {
        if (except.has(skuId) || !isSafe(before, was, skuId)) continue;
        if (!isHeld(is, skuId))
          faults.add('promises', `${names.person(userId)} lost ${names.plan(skuId)}, which ${id} gives`);
        else
          for (const [servicePlanId, choice] of Object.entries(apps))
            if (choice === 'on' && isOn(was, skuId, servicePlanId) && !isOn(is, skuId, servicePlanId))
              faults.add(
                'promises',
                `${names.person(userId)} lost an app of ${names.plan(skuId)} that ${id} turns on`,
              );
      }
    }
}

/** Whether somebody has a plan that Microsoft is not about to take with a group that they have left. */
function isSafe({ groups }: Snapshot, person: SeenPerson | undefined, skuId: string): boolean {
  const licenses = person?.licenses.filter((each) => each.skuId === skuId && !each.isError) ?? [];
  return licenses.some(
    ({ groupId }) => groupId === undefined || groups.get(groupId)?.members.has(person?.id ?? ''),
  );
}
