import type { Cloud } from '../../microsoft/clouds.js';
import type { Interaction } from '../auth-options.js';
import type { OpenMsal } from './msal-registry.js';

/** What differs between MSAL made by us and MSAL brought by the host. */
export interface MsalSessionSettings {
  readonly cloud: Cloud;
  readonly interaction: Interaction;
  /** MSAL, with redirects handled once for the page. */
  readonly open: () => Promise<OpenMsal>;
  /** Tells when MSAL is opened by another provider of the page. */
  readonly onOpenElsewhere?: (listener: () => void) => () => void;
  /** Whether MSAL has anything to do before somebody signs in. */
  readonly openAtStart: boolean;
  /** Names the remembered request of a redirect. */
  readonly requestKey: string;
  /** Whether MSAL's active account is ours to set. */
  readonly ownsActiveAccount: boolean;
  /** Try `ssoSilent` at the start. */
  readonly silentSignIn: boolean;
  readonly loginHint?: string;
  readonly redirectUri?: string;
  /** MSAL's policy for silent requests; 2 keeps it from hidden frames. */
  readonly cacheLookupPolicy?: 0 | 2;
  /** For the admin consent link. */
  readonly clientId?: string;
  readonly tenantId?: string;
  readonly adminConsentEndpoint?: string | false;
}
