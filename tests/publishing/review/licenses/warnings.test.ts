import { describe, it } from 'node:test';
import { expect } from 'chai';
import { exchangeKiosk, exchangePlan1, exchangePlan2 } from '../../../../src/microsoft/rules/app-ids.js';
import type { DirectoryUser } from '../../../../src/model/holding/user.js';
import { AppInspector } from '../../../../src/model/plan/app-inspector.js';
import type { LicenseChange } from '../../../../src/model/publish/step.js';
import { collectWarnings } from '../../../../src/publishing/review/licenses/warnings.js';
import {
  createDraft,
  noLicenses,
  noParts,
  type PersonDraft,
} from '../../../../src/publishing/review/people/person-draft.js';
import { createLicense, createPlan, createUser } from '../../sample-plans.js';

const plans = [
  createPlan('big', [exchangePlan2, 'chat']),
  createPlan('middle', [exchangePlan1, 'chat']),
  createPlan('small', [exchangeKiosk]),
  createPlan('none', ['chat']),
];
const inspector = new AppInspector(new Map(plans.map((plan) => [plan.skuId, plan])));
const draft = (user: DirectoryUser, direct: Partial<LicenseChange>, heldBefore: string[] = []): PersonDraft =>
  createDraft(user, { ...noParts, direct: { ...noLicenses, ...direct } }, heldBefore);
const warn = (...drafts: PersonDraft[]) => collectWarnings(drafts, drafts, inspector);
const add = (skuId: string, disabledPlans: string[] = []) => ({ skuId, disabledPlans });

describe('collectWarnings', () => {
  it('warns of a mailbox that goes and of people left without any license', () => {
    const ann = createUser('ann', [createLicense('big')]);
    expect(warn(draft(ann, { remove: ['big'] }))).to.deep.equal([
      { kind: 'mailbox-lost', skuId: 'big', userIds: ['ann'] },
      { kind: 'sole-license-removed', skuId: 'big', userIds: ['ann'] },
    ]);
  });

  it('warns of a mailbox that shrinks, by the plan that it came from', () => {
    const ann = createUser('ann', [createLicense('none'), createLicense('big')]);
    const swap = draft(ann, { remove: ['none', 'big'], add: [add('small')] });
    expect(warn(swap)).to.deep.equal([{ kind: 'mailbox-shrinks', skuId: 'big', userIds: ['ann'] }]);
  });

  it('says nothing of a mailbox that stays, grows, or comes from elsewhere too', () => {
    const holding = (...licenses: ReturnType<typeof createLicense>[]) => createUser('ann', licenses);
    expect(
      warn(
        draft(holding(createLicense('middle')), { remove: ['middle'], add: [add('big')] }),
        draft(holding(createLicense('big'), createLicense('big', [], 'group-1')), {
          remove: ['big'],
        }),
        draft(holding(createLicense('small')), { add: [add('big')] }),
        draft(holding(createLicense('big'), createLicense('none')), { remove: ['none'] }),
      ),
    ).to.deep.equal([]);
  });

  it('warns when only the app of the mailbox goes off', () => {
    const ann = createUser('ann', [createLicense('big')]);
    const off = draft(ann, { add: [add('big', [exchangePlan2])], changed: ['big'] });
    expect(warn(off)).to.deep.equal([{ kind: 'mailbox-lost', skuId: 'big', userIds: ['ann'] }]);
  });

  it('takes no account of a license that does not work', () => {
    const ann = createUser('ann', [
      { ...createLicense('big', [], 'group-1'), state: 'Error' },
      createLicense('small'),
    ]);
    expect(warn(draft(ann, { remove: ['small'] })).map(({ kind }) => kind)).to.deep.equal([
      'mailbox-lost',
      'sole-license-removed',
    ]);
  });

  it('tells of licenses held before also for those whom nothing is done for', () => {
    const ann = draft(createUser('ann', [createLicense('big')]), {}, ['big']);
    const bob = draft(createUser('bob', [createLicense('big')]), { remove: ['big'] }, ['none']);
    expect(collectWarnings([], [bob, ann], inspector)).to.deep.equal([
      { kind: 'held-before', skuId: 'big', userIds: ['ann'] },
      { kind: 'held-before', skuId: 'none', userIds: ['bob'] },
    ]);
  });

  it('names the people of one warning once, in one order', () => {
    const people = ['dan', 'ann', 'cleo'].map((id) =>
      draft(createUser(id, [createLicense('none')]), { remove: ['none'] }),
    );
    const expected = [{ kind: 'sole-license-removed', skuId: 'none', userIds: ['ann', 'cleo', 'dan'] }];
    expect(warn(...people)).to.deep.equal(expected);
    expect(warn(...people.reverse())).to.deep.equal(expected);
  });
});
