import type { IconName } from '../../icons.js';
import { hasUnpublishedChanges, type Workspace } from '../../model/workspace/workspace.js';
import type { PublishSummary } from '../../store/journal/journal-entry.js';

/** Where a workspace stands, as its card says it. */
export type WorkspaceStatus = 'deleting' | 'never' | 'unpublished' | 'failed' | 'published';

export const statusBadges: Readonly<Record<WorkspaceStatus, readonly [tone: string, shape: IconName]>> = {
  deleting: ['warn', 'trash'],
  never: ['outline', 'not-yet'],
  unpublished: ['info', 'pencil'],
  failed: ['bad', 'failed'],
  published: ['ok', 'done'],
};

/** @param failed - users whom the last publish failed for */
export function judgeWorkspace(workspace: Workspace, failed: number): WorkspaceStatus {
  if (workspace.deleting) return 'deleting';
  if (!workspace.published) return 'never';
  if (hasUnpublishedChanges(workspace)) return 'unpublished';
  return failed > 0 ? 'failed' : 'published';
}

/** How many users the newest publish of each workspace failed for, by workspace id. `summaries` are newest first. */
export function countFailed(summaries: readonly PublishSummary[]): ReadonlyMap<string, number> {
  const failed = new Map<string, number>();
  for (const { head, finished } of summaries)
    if (head.workspaceId !== undefined && !failed.has(head.workspaceId))
      failed.set(head.workspaceId, finished?.counts.failed ?? 0);
  return failed;
}
