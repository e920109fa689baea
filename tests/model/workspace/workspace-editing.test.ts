import { describe, it } from 'node:test';
import { expect } from 'chai';
import { duplicateWorkspace, getFreeName } from '../../../src/model/workspace/duplicate-workspace.js';
import { applyEdits } from '../../../src/model/workspace/workspace-edit.js';
import {
  getDeletionEffect,
  hasUnpublishedChanges,
  type Workspace,
} from '../../../src/model/workspace/workspace.js';
import { guid, sampleWorkspace } from '../../support/sample-workspace.js';

const stamp = { at: '2026-05-01T00:00:00Z', by: 'grace' };
const sku = guid(100);

/** Published as drafted: nothing is pending. */
function publishedWorkspace(): Workspace {
  const workspace = sampleWorkspace();
  return { ...workspace, published: workspace.draft };
}

describe('editing a workspace', () => {
  const service = { providerId: 'desktops', serviceId: 'size/large' };
  const cases: Record<string, (workspace: Workspace) => Workspace> = {
    'adding a plan': (w) => applyEdits(w, [{ kind: 'add-plan', skuId: guid(7) }], stamp),
    'removing a plan': (w) => applyEdits(w, [{ kind: 'remove-plan', skuId: sku }], stamp),
    'switching an app on': (w) =>
      applyEdits(w, [{ kind: 'choose-app', skuId: sku, servicePlanId: guid(102), choice: 'on' }], stamp),
    'leaving an app as is': (w) =>
      applyEdits(w, [{ kind: 'choose-app', skuId: sku, servicePlanId: guid(102), choice: 'as-is' }], stamp),
    'adding a service': (w) =>
      applyEdits(w, [{ kind: 'put-service', service: { ...service, serviceId: 'size/small' } }], stamp),
    'picking another option': (w) =>
      applyEdits(w, [{ kind: 'put-service', service: { ...service, optionId: 'gpu' } }], stamp),
    'removing a service': (w) => applyEdits(w, [{ kind: 'remove-service', service: service }], stamp),
    subscribing: (w) => applyEdits(w, [{ kind: 'subscribe', userIds: [guid(300), guid(500)] }], stamp),
    unsubscribing: (w) => applyEdits(w, [{ kind: 'unsubscribe', userIds: [guid(300)] }], stamp),
    'asking for deletion': (w) => applyEdits(w, [{ kind: 'mark-for-deletion' }], stamp),
  };
  for (const [what, edit] of Object.entries(cases))
    it(`${what} is an unpublished change that can be discarded, and doing it twice is doing it once`, () => {
      const before = publishedWorkspace();
      const untouched = structuredClone(before);
      const after = edit(before);
      expect(hasUnpublishedChanges(after)).to.equal(true);
      expect(after.edited).to.deep.equal(stamp);
      expect(edit(after)).to.equal(after);
      expect(before).to.deep.equal(untouched);
      expect(applyEdits(after, [{ kind: 'discard-draft' }], stamp)).to.deep.equal({
        ...before,
        edited: stamp,
      });
    });

  it('keeps subscribers in order and each once', () => {
    const after = applyEdits(
      sampleWorkspace(),
      [{ kind: 'subscribe', userIds: [guid(9), guid(301), guid(9)] }],
      stamp,
    );
    expect(after.draft.subscribers).to.deep.equal([guid(300), guid(301), guid(302), guid(9)]);
  });

  it('gives a service once, with the option picked last', () => {
    const { draft } = applyEdits(
      sampleWorkspace(),
      [{ kind: 'put-service', service: { ...service, optionId: 'gpu' } }],
      stamp,
    );
    expect(draft.services.filter((each) => each.serviceId === 'size/large')).to.deep.equal([
      { ...service, optionId: 'gpu' },
    ]);
  });

  it('trims a name and refuses none or too long a one', () => {
    expect(
      applyEdits(sampleWorkspace(), [{ kind: 'rename', name: '  Support ' }], stamp).draft.name,
    ).to.equal('Support');
    for (const name of ['   ', 'x'.repeat(121)])
      expect(() => applyEdits(sampleWorkspace(), [{ kind: 'rename', name: name }], stamp))
        .to.throw()
        .with.property('code', 'setting-wrong');
  });

  it('takes back a wish to delete', () => {
    const marked = applyEdits(publishedWorkspace(), [{ kind: 'mark-for-deletion' }], stamp);
    expect(hasUnpublishedChanges(applyEdits(marked, [{ kind: 'keep' }], stamp))).to.equal(false);
  });

  it('says what a deletion takes: what was published, not what is drafted', () => {
    expect(getDeletionEffect(sampleWorkspace())?.subscribers).to.deep.equal([guid(300)]);
    const { published: _published, ...unpublished } = sampleWorkspace();
    void _published;
    expect(getDeletionEffect(unpublished)).to.equal(undefined);
  });
});

describe('duplicating a workspace', () => {
  it('copies the draft under a free name and was never published', () => {
    const original = sampleWorkspace();
    const copy = duplicateWorkspace(original, { id: guid(2), takenNames: ['sales 1'], stamp });
    expect(copy.draft).to.deep.equal({ ...original.draft, name: 'Sales 1 (2)' });
    expect(copy.id).to.equal(guid(2));
    expect(copy.published).to.equal(undefined);
    expect(copy.lastPublish).to.equal(undefined);
  });

  it('counts up from a numbered name, and stays within the length', () => {
    expect(getFreeName('Sales (2)', ['Sales (2)', 'Sales'])).to.equal('Sales (3)');
    expect(getFreeName('Sales (2)', ['Sales'])).to.equal('Sales (2)');
    const long = 'x'.repeat(120);
    expect(getFreeName(long, [long])).to.equal(`${'x'.repeat(116)} (2)`);
  });
});
