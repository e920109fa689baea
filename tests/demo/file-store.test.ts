import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { openFileStore } from '../../demo/node/file-store.js';
import { ProvisioningError } from '../../src/engine.js';
import { describeStore, type StoreUnderTest } from '../../src/store/contract/index.js';
import type { OpenStore } from '../../src/store/store.js';

const ada = { tenantId: 'contoso', by: 'ada' };

describeStore({ describe, it }, 'a store in a file', createFiles, { abilities: ['crash'] });

describe('demo/node/file-store.ts', () => {
  it('leaves one file, with what was written', async () => {
    await inFolder(async (folder) => {
      const open = await openFileStore(join(folder, 'store.json'));
      await open(ada).views.put({ name: 'Mine', view: 'plans' });
      await open(ada).views.put({ name: 'Other', view: '' });
      expect(await readdir(folder)).to.deep.equal(['store.json']);
      const again = await openFileStore(join(folder, 'store.json'));
      expect(await again(ada).views.list()).to.deep.equal(await open(ada).views.list());
    });
  });

  it('refuses a file that is no JSON, and leaves it as it is', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'store.json');
      await writeFile(path, '{"schemaVersion":1,');
      expect(await codeOf(openFileStore(path))).to.equal('record-unreadable');
      expect(await readFile(path, 'utf8')).to.equal('{"schemaVersion":1,');
    });
  });

  it('says so where nothing can be written, and has not changed then', async () => {
    await inFolder(async (folder) => {
      const store = (await openFileStore(join(folder, 'nowhere', 'store.json')))(ada);
      expect(await codeOf(store.views.put({ name: 'Mine', view: '' }))).to.equal('storage-unavailable');
      expect(await store.views.list()).to.deep.equal([]);
    });
  });
});

/** Machines with a file each. */
async function createFiles(): Promise<StoreUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'file-store-'));
  const machines = new Map<string, Promise<OpenStore>>();
  return {
    async connect({ by, machine }) {
      const opening = machines.get(machine) ?? openFileStore(join(folder, `${machine}.json`));
      machines.set(machine, opening);
      return (await opening)({ tenantId: 'contoso', by });
    },
    crash: async () => machines.clear(),
    dispose: () => rm(folder, { recursive: true }),
  };
}

async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'file-store-'));
  try {
    await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof ProvisioningError ? thrown.code : `no code: ${String(thrown)}`;
}
