import { ProvisioningError } from '../../model/errors.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import type { ContractCase } from './contract.js';
import { expectFound, expectRefused, expectSame, expectTrue } from './expectations.js';
import {
  ada,
  at,
  claimed,
  connectWithLease,
  giveClaim,
  grace,
  guid,
  makeWorkspace,
  publishId,
  settled,
  start,
  takeClaim,
} from './samples.js';

export const workspaceCases: readonly ContractCase[] = [
  {
    name: 'workspaces: starts empty',
    async run(team) {
      const store = await team.connect(ada);
      expectSame(await store.workspaces.list(), { workspaces: [], damaged: [] }, 'The list');
      expectSame(await store.workspaces.get(guid(1)), undefined, 'A workspace that nobody stored');
    },
  },
  {
    name: 'workspaces: gives back what was put, also to others',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      const workspace = makeWorkspace();
      const etag = await mine.workspaces.put(workspace, { etag: null });
      expectSame(await mine.workspaces.get(workspace.id), { workspace, etag }, 'What I put');
      expectSame(
        await theirs.workspaces.list(),
        { workspaces: [{ workspace, etag }], damaged: [] },
        'What they see',
      );
    },
  },
  {
    name: 'workspaces: replaces under the etag that was read, and the etag changes',
    async run(team) {
      const { workspaces } = await team.connect(ada);
      const first = await workspaces.put(makeWorkspace(), { etag: null });
      const renamed = makeWorkspace(1, 'Renamed');
      const second = await workspaces.put(renamed, { etag: first });
      expectTrue(second !== first, 'The etag changes with every write.');
      expectSame(await workspaces.get(guid(1)), { workspace: renamed, etag: second }, 'What is stored');
    },
  },
  {
    name: 'workspaces: says itself who edited and published what is new, and leaves what others did',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      const forged = { at, by: guid(0xbad) };
      const etag = await mine.workspaces.put(
        { ...makeWorkspace(), edited: forged, lastPublish: { ...forged, publishId } },
        { etag: null },
      );
      const first = expectFound(await theirs.workspaces.get(guid(1)), 'The workspace').workspace;
      expectSame([first.edited.by, first.lastPublish?.by], [ada.by, ada.by], 'Who edited and published');
      // The same moment, but another publish: clocks are put back.
      const later = { at, by: ada.by, publishId: guid(0xf002) };
      await theirs.workspaces.put({ ...first, lastPublish: later }, { etag });
      const second = expectFound(await mine.workspaces.get(guid(1)), 'The workspace').workspace;
      expectSame([second.edited.by, second.lastPublish?.by], [ada.by, grace.by], 'Who did what');
    },
  },
  {
    name: 'workspaces: says itself who decided about people and accepted a group',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      const forged = { at, by: guid(0xbad) };
      const leftOut = { userId: guid(1_001), kind: 'left-out' as const };
      const anyway = { userId: guid(1_001), kind: 'assign-anyway' as const, reason: 'guest' as const };
      const etag = await mine.workspaces.put(
        {
          ...makeWorkspace(),
          exceptions: [{ ...leftOut, ...forged }],
          acceptedGroup: { groupId: guid(0x9001), ...forged },
        },
        { etag: null },
      );
      const first = expectFound(await theirs.workspaces.get(guid(1)), 'The workspace').workspace;
      expectSame(first.exceptions, [{ ...leftOut, at, by: ada.by }], 'What I decided');
      expectSame(first.acceptedGroup?.by, ada.by, 'Who accepted the group');
      const next = await theirs.workspaces.put(
        {
          ...first,
          exceptions: [...(first.exceptions ?? []), { ...anyway, at, by: ada.by }],
          acceptedGroup: { groupId: guid(0x9002), at, by: ada.by },
        },
        { etag },
      );
      const second = expectFound(await mine.workspaces.get(guid(1)), 'The workspace').workspace;
      const both = [
        { ...leftOut, at, by: ada.by },
        { ...anyway, at, by: grace.by },
      ];
      expectSame(second.exceptions, both, 'What both decided');
      expectSame(second.acceptedGroup?.by, grace.by, 'Who accepted another group');
      const later = '2026-03-02T09:00:00.000Z';
      await theirs.workspaces.put(
        { ...second, exceptions: [{ ...leftOut, at: later, by: ada.by }] },
        { etag: next },
      );
      const third = expectFound(await mine.workspaces.get(guid(1)), 'The workspace').workspace;
      expectSame(third.exceptions, [{ ...leftOut, at: later, by: grace.by }], 'What was decided anew');
    },
  },
  {
    name: 'workspaces: refuses a stale write, and keeps what the other wrote',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      const etag = await mine.workspaces.put(makeWorkspace(), { etag: null });
      const next = await theirs.workspaces.put(makeWorkspace(1, 'Theirs'), { etag });
      await expectRefused(mine.workspaces.put(makeWorkspace(1, 'Mine'), { etag }), 'stale', 'A stale write');
      await expectRefused(mine.workspaces.delete(guid(1), { etag }), 'stale', 'A stale deletion');
      const stored = expectFound(await mine.workspaces.get(guid(1)), 'The workspace');
      expectSame([stored.workspace.draft.name, stored.etag], ['Theirs', next], 'What is stored');
    },
  },
  {
    name: 'workspaces: refuses to create what exists, to replace what is gone, and an etag of an earlier life',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      const etag = await mine.workspaces.put(makeWorkspace(), { etag: null });
      await expectRefused(theirs.workspaces.put(makeWorkspace(), { etag: null }), 'stale', 'Creating again');
      await theirs.workspaces.delete(guid(1), { etag });
      await expectRefused(mine.workspaces.put(makeWorkspace(), { etag }), 'stale', 'Replacing what is gone');
      await expectRefused(mine.workspaces.delete(guid(1), { etag }), 'stale', 'Deleting what is gone');
      await theirs.workspaces.put(makeWorkspace(1, 'Second life'), { etag: null });
      await expectRefused(
        mine.workspaces.put(makeWorkspace(), { etag }),
        'stale',
        'An etag of an earlier life',
      );
    },
  },
  {
    name: 'workspaces: lets one of several simultaneous writers through',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      const etag = await mine.workspaces.put(makeWorkspace(), { etag: null });
      const outcomes = await Promise.all(
        [mine, theirs, mine, theirs].map((store, n) =>
          store.workspaces.put(makeWorkspace(1, `Writer ${n}`), { etag }).then(
            () => `Writer ${n}`,
            (thrown: unknown) => (thrown instanceof ProvisioningError ? thrown.code : String(thrown)),
          ),
        ),
      );
      const winners = outcomes.filter((outcome) => outcome !== 'stale');
      expectTrue(winners.length === 1, `One writer wins, but these did: ${winners.join(', ')}`);
      const stored = expectFound(await theirs.workspaces.get(guid(1)), 'The workspace');
      expectSame(stored.workspace.draft.name, winners[0], 'The name that is stored');
    },
  },
  {
    name: 'workspaces: keeps nothing of the objects it is given or gives',
    async run(team) {
      const { workspaces } = await team.connect(ada);
      const workspace = makeWorkspace();
      await workspaces.put(workspace, { etag: null });
      const kept = structuredClone(workspace);
      (workspace.draft.subscribers as string[]).push(guid(999));
      const read = await workspaces.get(workspace.id);
      (read?.workspace.draft.subscribers as string[]).push(guid(998));
      expectSame((await workspaces.get(workspace.id))?.workspace, kept, 'What is stored');
    },
  },
  {
    name: 'workspaces: refuses what is no workspace, and names that nobody can read, and stores nothing',
    async run(team) {
      const { workspaces } = await team.connect(ada);
      const wrong = { ...makeWorkspace(), route: 'teleport' } as unknown as Workspace;
      await expectRefused(workspaces.put(wrong, { etag: null }), 'record-unreadable', 'No workspace');
      const [exception] = makeWorkspace().exceptions ?? [];
      for (const exceptions of [
        [{ ...exception, kind: 'forgiven' }],
        [{ ...exception, reason: 'r'.repeat(101) }],
        [exception, exception],
      ] as Workspace['exceptions'][])
        await expectRefused(
          workspaces.put({ ...makeWorkspace(), exceptions } as Workspace, { etag: null }),
          'record-unreadable',
          `Exceptions as ${JSON.stringify(exceptions)}`,
        );
      for (const name of ['Sa\u200Bles', '\u202Esales', 'a\u0007', 'a'.repeat(121), ' '])
        await expectRefused(
          workspaces.put(makeWorkspace(1, name), { etag: null }),
          'name-refused',
          `The name ${JSON.stringify(name)}`,
        );
      expectSame((await workspaces.list()).workspaces, [], 'The list');
    },
  },
  {
    name: 'workspaces: one that gave something cannot be deleted until that was taken back',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const etag = await mine.workspaces.put(makeWorkspace(), { etag: null });
      const id = guid(0xf001);
      const remove = (): Promise<void> => mine.workspaces.delete(guid(1), { etag });
      await mine.journal.append(id, [start(), claimed(giveClaim(1))], hold);
      await expectRefused(remove(), 'still-granted', 'Deleting while something may have been given');
      await mine.journal.append(id, [settled('done', giveClaim(1))], hold);
      await expectRefused(remove(), 'still-granted', 'Deleting while something is given');
      await mine.journal.append(id, [claimed(takeClaim(1))], hold);
      await expectRefused(remove(), 'still-granted', 'Deleting while something may not have been taken');
      await mine.journal.append(id, [settled('done', takeClaim(1))], hold);
      await remove();
      expectSame(await mine.workspaces.get(guid(1)), undefined, 'The workspace');
    },
  },
  {
    name: 'workspaces: keeps fifty of them',
    async run(team) {
      const { workspaces } = await team.connect(ada);
      const all = Array.from({ length: 50 }, (_, n) => makeWorkspace(n + 1));
      for (const workspace of all) await workspaces.put(workspace, { etag: null });
      const found = (await workspaces.list()).workspaces.map(({ workspace }) => workspace);
      found.sort((a, b) => (a.id < b.id ? -1 : 1));
      expectSame(found, all, 'The list');
    },
  },
  {
    name: 'workspaces: does not begin when it is cancelled already',
    async run(team) {
      const { workspaces, journal, grants } = await team.connect(ada);
      const signal = AbortSignal.abort();
      await expectRefused(workspaces.list({ signal }), 'cancelled', 'A list');
      await expectRefused(workspaces.get(guid(1), { signal }), 'cancelled', 'A workspace');
      await expectRefused(journal.list({ signal }), 'cancelled', 'The journal');
      await expectRefused(journal.readStart(publishId, { signal }), 'cancelled', 'How a publish started');
      await expectRefused(grants.list({ signal }), 'cancelled', 'The grants');
    },
  },
];
