import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { csvCell } from '../../src/model/csv-cell.js';

describe('csvCell', () => {
  for (const formula of [
    '=HYPERLINK("https://evil.example","Click")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '\u200b=1',
    '＝1',
  ])
    it(`keeps ${JSON.stringify(formula)} from running`, () => {
      expect(csvCell(formula)).to.equal(`'${formula}`);
    });

  for (const harmless of ['Amara Okafor', 'a=b', 'x+y', 'pre-sales', 'amara@contoso.com', '', '0012'])
    it(`leaves ${JSON.stringify(harmless)} alone`, () => {
      expect(csvCell(harmless)).to.equal(harmless);
    });

  it('writes numbers as numbers, also below zero', () => {
    expect(csvCell(-3)).to.equal('-3');
  });

  it('writes nothing for what is not there', () => {
    expect(csvCell(undefined)).to.equal('');
  });

  it('never lets a text start with a formula character, and loses none of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = csvCell(text);
        expect(cell).to.not.match(/^\s*[=+\-@]/);
        expect(cell.endsWith(text)).to.equal(true);
      }),
    );
  });
});
