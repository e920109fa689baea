import { describe, it } from 'node:test';
import { expect } from 'chai';
import { describeStore } from '../../src/store/contract/index.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { sharesNothing } from '../../src/store/shares.js';
import type { OpenStore } from '../../src/store/store.js';

const tenantId = 'contoso';

describeStore(
  { describe, it },
  'memoryStore',
  () => {
    const machines = new Map<string, OpenStore>();
    return {
      connect({ by, machine }) {
        const open = machines.get(machine) ?? memoryStore();
        machines.set(machine, open);
        return open({ tenantId, by });
      },
      crash: async () => undefined,
    };
  },
  { abilities: ['crash'], large: true },
);

describeStore({ describe, it }, 'memoryStore that all machines share', () => {
  const everything = { workspaces: true, journal: true, grants: true, lease: true };
  const open = memoryStore({ shares: { ...everything, orders: true, insights: true, views: true } });
  return { connect: ({ by }) => open({ tenantId, by }) };
});

describe('memoryStore', () => {
  it('keeps tenants apart, and what different calls of it keep', async () => {
    const open = memoryStore();
    const store = open({ tenantId, by: 'ada' });
    await store.views.put({ name: 'Mine', view: '' });
    expect(await open({ tenantId: 'fabrikam', by: 'ada' }).views.list()).to.deep.equal([]);
    expect(await memoryStore()({ tenantId, by: 'ada' }).views.list()).to.deep.equal([]);
    expect(await open({ tenantId, by: 'grace' }).views.list()).to.have.length(1);
    expect(store.shares).to.deep.equal(sharesNothing);
  });

  it('is opened with ids, not with names of people', () => {
    expect(() => memoryStore()({ tenantId, by: 'ada@contoso.com' }))
      .to.throw()
      .with.property('code', 'setting-wrong');
  });
});
