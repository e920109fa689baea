import { describe, it } from 'node:test';
import { expect } from 'chai';
import { DraftSession } from '../../../src/context/drafts/draft-session.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import { applyEdits } from '../../../src/model/workspace/workspace-edit.js';
import { createWorkspace, type Stamp, type Workspace } from '../../../src/model/workspace/workspace.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import type { WorkspaceRecords } from '../../../src/store/store.js';

const mine = 'me';
const theirs: Stamp = { at: '2026-01-02T10:44:00.000Z', by: 'lee' };

interface Setup {
  readonly session: DraftSession;
  /** My workspaces. */
  readonly store: WorkspaceRecords;
  readonly stored: () => Promise<Workspace>;
  /** Somebody else writes. */
  readonly elsewhere: (change: (workspace: Workspace, stamp: Stamp) => Workspace) => Promise<void>;
}

async function open(): Promise<Setup> {
  const openStore = memoryStore();
  const connect = (by: string): WorkspaceRecords => openStore({ tenantId: 'contoso', by }).workspaces;
  const store = connect(mine);
  const theirStore = connect(theirs.by);
  const workspace = createWorkspace('w', 'Store floor', { at: '2026-01-01T00:00:00.000Z', by: mine });
  await store.put(workspace, { etag: null });
  const read = async (): Promise<{ workspace: Workspace; etag: string }> => {
    const record = await store.get('w');
    if (!record) throw new Error('gone');
    return record;
  };
  const session = new DraftSession({
    id: 'w',
    by: mine,
    onChange: () => undefined,
    findRefusal: () => undefined,
    write: async (_id, change) => {
      const { workspace: current, etag } = await read();
      await store.put(change(current), { etag });
    },
  });
  session.show((await read()).workspace);
  return {
    session,
    store,
    stored: async () => (await read()).workspace,
    elsewhere: async (change) => {
      const { workspace: current, etag } = await read();
      await theirStore.put(change(current, theirs), { etag });
    },
  };
}

describe('DraftSession', () => {
  it('shows an edit at once and stores it on flush', async () => {
    const { session, stored } = await open();
    session.edit([{ kind: 'rename', name: 'Shop floor' }]);
    expect(session.workspace?.draft.name).to.equal('Shop floor');
    expect((await stored()).draft.name).to.equal('Store floor');
    await session.flush();
    expect((await stored()).draft.name).to.equal('Shop floor');
    expect(session.unsaved).to.equal(false);
  });

  it('keeps what is edited while an earlier edit is being written', async () => {
    const { session, stored } = await open();
    session.edit([{ kind: 'rename', name: 'One' }]);
    const flushed = session.flush();
    session.edit([{ kind: 'describe', description: 'Two' }]);
    await flushed;
    expect((await stored()).draft).to.deep.include({ name: 'One', description: 'Two' });
  });

  it('brings edits of different things together without asking, and tells', async () => {
    const { session, stored, elsewhere } = await open();
    await elsewhere((workspace, stamp) =>
      applyEdits(workspace, [{ kind: 'add-plan', skuId: 'sku-1' }], stamp),
    );
    session.edit([{ kind: 'rename', name: 'Mine' }]);
    await session.flush();
    expect((await stored()).draft.name).to.equal('Mine');
    expect((await stored()).draft.plans).to.have.length(1);
    expect(session.merge).to.deep.equal(theirs);
    expect(session.workspace?.draft.plans).to.have.length(1);
  });

  for (const [choice, name, description] of [
    ['both', 'Mine', 'Theirs too'],
    ['mine', 'Mine', ''],
    ['theirs', 'Theirs', 'Theirs too'],
  ] as const)
    it(`asks when both changed the same, and ends as chosen: ${choice}`, async () => {
      const { session, stored, elsewhere } = await open();
      await elsewhere((workspace, stamp) =>
        applyEdits(
          workspace,
          [
            { kind: 'rename', name: 'Theirs' },
            { kind: 'describe', description: 'Theirs too' },
          ],
          stamp,
        ),
      );
      session.edit([
        { kind: 'rename', name: 'Mine' },
        { kind: 'except', targets: [{ userId: 'u', kind: 'left-out' }] },
      ]);
      await session.flush();
      expect((await stored()).draft.name, 'nothing is overwritten').to.equal('Theirs');
      expect(session.workspace?.draft.name, 'nothing typed is lost').to.equal('Mine');
      expect(session.clash?.theirs.draft.name).to.equal('Theirs');
      await session.settle(choice);
      expect(session.clash).to.equal(undefined);
      expect((await stored()).draft).to.deep.include({ name, description });
      expect((await stored()).exceptions, 'what was decided stays').to.have.length(1);
    });

  it('keeps the edit and the reason when the store refuses, and stores it on the next try', async () => {
    const { session, store, stored } = await open();
    const put = store.put.bind(store);
    store.put = () => Promise.reject(new ProvisioningError('storage-full', 'No room.'));
    session.edit([{ kind: 'rename', name: 'Kept' }]);
    await session.flush();
    expect(session.problem?.code).to.equal('storage-full');
    expect(session.workspace?.draft.name).to.equal('Kept');
    store.put = put;
    await session.flush();
    expect(session.problem).to.equal(undefined);
    expect((await stored()).draft.name).to.equal('Kept');
  });

  it('tries again when another write comes between reading and writing', async () => {
    const { session, store, stored } = await open();
    const put = store.put.bind(store);
    let refusals = 2;
    store.put = (workspace, options) =>
      refusals-- > 0 ? Promise.reject(new ProvisioningError('stale', 'Overtaken.')) : put(workspace, options);
    session.edit([{ kind: 'rename', name: 'Late' }]);
    await session.flush();
    expect((await stored()).draft.name).to.equal('Late');
    expect(session.problem).to.equal(undefined);
  });

  it('does not replace unsaved edits by what the store shows', async () => {
    const { session, stored } = await open();
    session.edit([{ kind: 'rename', name: 'Typing' }]);
    session.show(await stored());
    expect(session.workspace?.draft.name).to.equal('Typing');
  });
});
