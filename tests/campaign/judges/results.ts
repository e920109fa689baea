import type { UserChange } from '../../../src/model/publish/change-set.js';
import type { Step } from '../../../src/model/publish/step.js';
import type { PublishState } from '../../../src/publishing/publish-run.js';
import { findDirect, type Snapshot } from '../world/snapshot.js';
import type { PublishSeen } from '../world/wire.js';
import type { CampaignWorld } from '../world/world.js';

/**
 * What a publish says came of it is so, in the tenant as it really is.
 *
 * @param others - people who were changed by somebody else meanwhile: of them only the counts are judged
 */
export function judgeResults(
  { faults, names }: CampaignWorld,
  { review, licenseWrites, touched }: PublishSeen,
  state: PublishState,
  now: Snapshot,
  groupId: string | undefined,
  others: ReadonlySet<string>,
): void {
  const { changes } = review.changeSet;
  const { applied, failed, open, notSent } = state.counts;
  const add = (message: string): void => faults.add('results', message);
  // What ended before the first request has no results at all.
  const hasBegun = state.total > 0 || state.results.size > 0;
  if (!state.error || hasBegun) {
    const total = applied + failed + open + notSent;
    if (total !== changes.length) add(`${total} results for ${changes.length} people`);
    for (const { userId } of changes)
      if (!state.results.has(userId)) add(`${names.person(userId)} has no result`);
  } else if (touched.size > 0) add('it wrote and has no results');
  for (const change of changes) {
    const { userId, steps } = change;
    const writes = licenseWrites.get(userId) ?? 0;
    const mostWrites = steps.filter(({ kind }) => kind === 'write-licenses').length;
    if (writes > mostWrites && !others.has(userId))
      faults.add(
        'one-write',
        `${names.person(userId)}: ${writes} license writes took effect, ${mostWrites} were reviewed`,
      );
    const result = state.results.get(userId);
    if (!result || others.has(userId)) continue;
    const missing = steps.filter((step) => !isTrue(step, change, now, groupId));
    const who = names.person(userId);
    if (result.status === 'applied' && missing.length > 0)
      add(`${who} is applied (${result.reason ?? 'written'}), and is not as said: ${describe(missing)}`);
    // Who was deleted has nothing left to take: that it failed says so.
    const isGone = !now.people.has(userId) && result.status === 'failed' && result.error.code === 'not-found';
    if (result.status === 'failed' && missing.length === 0 && steps.length > 0 && !isGone)
      add(
        `${who} failed (${result.error.code}: ${result.error.message}), and is as said: ${describe(steps)}`,
      );
    if (result.status === 'not-sent' && touched.has(userId))
      add(`${who} is not sent (${result.reason}), and was written to: ${describe(steps)}`);
  }
  for (const userId of touched)
    if (!changes.some((change) => change.userId === userId))
      faults.add('bystanders', `${names.person(userId)} was written to and is not in the review`);

  function describe(list: readonly Step[]): string {
    return list
      .map((step) =>
        step.kind === 'write-licenses' || step.kind === 'await-microsoft'
          ? `${step.kind} +${step.add.map(({ skuId }) => names.plan(skuId)).join()} -${step.remove.map((id) => names.plan(id)).join()}`
          : step.kind,
      )
      .join('; ');
  }
}

/** Whether the tenant is as the step was to make it. */
function isTrue(step: Step, { userId }: UserChange, now: Snapshot, groupId: string | undefined): boolean {
  const person = now.people.get(userId);
  const isMember = groupId !== undefined && (now.groups.get(groupId)?.members.has(userId) ?? false);
  switch (step.kind) {
    case 'set-country':
      return person?.country === step.country;
    case 'write-licenses':
      return (
        step.add.every(({ skuId, disabledPlans }) => {
          const held = findDirect(person, skuId);
          return held !== undefined && !held.isError && held.off.join() === [...disabledPlans].sort().join();
        }) && step.remove.every((skuId) => !findDirect(person, skuId))
      );
    case 'join':
      return isMember;
    case 'leave':
      return !isMember;
    case 'ask-again':
      return true;
    case 'await-microsoft': {
      const fromGroup = person?.licenses.filter((each) => each.groupId === groupId) ?? [];
      return (
        step.add.every(({ skuId }) => fromGroup.some((each) => each.skuId === skuId && !each.isError)) &&
        step.remove.every((skuId) => !fromGroup.some((each) => each.skuId === skuId))
      );
    }
    case 'give-service':
      return now.services.has(userId);
    case 'take-service':
      return !now.services.has(userId);
  }
}
