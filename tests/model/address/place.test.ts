import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { consoleTabs, placeFromText, placeToText, type Place } from '../../../src/model/address/place.js';

const id = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom('workspace', 'user', 'publish', 'finding', 'users', '..', '/', '%41', '~41', '\ufeffa'),
);
const places = fc.record<Place>(
  {
    tab: fc.constantFrom(...consoleTabs),
    workspaceId: id,
    publishId: id,
    userId: id,
    findingId: id,
  },
  { requiredKeys: ['tab'] },
);

describe('a place as a text', () => {
  it('is short and reads like a path', () => {
    expect(placeToText({ tab: 'start' })).to.equal('start');
    expect(placeToText({ userId: '4f0c-91', tab: 'users' })).to.equal('users/user/4f0c-91');
    expect(placeToText({ tab: 'subscribe', publishId: 'p', workspaceId: 'w' })).to.equal(
      'subscribe/workspace/w/publish/p',
    );
  });

  it('says nothing of an id that is empty', () => {
    expect(placeToText({ tab: 'users', userId: '' })).to.equal('users');
  });

  it('names the same place again, whatever the ids are', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(placeFromText(placeToText(place))).to.deep.equal(place);
      }),
    );
  });

  it('stands in a query, a hash and a path as it is, and may be decoded once too often', () => {
    fc.assert(
      fc.property(places, (place) => {
        const text = placeToText(place);
        const url = new URL(`https://portal.example/o365/${text}?place=${text}#${text}`);
        expect(url.pathname).to.equal(`/o365/${text}`);
        expect(url.hash).to.equal(`#${text}`);
        expect(url.searchParams.get('place')).to.equal(text);
        expect(decodeURIComponent(text)).to.equal(text);
      }),
    );
  });

  it('is the only one of its place: any other text names none, and nothing throws', () => {
    const nearly = fc
      .array(
        fc.oneof(
          fc.constantFrom(...consoleTabs, 'workspace', 'publish', 'user', 'finding', 'x', '~2f', '~', '~ff'),
          fc.string({ unit: 'binary', maxLength: 4 }),
        ),
      )
      .map((pieces) => pieces.join('/'));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' })), (text) => {
        const place = placeFromText(text);
        if (place) expect(placeToText(place)).to.equal(text);
      }),
    );
  });

  for (const foreign of [
    '',
    'elsewhere',
    'users/',
    '/users',
    'Users',
    'users/user',
    'users/user/',
    'users/user/a/user/b',
    'users/user/a/workspace/b',
    'users/group/a',
    'users/user/a b',
    'users/user/~41',
    'users/user/~2F',
    'users/user/~ff',
    'users/user/%41',
    'constructor',
    'users/__proto__/a',
  ])
    it(`is not ${JSON.stringify(foreign)}`, () => {
      expect(placeFromText(foreign)).to.equal(undefined);
    });

  it('is not what an address lacks', () => {
    expect(placeFromText(null)).to.equal(undefined);
    expect(placeFromText(undefined)).to.equal(undefined);
  });

  it('takes an id that is no well-formed text for one that nothing has', () => {
    const text = placeToText({ tab: 'users', userId: '\ud800' });
    expect(placeFromText(text)).to.deep.equal({ tab: 'users', userId: '\ufffd' });
  });
});
