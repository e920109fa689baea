import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { ProvisioningError } from '../../../src/model/errors.js';
import { hostActions } from '../../../src/model/host-action.js';
import type { Authorization } from '../../../src/portal-api/authorize/authorize.js';
import {
  entraAuthorize,
  type EntraAuthorizeOptions,
} from '../../../src/portal-api/authorize/entra-authorize.js';
import {
  adaId,
  audience,
  contosoId,
  fabrikamId,
  globalAdministrator,
  memberRole,
  startEntra,
  type EntraStandIn,
} from '../support/entra-keys.js';

describe('entraAuthorize', () => {
  let entra: EntraStandIn;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());

  async function ask(
    token: string | undefined,
    options: Partial<EntraAuthorizeOptions> = {},
  ): Promise<Authorization | undefined> {
    const { issuer, jwksUri } = entra;
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const request = new Request('https://portal.example.com/api/o365/rights', { headers });
    return entraAuthorize({ audience, issuer, jwksUri, ...options })({ request });
  }

  async function refusal(
    token: string,
    options?: Partial<EntraAuthorizeOptions>,
  ): Promise<ProvisioningError> {
    try {
      await ask(token, options);
    } catch (thrown) {
      if (thrown instanceof ProvisioningError) {
        expect(thrown.message).not.to.contain(token.slice(0, 20));
        return thrown;
      }
      throw thrown;
    }
    throw new Error('It was let in.');
  }

  it('says who it is, of which tenant, and with which roles', async () => {
    expect(await ask(await entra.sign())).to.deep.equal({
      subject: adaId,
      tenants: [contosoId],
      directory: { tenantId: contosoId, roleIds: [globalAdministrator, memberRole] },
      can: hostActions,
      server: false,
    });
  });

  it('vouches for no tenant by itself where the portal has customers', async () => {
    const answer = await ask(await entra.sign({ wids: undefined }), {
      customerOf: ({ tid }, { url }) => (tid === contosoId ? new URL(url).hostname : undefined),
    });
    expect(answer).to.deep.include({
      tenants: [],
      customer: 'portal.example.com',
      directory: { tenantId: contosoId },
    });
  });

  it('is nobody without a token', async () => {
    expect(await ask(undefined)).to.equal(undefined);
  });

  it('lets app roles decide what somebody may do, where the portal says so', async () => {
    const roles = ['edit', 'publish', 'server', 'something else'];
    const byRoles = { canOf: 'roles' } as const;
    expect(await ask(await entra.sign({ roles }), byRoles)).to.deep.include({
      can: ['edit', 'publish'],
      server: true,
    });
    expect(await ask(await entra.sign(), byRoles)).to.deep.include({ can: [], server: false });
  });

  it('asks the functions of the portal', async () => {
    const answer = await ask(await entra.sign(), {
      canOf: ({ oid }) => (oid === adaId ? ['undo'] : []),
      serverOf: () => true,
    });
    expect(answer).to.deep.include({ can: ['undo'], server: true });
  });

  it('refuses a token for Graph by name', async () => {
    for (const aud of [
      '00000003-0000-0000-c000-000000000000',
      'https://graph.microsoft.com',
      'https://graph.microsoft.us/',
    ]) {
      const error = await refusal(await entra.sign({ aud }));
      expect(error.code).to.equal('setting-wrong');
      expect(error.message).to.contain('a token for Graph must never be sent to the portal');
    }
  });

  it('names what is wrong with the settings of the portal', async () => {
    expect(await refusal(await entra.sign({ aud: fabrikamId }))).to.include({ code: 'setting-wrong' });
    const old = await refusal(await entra.sign({ ver: '1.0' }));
    expect(old.message).to.contain('requestedAccessTokenVersion');
    const scope = await refusal(await entra.sign({ scp: 'other' }));
    expect(scope).to.include({ code: 'consent-required', status: 403 });
  });

  it('refuses what Entra did not sign for this tenant', async () => {
    const wrong = [
      entra.sign({}, 'other'),
      entra.sign({ iss: 'https://login.example.com/v2.0' }),
      entra.sign({ iss: entra.issuer.replace('{tenantId}', fabrikamId) }),
      entra.sign({ tid: 'common' }),
      entra.sign({ oid: undefined }),
      entra.sign({ exp: undefined }),
      Promise.resolve('no token'),
      entra.sign().then((token) => `${token.split('.').slice(0, 2).join('.')}.`),
    ];
    for (const token of wrong)
      expect((await refusal((await token).replaceAll(' ', '-'))).code).to.equal('not-signed-in');
  });

  it('refuses a token without a signature, or with one of another kind', async () => {
    const payload = (await entra.sign()).split('.')[1] ?? '';
    for (const alg of ['none', 'HS256']) {
      const header = Buffer.from(JSON.stringify({ alg, kid: 'one' })).toString('base64url');
      expect((await refusal(`${header}.${payload}.c2ln`)).code).to.equal('not-signed-in');
    }
  });

  it('refuses an old token, one of an application, and one of a tenant that may not come', async () => {
    const past = Math.floor(Date.now() / 1000) - 120;
    expect((await refusal(await entra.sign({ exp: past }))).code).to.equal('sign-in-again');
    expect((await refusal(await entra.sign({ idtyp: 'app' }))).code).to.equal('not-allowed');
    const here = { tenants: [contosoId.toUpperCase()] };
    expect((await refusal(await entra.sign({ tid: fabrikamId }), here)).code).to.equal('not-allowed');
    expect(await ask(await entra.sign(), here)).to.have.property('subject', adaId);
  });

  it('fetches the keys of a tenant once', async () => {
    const { issuer, jwksUri } = entra;
    const authorize = entraAuthorize({ audience, issuer, jwksUri });
    const headers = { Authorization: `Bearer ${await entra.sign()}` };
    const before = entra.fetches;
    for (let count = 0; count < 3; count += 1)
      await authorize({ request: new Request('https://portal.example.com/', { headers }) });
    expect(entra.fetches - before).to.equal(1);
  });

  it('asks Microsoft little about tenants that somebody makes up, and keeps the keys of real ones', async () => {
    const { issuer, jwksUri } = entra;
    const authorize = entraAuthorize({ audience, issuer, jwksUri });
    const askAs = async (token: string): Promise<unknown> => {
      const headers = { Authorization: `Bearer ${token}` };
      try {
        return await authorize({ request: new Request('https://portal.example.com/', { headers }) });
      } catch (thrown) {
        return (thrown as ProvisioningError).code;
      }
    };
    expect(await askAs(await entra.sign())).to.have.property('subject', adaId);
    const before = entra.fetches;
    const codes = new Set<unknown>();
    for (let count = 0; count < 300; count += 1)
      codes.add(await askAs(await entra.sign({ tid: randomUUID() }, 'other')));
    expect([...codes]).to.have.members(['not-signed-in', 'throttled']);
    expect(entra.fetches - before).to.be.below(200);
    const later = entra.fetches;
    expect(await askAs(await entra.sign())).to.have.property('subject', adaId);
    expect(entra.fetches).to.equal(later);
  });

  it('says that Microsoft cannot be reached, not that nobody is signed in', async () => {
    const gone = await startEntra();
    await gone.close();
    const { jwksUri } = gone;
    expect(await refusal(await entra.sign(), { jwksUri })).to.include({
      code: 'service-unavailable',
      retryable: true,
    });
  });

  it('knows the issuers of national clouds', async () => {
    const { jwksUri } = entra;
    const token = await entra.sign({ iss: `https://login.partner.microsoftonline.cn/${contosoId}/v2.0` });
    const headers = { Authorization: `Bearer ${token}` };
    const request = new Request('https://portal.example.com/', { headers });
    const authorize = entraAuthorize({ audience, jwksUri, cloud: 'china' });
    expect(await authorize({ request })).to.have.property('subject', adaId);
    expect((await refusal(token)).code).to.equal('not-signed-in');
  });
});
