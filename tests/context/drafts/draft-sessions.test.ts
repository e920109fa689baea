import { describe, it } from 'node:test';
import { expect } from 'chai';
import { DraftSessions } from '../../../src/context/drafts/draft-sessions.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import type { WorkspaceEdit } from '../../../src/model/workspace/workspace-edit.js';
import { createWorkspace, type Workspace } from '../../../src/model/workspace/workspace.js';

const workspace = createWorkspace('w', 'Store floor', { at: '2026-01-01T00:00:00.000Z', by: 'me' });
const rename: readonly WorkspaceEdit[] = [{ kind: 'rename', name: 'Shop floor' }];

/** Drafts over a store that refuses while `refusal` is set. */
function openDrafts() {
  const store: { held: Workspace; refusal?: ProvisioningError } = { held: workspace };
  const drafts = new DraftSessions({
    by: 'me',
    findRefusal: () => undefined,
    write: (_id, change) => {
      if (store.refusal) return Promise.reject(store.refusal);
      store.held = change(store.held);
      return Promise.resolve();
    },
  });
  return { drafts, store };
}

describe('DraftSessions', () => {
  it('shows the edits of one element in another at once', () => {
    const { drafts } = openDrafts();
    let told = 0;
    const one = drafts.open('w', () => undefined);
    const other = drafts.open('w', () => (told += 1));
    one.session.show(workspace);
    one.session.edit(rename);
    expect(other.session.workspace?.draft.name).to.equal('Shop floor');
    expect(told).to.equal(1);
  });

  it('keeps what the store refused after the last element is gone, and stores it later', async () => {
    const { drafts, store } = openDrafts();
    store.refusal = new ProvisioningError('storage-full', 'No room.');
    const first = drafts.open('w', () => undefined);
    first.session.show(workspace);
    first.session.edit(rename);
    await first.session.flush();
    first.close();
    const second = drafts.open('w', () => undefined);
    expect(second.session.problem?.code).to.equal('storage-full');
    delete store.refusal;
    await second.session.flush();
    expect(store.held.draft.name).to.equal('Shop floor');
  });

  it('stores what was on its way when the last element went, and starts afresh then', async () => {
    const { drafts, store } = openDrafts();
    const first = drafts.open('w', () => undefined);
    first.session.show(workspace);
    first.session.edit(rename);
    const stored = first.session.flush();
    first.close();
    await stored;
    expect(store.held.draft.name).to.equal('Shop floor');
    expect(drafts.open('w', () => undefined).session).not.to.equal(first.session);
  });

  it('tells an element that has closed nothing any more', () => {
    const { drafts } = openDrafts();
    let told = 0;
    const one = drafts.open('w', () => (told += 1));
    const other = drafts.open('w', () => undefined);
    one.close();
    other.session.show(workspace);
    other.session.edit(rename);
    expect(told).to.equal(0);
  });
});
