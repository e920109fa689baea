import type { Account } from '../auth/auth.js';
import type { ServiceProvider } from '../catalog/service-provider.js';
import type { Clock } from '../graph/clock.js';
import type { GraphClient } from '../graph/graph-client.js';
import { ProvisioningError } from '../model/errors.js';
import type { GroupChange, LedgerChange, PublishPlan, UserResult } from '../model/publish-plan.js';
import type { WorkspaceContent } from '../model/workspace.js';
import { toCanonicalJson } from '../workspaces/canonical-json.js';
import type { WorkspaceStore } from '../workspaces/workspace-store.js';
import { applyPlan } from './apply-plan.js';
import { estimateDurationMs } from './estimate-cost.js';
import {
  journalSchemaVersion,
  recordChange,
  type Journal,
  type JournalEntry,
  type PublishEnd,
  type PublishHead,
  type RecordedChange,
  type RecordedOutcome,
} from './journal.js';
import { leftToDo } from './left-to-do.js';
import { applyGroupPlan } from './group-route.js';
import { groupLeftToDo } from './group-work.js';
import {
  commitDeleted,
  commitGroup,
  commitPublished,
  commitUndone,
  returnLease,
  takeLease,
} from './publish-commit.js';
import { groupKey, type HeldGroup } from './publish-input.js';
import {
  listFailed,
  listUnfinished,
  readPublishChain,
  readPublishRecord,
  type PublishRecord,
} from './publish-record.js';
import type { RunControl } from './publish-run.js';
import { readCurrentState, reconcilePublish } from './reconcile.js';
import { readRecordedGroup } from './read-tenant.js';
import { leftOnGroup } from './resume-group.js';
import type { Review } from './review.js';

export interface SessionContext {
  readonly graph: GraphClient;
  readonly store: WorkspaceStore;
  readonly providers: ReadonlyMap<string, ServiceProvider>;
  readonly journal: Journal;
  readonly account: Account;
  readonly clock: Clock;
  readonly publishId: string;
}

/** What a session is about to do. */
interface Job {
  readonly kind: PublishHead['kind'];
  readonly reverts: boolean;
  readonly route: PublishPlan['route'];
  readonly of?: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly content: WorkspaceContent | undefined;
  readonly contentBefore: WorkspaceContent | undefined;
  readonly changes: readonly RecordedChange[];
  readonly leftOut: readonly string[];
  readonly ledger: readonly LedgerChange[];
  readonly group?: GroupChange;
  readonly blockedCount: number;
  /** Known before anything is sent. */
  readonly settled: readonly UserResult[];
  /** Whether the content is the published one once every change was attempted. */
  readonly commits: boolean;
  /** Whether somebody keeps what the workspace gave even when all goes well. */
  readonly leavesRest: boolean;
}

/** Entries with more changes than this are hard to store in one piece. */
const changesPerEntry = 1_000;

/** How long a lease lasts beyond twice the time that the publish should take, in milliseconds. */
const leaseSpareMs = 15 * 60_000;

/** One publish from the first to the last entry in the journal. Whoever calls holds the lock. */
export class PublishSession {
  readonly #context: SessionContext;

  constructor(context: SessionContext) {
    this.#context = context;
  }

  async publish(review: Review, run: RunControl): Promise<PublishEnd> {
    const { plan, workspace, undoes, reclaims } = review;
    if (!undoes && !reclaims) await this.#requireUnchanged(review);
    const draft = workspace.deleting || reclaims ? undefined : workspace.draft;
    return this.#execute(
      {
        kind: plan.kind,
        reverts: undoes !== undefined,
        route: plan.route,
        ...(undoes ? { of: undoes.head.publishId } : {}),
        workspaceId: workspace.id,
        workspaceName: workspace.draft.name,
        content: undoes ? undoes.contentBefore : draft,
        contentBefore: workspace.published,
        changes: plan.changes.map(recordChange),
        leftOut: plan.leftOut,
        ledger: plan.ledger,
        ...(plan.group ? { group: plan.group } : {}),
        blockedCount: plan.blocked.length,
        settled: [],
        commits: true,
        leavesRest: plan.blocked.length > 0 || plan.leftOut.length > 0,
      },
      run,
    );
  }

  /** Resumes or retries: what is left of an earlier publish, compared with the tenant as it is now. */
  async goOn(earlierId: string, kind: 'resume' | 'retry', run: RunControl): Promise<PublishEnd> {
    const { journal, clock, graph, providers } = this.#context;
    await this.#requireNewest(earlierId);
    const open = await readPublishRecord(journal, earlierId);
    await reconcilePublish({ graph, providers, journal, now: () => clock.now() }, open, run);
    const earlier = await readPublishChain(journal, earlierId);
    const { head } = earlier;
    const unfinished = listUnfinished(earlier);
    const failed = listFailed(earlier);
    const held = head.route === 'group' ? await readRecordedGroup(graph, earlier, run) : undefined;
    const { todo, settled } = await this.#compareWithTenant(
      kind === 'resume' ? unfinished : failed,
      earlier,
      held,
      run.signal,
    );
    const others = kind === 'resume' ? failed : unfinished;
    const planned = new Set(earlier.changes.map((change) => change.userId)).add(groupKey(head.workspaceId));
    const leftOut = [...earlier.outcomes.keys()].some((userId) => !planned.has(userId));
    return this.#execute(
      {
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
      },
      run,
    );
  }

  async #execute(job: Job, run: RunControl): Promise<PublishEnd> {
    const { journal, publishId } = this.#context;
    await takeLease(this.#storeContext, job.workspaceId, publishId, leaseMs(job));
    try {
      await journal.append(publishId, this.#describe(job));
      await this.#closeEarlier(job);
      run.begin(job.workspaceId, job.changes.length + job.leftOut.length + job.settled.length);
      const counts = { applied: 0, failed: 0, notAttempted: 0, skipped: 0 };
      const report = (result: UserResult): void => {
        if (result.status === 'not-attempted') counts.notAttempted += 1;
        else counts[result.status] += 1;
        run.report(result);
      };
      job.settled.forEach(report);
      for await (const result of this.#apply(job, run)) report(result);
      const end = describeEnd(run.signal.aborted, counts.notAttempted);
      await this.#commit(job, end, counts.failed);
      const at = new Date(this.#context.clock.now()).toISOString();
      await journal.append(publishId, [{ kind: 'finished', at, end, counts }]);
      return end;
    } finally {
      await returnLease(this.#storeContext, job.workspaceId, publishId);
    }
  }

  #apply(job: Job, run: RunControl): AsyncGenerator<UserResult, void> {
    const { group } = job;
    if (!group) return applyPlan(this.#context, job, run);
    const onGroup = (groupId: string): Promise<void> =>
      commitGroup(this.#storeContext, job.workspaceId, groupId);
    const { signal, onPaused } = run;
    return applyGroupPlan(this.#context, { ...job, group }, { signal, onPaused, onGroup });
  }

  #describe(job: Job): JournalEntry[] {
    const { publishId, account, clock } = this.#context;
    const { kind, route, of, workspaceId, workspaceName, content, contentBefore, changes, ledger } = job;
    const head: PublishHead = {
      schemaVersion: journalSchemaVersion,
      publishId,
      tenantId: account.tenantId,
      workspaceId,
      workspaceName,
      kind,
      reverts: job.reverts,
      route,
      ...(of ? { of } : {}),
      by: account.id,
      startedAt: new Date(clock.now()).toISOString(),
      changeCount: changes.length,
      blockedCount: job.blockedCount,
    };
    const entries: JournalEntry[] = [
      {
        kind: 'started',
        head,
        ...(content ? { content } : {}),
        ...(contentBefore ? { contentBefore } : {}),
        ...(job.group ? { group: job.group } : {}),
      },
    ];
    for (let at = 0; at < changes.length; at += changesPerEntry)
      entries.push({ kind: 'planned', changes: changes.slice(at, at + changesPerEntry) });
    if (ledger.length > 0) entries.push({ kind: 'ledger', changes: ledger });
    const at = head.startedAt;
    if (job.settled.length > 0)
      entries.push({ kind: 'outcomes', outcomes: job.settled.map((result) => recordResult(result, at)) });
    return entries;
  }

  /** Whatever was left open for this workspace is this publish's now. */
  async #closeEarlier({ workspaceId }: Job): Promise<void> {
    const { journal, publishId, clock } = this.#context;
    for (const { head, finished } of await journal.list()) {
      if (finished || head.workspaceId !== workspaceId || head.publishId === publishId) continue;
      const { outcomes, changes } = await readPublishRecord(journal, head.publishId);
      const count = (status: string): number =>
        [...outcomes.values()].filter((outcome) => outcome.status === status).length;
      const known = { applied: count('applied'), failed: count('failed'), skipped: count('skipped') };
      const at = new Date(clock.now()).toISOString();
      const notAttempted = changes.length - known.applied - known.failed;
      const counts = { ...known, notAttempted: Math.max(0, notAttempted) };
      await journal.append(head.publishId, [{ kind: 'finished', at, end: 'superseded', counts }]);
    }
  }

  async #compareWithTenant(
    changes: readonly RecordedChange[],
    { head }: PublishRecord,
    held: HeldGroup | undefined,
    signal: AbortSignal,
  ): Promise<{ todo: RecordedChange[]; settled: UserResult[] }> {
    const current = await readCurrentState(this.#context, changes, { signal });
    const todo: RecordedChange[] = [];
    const settled: UserResult[] = [];
    for (const change of changes) {
      const { userId } = change;
      const user = current.users.get(userId);
      const left =
        user &&
        (head.route === 'group'
          ? leftOnGroup(change, user, held, current)
          : leftToDo(change, user, current.servicesOf(userId)));
      if (!left) settled.push({ userId, status: 'failed', error: notFound(userId) });
      else if (left.status === 'todo') todo.push(left.change);
      else if (left.status === 'done') settled.push({ userId, status: 'skipped', reason: 'already-right' });
      else settled.push({ userId, status: 'failed', error: changedMeanwhile(userId) });
    }
    return { todo, settled };
  }

  /** Going on with an old publish would bring back what a newer one changed. */
  async #requireNewest(publishId: string): Promise<void> {
    const summaries = await this.#context.journal.list();
    const workspaceId = summaries.find(({ head }) => head.publishId === publishId)?.head.workspaceId;
    const newest = summaries.find(({ head }) => head.workspaceId === workspaceId);
    if (workspaceId !== undefined && newest?.head.publishId !== publishId)
      throw new ProvisioningError('stale', 'The workspace was published again since. Review it anew.');
  }

  /** @throws {ProvisioningError} `stale` when the workspace is no longer what was reviewed */
  async #requireUnchanged({ workspace }: Review): Promise<void> {
    const stored = await this.#context.store.get(workspace.id);
    const now = stored?.workspace;
    const same =
      now !== undefined &&
      now.deleting === workspace.deleting &&
      now.route === workspace.route &&
      toCanonicalJson(now.draft) === toCanonicalJson(workspace.draft);
    if (!same)
      throw new ProvisioningError(
        'stale',
        'The workspace was changed after it was reviewed. Review it again.',
      );
  }

  async #commit(job: Job, end: PublishEnd, failed: number): Promise<void> {
    const context = this.#storeContext;
    if (end !== 'completed' || !job.commits) return;
    if (job.reverts) await commitUndone(context, job.workspaceId, job.content, job);
    else if (job.content) await commitPublished(context, job.workspaceId, job.content);
    else if (failed === 0 && !job.leavesRest) await commitDeleted(context, job.workspaceId);
  }

  get #storeContext() {
    const { store, account, clock } = this.#context;
    return { store, account, now: () => clock.now() };
  }
}

/** Of somebody whom nothing was sent for. */
function recordResult(result: UserResult, at: string): RecordedOutcome {
  const { userId, status } = result;
  const failure = status === 'failed' ? { code: result.error.code } : {};
  return { userId, status, at, ...failure, given: [], taken: [] };
}

function describeEnd(cancelled: boolean, notAttempted: number): PublishEnd {
  if (notAttempted === 0) return 'completed';
  return cancelled ? 'cancelled' : 'stopped';
}

function leaseMs({ changes }: Job): number {
  return estimateDurationMs(changes.length * 2) * 2 + leaseSpareMs;
}

function notFound(userId: string): ProvisioningError {
  return new ProvisioningError('not-found', `The directory has no user ${userId} any more.`);
}

function changedMeanwhile(userId: string): ProvisioningError {
  return new ProvisioningError('stale', `Licenses of ${userId} were changed elsewhere. Review again.`);
}
