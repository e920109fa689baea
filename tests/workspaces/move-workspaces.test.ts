import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createMemoryStore } from '../../src/workspaces/memory-store.js';
import { moveWorkspaces, type MoveResult } from '../../src/workspaces/move-workspaces.js';
import type { WorkspaceStore } from '../../src/workspaces/workspace-store.js';
import { codeOf, guid, sampleWorkspace } from './store-behavior.js';

async function fill(store: WorkspaceStore, ...numbers: number[]): Promise<WorkspaceStore> {
  for (const n of numbers) await store.put(sampleWorkspace(n), { etag: null });
  return store;
}

async function move(from: WorkspaceStore, to: WorkspaceStore): Promise<MoveResult[]> {
  const results: MoveResult[] = [];
  for await (const result of moveWorkspaces(from, to)) results.push(result);
  return results;
}

describe('moveWorkspaces', () => {
  it('moves everything and leaves nothing behind', async () => {
    const from = await fill(createMemoryStore(), 1, 2);
    const to = await fill(createMemoryStore(), 3);
    expect((await move(from, to)).map(({ status }) => status)).to.deep.equal(['moved', 'moved']);
    expect(await from.list()).to.deep.equal([]);
    const there = (await to.list()).map(({ workspace }) => workspace);
    expect(there).to.have.deep.members([1, 2, 3].map((n) => sampleWorkspace(n)));
  });

  it('finishes what was copied but not deleted', async () => {
    const from = await fill(createMemoryStore(), 1);
    const to = await fill(createMemoryStore(), 1);
    expect((await move(from, to)).map(({ status }) => status)).to.deep.equal(['moved']);
    expect(await from.list()).to.deep.equal([]);
  });

  it('does not overwrite another workspace of the same id, and moves the rest', async () => {
    const from = await fill(createMemoryStore(), 1, 2);
    const to = createMemoryStore();
    await to.put(sampleWorkspace(1, 'Something else'), { etag: null });
    const results = await move(from, to);
    expect(results.map(({ status }) => status)).to.deep.equal(['failed', 'moved']);
    expect((await to.get(guid(1)))?.workspace.draft.name).to.equal('Something else');
    expect(await from.get(guid(1))).not.to.equal(undefined);
  });

  it('deletes nothing when the copy does not come out right', async () => {
    const from = await fill(createMemoryStore(), 1);
    const kept = createMemoryStore();
    const forgetful: WorkspaceStore = {
      ...kept,
      get: async (id) => {
        const stored = await kept.get(id);
        return stored && { ...stored, workspace: sampleWorkspace(1, 'Garbled') };
      },
    };
    const [result] = await move(from, forgetful);
    expect(result?.status).to.equal('failed');
    expect(await from.list()).to.have.length(1);
  });

  it('takes along an edit that is made during the move', async () => {
    const kept = await fill(createMemoryStore(), 1);
    let edited = false;
    const from: WorkspaceStore = {
      ...kept,
      delete: async (id, options) => {
        if (!edited) await kept.put(sampleWorkspace(1, 'Edited meanwhile'), options);
        edited = true;
        return kept.delete(id, options);
      },
    };
    const to = createMemoryStore();
    expect((await move(from, to)).map(({ status }) => status)).to.deep.equal(['moved']);
    expect((await to.get(guid(1)))?.workspace.draft.name).to.equal('Edited meanwhile');
    expect(await kept.list()).to.deep.equal([]);
  });

  it('stops between two workspaces when cancelled', async () => {
    const controller = new AbortController();
    const from = await fill(createMemoryStore(), 1, 2);
    const results = moveWorkspaces(from, createMemoryStore(), { signal: controller.signal });
    expect((await results.next()).done).to.equal(false);
    controller.abort();
    expect(await codeOf(results.next())).to.equal('cancelled');
    expect(await from.list()).to.have.length(1);
  });
});
