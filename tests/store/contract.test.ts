import { describe, it } from 'node:test';
import { expect } from 'chai';
import { contentKinds } from '../../src/store/content/content-record.js';
import { runStoreContract, type ContractOptions } from '../../src/store/contract/index.js';
import type { LeaseHold } from '../../src/store/lease/lease.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import type { ContentRecords, Store } from '../../src/store/store.js';

/** Names of what the contract finds wrong with a memory store that somebody has spoiled. */
async function findFaults(
  spoil: (store: Store) => Store,
  options: ContractOptions = {},
): Promise<readonly string[]> {
  const { passed, failures } = await runStoreContract(() => {
    const machines = new Map<string, ReturnType<typeof memoryStore>>();
    return {
      connect({ by, machine }) {
        const open = machines.get(machine) ?? memoryStore();
        machines.set(machine, open);
        return spoil(open({ tenantId: 'contoso', by }));
      },
      crash: async () => undefined,
    };
  }, options);
  expect(passed.length + failures.length).to.be.above(35);
  return failures.map(({ name }) => name);
}

describe('runStoreContract', () => {
  it('finds nothing wrong with a store that is right', async () => {
    expect(await findFaults((store) => store, { abilities: ['crash'] })).to.deep.equal([]);
  });

  it('leaves out what a store cannot be made to go through', async () => {
    const { passed } = await runStoreContract(() => {
      const open = memoryStore();
      return { connect: ({ by }) => open({ tenantId: 'contoso', by }) };
    });
    expect(passed.join()).not.to.match(/full|newer|crash|break-off|100,000/);
  });

  it('finds a store that takes claims of whoever has lost the lease', async () => {
    const faults = await findFaults((store) => ({
      ...store,
      journal: {
        ...store.journal,
        async append(publishId, entries) {
          const lease = await store.lease.read();
          const hold: LeaseHold = lease ?? (await store.lease.take('anybody'));
          await store.journal.append(publishId, entries, hold);
        },
      },
    }));
    expect(faults).to.include(
      'lease: nothing of a holder who slept while another took over takes effect, wherever it fell asleep',
    );
    expect(faults).to.include('journal: refuses what comes with a hold that is lost, and changes nothing');
  });

  it('finds a store that writes on top of what others wrote', async () => {
    const faults = await findFaults((store) => ({
      ...store,
      workspaces: {
        ...store.workspaces,
        async put(workspace, options) {
          const stored = await store.workspaces.get(workspace.id);
          return store.workspaces.put(workspace, { etag: stored?.etag ?? options.etag });
        },
      },
    }));
    expect(faults).to.include('workspaces: refuses a stale write, and keeps what the other wrote');
  });

  it('finds a store that knows of a grant only when it is settled', async () => {
    const faults = await findFaults(
      (store) => ({
        ...store,
        grants: {
          list: async (options) =>
            (await store.grants.list(options)).filter(({ state }) => state === 'given'),
        },
      }),
      { abilities: ['crash'] },
    );
    expect(faults).to.include(
      'grants: after a crash between any two calls, all that was claimed and not settled has one',
    );
  });

  for (const [what, name, content] of [
    [
      'moves publishes in behind those that it has',
      'content: publishes that are put come before those that are there, in the order in which they are listed',
      (store) => ({ put: (records, hold) => store.content.put([...records].reverse(), hold) }),
    ],
    [
      'replaces what it has by what is moved in',
      'content: what is there already is left as it is, and told where it says something else',
      (store) => ({
        async put(records, hold) {
          for (const { kind } of records)
            await store.content.delete(
              (await store.content.list(kind)).filter(({ key }) =>
                records.some((each) => each.kind === kind && each.key.join() === key.join()),
              ),
              hold,
            );
          return store.content.put(records, hold);
        },
      }),
    ],
    [
      'removes what was changed meanwhile',
      'content: what was changed meanwhile is not removed',
      (store) => ({
        async delete(records, hold) {
          const now = await Promise.all(contentKinds.map((kind) => store.content.list(kind)));
          return store.content.delete(records.length > 0 ? now.flat() : [], hold);
        },
      }),
    ],
    [
      'lets anybody move something in',
      'content: takes and gives nothing with a hold that is lost',
      (store) => ({
        async put(records, hold) {
          return store.content.put(records, (await store.lease.read()) ?? hold);
        },
      }),
    ],
    [
      'forgets grants',
      'content: what is taken out and put back reads as before, whoever puts it',
      (store) => ({
        list: async (kind) => (kind === 'grants' ? [] : store.content.list(kind)),
      }),
    ],
  ] as const satisfies readonly (readonly [string, string, (store: Store) => Partial<ContentRecords>])[])
    it(`finds a store that ${what}`, async () => {
      const faults = await findFaults((store) => ({
        ...store,
        content: { ...store.content, ...content(store) },
      }));
      expect(faults).to.include(name);
    });

  it('finds a store that says that others see what they do not', async () => {
    const faults = await findFaults((store) => ({ ...store, shares: { ...store.shares, journal: true } }));
    expect(faults).to.deep.equal([
      'shares: says of its journal whether another machine sees them, and keeps them on this one',
    ]);
  });
});
