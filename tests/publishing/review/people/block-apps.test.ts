import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { callingPlans, exchangePlan1, exchangePlan2 } from '../../../../src/microsoft/rules/app-ids.js';
import {
  findConflicts,
  findMissingPrerequisites,
  listPairs,
  type AppPair,
} from '../../../../src/model/app-rules.js';
import type { LicenseAssignment } from '../../../../src/model/holding/user.js';
import { AppInspector } from '../../../../src/model/plan/app-inspector.js';
import type { BlockReason } from '../../../../src/model/publish/block.js';
import type { LicenseAdd } from '../../../../src/model/publish/step.js';
import { blockApps, blockTaking } from '../../../../src/publishing/review/people/block-apps.js';
import { createDraft, noParts } from '../../../../src/publishing/review/people/person-draft.js';
import { createLicense, createPlan, createUser } from '../../sample-plans.js';

const [intune, intuneVolume] = [
  'c1ec4a95-1f05-45b3-a911-aa3fa01094f5',
  '3e170737-c728-4eae-bbb9-3f3360f7184c',
];
const sharePoint2 = '5dbe027f-2339-4123-9542-606e4d348a72';
const project = 'fe71d6c3-a2ea-4499-9778-da042bf08063';
const teams = '57ff2da0-773e-42df-b2af-ffb7a2317929';
const skypeForBusiness = '0feaeb32-d00e-4d66-bd5a-43b5b83db82c';
const teamsPhone = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7';

const plans = [
  createPlan('mail-1', [exchangePlan1]),
  createPlan('mail-2', [exchangePlan2, 'chat']),
  createPlan('devices', [intune, 'chat']),
  createPlan('devices-volume', [intuneVolume]),
  createPlan('sites-2', [sharePoint2]),
  createPlan('projects', [project, 'chat']),
  createPlan('phone', [teamsPhone]),
  createPlan('meetings', [teams]),
  createPlan('company', [intune], { company: [intune] }),
];
const bySku = new Map(plans.map((plan) => [plan.skuId, plan]));

/** What stands in the way of giving these licenses to somebody who has those. */
function block(
  held: readonly LicenseAssignment[],
  add: readonly LicenseAdd[],
  {
    removes = [] as readonly string[],
    overruled = [] as readonly BlockReason[],
    refused = [] as readonly AppPair[],
  } = {},
) {
  const draft = createDraft(createUser('ann', held), {
    ...noParts,
    direct: { add, changed: [], remove: removes },
  });
  return blockApps(new AppInspector(bySku, since(refused)), draft, overruled).map((blocked) => ({
    reason: blocked.reason,
    apps: blocked.servicePlanIds,
    anyway: blocked.remedies.includes('assign-anyway'),
    ...(blocked.refusedAt ? { refusedAt: blocked.refusedAt } : {}),
  }));
}
/** Pairs that Microsoft refused, as a review gets them. */
const refusedAt = '2026-01-15';
const since = (pairs: readonly AppPair[]) => pairs.map((ids) => ({ ids, at: refusedAt }));
const give = (skuId: string, disabledPlans: string[] = []): LicenseAdd => ({ skuId, disabledPlans });
const sorted = (...ids: string[]): string[] => ids.sort();

describe('blockApps', () => {
  it('holds back apps that are remembered as excluding each other, wherever the licenses come from', () => {
    const conflict = [{ reason: 'apps-conflict', apps: sorted(intune, intuneVolume), anyway: true }];
    expect(block([], [give('devices'), give('devices-volume')])).to.deep.equal(conflict);
    expect(block([createLicense('devices')], [give('devices-volume')])).to.deep.equal(conflict);
    expect(block([createLicense('devices', [], 'group-1')], [give('devices-volume')])).to.deep.equal(
      conflict,
    );
  });

  it('lets through what is turned off, taken in the same write, for the company, or failed', () => {
    const held = [createLicense('devices')];
    expect(block(held, [give('devices-volume', [intuneVolume])])).to.deep.equal([]);
    expect(block(held, [give('devices-volume')], { removes: ['devices'] })).to.deep.equal([]);
    expect(block([createLicense('company')], [give('devices-volume')])).to.deep.equal([]);
    const failed: LicenseAssignment = { ...createLicense('devices', [], 'group-1'), state: 'Error' };
    expect(block([failed], [give('devices-volume')])).to.deep.equal([]);
  });

  it('lets the administrator overrule any conflict, for Microsoft decides, and nothing else with it', () => {
    const overruled = ['apps-conflict'] as const;
    const refused = [sorted('chat', exchangePlan1)] as unknown as AppPair[];
    expect(block([createLicense('devices')], [give('devices-volume')], { overruled })).to.deep.equal([]);
    expect(block([createLicense('devices')], [give('mail-1')], { overruled, refused })).to.deep.equal([]);
    expect(block([], [give('projects')], { overruled })).to.have.length(1);
  });

  it('says nothing of plans that Microsoft assigns concurrently', () => {
    expect(block([createLicense('mail-1')], [give('mail-2')])).to.deep.equal([]);
  });

  it('holds back what Microsoft itself refused in this tenant, and says so', () => {
    const refused = [
      sorted(exchangePlan1, exchangePlan2),
      sorted(intune, intuneVolume),
    ] as unknown as AppPair[];
    expect(block([createLicense('mail-1')], [give('mail-2')], { refused })).to.deep.equal([
      {
        reason: 'apps-conflict',
        apps: sorted(exchangePlan1, exchangePlan2),
        anyway: true,
        refusedAt,
      },
    ]);
    expect(block([createLicense('devices')], [give('devices-volume')], { refused })).to.deep.equal([
      { reason: 'apps-conflict', apps: sorted(intune, intuneVolume), anyway: true, refusedAt },
    ]);
  });

  it('leaves alone who holds the two together already', () => {
    const held = [createLicense('devices'), createLicense('devices-volume')];
    expect(block(held, [give('mail-1')])).to.deep.equal([]);
    expect(block(held, [give('mail-1')], { refused: [[exchangePlan1, 'chat']] })).to.have.length(1);
  });

  it('blocks an app that lacks what it needs, also when that is unassigned', () => {
    const lacksSites = [{ reason: 'prerequisite-missing', apps: [project, sharePoint2], anyway: false }];
    expect(block([], [give('projects')])).to.deep.equal(lacksSites);
    expect(
      block([createLicense('sites-2'), createLicense('projects')], [], { removes: ['sites-2'] }),
    ).to.deep.equal(lacksSites);
    expect(block([createLicense('sites-2')], [give('projects')])).to.deep.equal([]);
    expect(block([], [give('projects', [project])])).to.deep.equal([]);
    expect(block([], [give('phone')])).to.deep.equal([
      { reason: 'prerequisite-missing', apps: [teamsPhone, teams, skypeForBusiness], anyway: false },
    ]);
    expect(block([createLicense('meetings')], [give('phone')])).to.deep.equal([]);
  });

  it('finds for everybody what the rules say of exactly the apps that are on', () => {
    const refused = listPairs([exchangePlan1, exchangePlan2, 'chat']);
    const inspector = new AppInspector(bySku, since(refused));
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
          expect(conflicts).to.deep.equal(findConflicts(new Set(on), refused));
          expect(missing).to.deep.equal(findMissingPrerequisites(on));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('findConflicts', () => {
  it('finds each pair once, sorted, whoever remembers it, and only of what is on', () => {
    const [domestic, international, small] = callingPlans;
    const refused = [sorted(domestic, international), ['a', 'b']] as unknown as AppPair[];
    expect(findConflicts([small, international, domestic, 'a'], refused)).to.have.deep.members([
      { servicePlanIds: sorted(domestic, international), refused: true },
      { servicePlanIds: sorted(domestic, small), refused: false },
      { servicePlanIds: sorted(international, small), refused: false },
    ]);
    expect(findConflicts([small], refused)).to.deep.equal([]);
  });
});

describe('blockTaking', () => {
  const take = (held: readonly string[], remove: readonly string[]) => {
    const licenses = held.map((skuId) => createLicense(skuId));
    const parts = { ...noParts, direct: { add: [], changed: [], remove } };
    const blocked = blockTaking(new AppInspector(bySku), createDraft(createUser('ann', licenses), parts));
    return blocked.map(({ reason, servicePlanIds }) => ({ reason, apps: servicePlanIds }));
  };

  it('holds back what an app that stays needs', () => {
    expect(take(['sites-2', 'projects'], ['sites-2'])).to.deep.equal([
      { reason: 'prerequisite-missing', apps: [project, sharePoint2] },
    ]);
    expect(take(['sites-2', 'projects'], ['projects'])).to.deep.equal([]);
    expect(take(['sites-2', 'projects'], ['sites-2', 'projects'])).to.deep.equal([]);
  });

  it('takes from who lacks it already by what the rules say', () => {
    expect(take(['phone', 'mail-1'], ['mail-1'])).to.deep.equal([]);
  });
});
