import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  exchangePlan1,
  exchangePlan2,
  findConflicts,
  findMissingPrerequisites,
} from '../../src/model/app-rules.js';
import type { BlockReason, LicenseAdd } from '../../src/model/publish-plan.js';
import type { LicenseAssignment } from '../../src/model/user.js';
import { blockApps } from '../../src/publishing/block-apps.js';
import { AppInspector } from '../../src/publishing/blockers.js';
import { createDraft } from '../../src/publishing/user-draft.js';
import { createLicense, createPlan, createUser } from './sample-plans.js';

const sharePoint1 = 'c7699d2e-19aa-44de-8edf-1736da088ca1';
const sharePoint2 = '5dbe027f-2339-4123-9542-606e4d348a72';
const project = 'fe71d6c3-a2ea-4499-9778-da042bf08063';
const teams = '57ff2da0-773e-42df-b2af-ffb7a2317929';
const teamsPhone = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7';

const plans = [
  createPlan('mail-1', [exchangePlan1]),
  createPlan('mail-2', [exchangePlan2, 'chat']),
  createPlan('sites-1', [sharePoint1]),
  createPlan('sites-2', [sharePoint2]),
  createPlan('projects', [project, 'chat']),
  createPlan('phone', [teamsPhone]),
  createPlan('meetings', [teams]),
  createPlan('company', [exchangePlan1], { company: [exchangePlan1] }),
];
const bySku = new Map(plans.map((plan) => [plan.skuId, plan]));

/** What stands in the way of giving these licenses to somebody who has those. */
function block(
  held: readonly LicenseAssignment[],
  addLicenses: readonly LicenseAdd[],
  { removes = [] as readonly string[], overruled = [] as readonly BlockReason[] } = {},
) {
  const draft = createDraft(createUser('ann', held), {
    addLicenses,
    changedPlans: [],
    removeLicenses: removes,
    addServices: [],
    removeServices: [],
  });
  return blockApps(new AppInspector(bySku), draft, overruled).map(({ reason, servicePlanIds, remedies }) => ({
    reason,
    apps: servicePlanIds,
    anyway: remedies.includes('assign-anyway'),
  }));
}
const give = (skuId: string, disabledPlans: string[] = []): LicenseAdd => ({ skuId, disabledPlans });
const sorted = (...ids: string[]): string[] => ids.sort();

describe('blockApps', () => {
  it('blocks apps that exclude each other, wherever the licenses come from', () => {
    const conflict = [{ reason: 'apps-conflict', apps: sorted(exchangePlan1, exchangePlan2), anyway: false }];
    expect(block([], [give('mail-1'), give('mail-2')])).to.deep.equal(conflict);
    expect(block([createLicense('mail-1')], [give('mail-2')])).to.deep.equal(conflict);
    expect(block([createLicense('mail-1', [], 'group-1')], [give('mail-2')])).to.deep.equal(conflict);
  });

  it('lets through what is switched off, taken in the same write, for the company, or failed', () => {
    expect(block([createLicense('mail-1')], [give('mail-2', [exchangePlan2])])).to.deep.equal([]);
    expect(block([createLicense('mail-1')], [give('mail-2')], { removes: ['mail-1'] })).to.deep.equal([]);
    expect(block([createLicense('company')], [give('mail-2')])).to.deep.equal([]);
    const failed: LicenseAssignment = { ...createLicense('mail-1', [], 'group-1'), state: 'Error' };
    expect(block([failed], [give('mail-2')])).to.deep.equal([]);
  });

  it('lets the administrator overrule what Microsoft only advises against, and nothing else', () => {
    const sites = [createLicense('sites-1')];
    const overruled = ['apps-conflict'] as const;
    expect(block(sites, [give('sites-2')])).to.deep.equal([
      { reason: 'apps-conflict', apps: sorted(sharePoint1, sharePoint2), anyway: true },
    ]);
    expect(block(sites, [give('sites-2')], { overruled })).to.deep.equal([]);
    expect(block([createLicense('mail-1')], [give('mail-2')], { overruled })).to.have.length(1);
  });

  it('blocks an app that lacks what it needs, also when that is taken away', () => {
    const lacksSites = [{ reason: 'prerequisite-missing', apps: [project, sharePoint2], anyway: false }];
    expect(block([], [give('projects')])).to.deep.equal(lacksSites);
    expect(
      block([createLicense('sites-2'), createLicense('projects')], [], { removes: ['sites-2'] }),
    ).to.deep.equal(lacksSites);
    expect(block([createLicense('sites-2')], [give('projects')])).to.deep.equal([]);
    expect(block([], [give('projects', [project])])).to.deep.equal([]);
    expect(block([], [give('phone')])).to.deep.equal([
      { reason: 'prerequisite-missing', apps: [teamsPhone, teams], anyway: false },
    ]);
    expect(block([createLicense('meetings')], [give('phone')])).to.deep.equal([]);
  });

  it('finds for everybody what the rules say of exactly the apps that are on', () => {
    const inspector = new AppInspector(bySku);
    const anyLicense = fc
      .constantFrom(...plans)
      .chain(({ skuId, apps }) =>
        fc
          .subarray(apps.map(({ servicePlanId }) => servicePlanId))
          .map((disabledPlans): LicenseAdd => ({ skuId, disabledPlans })),
      );
    const anyLicenses = fc.uniqueArray(anyLicense, { selector: ({ skuId }) => skuId });
    fc.assert(
      fc.property(fc.array(anyLicenses, { minLength: 1, maxLength: 5 }), (people) => {
        for (const licenses of people) {
          const on = licenses.flatMap(({ skuId, disabledPlans }) =>
            bySku
              .get(skuId)!
              .apps.filter((app) => app.switchable && !disabledPlans.includes(app.servicePlanId))
              .map((app) => app.servicePlanId),
          );
          // One inspector sees them all, as in a publish, and must not mix them up.
          const { conflicts, missing } = inspector.inspect(licenses);
          expect(conflicts).to.deep.equal(findConflicts(new Set(on)));
          expect(missing).to.deep.equal(findMissingPrerequisites(on));
        }
      }),
      { numRuns: 300 },
    );
  });
});
