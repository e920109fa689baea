import type { Account } from '../auth/auth.js';
import type { GroupChange, LedgerChange, PublishPlan, UserResult } from '../model/publish-plan.js';
import type { WorkspaceContent } from '../model/workspace.js';
import {
  journalSchemaVersion,
  recordChange,
  type JournalEntry,
  type PublishHead,
  type RecordedChange,
  type RecordedOutcome,
} from './journal.js';
import type { Review } from './review.js';

/** What a publish is about to do. */
export interface PublishJob {
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

/** What was reviewed. */
export function createJob({ plan, workspace, undoes, reclaims }: Review): PublishJob {
  const draft = workspace.deleting || reclaims ? undefined : workspace.draft;
  return {
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
  };
}

/** What the journal has to know before the first request leaves. */
export function listFirstEntries(
  job: PublishJob,
  {
    publishId,
    account,
    startedAt,
  }: { readonly publishId: string; readonly account: Account; readonly startedAt: string },
): JournalEntry[] {
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
    by: account.objectId,
    startedAt,
    changeCount: changes.length,
    blockedCount: job.blockedCount,
  };
  const entries: JournalEntry[] = [
    {
      kind: 'started',
      head,
      ...(content ? { content } : {}),
      ...(contentBefore ? { contentBefore } : {}),
    },
  ];
  if (job.group) entries.push({ kind: 'planned', group: job.group, changes: [] });
  for (let at = 0; at < changes.length; at += changesPerEntry)
    entries.push({ kind: 'planned', changes: changes.slice(at, at + changesPerEntry) });
  if (ledger.length > 0) entries.push({ kind: 'ledger', changes: ledger });
  if (job.settled.length > 0)
    entries.push({
      kind: 'outcomes',
      outcomes: job.settled.map((result) => recordResult(result, startedAt)),
    });
  return entries;
}

/** Of somebody whom nothing was sent for. */
function recordResult(result: UserResult, at: string): RecordedOutcome {
  const { userId, status } = result;
  const failure = status === 'failed' ? { code: result.error.code } : {};
  return { userId, status, at, ...failure, given: [], taken: [] };
}
