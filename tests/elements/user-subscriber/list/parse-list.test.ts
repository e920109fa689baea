import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { identify, parseList } from '../../../../src/elements/user-subscriber/list/parse-list.js';

const values = async (text: string): Promise<(string | undefined)[]> =>
  (await parseList(text)).rows.map(({ identifier }) => identifier?.value);

describe('parseList', () => {
  it('reads addresses, ids and aliases parted by lines, semicolons, commas or tabs', async () => {
    const id = '8f1d6c52-3e0b-4d7a-9a55-0c1f2b7e6d31';
    expect(await values(`a@contoso.com\r\nb@contoso.com; c@contoso.com\n${id}\n\nm.bauer`)).to.deep.equal([
      'a@contoso.com',
      'b@contoso.com',
      'c@contoso.com',
      id,
      'm.bauer',
    ]);
  });

  it('reads what a mail program copies', async () => {
    expect(
      await values('"Nowak, Ewa" <ewa@contoso.com>; Søren O’Neil <s.o\'neil@contoso.com>'),
    ).to.deep.equal(['ewa@contoso.com', "s.o'neil@contoso.com"]);
  });

  it('takes the column of user names from a table, with quotes, and counts lines as the file does', async () => {
    const list = await parseList(
      '\uFEFF"Display name";"User Principal Name";Mail\r\n"Doe; Jane";jane@contoso.com;j@x.org\r\nX;;\r\nY;y@contoso.com;\r\n',
    );
    expect(list.column).to.equal('User Principal Name');
    expect(list.rows.map(({ line, raw }) => [line, raw])).to.deep.equal([
      [2, 'jane@contoso.com'],
      [4, 'y@contoso.com'],
    ]);
  });

  it('keeps a formula as one entry that is nobody', async () => {
    const { rows } = await parseList('=HYPERLINK("http://example.org","x")\n+1-555;@sum\n-2');
    expect(rows.map(({ raw, identifier }) => [raw, identifier])).to.deep.equal([
      ['=HYPERLINK("http://example.org","x")', undefined],
      ['+1-555;@sum', undefined],
      ['-2', undefined],
    ]);
  });

  it('leaves other words on the line of an address alone', async () => {
    expect(await values('Ewa Nowak, ewa@contoso.com, Store 12')).to.deep.equal(['ewa@contoso.com']);
  });

  it('never takes a formula for a name, and reads any text without failing', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@'), fc.string(), (start, rest) => {
        expect(identify(`${start}${rest}`)).to.equal(undefined);
      }),
    );
    return fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        for (const { identifier, raw } of (await parseList(text)).rows)
          if (identifier) expect(raw).to.contain(identifier.value);
      }),
    );
  });
});
