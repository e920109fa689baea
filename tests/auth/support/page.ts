/** Script of the page that the sign-in tests drive: makes what the page's settings name, and answers the test. */
import type { MsalAuthOptions } from '../../../src/auth/auth-options.js';
import type { Auth } from '../../../src/auth/auth.js';
import { createHostMsalAuth, type HostMsalOptions } from '../../../src/auth/msal/host-msal-auth.js';
import { createMsalAuth } from '../../../src/auth/msal/msal-auth.js';
import { createMsalConfig } from '../../../src/auth/msal/msal-config.js';
import { toProvisioningError } from '../../../src/model/errors.js';

export type PageAuth =
  | { readonly kind: 'msal'; readonly options: MsalAuthOptions }
  /** An instance of the host, which handles its redirects itself when `hostHandlesRedirects` says so. */
  | { readonly kind: 'host'; readonly options: MsalAuthOptions; readonly host: HostMsalOptions };

export interface AuthReport {
  readonly status: string;
  readonly username?: string;
  readonly tenantId?: string;
  readonly roleIds?: readonly string[];
  readonly errorCode?: string;
  readonly errorScopes?: readonly string[];
  readonly grantedScopes: readonly string[];
}

export type Attempt =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly code: string;
      readonly scopes: readonly string[];
      readonly claims?: string;
      readonly message: string;
    };

export interface TestPage {
  readonly ready: Promise<void>;
  report(name: string): AuthReport;
  attempt(
    name: string,
    method: 'signIn' | 'signOut' | 'getToken' | 'dispose',
    ...args: unknown[]
  ): Promise<Attempt>;
  adminConsentUrl(name: string, scopes: string[]): string | undefined;
  /** Accounts that the host's own instance of MSAL sees. */
  hostAccounts(): string[];
}

declare global {
  interface Window {
    settings: Record<string, PageAuth>;
    page: TestPage;
  }
}

const auths = new Map<string, Auth>();
let hostInstance: { getAllAccounts(): { username: string }[] } | undefined;

async function create(definition: PageAuth): Promise<Auth> {
  if (definition.kind === 'msal') return createMsalAuth(definition.options);
  const { PublicClientApplication } = await import('@azure/msal-browser');
  const msal = new PublicClientApplication(createMsalConfig(definition.options));
  hostInstance = msal;
  if (definition.host.hostHandlesRedirects) {
    await msal.initialize();
    const result = await msal.handleRedirectPromise();
    if (result) msal.setActiveAccount(result.account);
  }
  return createHostMsalAuth(msal, definition.host);
}

function find(name: string): Auth {
  const auth = auths.get(name);
  if (!auth) throw new Error(`The page has no "${name}".`);
  return auth;
}

async function run(auth: Auth, method: string, args: unknown[]): Promise<unknown> {
  if (method === 'signIn') return auth.signIn(args[0] as Parameters<Auth['signIn']>[0]);
  if (method === 'signOut') return auth.signOut();
  if (method === 'dispose') return auth.dispose();
  return auth.getToken(args[0] as string[], args[1] as Parameters<Auth['getToken']>[1]);
}

async function start(): Promise<void> {
  for (const [name, definition] of Object.entries(window.settings)) auths.set(name, await create(definition));
}

window.page = {
  ready: start(),
  report: (name) => {
    const { state, grantedScopes } = find(name);
    const error = 'error' in state ? state.error : undefined;
    return {
      status: state.status,
      grantedScopes,
      ...(error ? { errorCode: error.code, errorScopes: error.scopes } : {}),
      ...(state.status === 'signed-in'
        ? {
            username: state.account.username,
            tenantId: state.account.tenantId,
            roleIds: state.account.roleIds,
          }
        : {}),
    };
  },
  attempt: async (name, method, ...args) => {
    try {
      return { ok: true, value: (await run(find(name), method, args)) ?? null };
    } catch (thrown) {
      const { code, scopes, claims, message } = toProvisioningError(thrown);
      return { ok: false, code, scopes, message, ...(claims ? { claims } : {}) };
    }
  },
  adminConsentUrl: (name, scopes) => find(name).adminConsentUrl(scopes),
  hostAccounts: () => hostInstance?.getAllAccounts().map(({ username }) => username) ?? [],
};
