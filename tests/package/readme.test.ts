import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { serveFolder } from '../../scripts/static-server.mjs';
import { Admin } from '../e2e/admin.js';
import { makeFolder, pack, run, startProject, type Packed } from './packed.js';

/** The first block of a language below the heading of the README's first steps. */
async function block(language: string): Promise<string> {
  const readme = await readFile('README.md', 'utf8');
  const steps = readme.slice(readme.indexOf('## A page in ten minutes'));
  const [, text] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(steps) ?? [];
  if (!text) throw new Error(`The README has no block of ${language}.`);
  return text;
}

/** Opens a page and waits until the demo's tenant is shown. */
async function showsTenant(folder: string): Promise<void> {
  const server = await serveFolder(folder);
  const admin = await Admin.open(`${server.url}/`);
  try {
    await admin.sees('provisioning-console', /Contoso.*Demo tenant.*Connected/);
    await admin.press('tab', 'User list');
    await admin.sees('provisioning-console', /[1-9][\d,]* match/);
    expect(admin.errors).to.deep.equal([]);
  } finally {
    await admin.close();
    server.close();
  }
}

describe('the README’s first page, followed to the letter', () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let packed: Packed;

  before(async () => {
    folder = await makeFolder();
    packed = await pack(folder.path);
  });

  after(() => folder[Symbol.asyncDispose]());

  it('shows the demo without a bundler', async () => {
    const project = join(folder.path, 'plain');
    await mkdir(project);
    const commands = (await block('sh')).replace(
      'npm install o365-provisioning-elements',
      `npm install ${packed.tarball}`,
    );
    expect(commands).to.contain(packed.tarball);
    await run('sh', ['-ec', commands], { cwd: project });
    await writeFile(join(project, 'public/index.html'), await block('html'));
    await showsTenant(join(project, 'public'));
  });

  it('shows the demo with a bundler', async () => {
    const project = join(folder.path, 'bundled');
    await mkdir(project);
    await startProject(project, packed.tarball, ['vite@8']);
    const page = (await block('html')).replace('src="o365/autoload.js"', 'src="/main.js"');
    expect(page).to.contain('/main.js');
    await writeFile(join(project, 'index.html'), page);
    await writeFile(join(project, 'main.js'), await block('js'));
    await run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'], { cwd: project });
    await showsTenant(join(project, 'dist'));
  });
});
