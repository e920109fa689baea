import type { BeforePublishDetail } from '../events.js';
import type { Review } from '../publishing/review/review.js';

/** What the page is told before a publish starts. */
export function describeStart({ changeSet }: Review, isContinuation: boolean): BeforePublishDetail {
  const { workspaceId, kind, changes } = changeSet;
  return {
    ...(workspaceId === undefined ? {} : { workspaceId }),
    kind,
    isContinuation,
    users: changes.length,
  };
}
