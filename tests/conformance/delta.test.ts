import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { findUnlicensed } from '../support/graph-answers.js';

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

describe('GET /users/delta and licenses', () => {
  // https://learn.microsoft.com/graph/api/user-delta: "Changes to the licenseAssignmentStates property are currently
  // not tracked." That a change of `assignedLicenses` is, is reasoned.
  it('tells who got or lost a license, not that another source gives it too', async () => {
    const tenant = startEmulator({ tenant: 'contoso', users: 60 });
    const { users } = tenant.emulator.state();
    const inherited = users.find(
      ({ licenseAssignmentStates: states }) => states.length === 1 && states[0]?.assignedByGroup !== null,
    );
    const [license] = inherited?.assignedLicenses ?? [];
    const now = await follow(
      tenant,
      '/users/delta?$deltatoken=latest&$select=assignedLicenses,licenseAssignmentStates',
    );
    const change = (id: string, skuId: string) =>
      tenant.call('POST', `/users/${id}/assignLicense`, {
        body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
      });
    const direct = await change(inherited?.id ?? '', license?.skuId ?? '');
    expect(direct.status, JSON.stringify(direct.body)).to.equal(200);
    expect((await follow(tenant, now.link)).items).to.deep.equal([]);
    const { id } = findUnlicensed(tenant.emulator);
    const free = tenant.emulator.state().skus.find(({ skuPartNumber }) => skuPartNumber === 'FLOW_FREE');
    expect((await change(id, free?.skuId ?? '')).status).to.equal(200);
    const { items } = await follow(tenant, now.link);
    expect(items.map((item) => item.id)).to.deep.equal([id]);
    expect(items[0]?.['licenseAssignmentStates']).to.have.length(1);
  });
});

describe('GET /groups/delta', () => {
  // https://learn.microsoft.com/graph/api/group-delta, https://learn.microsoft.com/graph/delta-query-groups
  const group = { displayName: 'W', mailEnabled: false, mailNickname: 'w', securityEnabled: true };
  const reference = (id: string): string => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`;

  async function start() {
    const tenant = startEmulator({ users: 40 });
    const [first, second] = [findUnlicensed(tenant.emulator).id, findUnlicensed(tenant.emulator, 1).id];
    const body = { ...group, 'members@odata.bind': [reference(first)] };
    const { id } = (await tenant.call('POST', '/groups', { body })).body as { id: string };
    const join = (user: string) =>
      tenant.call('POST', `/groups/${id}/members/$ref`, { body: { '@odata.id': reference(user) } });
    const leave = (user: string) => tenant.call('DELETE', `/groups/${id}/members/${user}/$ref`);
    return { tenant, id, first, second, join, leave };
  }
  const person = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });
  const gone = (id: string) => ({ ...person(id), '@removed': { reason: 'deleted' } });

  for (const query of ['', '?$select=displayName,members'])
    it(`tells the members of each group, then who came and who went${query && ', selected'}`, async () => {
      const { tenant, id, first, second, join, leave } = await start();
      const all = await follow(tenant, `/groups/delta${query}`);
      expect(all.items.find((item) => item.id === id)).to.deep.include({
        displayName: 'W',
        'members@delta': [person(first)],
      });
      await join(second);
      await leave(first);
      const changed = await follow(tenant, all.link);
      expect(changed.items).to.have.length(1);
      expect(changed.items[0]).to.deep.include({
        id,
        displayName: 'W',
        'members@delta': [person(second), gone(first)],
      });
      expect((await follow(tenant, changed.link)).items).to.deep.equal([]);
    });

  it('tells the last word on a member who came and went', async () => {
    const { tenant, id, second, join, leave } = await start();
    const now = await follow(tenant, '/groups/delta?$deltatoken=latest&$select=members');
    await join(second);
    await leave(second);
    expect((await follow(tenant, now.link)).items).to.deep.equal([{ id, 'members@delta': [gone(second)] }]);
  });

  it('says nothing of members who were not selected, and tells owners who were', async () => {
    const { tenant, id, second, join } = await start();
    const names = await follow(tenant, '/groups/delta?$deltatoken=latest&$select=displayName');
    const owners = await follow(tenant, '/groups/delta?$deltatoken=latest&$select=owners');
    await join(second);
    expect((await follow(tenant, names.link)).items).to.deep.equal([]);
    await tenant.call('POST', `/groups/${id}/owners/$ref`, { body: { '@odata.id': reference(second) } });
    expect((await follow(tenant, owners.link)).items).to.deep.equal([
      { id, 'owners@delta': [person(second)] },
    ]);
  });

  it('tells who left by being deleted, and groups that were deleted', async () => {
    const { tenant, id, first } = await start();
    const now = await follow(tenant, '/groups/delta?$deltatoken=latest&$select=members');
    await tenant.call('DELETE', `/users/${first}`);
    const changed = await follow(tenant, now.link);
    expect(changed.items).to.deep.include({ id, 'members@delta': [gone(first)] });
    await tenant.call('DELETE', `/groups/${id}`);
    expect((await follow(tenant, changed.link)).items).to.deep.equal([
      { id, '@removed': { reason: 'changed' } },
    ]);
  });
});
