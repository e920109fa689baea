import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { decodeBatch, encodeBatch } from '../../../src/graph/http/batch-codec.js';

describe('a batch', () => {
  it('is sent as Graph wants it', () => {
    const body = encodeBatch([
      { method: 'GET', path: '/me', headers: {} },
      { method: 'POST', path: '/users/1/assignLicense', headers: { Prefer: 'x' }, body: {} },
    ]);
    expect(body).to.deep.equal({
      requests: [
        { id: '1', method: 'GET', url: '/me', headers: {} },
        {
          id: '2',
          method: 'POST',
          url: '/users/1/assignLicense',
          headers: { 'Content-Type': 'application/json', Prefer: 'x' },
          body: {},
        },
      ],
    });
  });

  it('is read in any order', () => {
    const answers = decodeBatch(
      {
        responses: [
          { id: '2', status: 204 },
          { id: '1', status: 429, headers: { 'Retry-After': '3' }, body: { a: 1 } },
        ],
      },
      3,
    );
    expect(answers).to.deep.equal([
      { status: 429, headers: { 'retry-after': '3' }, body: { a: 1 } },
      { status: 204, headers: {}, body: undefined },
      undefined,
    ]);
  });

  it('answers nothing that was not asked', () => {
    const responses = ['0', '3', '1.5', 'x', null, ''].map((id) => ({ id, status: 204 }));
    expect(decodeBatch({ responses }, 2)).to.deep.equal([undefined, undefined]);
  });

  it('survives anything that comes back', () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything()), (body, responses) => {
        expect(decodeBatch(body, 3)).to.have.length(3);
        expect(decodeBatch({ responses }, 3)).to.have.length(3);
      }),
    );
  });
});
