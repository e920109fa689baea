import { describe, it } from 'node:test';
import { expect } from 'chai';
import { toPlan } from '../../../src/model/holding/entitlement.js';
import { GrantIndex } from '../../../src/model/holding/grant-index.js';
import type { Grant } from '../../../src/model/holding/grant.js';
import type { Plan } from '../../../src/model/plan/plan.js';
import { summarizeSteps } from '../../../src/model/publish/step.js';
import {
  createWorkspace,
  type Workspace,
  type WorkspaceContent,
} from '../../../src/model/workspace/workspace.js';
import type { ReviewInput } from '../../../src/publishing/review/review-input.js';
import { reviewWorkspace } from '../../../src/publishing/review/review-workspace.js';
import { createLicense, createPlan, createUser } from '../sample-plans.js';

const yammer = '7547a3fe-08ee-4ccb-b430-5077c5041653';
const yammerEducation = '2078e8df-cff6-4290-98cb-5408261a760a';

const stamp = { at: '2026-01-01T00:00:00Z', by: 'adele' };

function createContent(plans: WorkspaceContent['plans'], subscribers: readonly string[]): WorkspaceContent {
  return { name: 'Sales desk', description: '', plans, services: [], subscribers };
}

/** That `mine` gave a plan to Ann. */
function createGrant(skuId: string): Grant {
  const holder = { kind: 'user', userId: 'ann' } as const;
  return { workspaceId: 'mine', holder, entitlement: toPlan(skuId), state: 'given', publishId: 'one' };
}

/** A workspace whose draft is something else than what is published. */
function createChanged(id: string, published: WorkspaceContent, draft: WorkspaceContent): Workspace {
  return { ...createWorkspace(id, id, stamp), published, draft };
}

describe('reviewWorkspace', () => {
  const suspended: Plan = { ...createPlan('old', ['chat', 'calls']), capabilityStatus: 'Suspended' };
  const { usageLocation: _location, ...nowhere } = createUser('ann');
  for (const [what, old, person] of [
    ['suspended plan', suspended, createUser('ann')],
    ['country is gone and whose plan', createPlan('old', ['chat', 'calls']), nowhere],
  ] as const)
    it(`takes what nobody wants any more from a user whose ${what} another workspace still wants`, () => {
      const licenses = [createLicense('old', ['calls']), createLicense('new')];
      const both = createContent(
        [
          { skuId: 'old', apps: { chat: 'on', calls: 'off' } },
          { skuId: 'new', apps: {} },
        ],
        ['ann'],
      );
      const other = createContent([{ skuId: 'old', apps: { chat: 'off', calls: 'off' } }], ['ann']);
      const { changes, blocked } = reviewWorkspace({
        workspace: createChanged('mine', both, createContent([], ['ann'])),
        others: [createChanged('theirs', other, other)],
        users: new Map([['ann', { ...person, licenses }]]),
        plans: [old, createPlan('new', [])],
        services: [],
        grants: new GrantIndex(['old', 'new'].map(createGrant)),
        readAt: stamp.at,
      });
      expect(blocked).to.deep.equal([]);
      expect(changes).to.have.length(1);
      expect(summarizeSteps(changes[0]?.steps ?? []).licenses).to.deep.include({ add: [], remove: ['new'] });
    });

  it('holds back who would have apps that exclude each other, until the administrator assigns them anyway', () => {
    const content = createContent(
      [
        { skuId: 'social', apps: {} },
        { skuId: 'new', apps: {} },
      ],
      ['ann', 'bob'],
    );
    const ann = createUser('ann', [createLicense('school')]);
    const input: ReviewInput = {
      workspace: { ...createWorkspace('mine', 'mine', stamp), draft: content },
      others: [],
      users: new Map([ann, createUser('bob')].map((user) => [user.id, user])),
      plans: [createPlan('social', [yammer]), createPlan('school', [yammerEducation]), createPlan('new', [])],
      services: [],
      grants: new GrantIndex([]),
      readAt: stamp.at,
    };
    const asked = reviewWorkspace(input);
    expect(asked.blocked.map(({ userId, reason }) => `${userId} ${reason}`)).to.deep.equal([
      'ann apps-conflict',
    ]);
    expect(asked.changes.map(({ userId }) => userId)).to.deep.equal(['bob']);
    const settled = reviewWorkspace({ ...input, decisions: { assignAnyway: { ann: ['apps-conflict'] } } });
    expect(settled.blocked).to.deep.equal([]);
    expect(settled.changes.map(({ userId, anyway }) => [userId, anyway])).to.deep.equal([
      ['ann', [[yammerEducation, yammer]]],
      ['bob', undefined],
    ]);
  });

  it('lets those wait for a license whom the administrator chose, and serves the others by name', () => {
    const people = ['ann', 'bob', 'cleo', 'dan'];
    const plan = (waiting: readonly string[]) =>
      reviewWorkspace({
        workspace: {
          ...createWorkspace('mine', 'mine', stamp),
          draft: createContent([{ skuId: 'new', apps: {} }], people),
        },
        others: [],
        users: new Map(people.map((id) => [id, createUser(id)])),
        plans: [createPlan('new', [], { total: 2 })],
        services: [],
        grants: new GrantIndex([]),
        decisions: { waiting },
        readAt: stamp.at,
      });
    const without = (waiting: readonly string[]) => plan(waiting).blocked.map(({ userId }) => userId);
    expect(without([])).to.deep.equal(['cleo', 'dan']);
    expect(without(['ann'])).to.deep.equal(['dan', 'ann']);
    expect(without(['ann', 'bob', 'cleo'])).to.deep.equal(['bob', 'cleo']);
    expect(plan(['ann']).changes.map(({ userId }) => userId)).to.deep.equal(['bob', 'cleo']);
  });
});
