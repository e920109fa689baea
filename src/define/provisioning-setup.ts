import { ProvisioningSetup } from '../elements/provisioning-setup/provisioning-setup.js';
import { define } from './define.js';
import { loadPart } from './load-part.js';

ProvisioningSetup.loadPart = loadPart;
define('provisioning-setup', ProvisioningSetup);

export { ProvisioningSetup };

declare global {
  interface HTMLElementTagNameMap {
    'provisioning-setup': ProvisioningSetup;
  }
}
