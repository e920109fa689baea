import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Retention } from '../../src/portal-api/retention/retention.js';
import { makeOrder } from '../../src/store/contract/samples.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import type { Store } from '../../src/store/store.js';

const today = Date.parse('2026-06-01T12:00:00Z');

function openStore(): Store {
  return memoryStore()({ tenantId: randomUUID(), by: randomUUID() });
}

/** The ids of the orders that are left of one of each state, so many days old. */
async function ordersLeft(days: number): Promise<readonly string[]> {
  const store = openStore();
  const at = new Date(today - days * 86_400_000).toISOString();
  for (const state of ['waiting', 'started', 'ended'] as const)
    await store.orders.put({ ...makeOrder(), id: state, state, at }, { etag: null });
  await new Retention(undefined, () => today).visit('contoso', store);
  return (await store.orders.list()).map(({ order }) => order.id).sort();
}

describe('what a portal forgets', () => {
  it('are orders after 30 days, but none that is being carried out', async () => {
    expect(await ordersLeft(29)).to.deep.equal(['ended', 'started', 'waiting']);
    expect(await ordersLeft(31)).to.deep.equal(['started']);
  });

  it('are publishes after as many days as it says, looked for once a day', async () => {
    const asked: string[] = [];
    const store = openStore();
    const journal = { ...store.journal, prune: async (before: string) => asked.push(before) };
    let now = today;
    const retention = new Retention(90, () => now);
    await retention.visit('contoso', { ...store, journal });
    await retention.visit('contoso', { ...store, journal });
    expect(asked).to.deep.equal(['2026-03-03T12:00:00.000Z']);
    now += 86_400_000;
    await retention.visit('contoso', { ...store, journal });
    await retention.visit('fabrikam', { ...store, journal });
    expect(asked).to.have.length(3);
  });

  it('is looked for again with the next question, where the database could not be asked', async () => {
    const store = openStore();
    let fails = true;
    const journal = {
      ...store.journal,
      prune: async () => {
        if (fails) throw new Error('gone');
        return 0;
      },
    };
    const retention = new Retention(90, () => today);
    const first = await retention.visit('contoso', { ...store, journal }).catch((error: unknown) => error);
    expect(first).to.be.instanceOf(Error);
    fails = false;
    await retention.visit('contoso', { ...store, journal });
  });
});
