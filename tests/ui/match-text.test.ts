import { describe, it } from 'node:test';
import { expect } from 'chai';
import { findWordStart, searchText } from '../../src/ui/match-text.js';

const marked = (text: string, typed: string): string | undefined => {
  const found = findWordStart(text, typed);
  return found && text.slice(...found);
};

describe('searching', () => {
  const finds: readonly [typed: string, text: string][] = [
    ['muller', 'Jürgen Müller'],
    ['MÜLLER', 'jurgen muller'],
    ['muller', 'Jürgen Müller'.normalize('NFD')],
    ['strasse', 'Straße'],
    ['lukasz', 'Łukasz Nowak'],
    ['soren', 'Søren Kierkegaard'],
    ["o'reilly", 'Tim O’Reilly'],
    ['istanbul', 'İSTANBUL'],
    ['  office   e3 ', 'Office 365 E3'],
    ['عمر الفاروق', 'عمر \u200Fالفاروق'],
    ['+$', 'A+$top'],
  ];
  for (const [typed, text] of finds)
    it(`finds ${JSON.stringify(text)} by ${JSON.stringify(typed)}`, () => {
      expect(searchText(typed).matches(text)).to.equal(true);
    });

  it('finds each word in whichever text has it, and nothing that lacks one', () => {
    const { matches } = searchText('müller sales');
    expect(matches('Jürgen Muller', undefined, 'Sales')).to.equal(true);
    expect(matches('Jürgen Muller', undefined, 'Finance')).to.equal(false);
  });

  it('lets everything through while nothing is typed', () => {
    expect(searchText(' ').isEmpty).to.equal(true);
    expect(searchText(' ').matches('anybody')).to.equal(true);
  });
});

describe('what a search marks', () => {
  it('is the start of a word as it is written', () => {
    expect(marked('Jürgen Müller', 'muller')).to.equal('Müller');
    expect(marked('Jürgen Müller'.normalize('NFD'), 'muller')).to.equal('Müller'.normalize('NFD'));
    expect(marked('Straße', 'stras')).to.equal('Straß');
    expect(marked('🙂 Søren', 'sor')).to.equal('Sør');
  });

  it('is nothing inside a word, and nothing for no text', () => {
    expect(marked('Jürgen Müller', 'ller')).to.equal(undefined);
    expect(marked('Jürgen Müller', ' ')).to.equal(undefined);
  });
});
