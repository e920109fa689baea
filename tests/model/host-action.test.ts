import { describe, it } from 'node:test';
import { expect } from 'chai';
import { listActions, listActionsToAdd } from '../../src/model/host-action.js';
import { withAcceptedGroup, withException } from '../../src/model/workspace/workspace-decisions.js';
import { applyEdits } from '../../src/model/workspace/workspace-edit.js';
import { createWorkspace } from '../../src/model/workspace/workspace.js';

const stamp = { at: '2026-11-26T10:00:00Z', by: 'ann' };
const sales = createWorkspace('sales', 'Sales desk', stamp);

describe('what a change of a workspace is, to the host', () => {
  it('tells what it gives from whom it gives it, and both from its end', () => {
    expect(listActions(sales, applyEdits(sales, [{ kind: 'rename', name: 'Sales' }], stamp))).to.deep.equal([
      'edit',
    ]);
    expect(listActions(sales, applyEdits(sales, [{ kind: 'add-plan', skuId: 'plan' }], stamp))).to.deep.equal(
      ['edit'],
    );
    expect(listActions(sales, { ...sales, route: 'group' })).to.deep.equal(['edit']);
    expect(
      listActions(sales, applyEdits(sales, [{ kind: 'subscribe', userIds: ['somebody'] }], stamp)),
    ).to.deep.equal(['subscribe']);
    const person = { userId: 'somebody', kind: 'left-out' as const };
    expect(listActions(sales, withException(sales, person, stamp))).to.deep.equal(['subscribe']);
    expect(listActions(sales, withAcceptedGroup(sales, 'group', stamp))).to.deep.equal(['edit']);
    expect(listActions(sales, applyEdits(sales, [{ kind: 'mark-for-deletion' }], stamp))).to.deep.equal([
      'delete',
    ]);
    const both = applyEdits(
      sales,
      [
        { kind: 'add-plan', skuId: 'plan' },
        { kind: 'subscribe', userIds: ['somebody'] },
      ],
      stamp,
    );
    expect(listActions(sales, both)).to.have.members(['edit', 'subscribe']);
    expect(listActions(sales, { ...sales })).to.deep.equal([]);
  });

  it('takes in a workspace that is new here with those who come with it', () => {
    expect(listActionsToAdd(sales)).to.deep.equal(['edit']);
    const peopled = applyEdits(sales, [{ kind: 'subscribe', userIds: ['somebody'] }], stamp);
    expect(listActionsToAdd(peopled)).to.deep.equal(['edit', 'subscribe']);
    const person = { userId: 'somebody', kind: 'left-out' as const };
    expect(listActionsToAdd(withException(sales, person, stamp))).to.deep.equal(['edit', 'subscribe']);
  });
});
