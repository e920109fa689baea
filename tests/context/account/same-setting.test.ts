import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { isSameSetting } from '../../../src/context/account/same-setting.js';

class Provider {
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }
  list(): string {
    return this.#name;
  }
}

const list = (): readonly string[] => [];

describe('isSameSetting', () => {
  it('takes data that says the same as the same, however deep', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isSameSetting(value, structuredClone(value))).to.equal(true);
      }),
    );
  });

  it('takes data with something else in it, added or left out as another', () => {
    expect(isSameSetting({ allowGuests: true }, { allowGuests: false })).to.equal(false);
    expect(isSameSetting({}, { allowGuests: false })).to.equal(false);
    expect(isSameSetting({ monthly: { E5: 57 } }, { monthly: {} })).to.equal(false);
    expect(isSameSetting([1, 2], [2, 1])).to.equal(false);
    expect(isSameSetting(undefined, {})).to.equal(false);
    expect(isSameSetting([], {})).to.equal(false);
  });

  it('takes another function as another', () => {
    const open = () => undefined;
    expect(isSameSetting(open, open)).to.equal(true);
    expect(isSameSetting(open, () => undefined)).to.equal(false);
  });

  it('takes another object with methods as another, although it looks the same', () => {
    const desktops = { id: 'desktops', list };
    expect(isSameSetting(desktops, desktops)).to.equal(true);
    expect(isSameSetting(desktops, { id: 'desktops', list })).to.equal(false);
  });

  it('takes another instance of a class as another, whatever it hides', () => {
    const one = new Provider('a');
    expect(isSameSetting(one, one)).to.equal(true);
    expect(isSameSetting(one, new Provider('b'))).to.equal(false);
  });

  it('compares lists one by one', () => {
    const one = new Provider('a');
    const two = { id: 'two', list };
    expect(isSameSetting([one, two], [one, two])).to.equal(true);
    expect(isSameSetting([one, two], [two, one])).to.equal(false);
    expect(isSameSetting([one, two], [one, { ...two }])).to.equal(false);
    expect(isSameSetting([one], [one, two])).to.equal(false);
  });
});
