import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { listSearchWords, listValueWords } from '../../src/emulator/collection/search/search-tokens.js';

describe('words of a value', () => {
  const cases = [
    ['hello world', ['hello', 'world']],
    ['HelloWorld', ['hello', 'world']],
    ['helloWORLD', ['hello', 'world']],
    ['HELLOworld', ['helloworld']],
    ['HelloWORld', ['hello', 'world']],
    ['hello.world', ['hello', '.', 'world', 'helloworld']],
    ['hello123world', ['hello', '123', 'world']],
    ['李四(David Li)', ['李四', '(', 'david', 'li', ')', '李四david']],
    ['  ', []],
  ] as const;
  for (const [value, words] of cases)
    it(`${value}: ${words.join(' | ')}`, () => {
      expect(listValueWords(value)).to.have.members([...words]);
    });

  it('always contain the words of the same text searched for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(listValueWords(text)).to.include.members(listSearchWords(text));
      }),
    );
  });
});
