import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { readItems } from '../support/graph-answers.js';

const detail = "getOffice365ActiveUserDetail(period='D30')";

async function ask(
  test: TestEmulator,
  path: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return test.emulator.respond(
    new Request(`https://graph.microsoft.com${path}`, {
      headers: { Authorization: `Bearer ${await test.token(['Reports.Read.All'])}`, ...headers },
    }),
  );
}

describe('usage reports', () => {
  it('redirect to CSV on another origin that no page may read', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const answer = await ask(test, `/v1.0/reports/${detail}`);
    expect(answer.status).to.equal(302);
    const location = new URL(answer.headers.get('Location') ?? '');
    expect(location.origin).not.to.equal('https://graph.microsoft.com');
    const file = await test.emulator.respond(new Request(location));
    expect(file.headers.get('Access-Control-Allow-Origin')).to.equal(null);
    const lines = (await file.text()).trim().split('\r\n');
    expect(lines[0]).to.contain('Report Refresh Date,User Principal Name,Display Name,Is Deleted');
    expect(lines.length).to.be.greaterThan(40);
  });

  it('let the link expire', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const answer = await ask(test, `/v1.0/reports/${detail}`);
    await test.clock.advance(10 * 60_000);
    const file = await test.emulator.respond(new Request(answer.headers.get('Location') ?? ''));
    expect(file.status).to.equal(403);
  });

  it('answer 304 to who has the report already', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const first = await ask(test, `/v1.0/reports/${detail}`);
    const second = await ask(test, `/v1.0/reports/${detail}`, {
      'If-None-Match': first.headers.get('ETag') ?? '',
    });
    expect(second.status).to.equal(304);
  });

  it('answer JSON in beta, in pages of 200', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 450 });
    const first = await test.call('GET', `/beta/reports/${detail}?$format=application/json`);
    expect(readItems(first)).to.have.length(200);
    const link = (first.body as Record<string, string>)['@odata.nextLink'] ?? '';
    const second = await test.call('GET', link);
    expect(readItems(second)).to.have.length(200);
    expect(readItems(second)[0]).not.to.deep.equal(readItems(first)[0]);
  });

  it('name the same people in pages, in CSV and in the tenant', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 450 });
    await test.call('PATCH', '/admin/reportSettings', { body: { displayConcealedNames: false } });
    const paged: string[] = [];
    for (let link: string | undefined = `/beta/reports/${detail}?$format=application/json`; link;) {
      const page = await test.call('GET', link);
      paged.push(
        ...readItems<{ userPrincipalName: string }>(page).map(({ userPrincipalName }) => userPrincipalName),
      );
      link = (page.body as Record<string, string>)['@odata.nextLink'];
    }
    const answer = await ask(test, `/v1.0/reports/${detail}`);
    const file = await test.emulator.respond(new Request(answer.headers.get('Location') ?? ''));
    const lines = (await file.text()).trim().split('\r\n').slice(1);
    const members = test.emulator
      .state()
      .users.map(({ userPrincipalName }) => userPrincipalName)
      .filter((name) => !name.includes('#EXT#'));
    expect(paged).to.have.members(members);
    expect(lines.map((line) => line.split(',')[1])).to.deep.equal(paged);
  });

  it('conceal names until the tenant shows them', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const read = async () =>
      readItems<{ userPrincipalName: string }>(
        await test.call('GET', `/beta/reports/${detail}?$format=application/json`),
      ).map(({ userPrincipalName }) => userPrincipalName.includes('@'));
    expect(await read()).not.to.include(true);
    const settings = await test.call('PATCH', '/admin/reportSettings', {
      body: { displayConcealedNames: false },
    });
    expect(settings.status).to.equal(204);
    expect(await read()).not.to.include(false);
  });

  it('show totals, but nobody by name, to a Global Reader', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const read = async (name: string) =>
      (
        await test.call('GET', `/beta/reports/${name}?$format=application/json`, {
          scopes: ['Reports.Read.All'],
          roles: ['Global Reader'],
        })
      ).status;
    expect([await read("getOffice365ServicesUserCounts(period='D7')"), await read(detail)]).to.deep.equal([
      200, 403,
    ]);
  });

  it('are two days behind', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const [latest] = readItems(
      await test.call(
        'GET',
        "/beta/reports/getOffice365ActiveUserCounts(period='D7')?$format=application/json",
      ),
    );
    expect(latest).to.include({
      reportRefreshDate: '2026-01-13',
      reportDate: '2026-01-13',
      reportPeriod: '7',
    });
  });

  it('refuse other periods and days too long ago', async () => {
    const test = startEmulator();
    for (const argument of ["period='D8'", 'date=2025-01-01'])
      expect(
        (
          await test.call('GET', `/reports/getOffice365ActiveUserDetail(${argument})`, {
            invalid: argument.includes('D8'),
          })
        ).status,
        argument,
      ).to.equal(400);
  });
});
