import type { PublishHead, PublishSummary } from '../../store/journal/journal-entry.js';
import { searchText } from '../../ui/match-text.js';

export type ActivityResult = 'under-way' | 'done' | 'pending' | 'left-to-do' | 'interrupted';

export interface ActivityFilters {
  readonly text: string;
  readonly kind: PublishHead['kind'] | 'any';
  readonly result: ActivityResult | 'any';
  /** Object id of the account; `any` for everybody's. */
  readonly by: string;
}

export const noFilters: ActivityFilters = { text: '', kind: 'any', result: 'any', by: 'any' };

/**
 * How a publish ended, in one word.
 * @param activePublishId - the id of the publish in progress, if any
 */
export function judgeActivity({ head, finished }: PublishSummary, activePublishId?: string): ActivityResult {
  if (!finished) return head.publishId === activePublishId ? 'under-way' : 'interrupted';
  const { failed, open, notSent } = finished.counts;
  if (failed + notSent > 0) return 'left-to-do';
  return open > 0 ? 'pending' : 'done';
}

export function selectActivity(
  summaries: readonly PublishSummary[],
  { text, kind, result, by }: ActivityFilters,
  activePublishId?: string,
): readonly PublishSummary[] {
  const search = searchText(text);
  return summaries.filter(
    (summary) =>
      search.matches(summary.head.workspaceName) &&
      (kind === 'any' || summary.head.kind === kind) &&
      (result === 'any' || judgeActivity(summary, activePublishId) === result) &&
      (by === 'any' || summary.head.by === by),
  );
}
