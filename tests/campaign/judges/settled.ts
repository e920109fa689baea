import { toProvisioningError } from '../../../src/model/errors.js';
import { entitlementToKey } from '../../../src/model/holding/entitlement.js';
import { isOpen } from '../../../src/model/holding/grant.js';
import { holderToKey } from '../../../src/model/holding/holder.js';
import { confirmAll } from '../../publishing/publishing-world.js';
import type { Player } from '../player.js';
import { workspaceIds } from '../stories/story.js';
import type { CampaignWorld } from '../world/world.js';
import { judgeRecorded } from './recorded.js';

/** How often everything is reviewed and published again, at most, when nothing goes wrong any more. */
const rounds = 8;

/** Nothing is open for ever: when nothing goes wrong any more, everything comes to an end, or is blocked with a reason. */
export async function judgeSettled(world: CampaignWorld, player: Player): Promise<void> {
  const { clock, team, desktops, emulator } = world;
  emulator.faults.replace([]);
  desktops.state = 'works';
  // Longer than any claim lives, and than Microsoft takes.
  await clock.advance(25 * 3_600_000);
  let left: readonly string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const [workspace, id] of workspaceIds.entries())
      if (await team.workspaces.get(id)) await player.publish({ kind: 'publish', workspace, admin: 'ann' });
    await clock.advance(200_000);
    left = await listLeft(world, player);
    if (left.length === 0) break;
    await clock.advance(25 * 3_600_000);
  }
  for (const each of left) world.faults.add('settled', each);
  await judgeRecorded(world);
}

/** What is still to do or open. */
async function listLeft({ team, names }: CampaignWorld, player: Player): Promise<string[]> {
  const { publisher } = player.tab('ann');
  const left: string[] = [];
  for (const id of workspaceIds) {
    if (!(await team.workspaces.get(id))) continue;
    try {
      const { changeSet } = await publisher.review(id, confirmAll(names.people));
      // Microsoft refuses to take these licenses back, so that whoever is to get them waits for ever.
      const stuck = new Set(
        changeSet.changes.filter(({ userId }) => player.refusing.has(userId)).flatMap(({ frees }) => frees),
      );
      for (const { userId, steps, needs } of changeSet.changes)
        if (!player.refusing.has(userId) && !needs.some((skuId) => stuck.has(skuId)))
          left.push(`${names.person(userId)} is to change in ${id} for ever: ${JSON.stringify(steps)}`);
      for (const { userId, waitsFor } of changeSet.open)
        left.push(`${names.person(userId)} is open in ${id} for ever: ${waitsFor}`);
    } catch (thrown) {
      const { code, message } = toProvisioningError(thrown);
      left.push(`${id} cannot be reviewed: ${code} (${message})`);
    }
  }
  for (const grant of (await team.grants.list()).filter(isOpen))
    left.push(
      `${entitlementToKey(grant.entitlement)} of ${holderToKey(grant.holder)} is open for ever (${grant.state}, ${grant.workspaceId})`,
    );
  return left;
}
