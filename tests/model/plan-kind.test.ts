import { describe, it } from 'node:test';
import { expect } from 'chai';
import { isUnlimited, planKind } from '../../src/model/plan-kind.js';
import type { Plan } from '../../src/model/plan.js';

function makePlan(skuPartNumber: string, enabled = 10, appliesTo: Plan['appliesTo'] = 'User'): Plan {
  return {
    skuId: skuPartNumber,
    skuPartNumber,
    name: skuPartNumber,
    appliesTo,
    capabilityStatus: 'Enabled',
    consumedUnits: 0,
    prepaidUnits: { enabled, warning: 0, suspended: 0, lockedOut: 0 },
    apps: [],
    subscriptionIds: [],
  };
}

describe('planKind', () => {
  it('knows free plans by part number or by units that nobody buys', () => {
    expect(planKind(makePlan('FLOW_FREE'), [])).to.equal('free');
    expect(planKind(makePlan('SOMETHING', 1_000_000), [])).to.equal('free');
    expect(isUnlimited(makePlan('FLOW_FREE', 10_000))).to.equal(true);
  });

  it('takes a plan of which somebody bought ten thousand for what it is', () => {
    expect(planKind(makePlan('ENTERPRISEPACK', 10_000), [])).to.equal('paid');
  });

  it('calls a plan a trial when every subscription of it is one', () => {
    const plan = makePlan('PROJECTPROFESSIONAL');
    const of = (...trials: boolean[]) => trials.map((trial) => ({ skuId: plan.skuId, trial }));
    expect(planKind(plan, of(true, true))).to.equal('trial');
    expect(planKind(plan, of(true, false))).to.equal('paid');
    expect(planKind(plan, undefined)).to.equal('paid');
  });

  it('puts what is for the whole company before everything else', () => {
    expect(planKind(makePlan('FLOW_FREE', 10, 'Company'), [])).to.equal('company');
  });
});
