import { ProvisioningConsole } from '../elements/provisioning-console/provisioning-console.js';
import { define } from './define.js';
import { loadPart } from './load-part.js';

ProvisioningConsole.loadPart = loadPart;
define('provisioning-console', ProvisioningConsole);

export { ProvisioningConsole };

declare global {
  interface HTMLElementTagNameMap {
    'provisioning-console': ProvisioningConsole;
  }
}
