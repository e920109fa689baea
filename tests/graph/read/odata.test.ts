import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { buildQuery, escapeODataString, pathSegment, searchClause } from '../../../src/graph/read/odata.js';

/** Text as an attacker, a parent or a keyboard in another country writes it. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        "''",
        '"',
        '\\',
        '&',
        '+',
        '#',
        '%',
        '%27',
        '?',
        '/',
        ' ',
        '😀',
        '\u200F',
        '\u202E',
        '=',
        'é',
        '\uD800',
        'O',
      ),
    )
    .map((parts) => parts.join('')),
);

const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');

function parseQuery(query: string): URLSearchParams {
  return new URL(`https://graph.microsoft.com/v1.0/users${query}`).searchParams;
}

describe('OData escaping', () => {
  it('brings a filter string to Graph exactly as it was written', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const filter = `startsWith(displayName,'${escapeODataString(text)}')`;
        const arrived = parseQuery(buildQuery({ filter, top: 5 }));
        expect([...arrived.keys()]).to.deep.equal(['$filter', '$top']);
        const literal = /^startsWith\(displayName,'((?:[^']|'')*)'\)$/.exec(
          arrived.get('$filter') ?? '',
        )?.[1];
        expect(literal?.replaceAll("''", "'")).to.equal(wellFormed(text));
      }),
    );
  });

  it('keeps a search text inside its clause', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const search = `${searchClause('displayName', one)} OR ${searchClause('mail', other)}`;
        const arrived = parseQuery(buildQuery({ search, count: true })).get('$search') ?? '';
        const clauses = /^"displayName:((?:[^"\\]|\\.)*)" OR "mail:((?:[^"\\]|\\.)*)"$/su.exec(arrived);
        expect(clauses?.slice(1).map((clause) => clause.replaceAll(/\\(.)/gsu, '$1'))).to.deep.equal([
          wellFormed(one),
          wellFormed(other),
        ]);
      }),
    );
  });

  it('keeps an id inside its segment of the path', () => {
    fc.assert(
      fc.property(
        hostile.filter((text) => !['', '.', '..'].includes(text)),
        (text) => {
          const { pathname, search, hash } = new URL(
            `https://graph.microsoft.com/v1.0/users/${pathSegment(text)}/assignLicense`,
          );
          const segments = pathname.split('/');
          expect(segments).to.have.length(5);
          expect(decodeURIComponent(segments[3] ?? '')).to.equal(wellFormed(text));
          expect(search + hash).to.equal('');
        },
      ),
    );
  });

  for (const text of ['', '.', '..'])
    it(`refuses "${text}" as a segment, because the address would name something else`, () => {
      expect(() => pathSegment(text))
        .to.throw()
        .with.property('code', 'request-refused');
    });

  it('asks for nothing when there is nothing to ask', () => {
    expect(buildQuery({})).to.equal('');
    expect(buildQuery({ select: [], count: false })).to.equal('');
  });

  it('keeps lists readable', () => {
    expect(buildQuery({ select: ['id', 'displayName'], orderBy: 'displayName', top: 999 })).to.equal(
      '?$select=id,displayName&$orderby=displayName&$top=999',
    );
  });
});
