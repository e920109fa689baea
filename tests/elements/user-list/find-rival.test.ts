import { describe, it } from 'node:test';
import { expect } from 'chai';
import { findRival } from '../../../src/elements/user-list/find-rival.js';
import { exchangeKiosk, exchangePlan1 } from '../../../src/model/app-rules.js';
import type { Plan } from '../../../src/model/plan.js';
import type { DirectoryUser, LicenseAssignment } from '../../../src/model/user.js';
import { makePlan } from '../../support/make-plan.js';

const plan = (skuId: string, servicePlanId: string, name: string): Plan =>
  makePlan(skuId, [], { apps: [{ servicePlanId, servicePlanName: name, name, switchable: true }] });
const plans = new Map(
  [
    plan('F3', exchangeKiosk, 'Exchange Kiosk'),
    plan('E1', exchangePlan1, 'Exchange Plan 1'),
    plan('Visio', 'visio', 'Visio'),
  ].map((each) => [each.skuId, each]),
);
const failed: LicenseAssignment = {
  skuId: 'F3',
  disabledPlans: [],
  assignedByGroup: 'group',
  state: 'Error',
  error: 'MutuallyExclusiveViolation',
};
const held = (skuId: string, disabledPlans: readonly string[] = []): LicenseAssignment => ({
  skuId,
  disabledPlans,
  assignedByGroup: null,
  state: 'Active',
});
const user = (...licenses: LicenseAssignment[]): DirectoryUser => ({
  id: 'u',
  displayName: 'U',
  userPrincipalName: 'u@contoso.com',
  accountEnabled: true,
  guest: false,
  synced: true,
  licenses: [failed, ...licenses],
});

describe('the license that keeps another from working', () => {
  it('is named with the two apps', () => {
    const rival = findRival(user(held('Visio'), held('E1')), failed, plans);
    expect(rival).to.deep.equal({
      license: held('E1'),
      app: 'Exchange Kiosk',
      rivalApp: 'Exchange Plan 1',
    });
  });

  it('is none when the app is off, the license fails itself, or nothing excludes it', () => {
    expect(findRival(user(held('E1', [exchangePlan1])), failed, plans)).to.equal(undefined);
    expect(findRival(user({ ...held('E1'), state: 'Error' }), failed, plans)).to.equal(undefined);
    expect(findRival(user(held('Visio'), held('not-owned')), failed, plans)).to.equal(undefined);
  });
});
