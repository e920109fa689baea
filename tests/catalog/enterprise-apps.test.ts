import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createEnterpriseAppsProvider } from '../../src/catalog/enterprise-apps.js';
import type { Service, ServiceProvider } from '../../src/catalog/service-provider.js';
import { listUserIds, startGraphTenant, type GraphTenant } from '../support/graph-fixture.js';
import { codeOf } from '../support/sample-workspace.js';

async function open(): Promise<{
  provider: ServiceProvider;
  users: string[];
  service: (name: string) => Service;
  tenant: GraphTenant;
}> {
  const tenant = startGraphTenant({ users: 60 });
  const provider = createEnterpriseAppsProvider(tenant.graph);
  const services = await provider.list();
  const service = (name: string): Service => {
    const found = services.find((each) => each.name === name);
    if (!found) throw new Error(`The tenant has no ${name}.`);
    return found;
  };
  const all = await listUserIds(tenant, 60);
  const held = new Set(
    (
      await provider.read(
        all,
        services.map(({ id }) => id),
      )
    ).map(({ userId }) => userId),
  );
  return { provider, users: all.filter((id) => !held.has(id)), service, tenant };
}

describe('createEnterpriseAppsProvider', () => {
  it('offers the roles as options, and none where there is default access only', async () => {
    const { service } = await open();
    expect(service('Salesforce').options.map(({ name }) => name)).to.include('Sales Manager');
    expect(service('Workday').options).to.deep.equal([]);
    expect(service('Salesforce').kind).to.equal('enterprise application');
  });

  it('assigns a role and default access, each as often as asked without harm', async () => {
    const { provider, users, service, tenant } = await open();
    const [ann = '', ben = ''] = users;
    const salesforce = service('Salesforce');
    const optionId = salesforce.options[1]?.id ?? '';
    const wanted = [
      { userId: ann, serviceId: salesforce.id, optionId },
      { userId: ben, serviceId: service('Workday').id },
    ];
    for (const assignment of [...wanted, ...wanted]) await provider.assign(assignment);
    await tenant.shown();
    const read = await provider.read([ann, ben], [salesforce.id, service('Workday').id]);
    expect(read.map(({ assignmentId: _assignmentId, ...rest }) => rest)).to.have.deep.members(wanted);
    expect(await provider.read([ann], [service('Workday').id])).to.deep.equal([]);
  });

  it('finds nobody in an application that was deleted in the tenant', async () => {
    const { provider, users, service, tenant } = await open();
    const gone = '00000000-0000-4000-8000-00000000dead';
    expect(await provider.read(users, [gone])).to.deep.equal([]);
    await provider.assign({ userId: users[0] ?? '', serviceId: service('Workday').id });
    await tenant.shown();
    expect(await provider.read(users, [gone, service('Workday').id])).to.have.length(1);
  });

  it('unassigns the option that was given and no other, also without knowing its id, and twice', async () => {
    const { provider, users, service, tenant } = await open();
    const [userId = ''] = users;
    const { id: serviceId, options } = service('Salesforce');
    const [first, second] = options.map(({ id }) => ({ userId, serviceId, optionId: id }));
    if (!first || !second) throw new Error('Two roles are needed.');
    await provider.assign(first);
    await provider.assign(second);
    await tenant.shown();
    await provider.unassign(first);
    await provider.unassign(first);
    await tenant.shown();
    const [left, ...others] = await provider.read([userId], [serviceId]);
    expect(left).to.include(second);
    expect(others).to.deep.equal([]);
    if (left) await provider.unassign(left);
    if (left) await provider.unassign(left);
    await tenant.shown();
    expect(await provider.read([userId], [serviceId])).to.deep.equal([]);
  });

  // https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/968
  it('takes an assignment that Microsoft no longer finds for unassigned', async () => {
    const { provider, users, service, tenant } = await open();
    const { id: serviceId } = service('Workday');
    const rule = {
      kind: 'status',
      method: 'DELETE',
      path: '/servicePrincipals/*/appRoleAssignedTo/*',
    } as const;
    tenant.emulator.faults.add({
      ...rule,
      status: 400,
      code: 'Request_BadRequest',
      message: 'EntitlementGrant being updated or deleted is not found.',
      count: 1,
    });
    const gone = { userId: users[0] ?? '', serviceId, assignmentId: 'gone' };
    await provider.unassign(gone);
    tenant.emulator.faults.replace([
      { ...rule, status: 400, message: 'Invalid resource identifier for EntitlementGrant.' },
    ]);
    expect(await codeOf(provider.unassign(gone))).to.equal('request-refused');
  });
});
