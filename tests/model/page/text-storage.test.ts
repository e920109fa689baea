import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createTextStorage } from '../../../src/model/page/text-storage.js';

/** As a browser's: what was put in is a property of it. */
const fakeStorage = (): Storage => {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null;
    },
    setItem(this: Record<string, string>, key: string, text: string) {
      this[key] = text;
    },
    removeItem(this: Record<string, string>, key: string) {
      Reflect.deleteProperty(this, key);
    },
  };
  return Object.create(methods) as Storage;
};

describe('what a browser remembers', () => {
  it('is there until it is removed', () => {
    const browser = fakeStorage();
    const storage = createTextStorage(() => browser);
    storage.set('one', '1');
    storage.set('two', '2');
    expect(storage.keys()).to.deep.equal(['one', 'two']);
    storage.remove('one');
    expect([storage.get('one'), storage.get('two')]).to.deep.equal([undefined, '2']);
  });

  for (const [what, open] of [
    [
      'a frame that may not even ask',
      () => {
        throw new Error('SecurityError');
      },
    ],
    ['a page without storage', () => undefined as unknown as Storage],
  ] as [string, () => Storage][])
    it(`is nothing in ${what}`, () => {
      const storage = createTextStorage(open);
      storage.set('one', '1');
      storage.remove('one');
      expect(storage.get('one')).to.equal(undefined);
      expect(storage.keys()).to.deep.equal([]);
    });

  it('stays as it was when there is no room for more', () => {
    const full = fakeStorage();
    full.setItem('one', '1');
    full.setItem = () => {
      throw new Error('QuotaExceededError');
    };
    const storage = createTextStorage(() => full);
    storage.set('one', '2');
    expect(storage.get('one')).to.equal('1');
  });
});
