import { describe, it } from 'node:test';
import { expect } from 'chai';
import { listDeletedUsers } from '../../../src/services/users/deleted-users.js';
import { identifierKey, type UserIdentifier } from '../../../src/services/users/resolve-users.js';
import { suggestUsers } from '../../../src/services/users/suggest-users.js';
import { startGraphTenant } from '../../support/graph-fixture.js';

const read = (value: string): UserIdentifier => ({
  kind: value.includes('@') ? 'address' : 'alias',
  value,
});

/** Somebody whose name is long enough for two slips. */
function somebody({ emulator }: ReturnType<typeof startGraphTenant>) {
  const user = emulator
    .state()
    .users.slice(1)
    .find(({ userPrincipalName }) => /^[a-z]{4,}\.[a-z]{6,}@/.test(userPrincipalName));
  if (!user) throw new Error('nobody has such a name');
  const [name = '', domain = ''] = user.userPrincipalName.split('@');
  return { id: user.id, name, domain };
}

describe('suggestUsers', () => {
  for (const [slip, write] of [
    ['another domain', (name: string) => `${name}@contso.com`],
    ['a letter missing at the end', (name: string, domain: string) => `${name.slice(0, -1)}@${domain}`],
    ['a letter missing at the start', (name: string, domain: string) => `${name.slice(1)}@${domain}`],
    ['a letter doubled', (name: string, domain: string) => `${name.slice(0, 3)}${name.slice(2)}@${domain}`],
    [
      'two letters that changed places',
      (name: string, domain: string) => `${name[1] ?? ''}${name[0] ?? ''}${name.slice(2)}@${domain}`,
    ],
    ['capitals', (name: string) => `${name.toUpperCase()}@CONTSO.COM`],
    ['no domain at all, and a slip', (name: string) => name.slice(0, -1)],
  ] as const)
    it(`finds who is meant in spite of ${slip}`, async () => {
      const tenant = startGraphTenant({ tenant: 'contoso', users: 200 });
      const { id, name, domain } = somebody(tenant);
      const identifier = read(write(name, domain));
      const near = await suggestUsers(tenant.graph, [identifier]);
      expect(near.get(identifierKey(identifier))?.map((user) => user.id)).to.deep.equal([id]);
    });

  it('suggests nobody for what is nobody’s name, for short names and for ids', async () => {
    const tenant = startGraphTenant({ tenant: 'contoso', users: 200 });
    const { id } = somebody(tenant);
    const near = await suggestUsers(tenant.graph, [
      ...['quetzalcoatl.xyzzy@contoso.com', "o'brien.zzzzzz@contoso.com", 'ab@contoso.com'].map(read),
      { kind: 'id', value: id },
    ]);
    expect([...near]).to.deep.equal([]);
  });
});

describe('listDeletedUsers', () => {
  it('says who was deleted and when, under the name that it was', async () => {
    // Not recorded: the description at hand has no recycle bin.
    const tenant = startGraphTenant({ tenant: 'contoso', users: 60, onExchange: () => undefined });
    const { id, name, domain } = somebody(tenant);
    const token = await tenant.emulator.issueToken({ scopes: ['User.ReadWrite.All'] });
    const answer = await tenant.emulator.fetch(`https://graph.microsoft.com/v1.0/users/${id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(answer.status).to.equal(204);
    await tenant.shown();
    const deleted = await listDeletedUsers(tenant.graph);
    expect(deleted.map((user) => [user.id, user.userPrincipalName])).to.deep.equal([
      [id, `${name}@${domain}`],
    ]);
    expect(deleted[0]?.deletedAt.toISOString()).to.match(/^2026-01-15T09:0/);
  });
});
