import { heldKey, type Moved } from '../world/ledger.js';
import type { PublishSeen } from '../world/wire.js';
import type { CampaignWorld } from '../world/world.js';

/** Nothing is taken that no publish gave, except where an administrator names it: a reclaim. */
export function judgeTaken(
  { faults, ledger, names }: CampaignWorld,
  moved: readonly Moved[],
  given: ReadonlySet<string>,
  publishes: readonly (PublishSeen | undefined)[],
): void {
  for (const { held, came } of moved) {
    const reclaims = publishes.some((seen) => isReclaiming(seen, held.id, held.of));
    // No workspace stands for what a reclaim gives, or what its undo gives back.
    if (came && reclaims) ledger.forget(held);
    if (came) continue;
    ledger.forget(held);
    if (given.has(heldKey(held)) || reclaims) continue;
    faults.add(
      'taken',
      held.kind === 'license'
        ? `took ${names.plan(held.of)} of ${names.person(held.id)}, which no publish gave`
        : held.kind === 'membership'
          ? `let ${names.person(held.id)} out of a group into which no publish had let them`
          : `took ${names.plan(held.of)} from a group on which no publish had put it`,
    );
  }
}

/** Whether a publish that stands for no workspace names this license. */
function isReclaiming(seen: PublishSeen | undefined, userId: string, skuId: string): boolean {
  if (!seen || seen.review.changeSet.workspaceId !== undefined) return false;
  return seen.review.changeSet.changes.some(
    (change) =>
      change.userId === userId &&
      change.steps.some(
        (step) =>
          step.kind === 'write-licenses' &&
          (step.remove.includes(skuId) || step.add.some((each) => each.skuId === skuId)),
      ),
  );
}
