import type { PublishHead, PublishSummary } from '../../store/journal/journal-entry.js';

export type ActivityResult = 'done' | 'pending' | 'left-to-do' | 'interrupted';

export interface ActivityFilters {
  readonly text: string;
  readonly kind: PublishHead['kind'] | 'any';
  readonly result: ActivityResult | 'any';
}

export const noFilters: ActivityFilters = { text: '', kind: 'any', result: 'any' };

/** How a publish ended, in one word. */
export function judgeActivity({ finished }: PublishSummary): ActivityResult {
  if (!finished) return 'interrupted';
  const { failed, open, notSent } = finished.counts;
  if (failed + notSent > 0) return 'left-to-do';
  return open > 0 ? 'pending' : 'done';
}

export function selectActivity(
  summaries: readonly PublishSummary[],
  { text, kind, result }: ActivityFilters,
): readonly PublishSummary[] {
  const words = text.trim().toLowerCase();
  return summaries.filter(
    (summary) =>
      summary.head.workspaceName.toLowerCase().includes(words) &&
      (kind === 'any' || summary.head.kind === kind) &&
      (result === 'any' || judgeActivity(summary) === result),
  );
}
