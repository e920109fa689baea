import type { PublishState } from '../../../src/publishing/publish-run.js';
import type { SeenPerson, Snapshot } from '../world/snapshot.js';
import type { PublishSeen } from '../world/wire.js';
import type { CampaignWorld } from '../world/world.js';

/** A publish as it is remembered, to be undone. */
export interface PublishDone {
  readonly seen: PublishSeen;
  readonly state: PublishState;
}

/**
 * Undo gives back what was there before to those whom nobody changed since.
 *
 * @param since - people whom a later publish or somebody's hand touched
 */
export function judgeUndone(
  { faults, names }: CampaignWorld,
  { seen }: PublishDone,
  undo: PublishDone,
  now: Snapshot,
  since: ReadonlySet<string>,
): void {
  const { blocked } = undo.seen.review.changeSet;
  for (const { userId } of seen.review.changeSet.changes) {
    const isLeft = since.has(userId) || blocked.some((each) => each.userId === userId);
    if (isLeft || undo.state.results.get(userId)?.status !== 'applied') continue;
    const [was, is] = [describe(seen.before.people.get(userId)), describe(now.people.get(userId))];
    if (was !== is)
      faults.add(
        'undone',
        `${names.person(userId)} had ${was || 'nothing'} before, and has ${is || 'nothing'}`,
      );
  }

  function describe(person: SeenPerson | undefined): string {
    const licenses = person?.licenses.filter(({ isError }) => !isError) ?? [];
    return licenses
      .map(({ skuId, groupId, off }) => `${names.plan(skuId)}${groupId ? ' (group)' : ''} -${off.length}`)
      .sort()
      .join(', ');
  }
}
