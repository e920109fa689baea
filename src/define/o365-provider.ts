import { O365Provider } from '../elements/o365-provider/o365-provider.js';
import { define } from './registry/define.js';

define('o365-provider', O365Provider);

export { O365Provider };

declare global {
  interface HTMLElementTagNameMap {
    'o365-provider': O365Provider;
  }
}
