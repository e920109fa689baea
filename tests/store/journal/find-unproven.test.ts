import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Workspace, WorkspaceContent } from '../../../src/model/workspace/workspace.js';
import { findUnproven } from '../../../src/store/journal/find-unproven.js';
import type { PublishHead } from '../../../src/store/journal/journal-entry.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { makeHead } from '../../support/publish-head.js';
import { sampleWorkspace } from '../../support/sample-workspace.js';

const at = '2026-03-01T09:00:00.000Z';
const counts = { applied: 1, failed: 0, open: 0, notSent: 0 };
const sales = { ...sampleWorkspace(1), id: 'sales' };
const content = sales.draft;

interface PublishSeed {
  readonly head?: Partial<PublishHead>;
  readonly content?: WorkspaceContent;
  readonly finished?: boolean;
}

/** The journal of a store with the publish `p1`. */
async function makeJournal(seed: PublishSeed = {}) {
  const { journal, lease } = memoryStore()({ tenantId: 'contoso', by: 'ada' });
  const head = { ...makeHead('p1'), ...seed.head };
  const started = { kind: 'started' as const, head, content: seed.content ?? content };
  await journal.append('p1', [started], await lease.take('tab-1'));
  if (seed.finished ?? true)
    await journal.append(
      'p1',
      [{ kind: 'finished', at, end: 'completed', counts }],
      await lease.take('tab-1'),
    );
  return journal;
}

/** The workspace as it says that `p1` left it. */
function published(change: Partial<Workspace> = {}): Workspace {
  return { ...sales, published: content, lastPublish: { at, by: 'ada', publishId: 'p1' }, ...change };
}

const find = async (workspace: Workspace, seed?: PublishSeed): Promise<readonly string[]> => [
  ...(await findUnproven([workspace], { journal: await makeJournal(seed) })),
];

describe('findUnproven', () => {
  it('finds nothing where the journal knows the publish, also when the order of subscribers is another', async () => {
    const subscribers = [...content.subscribers].reverse();
    expect(await find(published())).to.deep.equal([]);
    expect(await find(published({ published: { ...content, subscribers } }))).to.deep.equal([]);
  });

  it('takes an undo as proof of what it brought back', async () => {
    const before = { ...content, subscribers: [] };
    const undo: PublishSeed = { head: { kind: 'undo', reverts: true, of: 'p0' }, content: before };
    expect(await find(published({ published: before }), undo)).to.deep.equal([]);
    expect(await find(published(), undo)).to.deep.equal(['sales']);
  });

  it('asks nothing of a workspace that was never published', async () => {
    const { published: _published, lastPublish: _lastPublish, ...draft } = published();
    expect(await find(draft)).to.deep.equal([]);
  });

  const forged: readonly (readonly [what: string, workspace: Workspace, seed?: PublishSeed])[] = [
    [
      'a publish that the journal does not know',
      published({ lastPublish: { at, by: 'ada', publishId: 'p2' } }),
    ],
    ['the publish of another workspace', published(), { head: { workspaceId: 'support' } }],
    ['other people', published({ published: { ...content, subscribers: ['mallory'] } })],
    ['other plans', published({ published: { ...content, plans: [] } })],
    ['a publish that never finished', published(), { finished: false }],
  ];
  for (const [what, workspace, seed] of forged)
    it(`finds a workspace whose published content names ${what}`, async () => {
      expect(await find(workspace, seed)).to.deep.equal(['sales']);
    });

  it('finds a workspace that does not say which publish it was', async () => {
    const { lastPublish: _lastPublish, ...silent } = published();
    expect(await find(silent)).to.deep.equal(['sales']);
  });

  it('finds a workspace that names the publish of a deletion', async () => {
    const { journal, lease } = memoryStore()({ tenantId: 'contoso', by: 'ada' });
    const started = { kind: 'started' as const, head: makeHead('p1') };
    const finished = { kind: 'finished' as const, at, end: 'completed' as const, counts };
    await journal.append('p1', [started, finished], await lease.take('tab-1'));
    expect([...(await findUnproven([published()], { journal }))]).to.deep.equal(['sales']);
  });

  it('still finds proof after a person was erased', async () => {
    const { journal, lease, workspaces } = memoryStore()({ tenantId: 'contoso', by: 'ada' });
    const started = { kind: 'started' as const, head: makeHead('p1'), content };
    const finished = { kind: 'finished' as const, at, end: 'completed' as const, counts };
    await workspaces.put(published(), { etag: null });
    await journal.append('p1', [started, finished], await lease.take('tab-1'));
    await journal.erase(content.subscribers[0] ?? '');
    const stored = (await workspaces.get('sales'))?.workspace ?? published();
    expect(stored.published?.subscribers).not.to.deep.equal(content.subscribers);
    expect([...(await findUnproven([stored], { journal }))]).to.deep.equal([]);
  });

  it('tells the proven from the forged', async () => {
    const forgery = published({ id: 'support' });
    const found = await findUnproven([published(), forgery], { journal: await makeJournal() });
    expect([...found]).to.deep.equal(['support']);
  });
});
