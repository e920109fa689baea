import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { isPattern, readPattern } from '../../../src/emulator/faults/path-pattern.js';

const rows: readonly (readonly [pattern: string, hits: readonly string[], misses: readonly string[]])[] = [
  ['/users', ['/users', '/Users'], ['/users/1', '/users/', '/usersx', '/groups']],
  ['/$batch', ['/$batch'], ['/batch']],
  [
    '/users/*/assignLicense',
    ['/users/1/assignLicense', '/users/a@b.example/assignlicense'],
    ['/users/1', '/users/1/2/assignLicense', '/users/assignLicense', '/users/1/assignLicense/x'],
  ],
  ['/groups/**', ['/groups/1', '/groups/1/members/2/$ref'], ['/groups', '/groupsettings', '/users/groups/1']],
  ['/groups/*/members/**', ['/groups/1/members/2/$ref'], ['/groups/1/members', '/groups/members/2']],
  ['/**', ['/me', '/users/1/manager'], ['']],
  // What means something in an expression means itself here.
  ['/users/(a+)+$', ['/users/(a+)+$'], ['/users/aaaa', '/users/a']],
  ['/users/.', ['/users/.'], ['/users/1']],
  ['/users/[^/]', ['/users/[^/]'], ['/users/1/x']],
];

describe('a fault’s path pattern', () => {
  for (const [pattern, hits, misses] of rows)
    it(pattern, () => {
      const matches = readPattern(pattern);
      for (const path of hits) expect(matches(path), path).to.equal(true);
      for (const path of misses) expect(matches(path), path).to.equal(false);
    });

  const refused = [
    '',
    '*',
    '**',
    'users',
    '^/users$',
    '**/members',
    '/a*',
    '/*a',
    '/a**',
    '/**/a',
    '/users/***',
  ];
  for (const text of [...refused, `/${'*a'.repeat(5_000)}`])
    it(`is not ${text.slice(0, 20) || 'nothing'}`, () => {
      expect(() => readPattern(text)).to.throw(RangeError, 'is no pattern: literal segments');
    });

  const segment = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      '(a+)+',
      '.*',
      '[^]',
      '\\',
      '(?=',
      '{1,9999}',
      '$',
      '^',
      '|',
      '%2F',
      '\0',
      'a*',
      '**',
      '*',
    ),
  );

  it('reads or refuses whatever it is given, and an answer is yes or no', () => {
    fc.assert(
      fc.property(fc.array(segment), fc.array(segment), (left, right) => {
        const [pattern, path] = [left.join('/'), right.join('/')];
        if (isPattern(pattern)) expect(readPattern(pattern)(path)).to.be.a('boolean');
        else expect(() => readPattern(pattern)).to.throw(RangeError);
      }),
    );
  });

  it('hits every path it was made from, with any segments left open', () => {
    const literal = segment.filter((text) => !text.includes('*') && !text.includes('/'));
    fc.assert(
      fc.property(fc.array(fc.tuple(literal, fc.boolean()), { minLength: 1 }), fc.nat(), (parts, cut) => {
        const path = `/${parts.map(([text]) => text).join('/')}`;
        const pattern = parts.map(([text, open]) => (open ? '*' : text));
        expect(readPattern(`/${pattern.join('/')}`)(path)).to.equal(true);
        const kept = pattern.slice(0, cut % parts.length);
        expect(readPattern(`/${[...kept, '**'].join('/')}`)(path)).to.equal(true);
      }),
    );
  });

  // Each of these keeps a backtracking matcher busy for longer than anybody waits.
  it('is done with long patterns and paths at once', () => {
    const path = '/a'.repeat(20_000);
    expect(readPattern(`${'/*'.repeat(19_999)}/b`)(path)).to.equal(false);
    expect(readPattern(`${'/*'.repeat(20_000)}/**`)(path)).to.equal(false);
    expect(readPattern(`${'/*'.repeat(19_999)}/**`)(path)).to.equal(true);
    expect(readPattern('/(a+)+$')(`/${'a'.repeat(100_000)}!`)).to.equal(false);
  });
});
