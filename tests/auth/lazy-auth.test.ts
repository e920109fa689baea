import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Auth, AuthState } from '../../src/auth/auth.js';
import { adminConsentKeys } from '../../src/auth/consent/admin-consent-keys.js';
import { needsSignInCode, LazyAuth } from '../../src/auth/lazy-auth.js';
import { clouds } from '../../src/microsoft/clouds.js';
import { ProvisioningError } from '../../src/model/errors.js';

/** The code that signs in, once it is loaded. */
function createAwake(): Auth & { signedIn: boolean; disposed: boolean } {
  const listeners = new Set<() => void>();
  const account = { objectId: 'a', name: 'Ada', username: 'ada@contoso.com', tenantId: 't', roleIds: [] };
  return {
    signedIn: false,
    disposed: false,
    cloud: clouds.global,
    get state(): AuthState {
      return this.signedIn ? { status: 'signed-in', account } : { status: 'signed-out' };
    },
    grantedScopes: ['User.Read'],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signIn() {
      this.signedIn = true;
      listeners.forEach((listener) => listener());
    },
    async signOut() {
      this.signedIn = false;
      listeners.forEach((listener) => listener());
    },
    getToken: async (scopes) => ({ token: 'token', scopes }),
    adminConsentUrl: () => 'https://login.example/consent',
    dispose() {
      this.disposed = true;
    },
  };
}

const sleep = (clientId: string, load: () => Promise<Auth>): LazyAuth =>
  new LazyAuth({ clientId, cloud: clouds.global, load });

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (thrown: unknown) => (thrown as ProvisioningError).code,
  );
}

describe('signing in that sleeps', () => {
  it('is signed out and loads nothing until somebody signs in', async () => {
    let loads = 0;
    const auth = sleep('one', async () => {
      loads += 1;
      return createAwake();
    });
    expect(auth.state).to.deep.equal({ status: 'signed-out' });
    expect(await codeOf(auth.getToken(['User.Read']))).to.equal('not-signed-in');
    await auth.signOut();
    expect(loads).to.equal(0);
    let told = 0;
    auth.subscribe(() => (told += 1));
    await auth.signIn();
    expect(auth.state.status).to.equal('signed-in');
    expect(told).to.equal(1);
    expect((await auth.getToken(['User.Read'])).token).to.equal('token');
    expect(loads).to.equal(1);
    await auth.signOut();
    await auth.signIn();
    expect(loads).to.equal(1);
  });

  it('wakes the others of the same client, and only those', async () => {
    const woken: string[] = [];
    const make = (client: string, name: string): LazyAuth =>
      sleep(client, async () => {
        woken.push(name);
        return createAwake();
      });
    const first = make('shared', 'first');
    make('shared', 'second');
    make('other', 'third');
    await first.signIn();
    expect(woken).to.have.members(['first', 'second']);
  });

  it('tells that its code could not be loaded, and tries again', async () => {
    let online = false;
    const auth = sleep('flaky', async () => {
      if (!online) throw new ProvisioningError('code-not-loaded', 'A file of the page did not arrive.');
      return createAwake();
    });
    expect(await codeOf(auth.signIn())).to.equal('code-not-loaded');
    expect(auth.state).to.have.property('error').that.includes({ code: 'code-not-loaded' });
    online = true;
    await auth.signIn();
    expect(auth.state.status).to.equal('signed-in');
  });

  it('ends what it loaded', async () => {
    const awake = createAwake();
    const auth = sleep('ended', () => Promise.resolve(awake));
    await auth.prepare();
    auth.dispose();
    expect(awake.disposed).to.equal(true);
  });

  it('wakes at once for an answer in the address, an account, or an administrator’s consent', () => {
    const page = (search: string, stored: Record<string, string> = {}) => ({
      location: { search, hash: '' },
      storage: { keys: () => Object.keys(stored), get: (key: string) => stored[key] },
    });
    expect(needsSignInCode(page(''), 'client')).to.equal(false);
    expect(needsSignInCode(page('?tab=users'), 'client')).to.equal(false);
    expect(needsSignInCode(page('?state=abc'), 'client')).to.equal(true);
    expect(
      needsSignInCode(page('', { [adminConsentKeys.answer]: '?admin_consent=True' }), 'client'),
    ).to.equal(true);
    expect(needsSignInCode(page('', { 'msal.2.token.keys.client': '{"idToken":["x"]}' }), 'client')).to.equal(
      true,
    );
  });
});
