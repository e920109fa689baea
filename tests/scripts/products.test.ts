import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';

const columns =
  'Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names';

describe('the list of products', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'products-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function generate(rows: readonly string[], ...options: readonly string[]) {
    const list = join(folder, 'list.csv');
    const to = join(folder, 'product-list.ts');
    writeFileSync(list, rows.join('\r\n'));
    const { status, stderr } = spawnSync(
      process.execPath,
      ['scripts/products.mjs', list, '--to', to, ...options],
      { encoding: 'utf8' },
    );
    return { status, stderr, text: status === 0 ? readFileSync(to, 'utf8') : '' };
  }

  it('is written from the columns that Microsoft publishes, with its source and its day', () => {
    const { text } = generate(
      [columns, 'Suite One,SUITE_1,a,APP_1,b,App One', 'Suite One,SUITE_1,a,APP_2,c,"App Two, too"'],
      '--date',
      '2026-07-29',
    );
    expect(text).to.contain('of 2026-07-29');
    expect(text).to.contain(
      'https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference',
    );
    expect(text).to.contain("SUITE_1: 'Suite One'");
    expect(text).to.contain("APP_2: 'App Two, too'");
  });

  it('has one name for each app: for people, not in capitals, the one told most often', () => {
    const { text } = generate([
      columns,
      'S,S1,a,APP,b,APP',
      'S,S1,a,APP,b,OLD NAME',
      'S,S2,a,APP,b,OLD NAME',
      'S,S3,a,APP,b,New Name',
      'S,S4,a,APP,b,New Name',
      'S,S5,a,APP,b,Another Name',
      'S,S6,a,LOUD,c,NAME OF XYZ',
      'S,S7,a,OTHER,d,Name of Another',
    ]);
    expect(text).to.contain("APP: 'New Name'");
    expect(text).to.contain("LOUD: 'Name of XYZ'");
  });

  it('is not written from anything else', () => {
    expect(generate(['id,name', '1,One'])).to.include({ status: 1 });
    const { stderr } = generate([columns], '--date', 'yesterday');
    expect(stderr).to.contain('is not a day');
  });
});
