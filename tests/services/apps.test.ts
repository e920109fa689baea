import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  assignAppWrite,
  defaultAccessRoleId,
  listAppAssignments,
  listEnterpriseApps,
  unassignAppWrite,
  writeAppsScopes,
} from '../../src/services/apps.js';
import { listUserIds, startGraphTenant } from '../support/graph-fixture.js';
import { codeOf, guid } from '../support/sample-workspace.js';

describe('enterprise applications', () => {
  it('are listed by name with the roles that users can have', async () => {
    const tenant = startGraphTenant();
    const apps = await listEnterpriseApps(tenant.graph);
    const names = apps.map(({ name }) => name);
    expect(names).to.include.members(['Salesforce', 'Workday', "O'Reilly Learning & <More>"]);
    expect(names).to.deep.equal([...names].sort((a, b) => a.localeCompare(b, 'en')));
    const { body } = await tenant.call('GET', '/servicePrincipals?$top=999');
    const wires = new Map(
      (
        body as {
          value: {
            id: string;
            tags: string[];
            accountEnabled: boolean;
            appRoles: { id: string; isEnabled: boolean; allowedMemberTypes: string[] }[];
          }[];
        }
      ).value.map((wire) => [wire.id, wire]),
    );
    expect([...wires.values()].some(({ appRoles }) => appRoles.some((role) => !role.isEnabled))).to.equal(
      true,
    );
    for (const { id, roles } of apps) {
      const wire = wires.get(id);
      expect(wire?.tags).to.include('WindowsAzureActiveDirectoryIntegratedApp');
      expect(wire?.accountEnabled).to.equal(true);
      const offered = wire?.appRoles.filter(
        (role) => role.isEnabled && role.allowedMemberTypes.includes('User'),
      );
      expect(roles.map((role) => role.id)).to.deep.equal(offered?.map((role) => role.id));
    }
  });

  it('are assigned and unassigned once, though each answer gets lost once', async () => {
    const lost = { kind: 'drop-after', path: '/servicePrincipals/**', count: 1 } as const;
    const tenant = startGraphTenant({
      faults: [
        { ...lost, method: 'POST' },
        { ...lost, method: 'DELETE' },
      ],
    });
    const { graph } = tenant;
    const call = { scopes: writeAppsScopes };
    const appId = (await listEnterpriseApps(graph)).find(({ name }) => name === 'Workday')?.id ?? '';
    const held = new Set((await listAppAssignments(graph, appId)).map(({ principalId }) => principalId));
    const userId = (await listUserIds(tenant, 40)).find((id) => !held.has(id)) ?? '';
    const listOwn = async () =>
      (await listAppAssignments(graph, appId)).filter(({ principalId }) => principalId === userId);
    await graph.write(assignAppWrite(appId, userId), call);
    const own = await listOwn();
    expect(own).to.have.length(1);
    await graph.write(unassignAppWrite(appId, own[0]?.id ?? '', userId), call);
    expect(await listOwn()).to.deep.equal([]);
  });

  it('are assigned and unassigned', async () => {
    const tenant = startGraphTenant();
    const { graph } = tenant;
    const call = { scopes: writeAppsScopes };
    const app = (await listEnterpriseApps(graph)).find(({ name }) => name === 'Workday');
    const before = await listAppAssignments(graph, app?.id ?? '');
    const held = new Set(before.map(({ principalId }) => principalId));
    const userId = (await listUserIds(tenant, 40)).find((id) => !held.has(id)) ?? '';
    await graph.write(assignAppWrite(app?.id ?? '', userId), call);
    await tenant.shown();
    const added = (await listAppAssignments(graph, app?.id ?? '')).filter(
      (each) => each.principalId === userId,
    );
    expect(added).to.have.length(1);
    const [assignment] = added;
    expect(assignment).to.include({ appId: app?.id, roleId: defaultAccessRoleId, principalType: 'User' });
    // What is so already counts as done.
    await graph.write(assignAppWrite(app?.id ?? '', userId), call);
    await tenant.shown();
    expect(await listAppAssignments(graph, app?.id ?? '')).to.have.length(before.length + 1);
    await graph.write(unassignAppWrite(app?.id ?? '', assignment?.id ?? '', userId), call);
    await tenant.shown();
    expect(await listAppAssignments(graph, app?.id ?? '')).to.have.length(before.length);
    await graph.write(unassignAppWrite(app?.id ?? '', assignment?.id ?? '', userId), call);
  });

  it('say so when there is none of an id', async () => {
    expect(await codeOf(listAppAssignments(startGraphTenant().graph, guid(404)))).to.equal('not-found');
  });
});
