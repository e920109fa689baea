import type { Account } from '../auth/auth.js';
import { ProvisioningError } from '../model/errors.js';
import type { UserResult } from '../model/publish-plan.js';
import type { RefusedPairs } from '../model/refused-pairs.js';
import type { DirectoryUser } from '../model/user.js';
import type { Workspace } from '../model/workspace.js';
import { toCanonicalJson } from '../store/canonical-json.js';
import type { WorkspaceRecords } from '../store/store.js';
import type { ApplyContext } from './apply-context.js';
import { applyPlan } from './apply-plan.js';
import { applyGroupPlan } from './group-route.js';
import type { PublishEnd, RecordedChange } from './journal.js';
import { Ledger } from './ledger.js';
import { commitDeleted, commitGroup, commitPublished, commitUndone } from './publish-commit.js';
import { createJob, listFirstEntries, type PublishJob } from './publish-job.js';
import { readPublishRecord } from './publish-record.js';
import type { RunControl } from './publish-run.js';
import { requireNotGivenSince } from './require-not-given.js';
import { createRestJob } from './rest-job.js';
import type { Review } from './review.js';

export interface SessionContext extends ApplyContext {
  readonly workspaces: WorkspaceRecords;
  readonly account: Account;
  /** What Microsoft's answers say of apps that exclude each other is noted here. */
  readonly refusedPairs: RefusedPairs;
}

/** One publish from the first to the last entry in the journal. Whoever calls holds the lease. */
export class PublishSession {
  readonly #context: SessionContext;

  constructor(context: SessionContext) {
    this.#context = context;
  }

  async publish(review: Review, run: RunControl): Promise<PublishEnd> {
    const workspaces = await this.#listWorkspaces();
    if (!review.undoes && !review.reclaims) requireUnchanged(review.workspace, workspaces);
    const job = createJob(review);
    await this.#requireNotGivenSince(job, review.users, workspaces);
    return this.#execute(job, run);
  }

  /** Resumes or retries: what is left of an earlier publish. */
  async goOn(earlierId: string, kind: 'resume' | 'retry', run: RunControl): Promise<PublishEnd> {
    const { job, users } = await createRestJob(this.#context, earlierId, kind, run);
    await this.#requireNotGivenSince(job, users, await this.#listWorkspaces());
    return this.#execute(job, run);
  }

  async #listWorkspaces(): Promise<Workspace[]> {
    const { workspaces } = await this.#context.workspaces.list();
    return workspaces.map(({ workspace }) => workspace);
  }

  async #requireNotGivenSince(
    job: PublishJob,
    users: ReadonlyMap<string, DirectoryUser>,
    others: readonly Workspace[],
  ): Promise<void> {
    const ledger = new Ledger(await this.#context.journal.grants());
    requireNotGivenSince(job, { others, ledger, users });
  }

  async #execute(job: PublishJob, run: RunControl): Promise<PublishEnd> {
    const { journal, publishId, account } = this.#context;
    await journal.append(publishId, listFirstEntries(job, { publishId, account, startedAt: this.#now }));
    await this.#closeEarlier(job);
    run.begin(job, job.changes.length + job.leftOut.length + job.settled.length);
    const counts = { applied: 0, failed: 0, notAttempted: 0, skipped: 0 };
    const report = (result: UserResult): void => {
      if (result.status === 'not-attempted') counts.notAttempted += 1;
      else counts[result.status] += 1;
      run.report(result);
    };
    job.settled.forEach(report);
    const changes = new Map(job.changes.map((change) => [change.userId, change]));
    for await (const result of this.#apply(job, run)) {
      this.#learn(result, changes.get(result.userId));
      report(result);
    }
    const end = describeEnd(run.signal.aborted, counts.notAttempted);
    await this.#commit(job, end, counts.failed);
    await journal.append(publishId, [{ kind: 'finished', at: this.#now, end, counts }]);
    return end;
  }

  #apply(job: PublishJob, run: RunControl): AsyncGenerator<UserResult, void> {
    const { group } = job;
    if (!group) return applyPlan(this.#context, job, run);
    const onGroup = (groupId: string): Promise<void> =>
      commitGroup(this.#storeContext, job.workspaceId, groupId);
    const { signal, onPaused, onAssigning } = run;
    return applyGroupPlan(this.#context, { ...job, group }, { signal, onPaused, onAssigning, onGroup });
  }

  /** Microsoft's answer is the truth about apps that exclude each other: a refusal stays until it takes them. */
  #learn(result: UserResult, change: RecordedChange | undefined): void {
    const { refusedPairs } = this.#context;
    if (result.status === 'failed' && result.error.code === 'apps-conflict')
      refusedPairs.note(result.error.servicePlanIds);
    // What goes through a group may only be handed to Microsoft by now.
    if (result.status === 'applied' && !change?.byGroup?.length)
      for (const pair of change?.anyway ?? []) refusedPairs.forget(pair);
  }

  /** Whatever was left open for this workspace is this publish's now. */
  async #closeEarlier({ workspaceId }: PublishJob): Promise<void> {
    const { journal, publishId } = this.#context;
    for (const { head, finished } of await journal.list()) {
      if (finished || head.workspaceId !== workspaceId || head.publishId === publishId) continue;
      const { outcomes, changes } = await readPublishRecord(journal, head.publishId);
      const count = (status: string): number =>
        [...outcomes.values()].filter((outcome) => outcome.status === status).length;
      const known = { applied: count('applied'), failed: count('failed'), skipped: count('skipped') };
      const notAttempted = changes.length - known.applied - known.failed;
      const counts = { ...known, notAttempted: Math.max(0, notAttempted) };
      await journal.append(head.publishId, [{ kind: 'finished', at: this.#now, end: 'superseded', counts }]);
    }
  }

  async #commit(job: PublishJob, end: PublishEnd, failed: number): Promise<void> {
    const context = this.#storeContext;
    if (end !== 'completed' || !job.commits) return;
    if (job.reverts) await commitUndone(context, job.workspaceId, job.content, job);
    else if (job.content) await commitPublished(context, job.workspaceId, job.content);
    else if (failed === 0 && !job.leavesRest) await commitDeleted(context, job.workspaceId);
  }

  /** ISO 8601, UTC. */
  get #now(): string {
    return new Date(this.#context.clock.now()).toISOString();
  }

  get #storeContext() {
    const { workspaces: store, account, clock, publishId } = this.#context;
    return { store, account, now: () => clock.now(), publishId };
  }
}

/** @throws {ProvisioningError} `stale` when the workspace is no longer what was reviewed */
function requireUnchanged(reviewed: Workspace, workspaces: readonly Workspace[]): void {
  const now = workspaces.find(({ id }) => id === reviewed.id);
  const same =
    now !== undefined &&
    now.deleting === reviewed.deleting &&
    now.route === reviewed.route &&
    toCanonicalJson(now.draft) === toCanonicalJson(reviewed.draft);
  if (!same)
    throw new ProvisioningError('stale', 'The workspace was changed after it was reviewed. Review it again.');
}

function describeEnd(cancelled: boolean, notAttempted: number): PublishEnd {
  if (notAttempted === 0) return 'completed';
  return cancelled ? 'cancelled' : 'stopped';
}
