import { PublishReview } from '../elements/publish-review/publish-review.js';
import { define } from './registry/define.js';

define('publish-review', PublishReview);

export { PublishReview };

declare global {
  interface HTMLElementTagNameMap {
    'publish-review': PublishReview;
  }
}
