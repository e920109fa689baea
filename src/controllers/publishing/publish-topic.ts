import type { ReadOptions } from '../../graph/graph-client.js';
import type { HostAction } from '../../model/host-action.js';
import type { ReclaimItem } from '../../model/publish/change-set.js';
import type { PublishRun } from '../../publishing/publish-run.js';
import type { Publisher } from '../../publishing/publisher.js';
import type { PublishDecisions } from '../../publishing/review/review-input.js';
import type { Review } from '../../publishing/review/review.js';
import type { WatchedLease } from '../../store/lease/lease-watch.js';

/** What a review is asked for: a workspace as it says, or licenses to take back. */
export type PublishTopic = { readonly workspaceId: string } | { readonly reclaims: readonly ReclaimItem[] };

/** The workspace (id) that it is about; reclaimed licenses belong to none. */
export function workspaceIdOf(topic: PublishTopic | undefined): string | undefined {
  return topic && 'workspaceId' in topic ? topic.workspaceId : undefined;
}

export function isSameTopic(a: PublishTopic | undefined, b: PublishTopic | undefined): boolean {
  if (!a || !b) return a === b;
  if ('reclaims' in a) return 'reclaims' in b && a.reclaims === b.reclaims;
  return a.workspaceId === workspaceIdOf(b);
}

/** Whether a publish under way is about the same. All reclaims are alike: one runs at a time. */
export function isAbout({ workspaceId }: Pick<PublishRun, 'workspaceId'>, topic: PublishTopic): boolean {
  return workspaceId === workspaceIdOf(topic);
}

export function actionOf(topic: PublishTopic, reverts: boolean): HostAction {
  if (reverts) return 'undo';
  return 'reclaims' in topic ? 'reclaim' : 'publish';
}

/** Whether it goes on with what another publish began. */
export function isContinuation(detour: Detour | undefined): boolean {
  return detour?.kind === 'rest' || detour?.kind === 'take-over';
}

/** What is reviewed now in the place of the topic itself. */
export type Detour =
  /** Taking a publish back. */
  | { readonly kind: 'undo'; readonly publishId: string }
  /** What is left of one. */
  | { readonly kind: 'rest'; readonly publishId: string }
  /** What is left of one whose holder does not respond, to be published in her place. */
  | {
      readonly kind: 'take-over';
      readonly lease: WatchedLease;
      /** Whether the team's journal has it. */ readonly isRecorded: boolean;
    };

export function readTopic(
  publisher: Publisher,
  topic: PublishTopic,
  detour: Detour | undefined,
  decisions: PublishDecisions,
  options: ReadOptions,
): Promise<Review> {
  if (detour?.kind === 'undo') return publisher.reviewUndo(detour.publishId, decisions, options);
  if (detour?.kind === 'rest') return publisher.reviewRest(detour.publishId, decisions, options);
  const progress = detour?.kind === 'take-over' ? detour.lease.progress : undefined;
  if (detour?.kind === 'take-over' && progress) {
    const { publishId, workspaceId } = progress;
    // Without its record the tenant itself says what is left of it.
    return detour.isRecorded || workspaceId === undefined
      ? publisher.reviewRest(publishId, decisions, options)
      : publisher.review(workspaceId, decisions, options);
  }
  return 'reclaims' in topic
    ? publisher.reviewReclaim(topic.reclaims, decisions, options)
    : publisher.review(topic.workspaceId, decisions, options);
}
