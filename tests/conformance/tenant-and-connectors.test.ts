import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator } from '../support/emulator.js';
import { expectError, readItems } from '../support/graph-answers.js';

describe('the tenant', () => {
  it('lists managed and federated domains, filtered and selected', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const all = readItems<{ id: string }>(await test.call('GET', '/domains?$select=id'));
    expect(all.map(({ id }) => id)).to.deep.equal([
      'contoso.com',
      'contoso.onmicrosoft.com',
      'legacy.contoso.com',
    ]);
    const federated = await test.call('GET', "/domains?$filter=authenticationType eq 'Federated'&$select=id");
    expect(readItems<{ id: string }>(federated).map(({ id }) => id)).to.deep.equal(['legacy.contoso.com']);
    expect((await test.call('GET', '/domains/contoso.com')).body).to.include({ isDefault: true });
  });

  it('lists plans in one page, joined to subscriptions by id', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const skus = readItems<{ skuId: string; subscriptionIds: string[] }>(
      await test.call('GET', '/subscribedSkus'),
    );
    const subscriptions = readItems<{ id: string; skuId: string }>(
      await test.call('GET', '/directory/subscriptions'),
    );
    for (const sku of skus)
      expect(subscriptions.filter(({ skuId }) => skuId === sku.skuId).map(({ id }) => id)).to.deep.equal(
        sku.subscriptionIds,
      );
    expect(
      (await test.call('GET', '/subscribedSkus?$filter=consumedUnits eq 0', { invalid: true })).status,
    ).to.equal(400);
  });

  it('shows directory synchronization to a Global Administrator only', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const path = '/directory/onPremisesSynchronization';
    const [sync] = readItems<{ features: { passwordSyncEnabled: boolean } }>(await test.call('GET', path));
    expect(sync?.features.passwordSyncEnabled).to.equal(true);
    expectError(
      await test.call('GET', path, { roles: ['Global Reader'] }),
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  });

  it('shows connectors with one permission, and application proxy connectors with a stronger one', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const read = async (path: string, scopes: readonly string[]) =>
      (await test.call('GET', `/beta/onPremisesPublishingProfiles/${path}`, { scopes })).status;
    const weak = ['Policy.Read.HybridAuthentication'];
    expect(await read('provisioning/agents?$expand=agentGroups', weak)).to.equal(200);
    expect(await read('applicationProxy/connectors', weak)).to.equal(403);
    expect(await read('applicationProxy/connectors', ['Directory.ReadWrite.All'])).to.equal(200);
  });
});
