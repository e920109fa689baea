import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { ProvisioningError } from '../../src/model/errors.js';
import { hasUnpublishedChanges } from '../../src/model/workspace/workspace.js';
import { exportWorkspaces, importWorkspaces } from '../../src/store/workspace-file.js';
import { sampleWorkspace } from '../support/sample-workspace.js';

const options = { takenNames: ['Sales 1'], stamp: { at: '2026-04-01T00:00:00Z', by: 'me' } };

function codeOf(text: string): string {
  try {
    importWorkspaces(text, options);
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(ProvisioningError);
    return (thrown as ProvisioningError).code;
  }
  return 'no error';
}

describe('workspace files', () => {
  const originals = [sampleWorkspace(1), sampleWorkspace(2)];
  const text = exportWorkspaces(originals);
  const file = JSON.parse(text) as { workspaces: Record<string, unknown>[] } & Record<string, unknown>;

  it('bring back what the drafts said, as unpublished workspaces of their own', () => {
    const imported = importWorkspaces(text, { ...options, takenNames: [] });
    expect(imported.map((each) => each.draft)).to.deep.equal(originals.map((each) => each.draft));
    for (const workspace of imported) {
      expect(workspace.published).to.equal(undefined);
      expect(workspace.edited).to.deep.equal(options.stamp);
      expect(hasUnpublishedChanges(workspace)).to.equal(true);
    }
    const ids = [...originals, ...imported].map((each) => each.id);
    expect(new Set(ids).size).to.equal(4);
  });

  it('number a name that is taken, also by another workspace of the file', () => {
    const twice = JSON.stringify({ ...file, workspaces: [file.workspaces[0], file.workspaces[0]] });
    const names = importWorkspaces(twice, options).map((each) => each.draft.name);
    expect(names).to.deep.equal(['Sales 1 (2)', 'Sales 1 (3)']);
  });

  it('hold nothing of who edited or published', () => {
    expect(text).not.to.contain('"by"');
    expect(text).not.to.contain('published');
  });

  it('are refused clearly when foreign, damaged or newer', () => {
    expect(codeOf('not json')).to.equal('record-unreadable');
    expect(codeOf('{"name":"some other tool"}')).to.equal('record-unreadable');
    expect(codeOf(text.slice(0, -20))).to.equal('record-unreadable');
    expect(codeOf(JSON.stringify({ ...file, version: 2 }))).to.equal('record-newer');
    expect(codeOf(JSON.stringify({ ...file, workspaces: [{ ...file.workspaces[0], plans: {} }] }))).to.equal(
      'record-unreadable',
    );
  });

  it('are read with a byte order mark in front', () => {
    expect(codeOf(`\uFEFF${text}`)).to.equal('no error');
  });

  it('never cause anything but a ProvisioningError or workspaces', () => {
    const damage = fc.record({ at: fc.nat(text.length), length: fc.nat(40), insert: fc.string() });
    fc.assert(
      fc.property(damage, ({ at, length, insert }) => {
        const code = codeOf(text.slice(0, at) + insert + text.slice(at + length));
        expect(code).to.be.oneOf(['no error', 'record-unreadable', 'record-newer']);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(file)), (value, key) => {
        codeOf(JSON.stringify({ ...file, [key]: value }));
        codeOf(JSON.stringify({ ...file, workspaces: [{ ...file.workspaces[0], [key]: value }, value] }));
      }),
      { numRuns: 500 },
    );
  });
});
