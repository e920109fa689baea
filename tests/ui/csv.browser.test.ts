import { expect } from 'chai';
import { createCsv } from '../../src/ui/csv.js';

describe('createCsv', () => {
  it('escapes formulas, quotes and line breaks, and keeps every row', async () => {
    const blob = await createCsv(
      ['Name', 'Licenses'],
      [
        ['=cmd|calc', 2],
        ['O’Neil, "Tip"\nJr.', undefined],
      ],
    );
    expect(await blob.text()).to.equal('Name,Licenses\r\n\'=cmd|calc,2\r\n"O’Neil, ""Tip""\nJr.",\r\n');
    const bytes = new Uint8Array(await blob.arrayBuffer());
    expect([...bytes.slice(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
  });

  it('writes large tables in pieces and tells how far it is', async () => {
    const told: number[] = [];
    const rows = Array.from({ length: 4_500 }, (_, index) => [index]);
    const blob = await createCsv(['n'], rows, { onProgress: (count) => told.push(count) });
    expect(told).to.deep.equal([2_000, 4_000, 4_500]);
    expect((await blob.text()).trim().split('\r\n')).to.have.length(4_501);
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    const rows = Array.from({ length: 10_000 }, (_, index) => [index]);
    let error: unknown;
    await createCsv(['n'], rows, { signal: stop.signal, onProgress: () => stop.abort() }).catch(
      (reason: unknown) => (error = reason),
    );
    expect(error).to.have.property('name', 'AbortError');
  });
});
