import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createFormat, type Format } from '../../src/localization/format.js';
import { buildStrings, registerStrings } from '../../src/localization/strings.js';

const english = (format: Format) => ({
  title: 'Users',
  count: (users: number) => `${format.number(users)} users`,
});

describe('words of a language', () => {
  it('are English where nothing else is registered, with numbers as the language writes them', () => {
    const { title, count } = buildStrings('test-words', english, createFormat('de'));
    expect(title).to.equal('Users');
    expect(count(1234)).to.equal('1.234 users');
  });

  it('are the same object for who renders again', () => {
    const first = buildStrings('test-words', english, createFormat('fr'));
    expect(buildStrings('test-words', english, createFormat('fr'))).to.equal(first);
  });

  it('follow a translation that comes later, the region before the language', () => {
    const format = createFormat('pt-BR');
    expect(buildStrings('test-words', english, format).title).to.equal('Users');
    registerStrings<ReturnType<typeof english>>('pt', 'test-words', () => ({ title: 'Utilizadores' }));
    expect(buildStrings('test-words', english, format).title).to.equal('Utilizadores');
    registerStrings<ReturnType<typeof english>>('pt-BR', 'test-words', () => ({ title: 'Usuários' }));
    const { title, count } = buildStrings('test-words', english, format);
    expect(title).to.equal('Usuários');
    expect(count(1)).to.equal('1 users');
  });
});
