import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { errorStrings } from '../../src/localization/en/errors.js';
import { errorCodes } from '../../src/model/error-codes.js';

describe('the words of errors', () => {
  const words = errorStrings();
  const page = readFileSync('docs/errors.md', 'utf8').replaceAll(/\s+/g, ' ');

  for (const code of errorCodes)
    it(`${code}: is documented as it is shown`, () => {
      expect(words[code].title).not.to.equal('');
      expect(page).to.contain(`\`${code}\` | ${words[code].title}. | ${words[code].remedy} |`);
    });

  it('documents no code that does not exist', () => {
    const documented = [...page.matchAll(/\| `([a-z-]+)` \|/g)].map(([, code]) => code);
    expect(documented.sort()).to.deep.equal([...errorCodes].sort());
  });
});
