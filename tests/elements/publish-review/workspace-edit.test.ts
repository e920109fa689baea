import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  applyWorkspaceEdit,
  invertWorkspaceEdit,
  isInEffect,
  type WorkspaceEdit,
} from '../../../src/elements/publish-review/review/workspace-edit.js';
import type { ExceptionTarget } from '../../../src/model/exception.js';
import { guid, sampleWorkspace } from '../../support/sample-workspace.js';

const ada = { at: '2026-05-01T00:00:00Z', by: 'ada' };
const grace = { at: '2026-05-02T00:00:00Z', by: 'grace' };
const first: ExceptionTarget = { userId: guid(300), kind: 'left-out' };
const second: ExceptionTarget = { userId: guid(301), kind: 'left-out' };
const workspace = sampleWorkspace();

const edits: readonly WorkspaceEdit[] = [
  { kind: 'except', targets: [first, second] },
  { kind: 'accept-group', groupId: guid(400) },
];

describe('an edit of the workspace from its review', () => {
  for (const edit of edits)
    it(`is in effect once it is made, and taken back by its inverse: ${edit.kind}`, () => {
      const inverse = invertWorkspaceEdit(workspace, edit);
      if (!inverse) throw new Error('changes nothing');
      const edited = applyWorkspaceEdit(workspace, edit, ada);
      expect(isInEffect(workspace, edit)).to.equal(false);
      expect(isInEffect(edited, edit)).to.equal(true);
      expect(isInEffect(edited, inverse)).to.equal(false);
      expect(applyWorkspaceEdit(edited, inverse, ada)).to.deep.equal(workspace);
    });

  it('takes back only what it decided itself', () => {
    const decided = applyWorkspaceEdit(workspace, { kind: 'except', targets: [first] }, grace);
    const both: WorkspaceEdit = { kind: 'except', targets: [first, second] };
    expect(invertWorkspaceEdit(decided, both)).to.deep.equal({ kind: 'end-exceptions', targets: [second] });
    expect(invertWorkspaceEdit(decided, { kind: 'except', targets: [first] })).to.equal(undefined);
  });

  it('goes back to the group that was accepted before', () => {
    const accepted = applyWorkspaceEdit(workspace, { kind: 'accept-group', groupId: guid(400) }, ada);
    expect(invertWorkspaceEdit(accepted, { kind: 'accept-group', groupId: guid(401) })).to.deep.equal({
      kind: 'accept-group',
      groupId: guid(400),
    });
  });
});
