import { UserSubscriber } from '../elements/user-subscriber/user-subscriber.js';
import { define } from './registry/define.js';

define('user-subscriber', UserSubscriber);

export { UserSubscriber };

declare global {
  interface HTMLElementTagNameMap {
    'user-subscriber': UserSubscriber;
  }
}
