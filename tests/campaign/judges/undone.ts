import type { Workspace } from '../../../src/model/workspace/workspace.js';
import type { PublishState } from '../../../src/publishing/publish-run.js';
import type { Snapshot } from '../world/snapshot.js';
import type { PublishSeen } from '../world/wire.js';
import type { CampaignWorld } from '../world/world.js';

/** A publish as it is remembered, to be undone. */
export interface PublishDone {
  readonly seen: PublishSeen;
  readonly state: PublishState;
  /** How often people had been touched when it began. */
  readonly touchedBefore: number;
}

/**
 * Undo gives back what was there before to those whom nobody changed since.
 *
 * @param others - the other workspaces: what they give stays
 * @param since - people whom a later publish or somebody's hand touched
 */
export function judgeUndone(
  { faults, names }: CampaignWorld,
  { seen, before }: PublishDone & { readonly before: Snapshot },
  undo: PublishDone,
  now: Snapshot,
  since: ReadonlySet<string>,
  others: readonly Workspace[],
): void {
  const { blocked } = undo.seen.review.changeSet;
  for (const { userId } of seen.review.changeSet.changes) {
    const isLeft = since.has(userId) || blocked.some((each) => each.userId === userId);
    if (isLeft || undo.state.results.get(userId)?.status !== 'applied') continue;
    const [was, is] = [describe(userId, before), describe(userId, now)];
    if (was !== is)
      faults.add(
        'undone',
        `${names.person(userId)} had ${was || 'nothing'} before, and has ${is || 'nothing'}`,
      );
  }

  function describe(userId: string, { people, groups }: Snapshot): string {
    // Whoever is out of a group has only what Microsoft has not taken yet.
    const isStaying = (groupId: string | undefined): boolean =>
      groupId === undefined || (groups.get(groupId)?.members.has(userId) ?? false);
    const given = new Set(others.flatMap((other) => listGiven(other, userId)));
    const licenses =
      people
        .get(userId)
        ?.licenses.filter(
          ({ isError, skuId, groupId }) => !isError && !given.has(skuId) && isStaying(groupId),
        ) ?? [];
    return licenses
      .map(({ skuId, groupId, off }) => `${names.plan(skuId)}${groupId ? ' (group)' : ''} -${off.length}`)
      .sort()
      .join(', ');
  }
}

/** Plans (SKU ids) that a workspace gives somebody, or is in the middle of giving. */
function listGiven({ draft, published = draft }: Workspace, userId: string): string[] {
  return [draft, published].flatMap(({ subscribers, plans }) =>
    subscribers.includes(userId) ? plans.map(({ skuId }) => skuId) : [],
  );
}
