import { describe, it } from 'node:test';
import { expect } from 'chai';
import { hasMsalTraces } from '../../../src/auth/redirect/page-traces.js';
import { isMsalState, withoutSignOutState } from '../../../src/auth/redirect/sign-out-state.js';
import { createTextStorage } from '../../../src/model/page/text-storage.js';

const clientId = '0d6f5c1a-2b3e-4f60-8a71-9c2d3e4f5a61';
const state = btoa(JSON.stringify({ id: '1', meta: { interactionType: 'redirect' } }));

function storageOf(entries: Record<string, string>) {
  return { keys: () => Object.keys(entries), get: (key: string) => entries[key] };
}

function hasTraces(entries: Record<string, string>, hash = '', search = ''): boolean {
  return hasMsalTraces({ location: { hash, search }, storage: storageOf(entries) }, clientId);
}

describe('hasMsalTraces', () => {
  it('finds an answer in the URL', () => {
    expect(hasTraces({}, `#code=1&state=${state}`)).to.equal(true);
    expect(hasTraces({}, '', `?error=access_denied&state=${state}`)).to.equal(true);
  });

  it('does not mistake routes and parameters of the host for one', () => {
    expect(hasTraces({}, '#/users/deep?x=1', '?state=open&tab=2')).to.equal(false);
    expect(hasTraces({}, '#code=1')).to.equal(false);
  });

  it('finds an interaction that this client began', () => {
    const status = (id: string) => ({
      'msal.interaction.status': JSON.stringify({ clientId: id, type: 'signin' }),
    });
    expect(hasTraces(status(clientId))).to.equal(true);
    expect(hasTraces(status('another'))).to.equal(false);
  });

  it('finds an account of this client, of any version of MSAL', () => {
    const keys = '{"idToken":["msal.3|a|b|idtoken"],"accessToken":[],"refreshToken":[]}';
    expect(hasTraces({ [`msal.3.token.keys.${clientId}`]: keys })).to.equal(true);
    expect(hasTraces({ [`msal.token.keys.${clientId}`]: keys })).to.equal(true);
    expect(hasTraces({ [`msal.3.token.keys.${clientId}`]: '{"idToken":[]}' })).to.equal(false);
    expect(hasTraces({ 'msal.3.token.keys.another': keys })).to.equal(false);
  });

  it('finds nothing where the browser refuses storage', () => {
    const storage = createTextStorage(() => {
      throw new Error('SecurityError');
    });
    expect(hasMsalTraces({ location: { hash: '', search: '' }, storage }, clientId)).to.equal(false);
  });
});

describe('withoutSignOutState', () => {
  it('removes what a sign-out leaves, and nothing else', () => {
    expect(
      withoutSignOutState(`https://portal.example/a?x=1&state=${encodeURIComponent(state)}#/b`),
    ).to.equal('https://portal.example/a?x=1#/b');
  });

  for (const href of [
    'https://portal.example/?state=open',
    `https://portal.example/?code=1&state=${encodeURIComponent(state)}`,
    'https://portal.example/',
  ])
    it(`leaves ${href} alone`, () => {
      expect(withoutSignOutState(href)).to.equal(undefined);
    });

  it('knows the state of MSAL, with or without the own part of the caller', () => {
    expect(isMsalState(`${state}|mine`)).to.equal(true);
    expect(isMsalState(btoa('{"id":1}'))).to.equal(false);
  });
});
