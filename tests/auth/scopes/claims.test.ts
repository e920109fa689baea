import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseChallenges, readClaimsChallenge } from '../../../src/auth/scopes/claims.js';

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}';

function toHeader(value: string): string {
  return [
    'Bearer realm=""',
    'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
    'client_id="00000003-0000-0000-c000-000000000000"',
    'error="insufficient_claims"',
    'error_description="Continuous access evaluation resulted in challenge with result: InteractionRequired, and code: X=1"',
    `claims="${value}"`,
  ].join(', ');
}

describe('readClaimsChallenge', () => {
  it('decodes the claims of a challenge whose other values hold commas and equals signs', () => {
    expect(readClaimsChallenge(toHeader(btoa(claims)))).to.equal(claims);
  });

  it('reads base64url without padding, and plain JSON', () => {
    const url = btoa(claims).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    expect(readClaimsChallenge(toHeader(url))).to.equal(claims);
    expect(readClaimsChallenge(toHeader(claims.replaceAll('"', '\\"')))).to.equal(claims);
  });

  it('finds the bearer challenge among others', () => {
    expect(readClaimsChallenge(`Negotiate, PoP nonce="a,b", ${toHeader(btoa(claims))}`)).to.equal(claims);
  });

  for (const header of [
    null,
    undefined,
    '',
    'Bearer',
    'Bearer error="invalid_token"',
    'Bearer claims="%%%"',
    'Bearer claims="bm90IGpzb24="',
    'Basic claims="e30="',
  ])
    it(`finds none in ${String(header)}`, () => {
      expect(readClaimsChallenge(header)).to.equal(undefined);
    });

  it('gives back whatever was asked for, and never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const json = JSON.stringify({ access_token: value });
        const base64 = Buffer.from(json, 'utf8').toString('base64');
        expect(readClaimsChallenge(toHeader(base64))).to.equal(json);
      }),
    );
    fc.assert(fc.property(fc.string(), (header) => void readClaimsChallenge(header)));
  });
});

describe('parseChallenges', () => {
  it('splits schemes and parameters', () => {
    expect(parseChallenges('Basic realm="a \\"b\\", c=d", charset=UTF-8, Bearer error=x')).to.deep.equal([
      { scheme: 'basic', parameters: { realm: 'a "b", c=d', charset: 'UTF-8' } },
      { scheme: 'bearer', parameters: { error: 'x' } },
    ]);
  });
});
