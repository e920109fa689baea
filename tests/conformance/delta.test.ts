import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestEmulator } from '../support/emulator.js';

interface Item {
  readonly id: string;
  readonly '@removed'?: { readonly reason: string };
  readonly [property: string]: unknown;
}

interface Round {
  readonly items: readonly Item[];
  readonly link: string;
  readonly pages: number;
}

const dayMs = 24 * 60 * 60 * 1000;

async function follow(
  tenant: TestEmulator,
  start: string,
  headers: Record<string, string> = {},
): Promise<Round> {
  const items: Item[] = [];
  let pages = 0;
  for (let next = start; ;) {
    const answer = await tenant.call('GET', next, { headers });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    const page = answer.body as { value: Item[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string };
    pages += 1;
    items.push(...page.value);
    if (page['@odata.deltaLink']) return { items, link: page['@odata.deltaLink'], pages };
    next = page['@odata.nextLink'] ?? '';
  }
}

describe('GET /users/delta', () => {
  it('gives everyone first, then only what changed', async () => {
    const tenant = startEmulator({ tenant: 'contoso', users: 450 });
    const all = await follow(tenant, '/users/delta?$select=id,displayName,usageLocation');
    expect(all.items).to.have.length(450);
    expect(all.pages).to.be.greaterThan(1);
    expect((await follow(tenant, all.link)).items).to.deep.equal([]);
    const id = all.items[7]?.id ?? '';
    await tenant.call('PATCH', `/users/${id}`, { body: { usageLocation: 'NL' } });
    const changed = await follow(tenant, all.link);
    expect(changed.items).to.deep.equal([{ ...all.items[7], usageLocation: 'NL' }]);
    expect((await follow(tenant, changed.link)).items).to.deep.equal([]);
  });

  it('starts from now with $deltatoken=latest', async () => {
    const tenant = startEmulator();
    const now = await follow(tenant, '/users/delta?$deltatoken=latest&$select=id,usageLocation');
    expect(now.items).to.deep.equal([]);
    const { id } = tenant.emulator.tenant.administrator;
    await tenant.call('PATCH', `/users/${id}`, { body: { usageLocation: 'NL' } });
    expect((await follow(tenant, now.link)).items).to.deep.equal([{ id, usageLocation: 'NL' }]);
  });

  it('leaves out changes to properties that are not selected', async () => {
    const tenant = startEmulator();
    const now = await follow(tenant, '/users/delta?$deltatoken=latest&$select=displayName');
    const { id } = tenant.emulator.tenant.administrator;
    await tenant.call('PATCH', `/users/${id}`, { body: { usageLocation: 'NL' } });
    expect((await follow(tenant, now.link)).items).to.deep.equal([]);
  });

  it('gives only what changed with Prefer: return=minimal', async () => {
    const tenant = startEmulator();
    const headers = { Prefer: 'return=minimal' };
    const now = await follow(
      tenant,
      '/users/delta?$deltatoken=latest&$select=displayName,usageLocation',
      headers,
    );
    const { id } = tenant.emulator.tenant.administrator;
    await tenant.call('PATCH', `/users/${id}`, { body: { usageLocation: 'NL' } });
    expect((await follow(tenant, now.link, headers)).items).to.deep.equal([{ id, usageLocation: 'NL' }]);
  });

  it('can be narrowed to ids', async () => {
    const tenant = startEmulator();
    const { id } = tenant.emulator.tenant.administrator;
    const round = await follow(
      tenant,
      `/users/delta?$select=id&$filter=${encodeURIComponent(`id eq '${id}'`)}`,
    );
    expect(round.items).to.deep.equal([{ id }]);
  });

  it('answers 410 with where to start again once the token is older than 7 days', async () => {
    const tenant = startEmulator();
    const { link } = await follow(tenant, '/users/delta?$select=id');
    await tenant.clock.advance(7 * dayMs - 1000);
    expect((await tenant.call('GET', link)).status).to.equal(200);
    await tenant.clock.advance(2000);
    const expired = await tenant.call('GET', link);
    const { error } = expired.body as { error: { code: string } };
    expect([expired.status, error.code]).to.deep.equal([410, 'syncStateNotFound']);
    const again = expired.headers.get('Location') ?? '';
    expect(again).to.match(/\/users\/delta\?\$deltatoken=$/);
  });

  for (const option of ['$orderby=displayName', '$search="displayName:a"'])
    it(`refuses ${option}`, async () => {
      const tenant = startEmulator();
      const answer = await tenant.call('GET', `/users/delta?${encodeURI(option)}`, { invalid: true });
      expect(answer.status).to.equal(400);
    });
});
