import { O365Connect } from '../elements/o365-connect/o365-connect.js';
import { define } from './registry/define.js';

define('o365-connect', O365Connect);

export { O365Connect };

declare global {
  interface HTMLElementTagNameMap {
    'o365-connect': O365Connect;
  }
}
