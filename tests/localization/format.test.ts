import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createFormat } from '../../src/localization/format.js';

describe('createFormat', () => {
  const english = createFormat('en-US');
  const user = { one: 'user', other: 'users' };

  it('counts with the noun in its form', () => {
    expect(english.count(1, user)).to.equal('1 user');
    expect(english.count(1197, user)).to.equal('1,197 users');
    expect(createFormat('de').count(1197, { one: 'Person', other: 'Personen' })).to.equal('1.197 Personen');
  });

  it('tells ages in the largest unit that fits, rounded down', () => {
    const now = new Date('2026-11-22T10:43:00Z');
    const ago = (ms: number): string => english.relative(new Date(now.getTime() - ms), now);
    expect(ago(22 * 60_000 + 59_000)).to.equal('22 minutes ago');
    expect(ago(31 * 3_600_000)).to.equal('31 hours ago');
    expect(ago(50 * 3_600_000)).to.equal('2 days ago');
    expect(ago(5 * 3_600_000)).to.equal('5 hours ago');
    expect(ago(10_000)).to.equal('this minute');
  });

  it('names countries, and leaves what is no country code as it is', () => {
    expect(english.country('de')).to.equal('Germany');
    expect(english.country('<b>')).to.equal('<b>');
  });

  it('joins lists and writes shares', () => {
    expect(english.list(['a', 'b', 'c'])).to.equal('a, b, and c');
    expect(english.percent(0.724)).to.equal('72%');
  });
});
