import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { makeFolder, pack, run, startProject } from './packed.js';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** What a portal writes that uses the package with its types. */
const portal = `
import 'o365-provisioning-elements/define/o365-provider.js';
import 'o365-provisioning-elements/define/user-list';
import { O365Provider, type CanDo } from 'o365-provisioning-elements';
import { tenantStore } from 'o365-provisioning-elements/store';
import { createPublisher } from 'o365-provisioning-elements/engine';
import { createDemoTenant } from 'o365-provisioning-elements/emulator';

const provider = document.querySelector('o365-provider')!;
const can: CanDo = (action) => action !== 'delete';
provider.can = can;
provider.store = tenantStore();
const list: HTMLElementTagNameMap['user-list'] = document.createElement('user-list');
document.body.append(list);
document.addEventListener('o365-published', ({ detail }) => console.log(detail.workspaceId));
window.addEventListener('o365-before-publish', (event) => event.preventDefault());
provider.addEventListener('o365-published', (event) => console.log(event.type));
console.log(provider instanceof O365Provider, createPublisher, createDemoTenant().transport);
`;

describe('the package in a fresh project', () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let entries: readonly string[];

  before(async () => {
    folder = await makeFolder();
    const { tarball } = await pack(folder.path);
    await startProject(folder.path, tarball);
    const own = JSON.parse(
      await readFile(join(folder.path, 'node_modules/o365-provisioning-elements/package.json'), 'utf8'),
    ) as { exports: Record<string, unknown> };
    entries = Object.keys(own.exports);
  });

  after(() => folder[Symbol.asyncDispose]());

  /** Prints what a module of the project prints. */
  const node = async (code: string): Promise<string> => {
    await writeFile(join(folder.path, 'probe.mjs'), code);
    const { stdout } = await run(process.execPath, ['probe.mjs'], { cwd: folder.path });
    return stdout.trim();
  };

  it('is imported on a server by every entry, without a page', async () => {
    const names = entries
      .map((entry) => entry.replace(/^\./, 'o365-provisioning-elements'))
      .filter((name) => !/\*|\.(html|json)$|redirect-bridge|\/emulator\/server|\/portal-api/.test(name));
    const all = [
      ...names,
      'o365-provisioning-elements/define/all.js',
      'o365-provisioning-elements/define/all',
    ];
    expect(all.length).to.be.greaterThan(10);
    const printed = await node(`
      const names = ${JSON.stringify(all)};
      for (const name of names) await import(name);
      console.log(names.length, typeof document);`);
    expect(printed).to.equal(`${all.length} undefined`);
  });

  it('asks for no library of the emulator or of a server', async () => {
    const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: folder.path });
    expect(stdout).not.to.match(/node_modules[\\/](hono|jose|@hono|kysely|pg|@electric-sql)/);
  });

  for (const [name, options] of [
    ['bundlers', { module: 'ESNext', moduleResolution: 'Bundler' }],
    ['Node', { module: 'NodeNext', moduleResolution: 'NodeNext' }],
  ] as const)
    it(`has types for a portal that resolves as ${name} do`, async () => {
      await writeFile(join(folder.path, 'portal.ts'), portal);
      await writeFile(
        join(folder.path, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            ...options,
            target: 'ES2022',
            lib: ['ES2023', 'DOM', 'DOM.Iterable'],
            strict: true,
            noEmit: true,
            types: [],
          },
          include: ['portal.ts'],
        }),
      );
      const { stdout } = await run(process.execPath, [tsc, '-p', folder.path]).catch(
        (error: { stdout: string }) => error,
      );
      expect(stdout).to.equal('');
    });
});
