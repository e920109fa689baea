import { readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { makeFolder, pack, run, type Packed } from './packed.js';

/** Entries that are no modules. */
const notModules = [
  'redirect-bridge.html',
  'custom-elements.json',
  'package.json',
  'cdn/*',
  'redirect-bridge.js',
];

describe('the packed package', () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let packed: Packed;
  let unpacked: string;

  before(async () => {
    folder = await makeFolder();
    packed = await pack(folder.path);
    await run('tar', ['-xzf', packed.tarball, '-C', folder.path]);
    unpacked = join(folder.path, 'package');
  });

  after(() => folder[Symbol.asyncDispose]());

  const read = (path: string): Promise<string> => readFile(join(unpacked, path), 'utf8');

  it('has nothing that publint would mend', async () => {
    const { messages, pkg } = await publint({ pkgDir: unpacked, pack: false });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).to.deep.equal([]);
  });

  it('has the types of every entry, whoever resolves them', async () => {
    // It is a package of modules: nobody gets it by `require` or by how Node 10 looked for files.
    const told = await run('npx', [
      ...['--no-install', 'attw', packed.tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'],
      ...['--exclude-entrypoints', ...notModules],
    ]).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    );
    expect(told).to.equal('');
  });

  it('has source maps only with their sources', async () => {
    const files = new Set(packed.files);
    for (const path of packed.files.filter((file) => /\.(js|d\.ts)$/.test(file))) {
      const [, map] = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(await read(path)) ?? [];
      if (map) expect(files.has(posix.join(dirname(path), map)), `${path} names ${map}`).to.equal(true);
    }
    for (const path of packed.files.filter((file) => file.endsWith('.map'))) {
      const { sources, sourcesContent = [] } = JSON.parse(await read(path)) as {
        sources: string[];
        sourcesContent?: string[];
      };
      expect(sourcesContent.filter((text) => typeof text === 'string').length, path).to.equal(sources.length);
    }
  });

  it('links only to what is in it', async () => {
    const files = new Set(packed.files);
    const broken: string[] = [];
    for (const path of packed.files.filter((file) => file.endsWith('.md') && !file.startsWith('dist/')))
      for (const [, target = ''] of (await read(path)).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const at = posix.join(dirname(path), target);
        if (!files.has(at)) broken.push(`${path}: ${target}`);
      }
    expect(broken).to.deep.equal([]);
  });

  it('holds no sources, tests or stories, and nothing of this machine', async () => {
    expect(packed.files.filter((path) => /^(src|tests|stories|demo|scripts)\//.test(path))).to.deep.equal([]);
    for (const path of packed.files.filter((file) => /\.(js|json|md|map)$/.test(file)))
      expect((await read(path)).includes(process.cwd()), path).to.equal(false);
  });

  it('says whose work is in its script-tag files, and what each of them must be', async () => {
    const notices = await read('dist/cdn/licenses.md');
    for (const name of [
      'lit',
      'lit-html',
      '@azure/msal-browser',
      '@tanstack/query-core',
      'chart.js',
      'valibot',
    ])
      expect(notices).to.match(new RegExp(`^## ${name} - `, 'm'));
    expect(await read('dist/redirect-bridge.licenses.md')).to.contain('@azure/msal');
    expect(await read('dist/emulator/licenses.md'))
      .to.contain('## hono - ')
      .and.to.contain('## jose - ');
    const hashes = JSON.parse(await read('dist/cdn/integrity.json')) as Record<string, string>;
    const scripts = packed.files.filter((path) => path.startsWith('dist/cdn/') && path.endsWith('.js'));
    expect(Object.keys(hashes).sort()).to.deep.equal(
      scripts.map((path) => path.replace('dist/cdn/', '')).sort(),
    );
  });
});
