import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { serveFolder } from '../../scripts/static-server.mjs';
import { Admin } from '../e2e/admin.js';
import { makeFolder, pack, run, startProject } from '../package/packed.js';

interface Host {
  readonly name: string;
  /** What it installs besides the package. */
  readonly installs: readonly string[];
  /** Builds it in a folder that has its files and the package; returns the folder to serve. */
  readonly build: (folder: string) => Promise<string>;
}

const hosts: readonly Host[] = [
  {
    name: 'plain',
    installs: [],
    build: async (folder) => {
      const cdn = join(folder, 'node_modules/o365-provisioning-elements/dist/cdn');
      await cp(cdn, join(folder, 'o365'), { recursive: true });
      return folder;
    },
  },
  {
    name: 'react',
    installs: ['react@19', 'react-dom@19', 'vite@8', '@vitejs/plugin-react@6'],
    build: async (folder) => {
      await run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'], { cwd: folder });
      return join(folder, 'dist');
    },
  },
];

for (const { name, installs, build } of hosts)
  describe(`the host application ${name}, built from the packed package`, () => {
    let folder: Awaited<ReturnType<typeof makeFolder>>;
    let server: Awaited<ReturnType<typeof serveFolder>>;
    let admin: Admin;

    before(async () => {
      folder = await makeFolder();
      const { tarball } = await pack(folder.path);
      await cp(`demo/hosts/${name}`, folder.path, { recursive: true });
      await startProject(folder.path, tarball, installs);
      server = await serveFolder(await build(folder.path));
      admin = await Admin.open(`${server.url}/`);
    });

    after(async () => {
      await admin?.close();
      server?.close();
      await folder[Symbol.asyncDispose]();
    });

    it('makes a workspace, publishes it, is left meanwhile, and shows it when the administrator comes back', async () => {
      await admin.press('tab', 'Workspaces');
      await admin.press('button', 'Create a workspace');
      await admin.fill('textbox', 'Name', 'Sales desk');
      await admin.page.keyboard.press('Tab');
      await admin.press('checkbox', 'Power BI Pro');
      await admin.press('tab', 'Subscribe');
      await admin.fill('combobox', 'Name, email, or department', 'sales');
      await admin.findOption('Add all', 'body');
      await admin.page.keyboard.press('ArrowUp');
      await admin.page.keyboard.press('Enter');
      await admin.sees('provisioning-console', /[1-9]\d* after the next publish/);
      await admin.press('button', 'Review and publish');
      await admin.press('button', /^Publish to \d/);
      await admin.press(name === 'plain' ? 'link' : 'button', 'About');
      await admin.sees('body', /This page has no element of the library in it/);
      await admin.sees('#news', /Published to [1-9]\d* (people|person)/);
      await admin.press(name === 'plain' ? 'link' : 'button', 'Provisioning');
      await admin.press('tab', 'Activity');
      await admin.sees('provisioning-console', /Sales desk/);
      expect(admin.errors).to.deep.equal([]);
    });
  });
