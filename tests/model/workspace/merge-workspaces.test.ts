import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { AppChoice } from '../../../src/model/plan/app-choice.js';
import { compareWorkspaces } from '../../../src/model/workspace/compare-workspaces.js';
import { keepMine, mergeWorkspaces } from '../../../src/model/workspace/merge-workspaces.js';
import {
  withAcceptedGroup,
  withException,
  withoutException,
} from '../../../src/model/workspace/workspace-decisions.js';
import { applyEdits } from '../../../src/model/workspace/workspace-edit.js';
import type { Workspace } from '../../../src/model/workspace/workspace.js';
import { isSameWorkspace } from '../../../src/store/canonical-json.js';
import { guid, sampleWorkspace } from '../../support/sample-workspace.js';

const stamp = { at: '2026-05-01T00:00:00Z', by: 'grace' };
const base = withException(sampleWorkspace(), { userId: guid(300), kind: 'left-out' }, stamp);
const sku = guid(100);

/** A few edits out of a small pool, so that two admins often meet. */
const edit: fc.Arbitrary<(workspace: Workspace) => Workspace> = fc.oneof(
  fc
    .constantFrom('A', 'B')
    .map((name) => (w: Workspace) => applyEdits(w, [{ kind: 'rename', name: name }], stamp)),
  fc
    .constantFrom('a', 'b')
    .map((text) => (w: Workspace) => applyEdits(w, [{ kind: 'describe', description: text }], stamp)),
  fc.nat(3).map((n) => (w: Workspace) => applyEdits(w, [{ kind: 'add-plan', skuId: guid(100 + n) }], stamp)),
  fc
    .nat(3)
    .map((n) => (w: Workspace) => applyEdits(w, [{ kind: 'remove-plan', skuId: guid(100 + n) }], stamp)),
  fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom<AppChoice>('on', 'off', 'as-is')).map(
    ([n, app, choice]) =>
      (w: Workspace) =>
        applyEdits(
          w,
          [{ kind: 'choose-app', skuId: guid(100 + n), servicePlanId: guid(101 + app), choice: choice }],
          stamp,
        ),
  ),
  fc
    .tuple(fc.nat(2), fc.option(fc.constantFrom('s', 'l'), { nil: undefined }))
    .map(([n, optionId]) => (w: Workspace) => {
      const service = { providerId: 'desktops', serviceId: `${n}`, ...(optionId ? { optionId } : {}) };
      return applyEdits(w, [{ kind: 'put-service', service }], stamp);
    }),
  fc.nat(2).map((n) => (w: Workspace) => {
    return applyEdits(
      w,
      [{ kind: 'remove-service', service: { providerId: 'desktops', serviceId: `${n}` } }],
      stamp,
    );
  }),
  fc
    .array(fc.nat(6))
    .map(
      (ns) => (w: Workspace) =>
        applyEdits(w, [{ kind: 'subscribe', userIds: ns.map((n) => guid(299 + n)) }], stamp),
    ),
  fc
    .array(fc.nat(6))
    .map(
      (ns) => (w: Workspace) =>
        applyEdits(w, [{ kind: 'unsubscribe', userIds: ns.map((n) => guid(299 + n)) }], stamp),
    ),
  fc
    .constantFrom('direct' as const, 'group' as const)
    .map((r) => (w: Workspace) => applyEdits(w, [{ kind: 'set-route', route: r }], stamp)),
  fc.constant((w: Workspace) => applyEdits(w, [{ kind: 'mark-for-deletion' }], stamp)),
  fc
    .nat(2)
    .map((n) => (w: Workspace) => withException(w, { userId: guid(300 + n), kind: 'left-out' }, stamp)),
  fc.nat(2).map((n) => (w: Workspace) => withoutException(w, { userId: guid(300 + n), kind: 'left-out' })),
  fc.nat(1).map((n) => (w: Workspace) => withAcceptedGroup(w, guid(70 + n), stamp)),
);
const edited = fc
  .array(edit, { maxLength: 6 })
  .map((list) => list.reduce((workspace, apply) => apply(workspace), base));

/** Equal but for who stamped it last and in which order things are listed. */
function expectSame(a: Workspace, b: Workspace): void {
  const plain = (w: Workspace): Workspace => ({
    ...w,
    edited: stamp,
    draft: {
      ...w.draft,
      plans: [...w.draft.plans].sort((x, y) => (x.skuId < y.skuId ? -1 : 1)),
      services: [...w.draft.services].sort((x, y) => (x.serviceId < y.serviceId ? -1 : 1)),
    },
  });
  expect(isSameWorkspace(plain(a), plain(b)), `${JSON.stringify(a)} is ${JSON.stringify(b)}`).to.equal(true);
}

describe('mergeWorkspaces', () => {
  it('keeps the edits of the one when the other made none', () => {
    fc.assert(
      fc.property(edited, (one) => {
        for (const merged of [mergeWorkspaces(base, one, base), mergeWorkspaces(base, base, one)]) {
          expectSame(merged.workspace, one);
          expect(merged.conflicts).to.deep.equal([]);
        }
      }),
    );
  });

  it('has no conflict where both did the same', () => {
    fc.assert(
      fc.property(edited, (one) => {
        const merged = mergeWorkspaces(base, one, one);
        expectSame(merged.workspace, one);
        expect(merged.conflicts).to.deep.equal([]);
      }),
    );
  });

  it('comes to the same from either side when each decides for the same person', () => {
    fc.assert(
      fc.property(edited, edited, (one, other) => {
        const here = mergeWorkspaces(base, one, other, () => 'mine');
        const there = mergeWorkspaces(base, other, one, () => 'theirs');
        expectSame(here.workspace, there.workspace);
        expect(here.conflicts.length).to.equal(there.conflicts.length);
      }),
    );
  });

  it('brings every change that only one of them made', () => {
    fc.assert(
      fc.property(
        edited,
        edited,
        fc.constantFrom('mine' as const, 'theirs' as const),
        (one, other, choice) => {
          const { workspace } = mergeWorkspaces(base, one, other, () => choice);
          const left = compareWorkspaces(base, workspace, workspace);
          const results = new Map(left.map((change) => [JSON.stringify(change.field), change.mine]));
          for (const change of compareWorkspaces(base, one, other)) {
            const from = change.conflict ? choice : change.changedBy === 'theirs' ? 'theirs' : 'mine';
            // A plan that was fought over brings its apps along; those are not listed one by one.
            const key = JSON.stringify(change.field);
            expect(results.has(key) ? results.get(key) : change.base).to.equal(change[from]);
          }
        },
      ),
    );
  });

  it('lets two admins subscribe different people', () => {
    const mine = applyEdits(base, [{ kind: 'subscribe', userIds: [guid(901)] }], stamp);
    const theirs = applyEdits(
      base,
      [
        { kind: 'subscribe', userIds: [guid(902)] },
        { kind: 'unsubscribe', userIds: [guid(300)] },
      ],
      stamp,
    );
    const { workspace, conflicts } = mergeWorkspaces(base, mine, theirs);
    expect(workspace.draft.subscribers).to.have.members([guid(301), guid(302), guid(901), guid(902)]);
    expect(conflicts).to.deep.equal([]);
  });

  it('loses nothing that either decided about people or the group, whichever draft is kept', () => {
    const rename = (name: string) => applyEdits(base, [{ kind: 'rename', name: name }], stamp);
    const leftOut = { userId: guid(301), kind: 'left-out' as const };
    const anyway = { userId: guid(302), kind: 'assign-anyway' as const, reason: 'guest' as const };
    const mine = withException(rename('Mine'), leftOut, stamp);
    const back = withoutException(rename('Theirs'), { userId: guid(300), kind: 'left-out' });
    const theirs = withAcceptedGroup(withException(back, anyway, stamp), guid(77), stamp);
    for (const result of [
      mergeWorkspaces(base, mine, theirs).workspace,
      keepMine(base, mine, theirs),
      keepMine(base, theirs, mine),
    ]) {
      expect(result.exceptions).to.have.deep.members([
        { ...leftOut, ...stamp },
        { ...anyway, ...stamp },
      ]);
      expect(result.acceptedGroup).to.deep.equal({ groupId: guid(77), ...stamp });
    }
    expect(keepMine(base, theirs, mine).draft.name).to.equal('Theirs');
  });

  it('calls it a conflict when one removes the plan whose app the other changes', () => {
    const mine = applyEdits(base, [{ kind: 'remove-plan', skuId: sku }], stamp);
    const theirs = applyEdits(
      base,
      [{ kind: 'choose-app', skuId: sku, servicePlanId: guid(102), choice: 'on' }],
      stamp,
    );
    const merged = mergeWorkspaces(base, mine, theirs, () => 'theirs');
    expect(merged.conflicts.map(({ field }) => field)).to.deep.equal([{ kind: 'plan', skuId: sku }]);
    expect(merged.workspace.draft.plans).to.deep.equal(theirs.draft.plans);
    expect(mergeWorkspaces(base, mine, theirs, () => 'mine').workspace.draft.plans).to.deep.equal([]);
  });

  it('calls it a conflict when one asks for deletion of what the other edits', () => {
    const mine = applyEdits(base, [{ kind: 'subscribe', userIds: [guid(901)] }], stamp);
    const theirs = applyEdits(base, [{ kind: 'mark-for-deletion' }], stamp);
    const { conflicts, workspace } = mergeWorkspaces(base, mine, theirs);
    expect(conflicts.map(({ field }) => field.kind)).to.deep.equal(['deletion']);
    expect(workspace.deleting).to.equal(undefined);
    expect(mergeWorkspaces(base, mine, theirs, () => 'theirs').workspace.deleting).to.equal(true);
  });

  it('never brings back what was published before the other published', () => {
    const mine = applyEdits(base, [{ kind: 'rename', name: 'Mine' }], stamp);
    const lastPublish = { ...stamp, publishId: guid(88) };
    const theirs: Workspace = { ...base, published: base.draft, lastPublish, groupId: guid(77) };
    for (const result of [mergeWorkspaces(base, mine, theirs).workspace, keepMine(base, mine, theirs)]) {
      expect(result.published).to.deep.equal(base.draft);
      expect(result.lastPublish).to.deep.equal(lastPublish);
      expect(result.groupId).to.equal(guid(77));
      expect(result.draft.name).to.equal('Mine');
    }
  });
});
