import { describe, it } from 'node:test';
import { expect } from 'chai';
import { isUnlimited, planKind } from '../../../src/model/plan/plan-kind.js';
import type { Plan } from '../../../src/model/plan/plan.js';
import { makePlan } from '../../support/make-plan.js';

const plan = (skuId: string, enabled = 10, appliesTo: Plan['appliesTo'] = 'User'): Plan =>
  makePlan(skuId, [], { appliesTo, prepaidUnits: { enabled, warning: 0, suspended: 0, lockedOut: 0 } });

describe('planKind', () => {
  it('knows free plans by part number or by units that nobody buys', () => {
    expect(planKind(plan('FLOW_FREE'), [])).to.equal('free');
    expect(planKind(plan('SOMETHING', 1_000_000), [])).to.equal('free');
    expect(isUnlimited(plan('FLOW_FREE', 10_000))).to.equal(true);
  });

  it('takes a plan of which somebody bought ten thousand for what it is', () => {
    expect(planKind(plan('ENTERPRISEPACK', 10_000), [])).to.equal('paid');
  });

  it('calls a plan a trial when every subscription of it is one', () => {
    const project = plan('PROJECTPROFESSIONAL');
    const of = (...trials: boolean[]) => trials.map((trial) => ({ skuId: project.skuId, trial }));
    expect(planKind(project, of(true, true))).to.equal('trial');
    expect(planKind(project, of(true, false))).to.equal('paid');
    expect(planKind(project, undefined)).to.equal('paid');
  });

  it('puts what is for the whole company before everything else', () => {
    expect(planKind(plan('FLOW_FREE', 10, 'Company'), [])).to.equal('company');
  });
});
