import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { GraphClient } from '../../../src/graph/graph-client.js';
import { directLicense } from '../../../src/model/holding/user.js';
import { getAppStatuses } from '../../../src/services/licenses/license-details.js';
import {
  assignLicenseWrite,
  listPlans,
  writeLicensesScopes,
} from '../../../src/services/licenses/licenses.js';
import { listUsers } from '../../../src/services/users/users.js';
import { startGraphTenant } from '../../support/graph-fixture.js';
import { codeOf } from '../../support/sample-workspace.js';

async function findHolder(graph: GraphClient, skuId: string): Promise<string> {
  for await (const { items } of listUsers(graph)) {
    const holder = items.find((user) => directLicense(user, skuId) && user.usageLocation);
    if (holder) return holder.id;
  }
  throw new Error('Nobody holds the plan directly.');
}

describe('how far Microsoft is with the apps of a user', () => {
  it('is told per plan and app, as the license says', async () => {
    const tenant = startGraphTenant();
    const { graph } = tenant;
    const [plan] = (await listPlans(graph)).filter(({ apps }) => apps.some(({ switchable }) => switchable));
    const app = plan!.apps.find(({ switchable }) => switchable)!;
    const holder = await findHolder(graph, plan!.skuId);
    const off = [app.servicePlanId];
    await graph.write(assignLicenseWrite(holder, [{ skuId: plan!.skuId, disabledPlans: off }], []), {
      scopes: writeLicensesScopes,
    });
    await tenant.shown();
    const apps = (await getAppStatuses(graph, holder)).get(plan!.skuId);
    expect(apps?.size).to.equal(plan!.apps.length);
    expect([...(apps ?? [])].filter(([, status]) => status === 'Disabled').map(([id]) => id)).to.deep.equal(
      off,
    );
  });

  it('says when the user is gone', async () => {
    const { graph } = startGraphTenant();
    expect(await codeOf(getAppStatuses(graph, '00000000-0000-0000-0000-000000000001'))).to.equal('not-found');
  });
});
