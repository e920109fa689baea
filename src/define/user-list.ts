import { UserList } from '../elements/user-list/user-list.js';
import { define } from './registry/define.js';

define('user-list', UserList);

export { UserList };

declare global {
  interface HTMLElementTagNameMap {
    'user-list': UserList;
  }
}
