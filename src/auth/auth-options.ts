import { clouds, type Cloud, type CloudName } from '../microsoft/clouds.js';
import { readOrigin } from '../model/address/endpoint.js';
import { ProvisioningError } from '../model/errors.js';
import type { IdentityEndpoints } from './identity-endpoints.js';

export type Interaction = 'redirect' | 'popup';

export interface CloudOptions {
  /** Default: `global`. */
  readonly cloud?: CloudName;
  /** Where requests to Graph go instead of the cloud's own origin. Scopes keep naming the cloud's Graph. */
  readonly graphOrigin?: string;
}

export interface MsalAuthOptions extends CloudOptions {
  /** Application (client) id of the app registration. */
  readonly clientId: string;
  /** Directory id or domain. Default: any organization's accounts. */
  readonly tenantId?: string;
  /** The redirect bridge page, on this page's origin. Default: `/redirect-bridge.html`. */
  readonly redirectUri?: string;
  readonly interaction: Interaction;
  /** Where MSAL keeps tokens. `memory` forgets on reload and needs `popup`. */
  readonly cache: 'session' | 'memory';
  readonly identity?: IdentityEndpoints;
  /** Tries without any interaction at the start, for people who are signed in at Microsoft already. Default: false. */
  readonly silentSignIn?: boolean;
  /** The user name of the portal's user, if known: Microsoft then needs not ask which account. */
  readonly loginHint?: string;
}

/**
 * The cloud as the options say.
 * @throws {ProvisioningError} `setting-wrong`
 */
export function readCloud({ cloud = 'global', graphOrigin }: CloudOptions): Cloud {
  const { [cloud]: known } = clouds;
  if (!known) throw new ProvisioningError('setting-wrong', `There is no cloud named "${String(cloud)}".`);
  return graphOrigin === undefined ? known : { ...known, graph: readOrigin(graphOrigin, 'graph-origin') };
}
