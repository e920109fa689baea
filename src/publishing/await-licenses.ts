import type { GraphClient } from '../graph/graph-client.js';
import { ProvisioningError, toProvisioningError, type ErrorCode } from '../model/errors.js';
import type { DirectoryUser } from '../model/user.js';
import { getGroupLicensing } from '../services/group-licensing.js';
import type { ApplyContext, ApplyOptions } from './apply-context.js';
import { hasGained, hasLost, leavesLast, listGained, replacesDirect } from './group-work.js';
import type { RecordedChange } from './journal.js';
import { readUsers } from './read-tenant.js';

/** How long to wait for Microsoft to license the members, in milliseconds; it goes on afterwards by itself. */
const longestWaitMs = 10 * 60_000;
const firstPollMs = 2_000;
const longestPollMs = 30_000;

/**
 * Waits until Microsoft has gone through the members who are to gain plans through the group, and says who did not get
 * everything and why. Waits for those who lose plans, too, when somebody else gets the licenses that this frees. Who is
 * not through when the wait ends is left out, for nobody knows then; but not who has a direct license to give up for it.
 *
 * @throws {ProvisioningError} `consent-required` (User.Read.All, GroupMember.Read.All)
 */
export async function awaitLicenses(
  { graph, clock }: Pick<ApplyContext, 'graph' | 'clock'>,
  groupId: string,
  changes: readonly RecordedChange[],
  { signal }: ApplyOptions,
): Promise<ReadonlyMap<string, ProvisioningError>> {
  const failures = new Map<string, ProvisioningError>();
  const passesOn = changes.some(({ wave }) => wave > 0);
  let waiting = changes.filter(
    (change) => listGained(change).length > 0 || (passesOn && !leavesLast(change)),
  );
  const deadline = clock.now() + longestWaitMs;
  for (let pollMs = firstPollMs; waiting.length > 0; pollMs = Math.min(pollMs * 1.5, longestPollMs)) {
    if (signal?.aborted || clock.now() >= deadline) break;
    await clock.sleep(pollMs, signal).catch((thrown: unknown) => {
      if (!signal?.aborted) throw thrown;
    });
    if (signal?.aborted) break;
    const users = await readProcessed(graph, groupId, waiting);
    if (!users) continue;
    waiting = waiting.filter((change) => {
      const user = users.get(change.userId);
      const failure = user ? findFailure(user, groupId) : createMissing(change.userId);
      if (failure) failures.set(change.userId, failure);
      if (!user || failure) return false;
      return !hasGained(change, user, groupId) || (passesOn && !hasLost(change, user, groupId));
    });
  }
  // What the group is to give in place of a direct license must be there before that is taken.
  for (const change of signal?.aborted ? [] : waiting)
    if (replacesDirect(change)) failures.set(change.userId, createLate(change.userId));
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
