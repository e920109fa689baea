import { describe, it } from 'node:test';
import { expect } from 'chai';
import { findReclaimable } from '../../src/insights/find-reclaimable.js';
import type { DirectoryUser, LicenseAssignment } from '../../src/model/holding/user.js';
import { createWorkspace, type Workspace } from '../../src/model/workspace/workspace.js';
import { createLicense, createUser } from '../publishing/sample-plans.js';

const stamp = { at: '2026-01-01T00:00:00Z', by: 'adele' };

const disabled = (id: string, license: LicenseAssignment = createLicense('e3')): DirectoryUser => ({
  ...createUser(id, [license]),
  accountEnabled: false,
});

function giving(skuId: string, subscribers: readonly string[], isPublished: boolean): Workspace {
  const workspace = createWorkspace(skuId, skuId, stamp);
  const content = { ...workspace.draft, plans: [{ skuId, apps: {} }], subscribers };
  return isPublished ? { ...workspace, published: content } : { ...workspace, draft: content };
}

const find = (
  holders: readonly DirectoryUser[],
  facts: Partial<Parameters<typeof findReclaimable>[0]> = {},
) =>
  findReclaimable({
    holders,
    skuId: 'e3',
    workspaces: [],
    keeps: [],
    now: new Date(stamp.at),
    ...facts,
  }).map(({ userId }) => userId);

describe('findReclaimable', () => {
  it('finds direct licenses that work, of people who may not sign in', () => {
    const failed = { ...createLicense('e3'), state: 'Error' as const };
    const holders = [
      disabled('direct'),
      disabled('by-group', createLicense('e3', [], 'g')),
      disabled('failed', failed),
      disabled('other-plan', createLicense('f3')),
      createUser('at-work', [createLicense('e3')]),
    ];
    expect(find(holders)).to.deep.equal(['direct']);
  });

  it('finds nobody of whom Graph does not say whether they may sign in', () => {
    const { accountEnabled: _unsaid, ...unknown } = createUser('unknown', [createLicense('e3')]);
    expect(find([unknown])).to.deep.equal([]);
  });

  it('leaves what a workspace gives or is to give, which would come back', () => {
    const holders = [disabled('ann'), disabled('bob'), disabled('cleo')];
    const workspaces = [
      giving('e3', ['ann'], true),
      giving('e3', ['bob'], false),
      giving('f3', ['cleo'], true),
    ];
    expect(find(holders, { workspaces })).to.deep.equal(['cleo']);
  });

  it('leaves what is kept on purpose, as long as it is', () => {
    const keep = { reason: 'Leave', by: 'adele' };
    const keeps = [
      { ...keep, userId: 'ann' },
      { ...keep, userId: 'bob', until: '2025-12-31' },
    ];
    expect(find([disabled('ann'), disabled('bob')], { keeps })).to.deep.equal(['bob']);
  });
});
