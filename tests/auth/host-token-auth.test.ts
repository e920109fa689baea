import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createHostTokenAuth, type HostTokenOptions } from '../../src/auth/host-token-auth.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { catchCode } from './support/catch-code.js';

const account = { objectId: 'oid', name: 'Ada', username: 'ada@contoso.example', tenantId: 'tid' };

function toToken(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
}

function createAuth(options: Partial<HostTokenOptions> = {}) {
  const getToken = () => Promise.resolve(toToken({ scp: 'User.Read User.Read.All', wids: ['role'] }));
  return createHostTokenAuth({ account: () => account, getToken, ...options });
}

describe('createHostTokenAuth', () => {
  it('is signed in as whom the host names, and reads permissions and roles from the token', async () => {
    const auth = createAuth();
    expect(auth.state).to.deep.equal({ status: 'signed-in', account });
    const { scopes } = await auth.getToken(['User.Read']);
    expect(scopes).to.deep.equal(['User.Read', 'User.Read.All']);
    expect(auth.grantedScopes).to.deep.equal(['User.Read', 'User.Read.All']);
    expect(auth.state).to.deep.equal({ status: 'signed-in', account: { ...account, roleIds: ['role'] } });
  });

  it('tells the host what is needed, in both forms, with claims and signal', async () => {
    const { signal } = new AbortController();
    const seen: unknown[] = [];
    const auth = createAuth({
      cloud: 'china',
      getToken: (request) => {
        seen.push(request);
        return Promise.resolve({ token: 'opaque', scopes: ['https://x/User.Read'] });
      },
    });
    await auth.getToken(['User.Read'], { claims: '{}', signal });
    expect(seen).to.deep.equal([
      {
        scopes: ['User.Read'],
        scopeUris: ['https://microsoftgraph.chinacloudapi.cn/User.Read'],
        claims: '{}',
        signal,
      },
    ]);
    expect(auth.grantedScopes).to.deep.equal(['User.Read']);
  });

  it("learns nothing of Graph's permissions and roles from a token for another API", async () => {
    const token = toToken({ scp: 'access_as_user', wids: ['other'] });
    const auth = createAuth({
      getToken: ({ scopes, scopeUris }) => {
        expect(scopeUris).to.deep.equal(scopes);
        return Promise.resolve(token);
      },
    });
    expect((await auth.getToken(['api://portal/access_as_user'])).token).to.equal(token);
    expect(auth.grantedScopes).to.deep.equal([]);
    expect(auth.state).to.deep.equal({ status: 'signed-in', account });
  });

  it('does not wait for ever for a token that does not come', async () => {
    const auth = createAuth({ getToken: () => new Promise(() => undefined), timeoutMs: 20 });
    expect(await catchCode(auth.getToken(['User.Read']))).to.equal('sign-in-again');
    expect(auth.state).to.have.property('error');
  });

  it('takes what was asked for as granted when the token cannot be read', async () => {
    const auth = createAuth({ getToken: () => Promise.resolve('opaque') });
    expect(await auth.getToken(['User.Read'])).to.deep.equal({ token: 'opaque', scopes: ['User.Read'] });
  });

  it('reads from the token whose it is, and believes the host only where it cannot be read', async () => {
    const subject = { tenantId: 'tid', objectId: 'told' };
    const read = toToken({ tid: 'tid', oid: 'read' });
    const answers = [
      'opaque',
      read,
      { token: read, scopes: [], subject },
      { token: 'opaque', scopes: [], subject },
    ];
    const auth = createAuth({ getToken: () => Promise.resolve(answers.shift() ?? '') });
    const subjects = [];
    while (answers.length > 0) subjects.push((await auth.getToken([])).subject?.objectId);
    expect(subjects).to.deep.equal([undefined, 'read', 'read', 'told']);
  });

  it('follows the host from one account to the next and to none', () => {
    let current: typeof account | undefined = account;
    let tell: () => void = () => undefined;
    const auth = createAuth({
      account: () => current,
      subscribe: (listener) => {
        tell = listener;
        return () => (tell = () => undefined);
      },
    });
    const seen: string[] = [];
    auth.subscribe(() =>
      seen.push(auth.state.status === 'signed-in' ? auth.state.account.objectId : auth.state.status),
    );
    current = { ...account, objectId: 'other' };
    tell();
    current = undefined;
    tell();
    tell();
    auth.dispose();
    current = account;
    tell();
    expect(seen).to.deep.equal(['other', 'signed-out']);
  });

  it('does not lend one person the roles of another', async () => {
    let current = account;
    let tell: () => void = () => undefined;
    const auth = createAuth({
      account: () => current,
      subscribe: (listener) => {
        tell = listener;
        return () => undefined;
      },
    });
    await auth.getToken(['User.Read']);
    current = { ...account, objectId: 'other' };
    tell();
    expect(auth.state).to.deep.equal({ status: 'signed-in', account: current });
  });

  it('says who is missing, what the host refused and what was cancelled', async () => {
    expect(await catchCode(createAuth({ account: () => undefined }).getToken([]))).to.equal('not-signed-in');
    const refusal = new ProvisioningError('consent-required', 'no', { scopes: ['A'] });
    expect(await catchCode(createAuth({ getToken: () => Promise.reject(refusal) }).getToken(['A']))).to.equal(
      'consent-required',
    );
    const msal = Object.assign(new Error('x'), { errorCode: 'interaction_required' });
    expect(await catchCode(createAuth({ getToken: () => Promise.reject(msal) }).getToken(['A']))).to.equal(
      'sign-in-again',
    );
    const never = createAuth({ getToken: () => new Promise(() => undefined) });
    expect(await catchCode(never.getToken(['A'], { signal: AbortSignal.abort() }))).to.equal('cancelled');
  });

  it('tells that the person has to sign in again until a token comes', async () => {
    const again = new ProvisioningError('sign-in-again', 'The session has ended.');
    let ended = true;
    const auth = createAuth({
      getToken: () => (ended ? Promise.reject(again) : Promise.resolve('token')),
    });
    await catchCode(auth.getToken(['User.Read']));
    expect(auth.state).to.deep.equal({ status: 'signed-in', account, error: again });
    ended = false;
    await auth.getToken(['User.Read']);
    expect(auth.state).to.deep.equal({ status: 'signed-in', account });
  });

  it('signs in and out through the host only', async () => {
    expect(await catchCode(createAuth().signIn())).to.equal('sign-in-failed');
    expect(await catchCode(createAuth().signOut())).to.equal('sign-in-failed');
    const cancelled = new ProvisioningError('sign-in-cancelled', 'no');
    const auth = createAuth({ account: () => undefined, signIn: () => Promise.reject(cancelled) });
    expect(await catchCode(auth.signIn())).to.equal('sign-in-cancelled');
    expect(auth.state).to.deep.equal({ status: 'signed-out', error: cancelled });
  });
});
