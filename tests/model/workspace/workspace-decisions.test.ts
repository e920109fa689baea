import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  withAcceptedGroup,
  withException,
  withoutAcceptedGroup,
  withoutException,
} from '../../../src/model/workspace/workspace-decisions.js';
import { applyEdits } from '../../../src/model/workspace/workspace-edit.js';
import { draftDifference } from '../../../src/model/workspace/workspace.js';
import { guid, sampleWorkspace } from '../../support/sample-workspace.js';

const ada = { at: '2026-05-01T00:00:00Z', by: 'ada' };
const grace = { at: '2026-05-02T00:00:00Z', by: 'grace' };
const workspace = sampleWorkspace();
const leftOut = { userId: guid(300), kind: 'left-out' as const };
const anyway = { userId: guid(300), kind: 'assign-anyway' as const, reason: 'guest' as const };

describe('what is decided about a workspace', () => {
  it('is one decision per person, kind and reason, each with who made it', () => {
    const other = { ...anyway, reason: 'not-synced' as const };
    const decided = [leftOut, anyway, other].reduce<typeof workspace>(
      (each, target) => withException(each, target, ada),
      workspace,
    );
    expect(decided.exceptions).to.deep.equal([
      { ...leftOut, ...ada },
      { ...anyway, ...ada },
      { ...other, ...ada },
    ]);
    expect(withException(decided, anyway, grace)).to.equal(decided);
  });

  it('is taken back one by one, and leaves nothing behind', () => {
    const decided = withException(withException(workspace, leftOut, ada), anyway, grace);
    const once = withoutException(decided, leftOut);
    expect(once.exceptions).to.deep.equal([{ ...anyway, ...grace }]);
    expect(withoutException(once, leftOut)).to.equal(once);
    expect(withoutException(once, anyway)).to.deep.equal(workspace);
  });

  it('is no draft: it needs no publish and stays when a draft is discarded', () => {
    const accepted = withAcceptedGroup(withException(workspace, leftOut, ada), guid(77), ada);
    expect(draftDifference(accepted)).to.deep.equal(draftDifference(workspace));
    expect(accepted.edited).to.deep.equal(workspace.edited);
    const discarded = applyEdits(accepted, [{ kind: 'discard-draft' }], grace);
    expect(discarded.exceptions).to.deep.equal(accepted.exceptions);
    expect(discarded.acceptedGroup).to.deep.equal({ groupId: guid(77), ...ada });
  });

  it('accepts a group no more once that is taken back', () => {
    expect(withoutAcceptedGroup(withAcceptedGroup(workspace, guid(400), ada))).to.deep.equal(workspace);
    expect(withoutAcceptedGroup(workspace)).to.equal(workspace);
  });

  it('says who accepted a group first, until it is another group', () => {
    const accepted = withAcceptedGroup(workspace, guid(77), ada);
    expect(withAcceptedGroup(accepted, guid(77), grace)).to.equal(accepted);
    expect(withAcceptedGroup(accepted, guid(78), grace).acceptedGroup?.by).to.equal('grace');
  });
});
