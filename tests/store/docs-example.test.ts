import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';

const modules: Readonly<Record<string, string>> = {
  'o365-provisioning-elements/engine': 'src/engine.ts',
  'o365-provisioning-elements/store-contract': 'src/store/contract/index.ts',
};

describe('the example of docs/store.md', () => {
  it('runs, and finds nothing wrong', async () => {
    const [, example = ''] = /```js\n(.+?)```/s.exec(readFileSync('docs/store.md', 'utf8')) ?? [];
    const code = Object.entries(modules).reduce(
      (text, [name, path]) => text.replace(`'${name}'`, `'${pathToFileURL(path).href}'`),
      example,
    );
    const folder = mkdtempSync(join(tmpdir(), 'store-example-'));
    const file = join(folder, 'example.mjs');
    writeFileSync(file, `${code}\nexport { passed, failures };\n`);
    const { passed, failures } = (await import(pathToFileURL(file).href)) as {
      readonly passed: readonly string[];
      readonly failures: readonly unknown[];
    };
    rmSync(folder, { recursive: true });
    expect(failures).to.deep.equal([]);
    expect(passed).to.have.length.above(35);
  });
});
