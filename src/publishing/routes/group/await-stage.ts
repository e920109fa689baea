import { ProvisioningError, toProvisioningError, type ErrorCode } from '../model/errors.js';
import type { GroupChange } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { getGroupLicensing } from '../services/group-licensing.js';
import type { ApplyContext, ApplyOptions } from './apply-context.js';
import { hasGained, hasLost, isStuck, listGained, replacesDirect } from './group-work.js';
import type { RecordedChange } from './journal.js';
import { readUsers } from './read-tenant.js';
import { reprocessMembers } from './reprocess-members.js';

/** How long to wait for Microsoft to license the members, in milliseconds; it goes on afterwards by itself. */
const longestWaitMs = 10 * 60_000;
const firstPollMs = 2_000;
const longestPollMs = 30_000;

/** Somebody whom Microsoft is done with, or for whom nobody waits any longer. */
export interface Awaited {
  readonly change: RecordedChange;
  /** Why the user has not everything. */
  readonly error?: ProvisioningError;
}

/**
 * Waits until Microsoft has given and taken through the group what these changes say, and yields each user when it has,
 * or with the reason why not. Members whom it could not license earlier are looked at again. Who is not through when the
 * wait ends is yielded as if, for nobody knows then; but not who has a direct license to give up for it.
 *
 * @throws {ProvisioningError} `consent-required` (User.Read.All, GroupMember.Read.All), `storage-full`,
 *   `storage-unavailable`
 */
export async function* awaitLicenses(
  context: ApplyContext,
  group: { readonly groupId: string; readonly change: GroupChange },
  changes: readonly RecordedChange[],
  options: ApplyOptions,
): AsyncGenerator<Awaited, void> {
  if (changes.length === 0) return;
  options.onAssigning?.(true);
  try {
    yield* awaitEach(context, group, changes, options);
  } finally {
    options.onAssigning?.(false);
  }
}

async function* awaitEach(
  context: ApplyContext,
  { groupId, change: groupChange }: { readonly groupId: string; readonly change: GroupChange },
  changes: readonly RecordedChange[],
  options: ApplyOptions,
): AsyncGenerator<Awaited, void> {
  const { clock } = context;
  const { signal } = options;
  /** Whom Microsoft could not license when last looked at. */
  const standing = new Map<RecordedChange, ProvisioningError>();
  const asked = new Set<RecordedChange>();
  const licensed = new Set<string>();
  let waiting = changes;
  const deadline = clock.now() + longestWaitMs;
  for (let pollMs = firstPollMs; waiting.length > 0; pollMs = Math.min(pollMs * 1.5, longestPollMs)) {
    if (signal?.aborted || clock.now() >= deadline) break;
    await clock.sleep(pollMs, signal).catch((thrown: unknown) => {
      if (!signal?.aborted) throw thrown;
    });
    if (signal?.aborted) break;
    const progress = await readProgress(context, groupId, waiting);
    if (!progress) continue;
    standing.clear();
    const still: RecordedChange[] = [];
    for (const change of waiting) {
      const user = progress.users.get(change.userId);
      if (!user) yield { change, error: createMissing(change.userId) };
      else if (hasGained(change, user, groupId) && hasLost(change, user, groupId)) yield { change };
      else {
        // What stands there before Microsoft is through may be of an earlier change.
        const failure = progress.isComplete ? findFailure(change, user, groupId) : undefined;
        if (failure) standing.set(change, failure);
        const mayStillCome =
          licensed.has(change.userId) || (isStuck(change, groupChange) && !asked.has(change));
        if (failure && !mayStillCome) yield { change, error: failure };
        else still.push(change);
      }
    }
    const again = still.filter((change) => standing.has(change) && !asked.has(change));
    const outcome = await reprocessMembers(context, again, options);
    for (const change of again) asked.add(change);
    for (const userId of outcome.licensed) licensed.add(userId);
    for (const change of still) {
      const error = outcome.failed.get(change.userId);
      if (error) yield { change, error };
    }
    waiting = still.filter(({ userId }) => !outcome.failed.has(userId));
  }
  for (const change of waiting) {
    const error = standing.get(change) ?? findLate(change, signal);
    yield error ? { change, error } : { change };
  }
}

/** The users as they are now, and whether the group was gone through; undefined while nobody can tell. */
async function readProgress(
  { graph }: ApplyContext,
  groupId: string,
  changes: readonly RecordedChange[],
): Promise<{ users: ReadonlyMap<string, DirectoryUser>; isComplete: boolean } | undefined> {
  try {
    // The state may be that of an earlier change: what counts is what each member has.
    const isComplete = (await getGroupLicensing(graph, groupId)).state === 'complete';
    return { users: await readUsers(graph, new Set(changes.map(({ userId }) => userId))), isComplete };
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    if (error.retryable) return undefined;
    throw error;
  }
}

const groupErrors: Readonly<Record<string, ErrorCode>> = {
  CountViolation: 'no-licenses-left',
  MutuallyExclusiveViolation: 'apps-conflict',
  DependencyViolation: 'app-prerequisite-missing',
  ProhibitedInUsageLocationViolation: 'usage-location-missing',
};

/** What stopped the group's plans. One that fails stops the others, which say nothing of the reason. */
function findFailure(
  change: RecordedChange,
  user: DirectoryUser,
  groupId: string,
): ProvisioningError | undefined {
  if (listGained(change).length === 0) return undefined;
  const failed = user.licenses.filter((each) => each.assignedByGroup === groupId && each.state === 'Error');
  const [first] = failed;
  const { skuId, error = '' } = failed.find((each) => groupErrors[each.error ?? '']) ?? first ?? {};
  if (!skuId) return undefined;
  return new ProvisioningError(
    groupErrors[error] ?? 'request-refused',
    `Microsoft could not license a member with ${skuId}: ${error || 'no reason given'}.`,
  );
}

/** What the group is to give in place of a direct license must be there before that is taken. */
function findLate(change: RecordedChange, signal: AbortSignal | undefined): ProvisioningError | undefined {
  if (signal?.aborted || !replacesDirect(change)) return undefined;
  const { userId } = change;
  return new ProvisioningError('timeout', `Microsoft has not licensed ${userId} through the group yet.`, {
    retryable: true,
  });
}

function createMissing(userId: string): ProvisioningError {
  return new ProvisioningError('not-found', `The directory has no user ${userId} any more.`);
}
