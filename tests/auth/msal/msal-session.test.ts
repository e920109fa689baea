import { describe, it, mock } from 'node:test';
import { expect } from 'chai';
import type { Auth } from '../../../src/auth/auth.js';
import { openHostMsal } from '../../../src/auth/msal/msal-registry.js';
import type { MsalSessionSettings } from '../../../src/auth/msal/msal-session-settings.js';
import { MsalSession } from '../../../src/auth/msal/msal-session.js';
import { clouds } from '../../../src/microsoft/clouds.js';
import { catchCode } from '../support/catch-code.js';
import { FakeMsal, createAccount } from '../support/fake-msal.js';

function settingsOf(msal: FakeMsal, handleRedirects = true): MsalSessionSettings {
  return {
    cloud: clouds.global,
    interaction: 'redirect',
    open: () => openHostMsal(msal, handleRedirects),
    openAtStart: true,
    requestKey: 'host',
    ownsActiveAccount: false,
    silentSignIn: false,
  };
}

function createSession(msal: FakeMsal, handleRedirects = true): Auth {
  return new MsalSession(settingsOf(msal, handleRedirects));
}

async function settled(auth: Auth): Promise<Auth> {
  if (auth.state.status === 'starting')
    await new Promise<void>((resolve) => {
      const stop = auth.subscribe(() => {
        stop();
        resolve();
      });
    });
  return auth;
}

function usernameOf({ state }: Auth): string {
  return state.status === 'signed-in' ? state.account.username : state.status;
}

describe('MsalSession', () => {
  it("handles a redirect once for all providers over one instance, and leaves the host's active account alone", async () => {
    const msal = new FakeMsal();
    const ada = createAccount('ada', { wids: ['role', 7] });
    msal.accounts = [ada, createAccount('lin')];
    msal.redirect = () => Promise.resolve({ account: ada, accessToken: 't', scopes: ['User.Read'] });
    const sessions = await Promise.all(
      [createSession(msal), createSession(msal), createSession(msal)].map(settled),
    );
    expect(sessions.map(usernameOf)).to.deep.equal(Array(3).fill('ada@contoso.example'));
    expect(msal.calls).to.deep.equal(['initialize', 'handleRedirectPromise']);
    expect(sessions[0]?.state).to.have.nested.property('account.roleIds').that.deep.equals(['role']);
  });

  it('does not touch redirects that the host handles itself', async () => {
    const msal = new FakeMsal();
    msal.active = createAccount('ada');
    msal.accounts = [msal.active];
    expect(usernameOf(await settled(createSession(msal, false)))).to.equal('ada@contoso.example');
    expect(msal.calls).not.to.include('handleRedirectPromise');
  });

  it('does not see accounts that another client signed in', async () => {
    const msal = new FakeMsal();
    const { idTokenClaims: _none, ...stranger } = createAccount('stranger');
    msal.accounts = [stranger];
    expect((await settled(createSession(msal))).state).to.deep.equal({ status: 'signed-out' });
  });

  it('knows a guest by the object id in this tenant, not the one at home', async () => {
    const msal = new FakeMsal();
    msal.accounts = [{ ...createAccount('lin'), homeAccountId: 'lin-at-home.home' }];
    const { state } = await settled(createSession(msal));
    expect(state).to.have.nested.property('account.objectId', 'lin');
  });

  it('picks none of several accounts when nobody said which', async () => {
    const msal = new FakeMsal();
    msal.accounts = [createAccount('ada'), createAccount('lin')];
    const session = await settled(createSession(msal));
    expect(session.state.status).to.equal('signed-out');
    msal.active = msal.accounts[1] ?? null;
    msal.emit();
    expect(usernameOf(session)).to.equal('lin@contoso.example');
  });

  it('asks for a permission that was granted where it contains one that was not', async () => {
    const msal = new FakeMsal();
    msal.active = createAccount('ada');
    msal.accounts = [msal.active];
    const granted = ['User.Read', 'Group.ReadWrite.All'];
    const asked: string[][] = [];
    msal.silent = (scopes) => {
      asked.push(scopes.map((scope) => scope.split('/').at(-1) ?? ''));
      // A token is refused for what was not granted.
      return asked.at(-1)?.every((scope) => granted.includes(scope))
        ? Promise.resolve({ account: msal.active, accessToken: 'token', scopes: granted })
        : Promise.reject(
            Object.assign(new Error('x'), { errorCode: 'consent_required', errorMessage: 'AADSTS65001' }),
          );
    };
    const session = await settled(createSession(msal));
    await session.getToken(['User.Read']);
    expect((await session.getToken(['GroupMember.Read.All'])).token).to.equal('token');
    expect(await catchCode(session.getToken(['User.Read.All', 'GroupMember.Read.All']))).to.equal(
      'consent-required',
    );
    expect(asked).to.deep.equal([
      ['User.Read'],
      ['Group.ReadWrite.All'],
      ['User.Read.All', 'Group.ReadWrite.All'],
    ]);
  });

  it('says whose a token is: of the account that MSAL answers with, in this tenant', async () => {
    const msal = new FakeMsal();
    msal.active = { ...createAccount('lin'), homeAccountId: 'lin-at-home.home' };
    msal.accounts = [msal.active, createAccount('ada')];
    const session = await settled(createSession(msal));
    expect((await session.getToken([])).subject).to.deep.equal({ tenantId: 'tid', objectId: 'lin' });
    msal.silent = (scopes) =>
      Promise.resolve({ account: msal.accounts[1] ?? null, accessToken: 't', scopes });
    expect((await session.getToken([])).subject).to.deep.equal({ tenantId: 'tid', objectId: 'ada' });
    msal.silent = (scopes) => Promise.resolve({ account: null, accessToken: 't', scopes });
    expect((await session.getToken([])).subject).to.equal(undefined);
  });

  it('reports a refused redirect and stays usable', async () => {
    const msal = new FakeMsal();
    msal.redirect = () =>
      Promise.reject(
        Object.assign(new Error('x'), { errorCode: 'access_denied', errorMessage: 'AADSTS65004' }),
      );
    const { state } = await settled(createSession(msal));
    expect(state).to.have.property('status', 'signed-out');
    expect(state).to.have.nested.property('error.code', 'consent-required');
  });

  it('forgets what the former account was granted', async () => {
    const msal = new FakeMsal();
    msal.active = createAccount('ada');
    msal.accounts = [msal.active, createAccount('lin')];
    const session = await settled(createSession(msal));
    await session.getToken(['User.Read.All']);
    expect(session.grantedScopes).to.deep.equal(['User.Read.All']);
    msal.active = msal.accounts[1] ?? null;
    msal.emit();
    expect(session.grantedScopes).to.deep.equal([]);
  });

  it('learns the roles from the tokens for Graph where the ID token says none, and forgets them with the account', async () => {
    const msal = new FakeMsal();
    msal.active = createAccount('ada');
    msal.accounts = [msal.active, createAccount('lin')];
    const claims = Buffer.from(JSON.stringify({ wids: ['role'] })).toString('base64url');
    msal.silent = (scopes) =>
      Promise.resolve({ account: msal.active, accessToken: `e30.${claims}.sig`, scopes });
    const session = await settled(createSession(msal));
    const roles = (): unknown =>
      session.state.status === 'signed-in' ? session.state.account.roleIds : session.state.status;
    expect(roles()).to.equal(undefined);
    await session.getToken(['User.Read']);
    expect(roles()).to.deep.equal(['role']);
    msal.active = msal.accounts[1] ?? null;
    msal.emit();
    expect(roles()).to.equal(undefined);
  });

  it('stops waiting for a token when told so', async () => {
    const msal = new FakeMsal();
    msal.active = createAccount('ada');
    msal.accounts = [msal.active];
    msal.silent = () => new Promise(() => undefined);
    const session = await settled(createSession(msal));
    const controller = new AbortController();
    const token = catchCode(session.getToken(['User.Read'], { signal: controller.signal }));
    controller.abort();
    expect(await token).to.equal('cancelled');
  });

  describe('after a permission was refused', () => {
    const refuse = (): Promise<never> =>
      Promise.reject(
        Object.assign(new Error('x'), {
          errorCode: 'invalid_grant',
          errorMessage: 'AADSTS65001: no consent',
        }),
      );

    async function refused(): Promise<{ msal: FakeMsal; session: Auth; asked: () => number }> {
      const msal = new FakeMsal();
      msal.active = createAccount('ada');
      msal.accounts = [msal.active];
      const session = await settled(createSession(msal));
      msal.silent = refuse;
      expect(await catchCode(session.getToken(['User.Read.All']))).to.equal('consent-required');
      return {
        msal,
        session,
        asked: () => msal.calls.filter((call) => call === 'acquireTokenSilent').length,
      };
    }

    it('asks Microsoft no second time for it, alone or with others, and names all that are needed', async () => {
      const { session, asked } = await refused();
      const scopes = ['Domain.Read.All', 'User.Read.All'];
      const error: unknown = await session.getToken(scopes).catch((thrown: unknown) => thrown);
      expect(error).to.include({ code: 'consent-required' });
      expect(error).to.have.property('scopes').that.deep.equals(scopes);
      expect(await catchCode(session.getToken(['User.Read.All']))).to.equal('consent-required');
      expect(asked()).to.equal(1);
    });

    it('asks for others, and with claims', async () => {
      const { msal, session, asked } = await refused();
      msal.silent = new FakeMsal().silent;
      expect((await session.getToken(['Domain.Read.All'])).token).to.equal('token');
      expect((await session.getToken(['User.Read.All'], { claims: '{}' })).token).to.equal('token');
      expect(asked()).to.equal(3);
    });

    it('asks again after the person consented, on this provider or another over the same instance', async () => {
      const { msal, session } = await refused();
      const other = await settled(createSession(msal));
      expect(await catchCode(other.getToken(['User.Read.All']))).to.equal('consent-required');
      msal.popup = () =>
        Promise.resolve({ account: msal.active, accessToken: 't', scopes: ['User.Read.All'] });
      const popup = new MsalSession({ ...settingsOf(msal), interaction: 'popup' });
      await settled(popup);
      await popup.signIn({ scopes: ['User.Read.All'] });
      msal.silent = new FakeMsal().silent;
      expect((await session.getToken(['User.Read.All'])).token).to.equal('token');
      expect((await other.getToken(['User.Read.All'])).token).to.equal('token');
    });

    it('asks again for another account', async () => {
      const { msal, session } = await refused();
      msal.active = createAccount('lin');
      msal.accounts.push(msal.active);
      msal.emit();
      msal.silent = new FakeMsal().silent;
      expect((await session.getToken(['User.Read.All'])).token).to.equal('token');
    });

    it('asks again after five minutes, as an administrator may have consented elsewhere', async () => {
      mock.timers.enable({ apis: ['Date'] });
      try {
        const { msal, session } = await refused();
        msal.silent = new FakeMsal().silent;
        mock.timers.tick(299_999);
        expect(await catchCode(session.getToken(['User.Read.All']))).to.equal('consent-required');
        mock.timers.tick(1);
        expect((await session.getToken(['User.Read.All'])).token).to.equal('token');
      } finally {
        mock.timers.reset();
      }
    });
  });

  it('shows that the person is wanted, until a token comes', async () => {
    const msal = new FakeMsal();
    msal.active = createAccount('ada');
    msal.accounts = [msal.active];
    const session = await settled(createSession(msal));
    const give = msal.silent;
    msal.silent = () => Promise.reject(Object.assign(new Error('x'), { errorCode: 'interaction_required' }));
    expect(await catchCode(session.getToken(['User.Read'], { claims: '{}' }))).to.equal('sign-in-again');
    expect(session.state).to.have.property('status', 'signed-in');
    expect(session.state).to.have.nested.property('error.claims', '{}');
    msal.silent = give;
    await session.getToken(['User.Read']);
    expect(session.state).not.to.have.property('error');
  });

  it('is silent after it was disposed', async () => {
    const msal = new FakeMsal();
    const session = await settled(createSession(msal));
    let told = 0;
    session.subscribe(() => (told += 1));
    session.dispose();
    msal.accounts = [createAccount('ada')];
    msal.emit();
    expect(told).to.equal(0);
  });
});
