import { ProvisioningError } from '../model/errors.js';
import type { UserResult } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import type { ApplyContext } from './apply-context.js';
import { readCurrentState } from './current-state.js';
import { groupLeftToDo } from './group-work.js';
import type { Journal, RecordedChange } from './journal.js';
import { leftToDo } from './left-to-do.js';
import { groupKey, type HeldGroup } from './publish-input.js';
import type { PublishJob } from './publish-job.js';
import {
  listFailed,
  listUnfinished,
  readPublishChain,
  readPublishRecord,
  type PublishRecord,
} from './publish-record.js';
import type { RunControl } from './publish-run.js';
import { readRecordedGroup } from './read-tenant.js';
import { reconcilePublish } from './reconcile.js';
import { leftOnGroup } from './resume-group.js';

export interface RestJob {
  readonly job: PublishJob;
  /** Everybody concerned as they are now. */
  readonly users: ReadonlyMap<string, DirectoryUser>;
}

/**
 * What is left of an earlier publish, compared with the tenant as it is now: of those who failed when it is retried, of
 * those who were not attempted when it is resumed.
 *
 * @throws {ProvisioningError} `stale` when the workspace was published again since, `not-found`, and as reading the tenant
 */
export async function createRestJob(
  context: ApplyContext,
  earlierId: string,
  kind: 'resume' | 'retry',
  run: Pick<RunControl, 'signal'>,
): Promise<RestJob> {
  const { journal, clock, graph, providers } = context;
  await requireNewest(journal, earlierId);
  const open = await readPublishRecord(journal, earlierId);
  await reconcilePublish({ graph, providers, journal, now: () => clock.now() }, open, run);
  const earlier = await readPublishChain(journal, earlierId);
  const { head } = earlier;
  const unfinished = listUnfinished(earlier);
  const failed = listFailed(earlier);
  const held = earlier.group ? await readRecordedGroup(graph, earlier, run) : undefined;
  const { todo, settled, users } = await compareWithTenant(
    context,
    kind === 'resume' ? unfinished : failed,
    earlier,
    held,
    run.signal,
  );
  const others = kind === 'resume' ? failed : unfinished;
  const planned = new Set(earlier.changes.map((change) => change.userId)).add(groupKey(head.workspaceId));
  const leftOut = [...earlier.outcomes.keys()].some((userId) => !planned.has(userId));
  const job: PublishJob = {
    kind,
    reverts: head.reverts,
    route: head.route,
    of: earlierId,
    workspaceId: head.workspaceId,
    workspaceName: head.workspaceName,
    content: earlier.content,
    contentBefore: earlier.contentBefore,
    changes: todo,
    leftOut: [],
    ledger: [],
    ...(earlier.group ? { group: groupLeftToDo(earlier.group, held) } : {}),
    blockedCount: head.blockedCount,
    settled,
    commits: kind === 'resume' || unfinished.length === 0,
    leavesRest: leftOut || head.blockedCount > 0 || others.length > 0,
  };
  return { job, users };
}

/** Splits changes into what is still to do and what is settled without any write. */
async function compareWithTenant(
  context: ApplyContext,
  changes: readonly RecordedChange[],
  { group }: PublishRecord,
  held: HeldGroup | undefined,
  signal: AbortSignal,
): Promise<{ todo: RecordedChange[]; settled: UserResult[]; users: RestJob['users'] }> {
  const bystanders = group && group.removeLicenses.length > 0 ? group.bystanders : [];
  const current = await readCurrentState(context, changes, bystanders, { signal });
  const todo: RecordedChange[] = [];
  const settled: UserResult[] = [];
  for (const change of changes) {
    const { userId } = change;
    const user = current.users.get(userId);
    const left =
      user &&
      (group ? leftOnGroup(change, user, held, current) : leftToDo(change, user, current.servicesOf(userId)));
    if (!left) settled.push({ userId, status: 'failed', error: notFound(userId) });
    else if (left.status === 'todo') todo.push(left.change);
    else if (left.status === 'done') settled.push({ userId, status: 'skipped', reason: 'already-right' });
    else settled.push({ userId, status: 'failed', error: changedMeanwhile(userId) });
  }
  return { todo, settled, users: current.users };
}

/** Going on with an old publish would bring back what a newer one changed. */
async function requireNewest(journal: Journal, publishId: string): Promise<void> {
  const summaries = await journal.list();
  const workspaceId = summaries.find(({ head }) => head.publishId === publishId)?.head.workspaceId;
  const newest = summaries.find(({ head }) => head.workspaceId === workspaceId);
  // One that cannot be read may be newer.
  const damaged = (await journal.damaged?.()) ?? [];
  const hidden = damaged.some((each) => each.workspaceId === undefined || each.workspaceId === workspaceId);
  if (workspaceId !== undefined && (hidden || newest?.head.publishId !== publishId))
    throw new ProvisioningError('stale', 'The workspace was published again since. Review it anew.');
}

function notFound(userId: string): ProvisioningError {
  return new ProvisioningError('not-found', `The directory has no user ${userId} any more.`);
}

function changedMeanwhile(userId: string): ProvisioningError {
  return new ProvisioningError('stale', `Licenses of ${userId} were changed elsewhere. Review again.`);
}
