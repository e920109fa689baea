import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { openFileStore } from '../../demo/node/file-store.js';
import { startServer, type EmulatorServer } from '../../src/emulator/server/index.js';
import { createWorkspace, type PublishRoute } from '../../src/model/workspace/workspace.js';
import type { Store } from '../../src/store/store.js';
import { exportWorkspaces } from '../../src/store/workspace-file.js';
import { recordTraffic } from '../support/emulator.js';

/** POWER_BI_STANDARD, of which there is enough. */
const skuId = 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235';

describe('demo/node', () => {
  for (const route of ['direct', 'group'] as const)
    it(`publishes workspaces that the page exported on the ${route} route, and remembers it`, async () => {
      await inFolder(async ({ tenant, folder }) => {
        const subscribers = await choosePeople(tenant);
        await writeFile(join(folder, 'exported.json'), exportReports(subscribers, route));
        const run = (script: string, ...args: string[]) => runExample({ tenant, folder }, script, ...args);

        expect(await run('import-workspaces.ts', 'exported.json')).to.deep.equal({
          output: 'exported.json: Reports\n',
          code: 0,
        });
        expect(await run('publish.ts')).to.deep.equal({
          output:
            'Reports: 25 to change, 0 blocked\ncompleted: 25 applied, 0 failed, 0 pending, 0 not sent\n',
          code: 0,
        });
        expect(listHolders(tenant)).to.include.members(subscribers);

        const store = await openStore({ tenant, folder });
        const [stored] = (await store.workspaces.list()).workspaces;
        expect(stored?.workspace.published).to.deep.equal(stored?.workspace.draft);
        expect(stored?.workspace.lastPublish?.by).to.equal(tenant.emulator.tenant.administrator.id);
        const [publish] = (await store.journal.list()).publishes;
        expect(publish?.finished?.counts).to.deep.include({ applied: 25, failed: 0 });
        expect(publish?.head).to.deep.include({ workspaceId: stored?.workspace.id, route, peopleCount: 25 });
        expect(await store.grants.list({ workspaceId: stored?.workspace.id ?? '' })).not.to.have.length(0);

        expect(await run('publish.ts')).to.deep.equal({
          output: 'Reports: 0 to change, 0 blocked\n',
          code: 0,
        });
        const after = await openStore({ tenant, folder });
        expect((await after.journal.list()).publishes).to.have.length(1);
      });
    });

  it('publishes again after a run that was killed, which had the lease', async () => {
    await inFolder(async ({ tenant, folder }) => {
      const store = await openStore({ tenant, folder });
      await store.lease.take('nightly');
      await writeFile(join(folder, 'exported.json'), exportReports(await choosePeople(tenant), 'direct'));
      await runExample({ tenant, folder }, 'import-workspaces.ts', 'exported.json');
      const { output } = await runExample({ tenant, folder }, 'publish.ts');
      expect(output).to.contain('completed: 25 applied, 0 failed');
    });
  });

  it('keeps the counts of a day once', async () => {
    await inFolder(async ({ tenant, folder }) => {
      for (const _ of [1, 2]) {
        const { output, code } = await runExample({ tenant, folder }, 'record-usage.ts');
        expect(output).to.match(/^\d{4}-\d\d-\d\d: kept the counts of \d+ plans\n/);
        expect(code).to.equal(0);
      }
      const snapshots = await (await openStore({ tenant, folder })).insights.listSnapshots();
      expect(snapshots).to.have.length(1);
      expect(snapshots[0]?.plans.find((plan) => plan.skuId === skuId)?.total).to.be.greaterThan(0);
    });
  });
});

/** Where an example runs: a tenant, and a folder with its store. */
interface Place {
  readonly tenant: EmulatorServer;
  readonly folder: string;
}

async function inFolder(act: (place: Place) => Promise<void>): Promise<void> {
  const tenant = await startServer({ tenant: 'contoso', users: 1_000, onExchange: recordTraffic });
  const folder = await mkdtemp(join(tmpdir(), 'nightly-'));
  try {
    await act({ tenant, folder });
  } finally {
    await tenant.stop();
    await rm(folder, { recursive: true });
  }
}

async function openStore({ tenant, folder }: Place): Promise<Store> {
  const open = await openFileStore(join(folder, 'store.json'));
  return open({ tenantId: tenant.emulator.tenant.tenantId, by: tenant.emulator.tenant.administrator.id });
}

/** 25 synchronized people who have no license. */
async function choosePeople({ emulator, graph }: EmulatorServer): Promise<string[]> {
  const token = await emulator.issueToken({ scopes: ['User.Read.All'] });
  const answer = await fetch(
    `${graph}/v1.0/users?$filter=onPremisesSyncEnabled eq true&$select=id,usageLocation,accountEnabled,assignedLicenses&$top=999`,
    { headers: { Authorization: `Bearer ${token}` } },
  );
  const { value } = (await answer.json()) as { value: PersonWire[] };
  return value
    .filter((person) => person.usageLocation && person.accountEnabled && person.assignedLicenses.length === 0)
    .map(({ id }) => id)
    .slice(0, 25);
}

interface PersonWire {
  readonly id: string;
  readonly usageLocation: string | null;
  readonly accountEnabled: boolean;
  readonly assignedLicenses: readonly unknown[];
}

function exportReports(subscribers: readonly string[], route: PublishRoute): string {
  const empty = createWorkspace('reports', 'Reports', { at: '2026-01-01T00:00:00Z', by: 'adele' });
  const draft = { ...empty.draft, plans: [{ skuId, apps: {} }], subscribers };
  return exportWorkspaces([{ ...empty, draft, route }]);
}

function listHolders({ emulator }: EmulatorServer): string[] {
  const { users } = emulator.state();
  return users
    .filter(({ assignedLicenses }) => assignedLicenses.some((each) => each.skuId === skuId))
    .map(({ id }) => id);
}

async function runExample(
  { tenant: { graph, emulator }, folder }: Place,
  script: string,
  ...files: readonly string[]
): Promise<{ code: number | null; output: string }> {
  const token = await emulator.issueToken({
    scopes: ['User.Read.All', 'LicenseAssignment.ReadWrite.All', 'Group.ReadWrite.All'],
  });
  const path = fileURLToPath(new URL(`../../demo/node/${script}`, import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), path, ...files], {
    cwd: folder,
    env: { ...process.env, GRAPH: graph, GRAPH_TOKEN: token, TENANT_ID: emulator.tenant.tenantId },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { output: await text(child.stdout), code: await ended };
}
