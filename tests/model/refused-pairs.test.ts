import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { RefusedPairs } from '../../src/model/refused-pairs.js';

describe('RefusedPairs', () => {
  it('holds each two of what was refused once, whatever their order, until Microsoft takes them', () => {
    const pairs = new RefusedPairs();
    pairs.note(['b', 'a']);
    pairs.note(['a', 'b']);
    pairs.note(['c', 'a', 'd']);
    expect(pairs.list()).to.deep.equal([
      ['a', 'b'],
      ['a', 'c'],
      ['a', 'd'],
      ['c', 'd'],
    ]);
    pairs.forget(['a', 'c']);
    pairs.forget(['x', 'y']);
    expect(pairs.list().map((pair) => pair.join(''))).to.deep.equal(['ab', 'ad', 'cd']);
  });

  it('learns nothing from a refusal that names fewer than two apps', () =>
    fc.assert(
      fc.property(fc.array(fc.constant('a'), { maxLength: 3 }), (ids) => {
        const pairs = new RefusedPairs();
        pairs.note(ids);
        expect(pairs.list()).to.deep.equal([]);
      }),
    ));
});
