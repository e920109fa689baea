import { describe, it } from 'node:test';
import { expect } from 'chai';
import { findConflictingLicense } from '../../../../src/elements/user-list/detail/find-conflicting-license.js';
import { callingPlans, exchangeKiosk, exchangePlan1 } from '../../../../src/microsoft/rules/app-ids.js';
import type { DirectoryUser, LicenseAssignment } from '../../../../src/model/holding/user.js';
import type { Plan } from '../../../../src/model/plan/plan.js';
import { makePlan } from '../../../support/make-plan.js';

const plan = (skuId: string, servicePlanId: string, name: string): Plan =>
  makePlan(skuId, [], { apps: [{ servicePlanId, servicePlanName: name, name, switchable: true }] });
const [domestic, international] = callingPlans;
const plans = new Map(
  [
    plan('Local', domestic, 'Domestic Calling'),
    plan('World', international, 'International Calling'),
    plan('F3', exchangeKiosk, 'Exchange Kiosk'),
    plan('E1', exchangePlan1, 'Exchange Plan 1'),
    plan('Visio', 'visio', 'Visio'),
  ].map((each) => [each.skuId, each]),
);
const failed: LicenseAssignment = {
  skuId: 'Local',
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
    const conflicting = findConflictingLicense(user(held('Visio'), held('World')), failed, plans);
    expect(conflicting).to.deep.equal({
      license: held('World'),
      app: 'Domestic Calling',
      conflictingApp: 'International Calling',
    });
  });

  it('is none when the app is off, the license fails itself, or nothing excludes it', () => {
    expect(findConflictingLicense(user(held('World', [international])), failed, plans)).to.equal(undefined);
    expect(findConflictingLicense(user({ ...held('World'), state: 'Error' }), failed, plans)).to.equal(
      undefined,
    );
    expect(findConflictingLicense(user(held('Visio'), held('not-owned')), failed, plans)).to.equal(undefined);
  });

  it('is none when Microsoft speaks of something else than a conflict', () => {
    const full = { ...failed, error: 'CountViolation' };
    expect(findConflictingLicense(user(held('World')), full, plans)).to.equal(undefined);
  });

  it('is known from what Microsoft refused in this tenant, too', () => {
    const mail = { ...failed, skuId: 'F3' };
    expect(findConflictingLicense(user(held('E1')), mail, plans)).to.equal(undefined);
    const pair = [exchangeKiosk, exchangePlan1].sort() as [string, string];
    expect(findConflictingLicense(user(held('E1')), mail, plans, [pair])?.conflictingApp).to.equal(
      'Exchange Plan 1',
    );
  });
});
