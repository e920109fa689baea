import { toProvisioningError } from '../../../src/model/errors.js';
import { confirmAll } from '../../publishing/publishing-world.js';
import { workspaceIds, type Publishes } from '../stories/story.js';
import type { CampaignWorld, Tab } from '../world/world.js';
import type { PublishDone } from './undone.js';

/** Reviewing after a clean publish finds nothing to do. */
export async function judgeQuiet(
  { faults, names, team }: CampaignWorld,
  { publisher }: Tab,
  { workspace }: Extract<Publishes, { kind: 'publish' }>,
  { state }: PublishDone,
): Promise<void> {
  const id = workspaceIds[workspace]!;
  const isClean = !state.error && state.counts.applied === state.total && (await team.workspaces.get(id));
  if (!isClean) return;
  try {
    const { changeSet } = await publisher.review(id, confirmAll(names.people));
    for (const { userId, steps } of changeSet.changes)
      faults.add(
        'quiet',
        `after a clean publish ${names.person(userId)} is to change again: ${JSON.stringify(steps)}`,
      );
    for (const { userId, waitsFor } of changeSet.open)
      faults.add('quiet', `after a clean publish ${names.person(userId)} is open: ${waitsFor}`);
  } catch (thrown) {
    faults.add('quiet', `after a clean publish there is no review: ${toProvisioningError(thrown).code}`);
  }
}
