import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { readEndpoint, readOrigin } from '../../../src/model/address/endpoint.js';
import { ProvisioningError } from '../../../src/model/errors.js';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (thrown) {
    return thrown instanceof ProvisioningError ? thrown.code : String(thrown);
  }
};

describe('an endpoint', () => {
  for (const text of [
    'https://graph.microsoft.com',
    'https://proxy.contoso.com:8443/graph',
    'http://localhost:9090',
    'http://portal.localhost/',
    'http://127.0.0.1:1/x',
    'http://[::1]:9090',
  ])
    it(`may be ${text}`, () => {
      expect(readEndpoint(text, 'identity').href).to.contain(text);
    });

  for (const text of [
    'http://graph.contoso.com',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://contoso.com/1',
    '//contoso.com',
    '/graph',
    '',
  ])
    it(`may not be "${text}"`, () => {
      expect(codeOf(() => readEndpoint(text, 'identity'))).to.equal('setting-wrong');
      expect(() => readEndpoint(text, 'identity')).to.throw('identity must be an https address');
    });

  it('of any text is an address that keeps tokens secret, or is refused with a code', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ validSchemes: ['http', 'https', 'ftp'] })), (text) => {
        const code = codeOf(() => readEndpoint(text, 'x'));
        if (code === undefined) expect(new URL(text).protocol).to.equal('https:');
        else expect(code).to.equal('setting-wrong');
      }),
    );
  });
});

describe('an origin', () => {
  it('is one with or without the last slash', () => {
    expect(readOrigin('https://graph.microsoft.com/', 'graph-origin')).to.equal(
      'https://graph.microsoft.com',
    );
  });

  for (const text of ['https://proxy.contoso.com/graph', 'https://proxy.contoso.com/?a', 'https://x.com/#y'])
    it(`is not ${text}: what stands behind it would be dropped`, () => {
      expect(codeOf(() => readOrigin(text, 'graph-origin'))).to.equal('setting-wrong');
    });
});
