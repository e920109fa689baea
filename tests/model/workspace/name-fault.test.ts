import { describe, it } from 'node:test';
import { expect } from 'chai';
import { findNameFault, findTextFault } from '../../../src/model/workspace/name-fault.js';
import { makeWorkspace } from '../../support/workspaces.js';

describe('findTextFault', () => {
  it('takes names of every language, with spaces around them', () => {
    for (const name of ['Sales', ' Vertrieb Süd ', '営業部', 'قسم المبيعات', 'R&D 🚀', 'a'.repeat(120)])
      expect(findTextFault(name), name).to.equal(undefined);
  });

  it('refuses none at all and one that is too long', () => {
    expect(findTextFault('  ')).to.equal('needed');
    expect(findTextFault('a'.repeat(121))).to.equal('too-long');
  });

  const refused: readonly (readonly [from: number, to: number])[] = [
    [0x00, 0x1f],
    [0x7f, 0x9f],
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x2069],
    [0xfeff, 0xfeff],
  ];
  it('refuses characters that nobody sees and those that turn the direction', () => {
    for (const [from, to] of refused)
      for (let code = from; code <= to; code += 1)
        expect(findTextFault(`Sa${String.fromCodePoint(code)}les`), code.toString(16)).to.equal('invisible');
  });
});

describe('findNameFault', () => {
  const others = [makeWorkspace({ name: 'Sales desk' })];

  it('refuses the name of another workspace, however it is written', () => {
    expect(findNameFault(' sales DESK ', others)).to.equal('taken');
    expect(findNameFault('Sales desk 2', others)).to.equal(undefined);
  });

  it('says first what is wrong with the name itself', () => {
    expect(findNameFault('Sales\u200B desk', others)).to.equal('invisible');
    expect(findNameFault('', others)).to.equal('needed');
  });
});
