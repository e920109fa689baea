import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestEmulator } from '../../support/emulator.js';

const report = "https://graph.microsoft.com/v1.0/reports/getOffice365ActiveUserDetail(period='D30')";

/** Asks for the report; the file behind the answer is for later. */
async function ask(test: TestEmulator): Promise<URL> {
  const headers = { Authorization: `Bearer ${await test.token(['Reports.Read.All'])}` };
  const answer = await test.emulator.respond(new Request(report, { headers }));
  return new URL(answer.headers.get('Location') ?? '');
}

async function readProducts(test: TestEmulator, file: URL, userPrincipalName: string): Promise<string> {
  const answer = await test.emulator.respond(new Request(file));
  const line = (await answer.text()).split('\r\n').find((row) => row.includes(`,${userPrincipalName},`));
  return line?.split(',').at(-1) ?? 'no such row';
}

describe('the file of a report', () => {
  it('holds what the tenant held when the report was asked for, however often it is fetched', async () => {
    const test = startEmulator({ tenant: 'small' });
    await test.call('PATCH', '/admin/reportSettings', { body: { displayConcealedNames: false } });
    const { users, skus } = test.emulator.state();
    const free = skus.find(({ skuPartNumber }) => skuPartNumber === 'FLOW_FREE');
    const user = users.find(
      ({ assignedLicenses, usageLocation }) => assignedLicenses.length === 0 && usageLocation !== null,
    );
    if (!free || !user) throw new Error('Nobody can be given a license');
    const before = await ask(test);
    const body = { addLicenses: [{ skuId: free.skuId, disabledPlans: [] }], removeLicenses: [] };
    expect((await test.call('POST', `/users/${user.id}/assignLicense`, { body })).status).to.equal(200);
    await test.call('PATCH', '/admin/reportSettings', { body: { displayConcealedNames: true } });

    for (let time = 0; time < 2; time += 1)
      expect(await readProducts(test, before, user.userPrincipalName)).to.equal('');
    await test.call('PATCH', '/admin/reportSettings', { body: { displayConcealedNames: false } });
    expect(await readProducts(test, await ask(test), user.userPrincipalName)).to.equal(
      'MICROSOFT POWER AUTOMATE FREE',
    );
  });
});
