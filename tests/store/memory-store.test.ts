import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ProvisioningError } from '../../src/model/errors.js';
import { describeStore, type StoreUnderTest } from '../../src/store/contract/index.js';
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

describeStore({ describe, it }, 'memoryStore that is saved', createSavedStores, {
  abilities: ['crash', 'full', 'break-off'],
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

  it('holds what was saved of every tenant, and saves nothing where nothing changed', async () => {
    const saved: unknown[] = [];
    const open = memoryStore({ save: async (content) => void saved.push(content) });
    await open({ tenantId, by: 'ada' }).views.put({ name: 'Mine', view: 'plans' });
    await open({ tenantId: 'fabrikam', by: 'ada' }).views.put({ name: 'Theirs', view: '' });
    expect(await open({ tenantId, by: 'ada' }).journal.prune('2026-01-01T00:00:00Z')).to.equal(0);
    expect(saved).to.have.length(2);

    const later = memoryStore({ from: saved[1] });
    expect(await later({ tenantId, by: 'ada' }).views.list()).to.deep.equal([
      { name: 'Mine', view: 'plans' },
    ]);
    expect(await later({ tenantId: 'fabrikam', by: 'ada' }).views.list()).to.have.length(1);
    await later({ tenantId, by: 'ada' }).views.delete('Mine');
    expect(await memoryStore({ from: saved[1] })({ tenantId, by: 'ada' }).views.list()).to.have.length(1);
  });

  it('says so when it could not be saved, and has not changed then', async () => {
    const store = memoryStore({ save: () => Promise.reject(new Error('The disk is gone.')) })({
      tenantId,
      by: 'ada',
    });
    const refusal = await store.views.put({ name: 'Mine', view: '' }).catch((thrown: unknown) => thrown);
    expect(refusal).to.be.instanceOf(ProvisioningError).with.property('code', 'storage-unavailable');
    expect(await store.views.list()).to.deep.equal([]);
  });

  for (const [from, code] of [
    [{}, 'record-unreadable'],
    ['rubbish', 'record-unreadable'],
    [
      { schemaVersion: 1, tenants: { contoso: [{ table: 'secrets', key: [], value: 1 }] } },
      'record-unreadable',
    ],
    [{ schemaVersion: 2, tenants: {} }, 'record-newer'],
  ] as const)
    it(`refuses ${JSON.stringify(from)} as what was saved`, () => {
      expect(() => memoryStore({ from }))
        .to.throw(ProvisioningError)
        .with.property('code', code);
    });
});

/** Machines that keep what a store saves, as text. A write is a save. */
function createSavedStores(): StoreUnderTest {
  const files = new Map<string, string>();
  const machines = new Map<string, OpenStore>();
  let beforeSave = (): void => undefined;
  const failWith = (fail: () => void): (() => void) => {
    beforeSave = fail;
    return () => {
      beforeSave = () => undefined;
    };
  };
  const openOn = (machine: string): OpenStore => {
    const text = files.get(machine);
    return memoryStore({
      ...(text === undefined ? {} : { from: JSON.parse(text) as unknown }),
      async save(content) {
        beforeSave();
        files.set(machine, JSON.stringify(content));
      },
    });
  };
  return {
    connect({ by, machine }) {
      const open = machines.get(machine) ?? openOn(machine);
      machines.set(machine, open);
      return open({ tenantId, by });
    },
    crash: async () => machines.clear(),
    simulate: async () =>
      failWith(() => {
        throw new ProvisioningError('storage-full', 'There is no room left.');
      }),
    async breakOff(write) {
      let left = write;
      return failWith(() => {
        left -= 1;
        if (left === 0) throw new Error('The disk is gone.');
      });
    },
  };
}
