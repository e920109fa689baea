import { DirectoryConnect } from '../elements/directory-connect/directory-connect.js';
import { define } from './registry/define.js';

define('directory-connect', DirectoryConnect);

export { DirectoryConnect };

declare global {
  interface HTMLElementTagNameMap {
    'directory-connect': DirectoryConnect;
  }
}
