import type { PublishHead, PublishSummary } from '../../publishing/journal.js';

export type ActivityResult = 'done' | 'left-to-do' | 'interrupted';

export interface ActivityFilters {
  readonly text: string;
  readonly kind: PublishHead['kind'] | 'any';
  readonly result: ActivityResult | 'any';
}

export const noFilters: ActivityFilters = { text: '', kind: 'any', result: 'any' };

/** How a publish ended, in one word. */
export function judgeActivity({ finished }: PublishSummary): ActivityResult {
  if (!finished) return 'interrupted';
  const { failed, notAttempted } = finished.counts;
  return failed + notAttempted > 0 ? 'left-to-do' : 'done';
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
