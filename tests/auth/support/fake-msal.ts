import type { MsalAccount, MsalEvent, MsalLike, MsalResult } from '../../../src/auth/msal/msal-like.js';

export function createAccount(id: string, claims: Record<string, unknown> | undefined = {}): MsalAccount {
  return {
    homeAccountId: `${id}.tid`,
    localAccountId: id,
    tenantId: 'tid',
    username: `${id}@contoso.example`,
    environment: 'login.example',
    ...(claims ? { idTokenClaims: claims } : {}),
  };
}

/** An instance of MSAL whose accounts and answers the test sets; it counts what it is asked. */
export class FakeMsal implements MsalLike {
  accounts: MsalAccount[] = [];
  active: MsalAccount | null = null;
  redirect: () => Promise<MsalResult | null> = () => Promise.resolve(null);
  silent: (scopes: string[]) => Promise<MsalResult> = (scopes) =>
    Promise.resolve({ account: this.active, accessToken: 'token', scopes });
  popup: () => Promise<MsalResult> = () => Promise.reject(new Error('No popup in Node.'));
  readonly calls: string[] = [];
  readonly #callbacks = new Map<string, (event: MsalEvent) => void>();

  initialize(): Promise<void> {
    this.calls.push('initialize');
    return Promise.resolve();
  }

  getAllAccounts(): MsalAccount[] {
    return this.accounts;
  }

  getActiveAccount(): MsalAccount | null {
    return this.active;
  }

  setActiveAccount(account: MsalAccount | null): void {
    this.calls.push('setActiveAccount');
    this.active = account;
  }

  handleRedirectPromise(): Promise<MsalResult | null> {
    this.calls.push('handleRedirectPromise');
    return this.redirect();
  }

  acquireTokenSilent({ scopes }: { scopes: string[] }): Promise<MsalResult> {
    this.calls.push('acquireTokenSilent');
    return this.silent(scopes);
  }

  acquireTokenPopup(): Promise<MsalResult> {
    return this.popup();
  }

  acquireTokenRedirect(): Promise<void> {
    this.calls.push('acquireTokenRedirect');
    return Promise.resolve();
  }

  ssoSilent(): Promise<MsalResult> {
    return Promise.reject(new Error('No frame in Node.'));
  }

  logoutPopup(): Promise<void> {
    return Promise.resolve();
  }

  logoutRedirect(): Promise<void> {
    return Promise.resolve();
  }

  addEventCallback(callback: (event: MsalEvent) => void): string {
    const id = String(this.#callbacks.size);
    this.#callbacks.set(id, callback);
    return id;
  }

  removeEventCallback(id: string): void {
    this.#callbacks.delete(id);
  }

  /** Something happened; which event it is differs between versions. */
  emit(): void {
    for (const callback of this.#callbacks.values()) callback({ eventType: 'msal:anything' });
  }
}
