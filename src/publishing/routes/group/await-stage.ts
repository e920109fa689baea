import { ProvisioningError } from '../../../model/errors.js';
import { toMembership } from '../../../model/holding/entitlement.js';
import { hasComeThrough } from '../../../model/holding/group-licenses.js';
import { userHolder } from '../../../model/holding/holder.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { isWorking } from '../../../model/holding/working-licenses.js';
import type { UserChange } from '../../../model/publish/change-set.js';
import { summarizeSteps, type LicenseChange } from '../../../model/publish/step.js';
import { getGroupLicensing } from '../../../services/groups/group-licensing.js';
import { readUsers } from '../../../services/users/read-users.js';
import type { Carrying } from '../../loop/carrying.js';
import type { StageEnd, StepEnd } from '../../loop/stage.js';
import { lagMs, type RecentWrites } from '../../review/read/recent-writes.js';
import { createMissing } from '../direct/look-at-people.js';
import { explainGroupError, isGroupError } from './group-errors.js';
import { ifKnown } from './if-known.js';

/** Somebody for whom Microsoft is waited for, and what is to come and go with the group. */
interface Awaited {
  readonly change: Pick<UserChange, 'userId' | 'steps'>;
  readonly step: LicenseChange;
}

/** How long to wait for Microsoft, in milliseconds; it goes on afterwards by itself. */
const longestWaitMs = 10 * 60_000;
const firstPollMs = 2_000;
const longestPollMs = 30_000;

/**
 * Waits until Microsoft has given and taken through the group what these people are to have, and yields each when it has,
 * or with the reason why it does not. Who is not through when the wait ends is open, and stays so until somebody looks.
 *
 * @param left - whom (user ids) this publish let out: the membership ends then, when nothing is left from the group
 */
export async function* awaitMicrosoft<T extends Awaited>(
  carrying: Carrying,
  groupId: string,
  items: readonly T[],
  left: ReadonlySet<string> = new Set(),
): AsyncGenerator<StageEnd<T>, void> {
  const { clock, control, recent } = carrying.parts;
  control.onAssigning(true);
  try {
    let waiting = items;
    const startedMs = clock.counted();
    const deadline = startedMs + longestWaitMs;
    for (let pollMs = firstPollMs; waiting.length > 0; pollMs = Math.min(pollMs * 1.5, longestPollMs)) {
      if (carrying.stopped || clock.counted() >= deadline) break;
      await carrying.sleep(pollMs);
      if (carrying.stopped) break;
      const seen = await look(carrying, groupId, waiting);
      if (!seen) break;
      const still: T[] = [];
      // What stands there before, and so long may be read after, is of an earlier change.
      const hasFailures = seen.isComplete && clock.counted() - startedMs >= lagMs;
      for (const item of waiting) {
        const { userId } = item.change;
        const end = mayBeOld(item, groupId, recent)
          ? undefined
          : judge(item, seen.users.get(userId), groupId, hasFailures);
        if (!end) still.push(item);
        else {
          if (end.status === 'done' && left.has(item.change.userId))
            await settleLeaving(carrying, groupId, item);
          yield { item, end };
        }
      }
      waiting = still;
    }
    for (const item of waiting) yield { item, end: { status: 'open', reason: 'waits-for-microsoft' } };
  } finally {
    control.onAssigning(false);
  }
}

/** The people as they are now, and whether Microsoft says that it went through the group. */
function look(carrying: Carrying, groupId: string, items: readonly Awaited[]) {
  const { graph } = carrying.parts;
  const ids = new Set(items.map(({ change }) => change.userId));
  return carrying.look(async (options) => {
    // The state may be that of an earlier change: what counts is what each of them has.
    const { state } = await ifKnown(getGroupLicensing(graph, groupId, options), { state: undefined });
    return { users: await readUsers(graph, ids, options), isComplete: state === 'complete' };
  });
}

/** Whether another publish did the contrary a moment ago: what is read may be from before both. */
function mayBeOld({ change, step }: Awaited, groupId: string, recent: RecentWrites): boolean {
  const { userId, steps } = change;
  const came = recent.showOnGroup({ groupId, members: new Set(), licenses: [] });
  const stayed = recent.showOnGroup({ groupId, members: new Set([userId]), licenses: step.add });
  const takes = step.remove.length > 0 || steps.some(({ kind }) => kind === 'leave');
  return takes
    ? came.licenses.length > 0 || came.members.has(userId)
    : stayed.licenses.length < step.add.length || !stayed.members.has(userId);
}

function judge(
  { change, step }: Awaited,
  user: DirectoryUser | undefined,
  groupId: string,
  hasFailures: boolean,
): StepEnd | undefined {
  if (!user) return { status: 'failed', error: createMissing(change.userId) };
  if (user.licensesUnknown) return undefined;
  const { move } = summarizeSteps(change.steps);
  const isThrough = hasComeThrough({ throughGroup: step, ...(move ? { move } : {}) }, user, groupId);
  if (isThrough) return { status: 'done', wrote: true };
  const failure = hasFailures ? findFailure(step, user, groupId) : undefined;
  return failure && { status: 'failed', error: failure };
}

/** What stopped the group's plans. One that fails stops the others, which say nothing of the reason. */
function findFailure(
  { add }: LicenseChange,
  user: DirectoryUser,
  groupId: string,
): ProvisioningError | undefined {
  if (add.length === 0) return undefined;
  const failed = user.licenses.filter((each) => each.assignedByGroup === groupId && !isWorking(each));
  const license = failed.find(isGroupError) ?? failed[0];
  if (!license) return undefined;
  const { skuId, error = 'no reason given' } = license;
  return new ProvisioningError(
    explainGroupError(license, user).code,
    `Microsoft could not assign ${skuId} to a person in the group: ${error}.`,
  );
}

/** The membership of whoever left ends when nothing is left from the group. */
async function settleLeaving(carrying: Carrying, groupId: string, item: Awaited): Promise<void> {
  const takes = [toMembership(groupId)];
  const holder = userHolder(item.change.userId);
  await carrying.record((recorder) =>
    recorder.settle({ holder, step: 'leave', gives: [], takes, given: [], taken: takes, open: [] }),
  );
}
