import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { CapabilityStatus, Plan } from '../../src/model/plan/plan.js';
import { allowsGroupRoute } from '../../src/model/publish/group-route.js';

/** A plan with these apps; what else it is does not matter. */
function plan(apps: string, capabilityStatus: CapabilityStatus = 'Enabled'): Plan {
  return {
    skuId: 'a-plan',
    skuPartNumber: 'NEXT_YEARS_SUITE',
    name: 'Next year’s suite',
    appliesTo: 'User',
    capabilityStatus,
    consumedUnits: 0,
    prepaidUnits: { enabled: 10, warning: 0, suspended: 0, lockedOut: 0 },
    subscriptionIds: [],
    apps: apps
      .split(' ')
      .map((name) => ({ servicePlanId: `id of ${name}`, servicePlanName: name, name, switchable: true })),
  };
}

describe('the route by a group', () => {
  for (const [what, apps, allowed] of [
    ['Entra ID P1, e.g. Business Premium', 'EXCHANGE_S_STANDARD AAD_PREMIUM', true],
    ['Entra ID P2', 'AAD_PREMIUM_P2', true],
    ['Office 365 E3, also without Teams', 'EXCHANGE_S_ENTERPRISE SHAREPOINTENTERPRISE SWAY', true],
    ['Office 365 A3', 'EXCHANGE_S_ENTERPRISE SHAREPOINTENTERPRISE_EDU', true],
    ['Office 365 G3 without desktop apps', 'EXCHANGE_S_ENTERPRISE_GOV SHAREPOINTENTERPRISE_GOV', true],
    ['Office 365 E1', 'EXCHANGE_S_STANDARD SHAREPOINTSTANDARD TEAMS1', false],
    ['Exchange Online (Plan 2) alone', 'EXCHANGE_S_ENTERPRISE', false],
    ['workload identities', 'AAD_WRKLDID_P1', false],
  ] as const)
    it(`is ${allowed ? '' : 'not '}included in ${what}`, () => {
      expect(allowsGroupRoute([plan(apps)])).to.equal(allowed);
    });

  it('is not there for two plans that together have what one must have', () => {
    expect(allowsGroupRoute([plan('EXCHANGE_S_ENTERPRISE'), plan('SHAREPOINTENTERPRISE')])).to.equal(false);
  });

  it('goes with the plan that includes it', () => {
    expect(allowsGroupRoute([plan('AAD_PREMIUM', 'Warning')])).to.equal(true);
    expect(allowsGroupRoute([plan('AAD_PREMIUM', 'Suspended')])).to.equal(false);
  });
});
