import type { ProvisioningError } from '../../model/errors.js';
import type { PublishState } from '../../publishing/publish-run.js';
import type { Review } from '../../publishing/review/review.js';
import type { ShownRun } from './shown-run.js';

/** The review is shown, and nothing has happened. */
export interface ReviewView {
  readonly status: 'review';
  readonly review: Review;
  /** The same without any decision: what was blocked and warned of at first. */
  readonly base: Review;
  /** It is read again; what is shown may change. */
  readonly reading: boolean;
}

/** The change set is carried out, or was. */
export interface RunView {
  readonly status: 'publishing' | 'finished';
  readonly shown: ShownRun;
  readonly state: PublishState;
}

/** Where the publishing of one topic stands. `idle`: nobody is signed in, or nothing is chosen. */
export type PublishView =
  | { readonly status: 'idle' }
  | { readonly status: 'reading' }
  | { readonly status: 'failed'; readonly error: ProvisioningError }
  | ReviewView
  | RunView;
