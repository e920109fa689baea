import type { Store, StorePart } from '../store.js';
import type { ContractCase } from './contract.js';
import { expectSame, expectTrue } from './expectations.js';
import {
  ada,
  claimed,
  elsewhere,
  giveClaim,
  guid,
  makeOrder,
  makeWorkspace,
  publishId,
  start,
} from './samples.js';

/** How something gets into a part, and how many things are in it. */
interface PartProbe {
  readonly fill: (store: Store) => Promise<unknown>;
  readonly count: (store: Store) => Promise<number>;
}

const publish = async (store: Store): Promise<void> => {
  const hold = await store.lease.take('tab-1');
  await store.journal.append(publishId, [start(), claimed(giveClaim(1))], hold);
};

const probes: Readonly<Record<StorePart, PartProbe>> = {
  workspaces: {
    fill: ({ workspaces }) => workspaces.put(makeWorkspace(), { etag: null }),
    count: async ({ workspaces }) => (await workspaces.list()).workspaces.length,
  },
  journal: { fill: publish, count: async ({ journal }) => (await journal.list()).publishes.length },
  grants: { fill: publish, count: async ({ grants }) => (await grants.list()).length },
  lease: {
    fill: ({ lease }) => lease.take('tab-1'),
    count: async ({ lease }) => ((await lease.read()) ? 1 : 0),
  },
  orders: {
    fill: ({ orders }) => orders.put(makeOrder(), { etag: null }),
    count: async ({ orders }) => (await orders.list()).length,
  },
  insights: {
    fill: ({ insights }) => insights.putRefused([{ ids: [guid(1), guid(2)], on: '2026-03-01' }]),
    count: async ({ insights }) => (await insights.listRefused()).length,
  },
  views: {
    fill: ({ views }) => views.put({ name: 'Mine', view: '' }),
    count: async ({ views }) => (await views.list()).length,
  },
};

export const sharingCases: readonly ContractCase[] = (Object.entries(probes) as [StorePart, PartProbe][]).map(
  ([part, { fill, count }]) => ({
    name: `shares: says of its ${part} whether another machine sees them, and keeps them on this one`,
    async run(team) {
      const mine = await team.connect(ada);
      await fill(mine);
      expectSame(await count(await team.connect(ada)), 1, 'What another session of this machine sees');
      const theirs = await team.connect(elsewhere);
      expectSame(theirs.shares, mine.shares, 'What both say of it');
      const seen = await count(theirs);
      expectTrue(
        seen === (mine.shares[part] ? 1 : 0),
        `shares.${part} is ${mine.shares[part]}, and another machine sees ${seen}.`,
      );
    },
  }),
);
