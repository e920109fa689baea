import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Store } from '../../src/store/store.js';

const modules: Readonly<Record<string, string>> = {
  'o365-provisioning-elements/engine': 'src/engine.ts',
  'o365-provisioning-elements/store': 'src/store/index.ts',
  'o365-provisioning-elements/store-contract': 'src/store/contract/index.ts',
};

/** Runs the example that imports this, as a module; what it names is exported besides. */
async function runExample(imported: string, names: readonly string[]): Promise<Record<string, unknown>> {
  const examples = [...readFileSync('docs/store.md', 'utf8').matchAll(/```js\n(.+?)```/gs)];
  const example = examples.map(([, text = '']) => text).find((text) => text.includes(`${imported}(`));
  if (example === undefined) throw new Error(`No example has ${imported}.`);
  const code = Object.entries(modules).reduce(
    (text, [name, path]) => text.replace(`'${name}'`, `'${pathToFileURL(path).href}'`),
    example,
  );
  const folder = mkdtempSync(join(tmpdir(), 'store-example-'));
  const file = join(folder, 'example.mjs');
  writeFileSync(file, `${code}\nexport { ${names.join(', ')} };\n`);
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the examples of docs/store.md', () => {
  it('run the contract, and find nothing wrong', async () => {
    const { passed, failures } = await runExample('runStoreContract', ['passed', 'failures']);
    expect(failures).to.deep.equal([]);
    expect(passed).to.have.length.above(35);
  });

  it('move a store', async () => {
    const { moved, kept, after } = await runExample('moveStore', ['moved', 'kept', 'after']);
    expect(moved).to.deep.include({ views: 1 });
    expect(kept).to.deep.equal([]);
    expect(await (after as Store).views.list()).to.have.length(1);
  });
});
