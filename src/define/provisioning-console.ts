import { ProvisioningConsole } from '../elements/provisioning-console/provisioning-console.js';
import { define } from './registry/define.js';
import { loadFrom, parts } from './registry/parts.js';

ProvisioningConsole.loadPart = loadFrom({
  ...parts,
  'provisioning-setup': () => import('./provisioning-setup.js'),
});
define('provisioning-console', ProvisioningConsole);

export { ProvisioningConsole };

declare global {
  interface HTMLElementTagNameMap {
    'provisioning-console': ProvisioningConsole;
  }
}
