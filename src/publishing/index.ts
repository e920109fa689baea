/** Reviewing what a publish would change, and publishing it. */
export type { PublishRun, PublishState, RunTopic } from './publish-run.js';
export {
  createPublisher,
  type Publisher,
  type PublisherOptions,
  type PublisherSettings,
  type PublishOptions,
} from './publisher.js';
export type { LaterChanges } from './undo/later-changes.js';
export { estimateCost, type PublishCost } from './review/licenses/publish-cost.js';
export { defaultPolicy, type PublishDecisions, type PublishPolicy } from './review/review-input.js';
export type { Review, ReviewMemory, ReviewTopic } from './review/review.js';
