import { describe, it } from 'node:test';
import type { IPublicClientApplication } from '@azure/msal-browser';
import { expect } from 'chai';
import type { MsalAuthOptions } from '../../../src/auth/auth-options.js';
import { createMsalAuth } from '../../../src/auth/msal/msal-auth.js';
import { createMsalConfig } from '../../../src/auth/msal/msal-config.js';
import type { MsalLike } from '../../../src/auth/msal/msal-like.js';
import type { CloudName } from '../../../src/microsoft/clouds.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import { catchCode } from '../support/catch-code.js';

/** Fails to compile when MSAL's own instances are no longer accepted. */
export const acceptMsal = (msal: IPublicClientApplication): MsalLike => msal;

const options: MsalAuthOptions = { clientId: 'client', interaction: 'redirect', cache: 'session' };

describe('createMsalAuth', () => {
  it('is signed out in Node, and harmless', async () => {
    const auth = createMsalAuth(options);
    expect(auth.state).to.deep.equal({ status: 'signed-out' });
    expect(await catchCode(auth.getToken(['User.Read']))).to.equal('not-signed-in');
    expect(auth.adminConsentUrl(['User.Read'])).to.equal(undefined);
    auth.dispose();
  });

  it('sends requests to another Graph without naming it in scopes', () => {
    const { cloud } = createMsalAuth({ ...options, graphOrigin: 'http://localhost:9090/' });
    expect(cloud).to.deep.equal({
      name: 'global',
      graph: 'http://localhost:9090',
      login: 'https://login.microsoftonline.com',
    });
  });

  for (const [what, wrong] of [
    ['no client id', { clientId: '' }],
    ['memory with redirects', { cache: 'memory' }],
    ['a cloud that is none', { cloud: 'moon' as CloudName }],
    ['a Graph behind a path, which requests would lose', { graphOrigin: 'https://proxy.contoso.com/graph' }],
    ['a Graph that anybody on the way can read', { graphOrigin: 'http://proxy.contoso.com' }],
  ] as const)
    it(`refuses ${what}`, () => {
      expect(() => createMsalAuth({ ...options, ...wrong }))
        .to.throw(ProvisioningError)
        .with.property('code', 'setting-wrong');
    });
});

describe('the configuration of MSAL', () => {
  const authorities: readonly (readonly [CloudName, string])[] = [
    ['global', 'https://login.microsoftonline.com/organizations'],
    ['us-gov', 'https://login.microsoftonline.us/organizations'],
    ['us-gov-dod', 'https://login.microsoftonline.us/organizations'],
    ['china', 'https://login.chinacloudapi.cn/organizations'],
  ];
  for (const [cloud, authority] of authorities)
    it(`signs in at the service of ${cloud}`, () => {
      expect(createMsalConfig({ ...options, cloud }).auth.authority).to.equal(authority);
    });

  it('names the tenant, declares CP1 and keeps tokens where told', () => {
    const config = createMsalConfig({
      ...options,
      tenantId: 'contoso.example',
      interaction: 'popup',
      cache: 'memory',
    });
    expect(config.auth.authority).to.equal('https://login.microsoftonline.com/contoso.example');
    expect(config.auth.clientCapabilities).to.deep.equal(['CP1']);
    expect(config.cache?.cacheLocation).to.equal('memoryStorage');
    expect(createMsalConfig(options).cache?.cacheLocation).to.equal('sessionStorage');
  });
});
