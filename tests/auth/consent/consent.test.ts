import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  adminConsentEndpoint,
  createAdminConsentUrl,
  readAdminConsentAnswer,
} from '../../../src/auth/consent/consent.js';
import { clouds, type CloudName } from '../../../src/microsoft/clouds.js';

describe('the admin consent link', () => {
  const expected: Record<CloudName, string> = {
    global: 'https://login.microsoftonline.com/contoso.example/v2.0/adminconsent',
    'us-gov': 'https://login.microsoftonline.us/contoso.example/v2.0/adminconsent',
    'us-gov-dod': 'https://login.microsoftonline.us/contoso.example/v2.0/adminconsent',
    china: 'https://login.chinacloudapi.cn/contoso.example/v2.0/adminconsent',
  };
  for (const { name, login } of Object.values(clouds))
    it(`goes to the sign-in service of ${name}`, () => {
      expect(adminConsentEndpoint(login, 'contoso.example')).to.equal(expected[name]);
    });

  it('names organizations when the tenant is not known', () => {
    expect(adminConsentEndpoint(clouds.global.login, undefined)).to.contain('/organizations/');
  });

  it('carries scopes, where to return to and the state, escaped', () => {
    const url = new URL(
      createAdminConsentUrl({
        endpoint: expected.global,
        clientId: 'client',
        scopes: ['https://graph.microsoft.com/User.Read.All', 'https://graph.microsoft.com/Domain.Read.All'],
        redirectUri: 'https://portal.example/bridge?a=1&b=2',
        state: 's&t',
      }),
    );
    expect(Object.fromEntries(url.searchParams)).to.deep.equal({
      client_id: 'client',
      scope: 'https://graph.microsoft.com/User.Read.All https://graph.microsoft.com/Domain.Read.All',
      redirect_uri: 'https://portal.example/bridge?a=1&b=2',
      state: 's&t',
    });
  });
});

describe('readAdminConsentAnswer', () => {
  it('reads a grant', () => {
    const query =
      '?admin_consent=True&tenant=t1&scope=https%3A%2F%2Fgraph.microsoft.com%2FUser.Read.All&state=s1';
    expect(readAdminConsentAnswer(query, 's1')).to.deep.equal({
      granted: true,
      tenantId: 't1',
      scopes: ['https://graph.microsoft.com/User.Read.All'],
    });
  });

  it('reads a refusal', () => {
    const query = '?error=consent_required&error_description=AADSTS65004%3A+declined&state=s1';
    expect(readAdminConsentAnswer(query, 's1')).to.deep.equal({
      granted: false,
      message: 'AADSTS65004: declined',
    });
  });

  for (const query of ['?admin_consent=True&state=other', '?admin_consent=True', '?state=s1', ''])
    it(`takes no answer from "${query}"`, () => {
      expect(readAdminConsentAnswer(query, 's1')).to.equal(undefined);
    });

  it('takes no answer when nothing was asked', () => {
    expect(readAdminConsentAnswer('?admin_consent=True&state=', '')).to.equal(undefined);
  });
});
