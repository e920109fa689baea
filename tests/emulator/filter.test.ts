import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { VirtualClock } from '../../src/emulator/clock.js';
import { parseFilter } from '../../src/emulator/collection/filter/filter-parser.js';
import { EntityCollection, userKind } from '../../src/emulator/collection/index.js';
import { GraphFault } from '../../src/emulator/graph-error.js';

const leaf = (name: string) => ({
  kind: 'compare',
  operator: 'eq',
  path: [name],
  literal: { type: 'number', value: 1 },
});

describe('parseFilter', () => {
  it('binds not over and over or', () => {
    expect(parseFilter('a eq 1 or not b eq 1 and c eq 1')).to.deep.equal({
      kind: 'or',
      left: leaf('a'),
      right: { kind: 'and', left: { kind: 'not', operand: leaf('b') }, right: leaf('c') },
    });
    expect(parseFilter('(a eq 1 or b eq 1) AND c eq 1')).to.deep.equal({
      kind: 'and',
      left: { kind: 'or', left: leaf('a'), right: leaf('b') },
      right: leaf('c'),
    });
  });

  it('reads every kind of literal', () => {
    const literals = [
      ["'it''s'", { type: 'string', value: "it's" }],
      [
        '6fd2c87f-b296-42f0-b197-1e91e994b900',
        { type: 'guid', value: '6fd2c87f-b296-42f0-b197-1e91e994b900' },
      ],
      ['2024-01-01', { type: 'date', value: '2024-01-01' }],
      ['2024-01-01T10:00:00.5Z', { type: 'date', value: '2024-01-01T10:00:00.5Z' }],
      ['-3', { type: 'number', value: -3 }],
      ['True', { type: 'boolean', value: true }],
      ['null', { type: 'null', value: null }],
    ] as const;
    for (const [text, literal] of literals) expect(parseFilter(`x eq ${text}`)).to.deep.include({ literal });
  });

  it('reads lambdas, counts, in and startsWith … eq false', () => {
    expect(parseFilter("a/any(x: x/y eq 'b' and x/z in ('c', 'd'))")).to.nested.include({
      kind: 'lambda',
      quantifier: 'any',
      'body.variable': 'x',
      'body.condition.kind': 'and',
    });
    expect(parseFilter('a/$count eq 0')).to.deep.include({ path: ['a', '$count'] });
    expect(parseFilter("startswith(a,'x') eq false")).to.nested.include({
      kind: 'not',
      'operand.kind': 'call',
    });
  });

  const wrong = [
    '',
    'a',
    'a eq',
    'a eq b',
    "a eq 'x",
    'a is 1',
    '(a eq 1',
    'a eq 1)',
    'a eq 1 b',
    'a in ()',
    '#',
    'any(x:x)',
  ];
  for (const text of wrong)
    it(`refuses ${text || 'nothing at all'}`, () => {
      expect(() => parseFilter(text)).to.throw(GraphFault, 'Invalid filter clause');
    });
});

interface Person {
  readonly id: string;
  readonly displayName: string | null;
  readonly department: string | null;
  readonly accountEnabled: boolean;
  readonly proxyAddresses: readonly string[];
  readonly createdDateTime: string;
}

const words = ['', 'a', 'A', 'ab', 'Ab', 'b', "o'b"];
const dates = [
  '2024-01-01T00:00:00Z',
  '2024-01-01T00:00:00.000Z',
  '2024-06-01T12:30:00.5Z',
  '2025-01-01T00:00:00Z',
];

const person = fc.record({
  displayName: fc.option(fc.constantFrom(...words)),
  department: fc.option(fc.constantFrom(...words)),
  accountEnabled: fc.boolean(),
  proxyAddresses: fc.array(fc.constantFrom(...words), { maxLength: 3 }),
  createdDateTime: fc.constantFrom(...dates),
});

type Candidate = Omit<Person, 'id'>;

interface Condition {
  readonly text: string;
  readonly holds: (person: Candidate) => boolean;
}

const quote = (word: string): string => `'${word.replaceAll("'", "''")}'`;
const same = (value: string | null, word: string): boolean => value?.toLowerCase() === word.toLowerCase();
const begins = (value: string | null, word: string): boolean =>
  value?.toLowerCase().startsWith(word.toLowerCase()) ?? false;

const simple: fc.Arbitrary<Condition> = fc
  .record({
    property: fc.constantFrom('displayName', 'department'),
    word: fc.constantFrom(...words),
    other: fc.constantFrom(...words),
    date: fc.constantFrom(...dates),
    form: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ property, word, other, date, form }): Condition => {
    const name = property;
    const forms: readonly Condition[] = [
      { text: `${name} eq ${quote(word)}`, holds: (p) => same(p[name], word) },
      { text: `${name} ne ${quote(word)}`, holds: (p) => !same(p[name], word) },
      {
        text: `${name} in (${quote(word)},${quote(other)})`,
        holds: (p) => same(p[name], word) || same(p[name], other),
      },
      { text: `startsWith(${name},${quote(word)})`, holds: (p) => begins(p[name], word) },
      { text: `${name} eq null`, holds: (p) => p[name] === null },
      { text: 'accountEnabled eq true', holds: (p) => p.accountEnabled },
      {
        text: `proxyAddresses/any(p:p eq ${quote(word)})`,
        holds: (p) => p.proxyAddresses.some((each) => same(each, word)),
      },
      {
        text: `proxyAddresses/any(p:startsWith(p,${quote(word)}))`,
        holds: (p) => p.proxyAddresses.some((each) => begins(each, word)),
      },
      { text: 'proxyAddresses/$count ne 0', holds: (p) => p.proxyAddresses.length > 0 },
      { text: `createdDateTime ge ${date}`, holds: (p) => Date.parse(p.createdDateTime) >= Date.parse(date) },
    ];
    const chosen = forms[form];
    if (!chosen) throw new Error(`There is no form ${form}`);
    return chosen;
  });

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simple,
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => ({
      text: `(${a.text}) and (${b.text})`,
      holds: (p: Candidate) => a.holds(p) && b.holds(p),
    })),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => ({
      text: `(${a.text}) or (${b.text})`,
      holds: (p: Candidate) => a.holds(p) || b.holds(p),
    })),
    tie('condition').map((a) => ({ text: `not (${a.text})`, holds: (p: Candidate) => !a.holds(p) })),
  ),
}));

describe('filtered lists', () => {
  it('hold exactly what a look at every entity finds, whatever the indexes do', () => {
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 30 }),
        fc.array(condition, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(29), person), { maxLength: 10 }),
        (people, conditions, changes) => {
          const users = new EntityCollection<Person>(userKind, { clock: new VirtualClock() });
          users.load(people.map((each, at) => ({ ...each, id: String(at) })));
          const check = (): void => {
            for (const { text, holds } of conditions) {
              const query = new URLSearchParams({
                $filter: text,
                $count: 'true',
                $select: 'id',
                $top: '999',
              });
              const result = users.list({ query, consistencyLevel: 'eventual' });
              const expected = [...users.values()].filter(holds).map(({ id }) => ({ id }));
              expect(result.items, text).to.deep.equal(expected);
              expect(result.count, text).to.equal(expected.length);
            }
          };
          check();
          for (const [at, change] of changes) if (users.get(String(at))) users.update(String(at), change);
          if (people.length > 0) users.remove('0');
          check();
        },
      ),
      { numRuns: 150 },
    );
  });
});
