import { describe, it } from 'node:test';
import { expect } from 'chai';
import { holderToKey, userHolder } from '../../../src/model/holding/holder.js';
import { exportPerson } from '../../../src/portal-api/people/export-person.js';
import { createTables, MemoryRows } from '../../../src/store/memory/memory-rows.js';

const ada = '00000000-0000-4000-8000-000000000ada';
const others = ['1', '2', '3'].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];

async function fill(): Promise<MemoryRows> {
  const rows = new MemoryRows(createTables());
  await rows.put('workspaces', [
    {
      key: ['sales'],
      value: {
        etag: 'e',
        workspace: {
          id: 'sales',
          draft: { name: 'Sales', subscribers: [others[0], ada, others[1]] },
          edited: { at: '2026-03-01T09:00:00Z', by: others[2] },
        },
      },
    },
    { key: ['support'], value: { etag: 'e', workspace: { draft: { subscribers: [...others] } } } },
  ]);
  await rows.put('entries', [
    { key: ['p', 0], value: { kind: 'started', head: { publishId: 'p', by: ada } } },
    {
      key: ['p', 1],
      value: {
        kind: 'outcomes',
        outcomes: [ada, others[0]].map((userId) => ({ userId, status: 'applied' })),
      },
    },
  ]);
  await rows.put('grants', [
    { key: [holderToKey(userHolder(ada)), 'plan:e5', 'sales'], value: { state: 'given' } },
    { key: [holderToKey(userHolder(others[0])), 'plan:e5', 'sales'], value: { state: 'given' } },
  ]);
  await rows.put('keeps', [
    { key: [ada, 'e5'], value: { userId: ada, skuId: 'e5', reason: 'On leave', by: others[0] } },
    { key: [others[1], 'e5'], value: { userId: others[1], skuId: 'e5', reason: 'Legal hold', by: ada } },
  ]);
  await rows.put('entries', [
    {
      key: ['p', 2],
      value: {
        kind: 'claimed',
        claims: [ada, others[0]].map((userId) => ({
          holder: userHolder(userId),
          gives: [{ kind: 'plan', skuId: 'e5' }],
        })),
      },
    },
  ]);
  return rows;
}

describe('what is stored of one person', () => {
  it('is what she has, where she is named, and what she did', async () => {
    const found = await exportPerson(await fill(), ada);
    expect(found).to.deep.include({
      table: 'grants',
      key: [holderToKey(userHolder(ada)), 'plan:e5', 'sales'],
      value: { state: 'given' },
    });
    expect(found.find(({ table }) => table === 'workspaces')?.value).to.deep.equal({
      etag: 'e',
      workspace: { id: 'sales', draft: { name: 'Sales', subscribers: [ada] } },
    });
    expect(found.filter(({ table }) => table === 'entries').map(({ value }) => value)).to.deep.equal([
      { kind: 'started', head: { publishId: 'p', by: ada } },
      { kind: 'outcomes', outcomes: [{ userId: ada, status: 'applied' }] },
      {
        kind: 'claimed',
        claims: [{ holder: userHolder(ada), gives: [{ kind: 'plan', skuId: 'e5' }] }],
      },
    ]);
  });

  it('has what was kept for her, and what she kept for others', async () => {
    const kept = (await exportPerson(await fill(), ada)).filter(({ table }) => table === 'keeps');
    expect(kept).to.have.deep.members([
      { table: 'keeps', key: [ada, 'e5'], value: { userId: ada, skuId: 'e5', reason: 'On leave' } },
      { table: 'keeps', key: ['e5'], value: { skuId: 'e5', reason: 'Legal hold', by: ada } },
    ]);
  });

  it('names nobody else', async () => {
    const text = JSON.stringify(await exportPerson(await fill(), ada));
    for (const other of others) expect(text).not.to.include(other);
  });

  it('is nothing of somebody whom nothing is about', async () => {
    expect(await exportPerson(await fill(), '00000000-0000-4000-8000-00000000000f')).to.deep.equal([]);
  });
});
