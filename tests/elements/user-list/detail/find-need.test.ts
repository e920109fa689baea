import { describe, it } from 'node:test';
import { expect } from 'chai';
import { findNeed } from '../../../../src/elements/user-list/detail/find-need.js';
import { exchangePlan1, exchangePlan2 } from '../../../../src/microsoft/rules/app-ids.js';
import { makeLicense, makeUser } from '../../../insights/waste-fixture.js';
import { makePlan } from '../../../support/make-plan.js';

const analytics = 'f477b0f0-3bb1-4890-940c-40fcee6ce05f';
const plan = (skuId: string, servicePlanId: string, name: string) =>
  makePlan(skuId, [], { apps: [{ servicePlanId, servicePlanName: name, name, switchable: true }] });
const addOn = plan('add-on', analytics, 'Workplace Analytics');
const exchange = [plan('E1', exchangePlan1, 'Exchange 1'), plan('E3', exchangePlan2, 'Exchange 2')];
const plans = new Map([addOn, ...exchange].map((each) => [each.skuId, each]));
const failed = makeLicense('add-on', { state: 'Error', error: 'DependencyViolation' });

describe('what a license that fails needs', () => {
  it('is named: the app, and those of the tenant of which one would do', () => {
    expect(findNeed(makeUser('u', { licenses: [failed] }), failed, plans)).to.deep.equal({
      app: 'Workplace Analytics',
      needsOneOf: ['Exchange 1', 'Exchange 2'],
    });
  });

  it('is not what an app that is off, or a license that fails as well, would give', () => {
    const licenses = [
      failed,
      makeLicense('E1', { disabledPlans: [exchangePlan1] }),
      makeLicense('E3', { state: 'Error' }),
    ];
    expect(findNeed(makeUser('u', { licenses }), failed, plans)?.needsOneOf).to.have.length(2);
  });

  it('is told to be there when the user has it by now', () => {
    const user = makeUser('u', { licenses: [failed, makeLicense('E1')] });
    expect(findNeed(user, failed, plans)?.has).to.equal('Exchange 1');
  });

  it('is unknown when the tenant has no app that would do', () => {
    const alone = new Map([[addOn.skuId, addOn]]);
    expect(findNeed(makeUser('u', { licenses: [failed] }), failed, alone)).to.equal(undefined);
  });
});
