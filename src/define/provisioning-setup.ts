import { ProvisioningSetup } from '../elements/provisioning-setup/provisioning-setup.js';
import { define } from './registry/define.js';
import { loadFrom, parts } from './registry/parts.js';

ProvisioningSetup.loadPart = loadFrom(parts);
define('provisioning-setup', ProvisioningSetup);

export { ProvisioningSetup };

declare global {
  interface HTMLElementTagNameMap {
    'provisioning-setup': ProvisioningSetup;
  }
}
