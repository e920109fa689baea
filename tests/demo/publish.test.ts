import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { expect } from 'chai';
import { createWorkspaceApi } from '../../demo/workspace-api/workspace-api.js';
import { startServer, type EmulatorServer } from '../../src/emulator/server/index.js';
import { createWorkspace, type PublishRoute } from '../../src/model/workspace.js';
import { createMemoryStore } from '../../src/workspaces/memory-store.js';
import type { WorkspaceStore } from '../../src/workspaces/workspace-store.js';
import { recordTraffic } from '../support/emulator.js';

/** POWER_BI_STANDARD, of which there is enough. */
const skuId = 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235';

describe('demo/node/publish.ts', () => {
  for (const route of ['direct', 'group'] as const)
    it(`publishes the workspaces of a portal's API on the ${route} route`, async () => {
      const tenant = await startServer({ tenant: 'contoso', users: 1_000, onExchange: recordTraffic });
      const store = createMemoryStore();
      const { fetch } = createWorkspaceApi({ store });
      const api = serve({ fetch, port: 0, hostname: '127.0.0.1' });
      await once(api, 'listening');
      try {
        const subscribers = await saveWorkspace(store, tenant, route);
        const { port } = api.address() as AddressInfo;
        const { code, output } = await runExample(tenant, `http://127.0.0.1:${port}`);

        expect(output).to.equal('Reports: 25 to change, 0 blocked\ncompleted: 25 applied, 0 failed\n');
        expect(code).to.equal(0);
        const holders = tenant.emulator
          .state()
          .users.filter(({ assignedLicenses }) => assignedLicenses.some((each) => each.skuId === skuId));
        expect(holders.map(({ id }) => id)).to.include.members(subscribers);
        const stored = await store.get('reports');
        expect(stored?.workspace.published).to.deep.equal(stored?.workspace.draft);
      } finally {
        api.close();
        await tenant.stop();
      }
    });
});

/** Puts a workspace into the portal for 25 synchronized people who have no license. */
async function saveWorkspace(
  store: WorkspaceStore,
  { emulator, graph }: EmulatorServer,
  route: PublishRoute,
): Promise<string[]> {
  const token = await emulator.issueToken({ scopes: ['User.Read.All'] });
  const answer = await fetch(
    `${graph}/v1.0/users?$filter=onPremisesSyncEnabled eq true&$select=id,usageLocation,accountEnabled,assignedLicenses&$top=999`,
    { headers: { Authorization: `Bearer ${token}` } },
  );
  const { value } = (await answer.json()) as { value: PersonWire[] };
  const subscribers = value
    .filter((person) => person.usageLocation && person.accountEnabled && person.assignedLicenses.length === 0)
    .map(({ id }) => id)
    .slice(0, 25);
  const empty = createWorkspace('reports', 'Reports', { at: '2026-01-01T00:00:00Z', by: 'adele' });
  const draft = { ...empty.draft, plans: [{ skuId, apps: {} }], subscribers };
  await store.put({ ...empty, draft, route }, { etag: null });
  return subscribers;
}

interface PersonWire {
  readonly id: string;
  readonly usageLocation: string | null;
  readonly accountEnabled: boolean;
  readonly assignedLicenses: readonly unknown[];
}

async function runExample(
  { graph, emulator }: EmulatorServer,
  api: string,
): Promise<{ code: number | null; output: string }> {
  const token = await emulator.issueToken({
    scopes: ['User.Read.All', 'LicenseAssignment.ReadWrite.All', 'Group.ReadWrite.All'],
  });
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/node/publish.ts'], {
    env: {
      ...process.env,
      GRAPH: graph,
      GRAPH_TOKEN: token,
      PORTAL_API: api,
      TENANT_ID: emulator.tenant.tenantId,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { output: await text(child.stdout), code: await ended };
}
