import type { GraphClient } from '../graph/graph-client.js';
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

/**
 * Waits until Microsoft has given and taken through the group what these changes say, and says who did not get everything
 * and why. Members whom it could not license earlier are looked at again. Who is not through when the wait ends is left
 * out, for nobody knows then; but not who has a direct license to give up for it.
 *
 * @throws {ProvisioningError} `consent-required` (User.Read.All, GroupMember.Read.All), `storage-full`,
 *   `storage-unavailable`
 */
export async function awaitLicenses(
  context: ApplyContext,
  group: { readonly groupId: string; readonly change: GroupChange },
  changes: readonly RecordedChange[],
  options: ApplyOptions,
): Promise<ReadonlyMap<string, ProvisioningError>> {
  const { graph, clock } = context;
  const { groupId } = group;
  const { signal } = options;
  const failures = new Map<string, ProvisioningError>();
  /** Whom Microsoft could not license when last looked at. */
  const standing = new Map<string, ProvisioningError>();
  const asked = new Set<string>();
  const licensed = new Set<string>();
  let waiting = changes;
  const deadline = clock.now() + longestWaitMs;
  for (let pollMs = firstPollMs; waiting.length > 0; pollMs = Math.min(pollMs * 1.5, longestPollMs)) {
    if (signal?.aborted || clock.now() >= deadline) break;
    await clock.sleep(pollMs, signal).catch((thrown: unknown) => {
      if (!signal?.aborted) throw thrown;
    });
    if (signal?.aborted) break;
    const users = await readProcessed(graph, groupId, waiting);
    if (!users) continue;
    standing.clear();
    waiting = waiting.filter((change) => {
      const { userId } = change;
      const user = users.get(userId);
      if (!user) {
        failures.set(userId, createMissing(userId));
        return false;
      }
      const failure = listGained(change).length > 0 ? findFailure(user, groupId) : undefined;
      if (!failure) return !hasGained(change, user, groupId) || !hasLost(change, user, groupId);
      standing.set(userId, failure);
      if (licensed.has(userId) || (isStuck(change, group.change) && !asked.has(userId))) return true;
      failures.set(userId, failure);
      return false;
    });
    const again = waiting.filter(({ userId }) => standing.has(userId) && !asked.has(userId));
    const outcome = await reprocessMembers(context, again, options);
    for (const { userId } of again) asked.add(userId);
    for (const userId of outcome.licensed) licensed.add(userId);
    for (const [userId, error] of outcome.failed) failures.set(userId, error);
    waiting = waiting.filter(({ userId }) => !outcome.failed.has(userId));
  }
  for (const change of waiting) {
    const { userId } = change;
    const error = standing.get(userId);
    if (error) failures.set(userId, error);
    // What the group is to give in place of a direct license must be there before that is taken.
    else if (!signal?.aborted && replacesDirect(change)) failures.set(userId, createLate(userId));
  }
  return failures;
}

/** The users as they are once the group was gone through; undefined while it is not, and while nobody can tell. */
async function readProcessed(
  graph: GraphClient,
  groupId: string,
  changes: readonly RecordedChange[],
): Promise<ReadonlyMap<string, DirectoryUser> | undefined> {
  try {
    // The state may be that of an earlier change: what counts is what each member has.
    if ((await getGroupLicensing(graph, groupId)).state !== 'complete') return undefined;
    return await readUsers(graph, new Set(changes.map(({ userId }) => userId)));
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
function findFailure(user: DirectoryUser, groupId: string): ProvisioningError | undefined {
  const failed = user.licenses.filter((each) => each.assignedByGroup === groupId && each.state === 'Error');
  const [first] = failed;
  const { skuId, error = '' } = failed.find((each) => groupErrors[each.error ?? '']) ?? first ?? {};
  if (!skuId) return undefined;
  return new ProvisioningError(
    groupErrors[error] ?? 'request-refused',
    `Microsoft could not license a member with ${skuId}: ${error || 'no reason given'}.`,
  );
}

function createLate(userId: string): ProvisioningError {
  return new ProvisioningError('timeout', `Microsoft has not licensed ${userId} through the group yet.`, {
    retryable: true,
  });
}

function createMissing(userId: string): ProvisioningError {
  return new ProvisioningError('not-found', `The directory has no user ${userId} any more.`);
}
