import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  groupByApi,
  isGraphScope,
  readTokenScopes,
  readTokenSubject,
  toScopeNames,
  toScopeUris,
} from '../../../src/auth/scopes/token-scopes.js';
import { clouds } from '../../../src/microsoft/clouds.js';

function toToken(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
}

describe('scopes', () => {
  it('name the Graph of their cloud, wherever requests are sent', () => {
    expect(toScopeUris({ ...clouds.global }, ['User.Read'])).to.deep.equal([
      'https://graph.microsoft.com/User.Read',
    ]);
    expect(toScopeUris(clouds['us-gov'], ['User.Read'])).to.deep.equal([
      'https://graph.microsoft.us/User.Read',
    ]);
    expect(toScopeUris(clouds['us-gov-dod'], ['User.Read'])).to.deep.equal([
      'https://dod-graph.microsoft.us/User.Read',
    ]);
    expect(toScopeUris(clouds.china, ['User.Read'])).to.deep.equal([
      'https://microsoftgraph.chinacloudapi.cn/User.Read',
    ]);
    expect(toScopeUris({ name: 'global' }, ['https://other.example/a'])).to.deep.equal([
      'https://other.example/a',
    ]);
  });

  it('are told apart by the API whose they are', () => {
    const api = 'api://2f8b7e3c-4d5f-4b82-8c93-9e4f5a6b7c83/access_as_user';
    const byId = '2f8b7e3c-4d5f-4b82-8c93-9e4f5a6b7c83/read';
    const graph = 'https://graph.microsoft.com/User.Read.All';
    expect(groupByApi(clouds.global, [api, 'User.Read', byId, graph])).to.deep.equal([
      ['User.Read', graph],
      [api],
      [byId],
    ]);
    expect(groupByApi(clouds.global, [])).to.deep.equal([]);
    expect(isGraphScope(clouds.china, graph)).to.equal(false);
    expect(toScopeUris(clouds.global, [byId])).to.deep.equal([byId]);
  });

  it('lose their prefix, their order and what is not a permission', () => {
    const scopes = [
      'openid',
      'https://graph.microsoft.com/User.Read.All',
      'User.Read',
      'offline_access',
      '',
      'User.Read',
    ];
    expect(toScopeNames(scopes)).to.deep.equal(['User.Read', 'User.Read.All']);
  });

  it('survive the way there and back', () => {
    const name = fc.stringMatching(/^[A-Z][A-Za-z]+\.[A-Z][A-Za-z]+(\.All)?$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.constantFrom(...Object.values(clouds)), (names, cloud) => {
        expect(toScopeNames(toScopeUris(cloud, names))).to.deep.equal([...names].sort());
      }),
    );
  });
});

describe('readTokenSubject', () => {
  it('reads whose token it is: a person, or an application', () => {
    const person = { tenantId: 'contoso', objectId: 'ada' };
    expect(readTokenSubject(toToken({ tid: 'contoso', oid: 'ada', appid: 'portal' }))).to.deep.equal(person);
    const app = { tenantId: 'contoso', objectId: 'portal' };
    expect(readTokenSubject(toToken({ tid: 'contoso', appid: 'portal' }))).to.deep.equal(app);
  });

  for (const token of [
    '',
    'opaque',
    toToken({ oid: 'ada' }),
    toToken({ tid: 'contoso' }),
    toToken({ tid: 1, oid: 2 }),
  ])
    it(`knows nobody of "${token}"`, () => {
      expect(readTokenSubject(token)).to.equal(undefined);
    });
});

describe('readTokenScopes', () => {
  it('reads the permissions of a token', () => {
    expect(readTokenScopes(toToken({ scp: 'User.Read.All openid User.Read', name: 'Zoë' }))).to.deep.equal([
      'User.Read',
      'User.Read.All',
    ]);
  });

  for (const token of [
    '',
    'opaque',
    'a.b',
    'a.b.c',
    'a.!!.c',
    toToken(null),
    toToken({ scp: 1 }),
    toToken({}),
  ])
    it(`knows none of "${token}"`, () => {
      expect(readTokenScopes(token)).to.equal(undefined);
    });
});
