import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { countEdits } from '../../../src/model/workspace/count-edits.js';

describe('countEdits', () => {
  for (const [a, b, edits] of [
    ['ewa.nowakowska', 'ewa.nowakowska', 0],
    ['ewa.nowakowska', 'ewa.nowakowka', 1],
    ['ewa.nowakowska', 'ewa.nowaakowska', 1],
    ['ewa.nowakowska', 'eva.nowakowska', 1],
    ['ewa.nowakowska', 'ewa.nowakowksa', 1],
    ['ewa', 'bob', 3],
    ['', 'bob', 3],
  ] as const)
    it(`${a || 'nothing'} and ${b}: ${edits}`, () => {
      expect(countEdits(a, b)).to.equal(edits);
    });

  it('is the same from either side, nothing only for equal texts, and at most the longer length', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(countEdits(a, b)).to.equal(countEdits(b, a));
        expect(countEdits(a, b) === 0).to.equal(a === b);
        expect(countEdits(a, b)).to.be.at.most(Math.max(a.length, b.length));
      }),
    );
  });
});
