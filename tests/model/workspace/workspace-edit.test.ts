import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { ExceptionTarget } from '../../../src/model/workspace/exception.js';
import {
  actionsOf,
  applyEdits,
  invertEdits,
  isInEffect,
  type WorkspaceEdit,
} from '../../../src/model/workspace/workspace-edit.js';
import { isSameContent } from '../../../src/model/workspace/workspace.js';
import { guid, sampleWorkspace } from '../../support/sample-workspace.js';

const ada = { at: '2026-05-01T00:00:00Z', by: 'ada' };
const grace = { at: '2026-05-02T00:00:00Z', by: 'grace' };
const first: ExceptionTarget = { userId: guid(300), kind: 'left-out' };
const second: ExceptionTarget = { userId: guid(301), kind: 'left-out' };
const workspace = sampleWorkspace();
const service = { providerId: 'desktops', serviceId: 'size/large' };
const [plan] = workspace.draft.plans;

const edits: readonly WorkspaceEdit[] = [
  { kind: 'rename', name: 'Support' },
  { kind: 'describe', description: 'Answers the phone.' },
  { kind: 'add-plan', skuId: guid(7) },
  { kind: 'put-plan', plan: { skuId: guid(8), apps: {} }, at: 0 },
  { kind: 'remove-plan', skuId: guid(100) },
  { kind: 'choose-app', skuId: guid(100), servicePlanId: guid(102), choice: 'on' },
  { kind: 'put-service', service: { ...service, serviceId: 'size/small' } },
  { kind: 'put-service', service: { ...service, optionId: 'gpu' } },
  { kind: 'remove-service', service },
  { kind: 'subscribe', userIds: [guid(500)] },
  { kind: 'unsubscribe', userIds: [guid(302)] },
  { kind: 'set-route', route: 'group' },
  { kind: 'except', targets: [first, second] },
  { kind: 'accept-group', groupId: guid(400) },
  { kind: 'discard-draft' },
  { kind: 'mark-for-deletion' },
];

describe('an edit of a workspace', () => {
  for (const edit of edits)
    it(`is in effect once it is made, and taken back by its inverse: ${JSON.stringify(edit)}`, () => {
      const untouched = structuredClone(workspace);
      const edited = applyEdits(workspace, [edit], ada);
      const inverse = invertEdits(workspace, [edit]);
      expect(isInEffect(workspace, edit)).to.equal(false);
      expect(isInEffect(edited, edit)).to.equal(true);
      for (const each of inverse) expect(isInEffect(edited, each)).to.equal(false);
      expect(inverse).to.have.length(1);
      const back = applyEdits(edited, inverse, ada);
      expect({ ...back, edited: workspace.edited }).to.deep.equal(workspace);
      expect(workspace).to.deep.equal(untouched);
    });

  it('is one with others: all are made, and taken back from the last one on', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...edits)), (several) => {
        const edited = applyEdits(workspace, several, ada);
        const back = applyEdits(edited, invertEdits(workspace, several), ada);
        expect(isSameContent(back.draft, workspace.draft)).to.equal(true);
        expect([back.route, back.deleting]).to.deep.equal([workspace.route, workspace.deleting]);
      }),
    );
  });

  it('changes nothing, not even who made it last, where it is so already', () => {
    const same: readonly WorkspaceEdit[] = [
      { kind: 'rename', name: ` ${workspace.draft.name} ` },
      { kind: 'subscribe', userIds: workspace.draft.subscribers },
      { kind: 'add-plan', skuId: plan?.skuId ?? '' },
      { kind: 'keep' },
    ];
    expect(applyEdits(workspace, same, grace)).to.equal(workspace);
    expect(invertEdits(workspace, same)).to.deep.equal([]);
  });

  it('needs what the host has to allow for it', () => {
    const actions = (...several: readonly WorkspaceEdit[]) => actionsOf(workspace, several);
    expect(actions({ kind: 'rename', name: 'Support' })).to.deep.equal(['edit']);
    expect(actions({ kind: 'subscribe', userIds: [guid(500)] })).to.deep.equal(['subscribe']);
    expect(actions({ kind: 'mark-for-deletion' })).to.deep.equal(['delete']);
    expect(actions({ kind: 'set-route', route: workspace.route })).to.deep.equal([]);
  });

  it('takes back only what it decided itself', () => {
    const decided = applyEdits(workspace, [{ kind: 'except', targets: [first] }], grace);
    const both: WorkspaceEdit = { kind: 'except', targets: [first, second] };
    expect(invertEdits(decided, [both])).to.deep.equal([{ kind: 'end-exceptions', targets: [second] }]);
    expect(invertEdits(decided, [{ kind: 'except', targets: [first] }])).to.deep.equal([]);
  });

  it('goes back to the group that was accepted before', () => {
    const accepted = applyEdits(workspace, [{ kind: 'accept-group', groupId: guid(400) }], ada);
    expect(invertEdits(accepted, [{ kind: 'accept-group', groupId: guid(401) }])).to.deep.equal([
      { kind: 'accept-group', groupId: guid(400) },
    ]);
  });
});
