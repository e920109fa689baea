import type { PublishStrings } from '../../localization/en/publish/publish-review.js';
import type { ReclaimItem } from '../../model/publish/change-set.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import type { Review } from '../../publishing/review/review.js';
import type { Names } from './review-parts.js';

/** What a review is about: a workspace, licenses to take back, or plans that others stand in for. */
export type TopicKind = 'publish' | 'reclaim' | 'swap';

/** The headings of one topic, one per phase. */
export type TopicHeadings = Readonly<Record<'review' | 'running' | 'stopped' | 'done', string>>;

export function kindOfReclaim(items: readonly ReclaimItem[] | undefined): Exclude<TopicKind, 'publish'> {
  return items?.some(({ insteadSkuId }) => insteadSkuId) ? 'swap' : 'reclaim';
}

/** The workspace as it was reviewed, or what is left of it; reclaimed licenses belong to none. */
export function workspaceOf(review: Review | undefined): Workspace | undefined {
  return review && 'workspace' in review.topic ? review.topic.workspace : undefined;
}

/** Licenses that are taken back, where the review is about these. */
export function reclaimsOf(review: Review | undefined): readonly ReclaimItem[] | undefined {
  return review?.topic.kind === 'reclaim' ? review.topic.items : undefined;
}

/** The two plans of a swap by name, or just "plans" when there are several or their names are not known yet. */
export function nameSwap(
  { swapOf, swapOfPlans }: Pick<PublishStrings, 'swapOf' | 'swapOfPlans'>,
  items: readonly ReclaimItem[] | undefined,
  names: Names,
): string {
  const pairs = new Set(items?.map(({ skuId, insteadSkuId = '' }) => `${skuId} ${insteadSkuId}`));
  const [only] = items ?? [];
  if (pairs.size !== 1 || !only?.insteadSkuId) return swapOfPlans;
  if (!names.knowsPlan(only.skuId) || !names.knowsPlan(only.insteadSkuId)) return swapOfPlans;
  return swapOf(names.plan(only.skuId), names.plan(only.insteadSkuId));
}

/** @param name - the workspace's, or the plans of a swap */
export function listHeadings(
  { headings }: Pick<PublishStrings, 'headings'>,
  kind: TopicKind,
  undoes: boolean,
  name: string,
): TopicHeadings {
  switch (kind) {
    case 'publish':
      return undoes ? headings.undoPublish(name) : headings.publish(name);
    case 'reclaim':
      return undoes ? headings.undoReclaim() : headings.reclaim();
    case 'swap':
      return undoes ? headings.undoSwap(name) : headings.swap(name);
  }
}
