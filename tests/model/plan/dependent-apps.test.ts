import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { exchangeKiosk, exchangePlan1, exchangePlan2 } from '../../../src/microsoft/rules/app-ids.js';
import { withAppChoice, type AppChoices } from '../../../src/model/plan/app-choice.js';
import { findDependentApps, type PlanAppId } from '../../../src/model/plan/dependent-apps.js';
import { checkDraft } from '../../../src/model/workspace/draft-check.js';
import type { WorkspacePlan } from '../../../src/model/workspace/workspace.js';
import { makePlan } from '../../support/make-plan.js';

const teams = '57ff2da0-773e-42df-b2af-ffb7a2317929';
const teamsPhone = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7';
const callingPlan = '4ed3ff63-69d7-4fb7-b984-5aec7f605ca8';
const defender = '8e0c0a52-6a6c-4d40-8370-dd62790dcd70';

const suite = makePlan('suite', [exchangePlan2, teams, teamsPhone, defender]);
const calling = makePlan('calling', [callingPlan]);
const essentials = makePlan('essentials', [teams, exchangeKiosk]);
const plans = new Map([suite, calling, essentials].map((plan) => [plan.skuId, plan]));

const draftOf = (...picked: (string | WorkspacePlan)[]): { readonly plans: WorkspacePlan[] } => ({
  plans: picked.map((plan) => (typeof plan === 'string' ? { skuId: plan, apps: {} } : plan)),
});
const inSuite = (servicePlanId: string): PlanAppId => ({ skuId: 'suite', servicePlanId });

describe('findDependentApps', () => {
  it('finds what needs the app, and what needs that in turn, with why and what was chosen before', () => {
    const draft = draftOf({ skuId: 'suite', apps: { [teamsPhone]: 'on' } }, 'calling');
    expect(findDependentApps(draft, [inSuite(teams)], plans)).to.deep.equal([
      { skuId: 'suite', servicePlanId: teamsPhone, because: teams, before: 'on' },
      { skuId: 'calling', servicePlanId: callingPlan, because: teamsPhone, before: 'as-is' },
    ]);
  });

  it('finds nothing when another plan of the draft still gives the app', () => {
    expect(
      findDependentApps(draftOf('suite', 'calling', 'essentials'), [inSuite(teams)], plans),
    ).to.deep.equal([]);
  });

  it('leaves out what is off already, and what was lacking before', () => {
    const off = draftOf({ skuId: 'suite', apps: { [teamsPhone]: 'off' } });
    expect(findDependentApps(off, [inSuite(teams)], plans)).to.deep.equal([]);
    const lacking = draftOf({ skuId: 'suite', apps: { [teams]: 'off' } });
    expect(findDependentApps(lacking, [inSuite(exchangePlan2)], plans)).to.deep.equal([
      { skuId: 'suite', servicePlanId: defender, because: exchangePlan2, before: 'as-is' },
    ]);
  });

  it('leaves nothing lacking that was not lacking before, for any draft', () => {
    const apps = [exchangeKiosk, exchangePlan1, exchangePlan2, teams, teamsPhone, callingPlan, defender];
    const choices = fc.dictionary(fc.constantFrom(...apps), fc.constantFrom<'on' | 'off'>('on', 'off'));
    const anyPlan = fc.uniqueArray(fc.constantFrom(...apps), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyPlan, choices), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        (made, pick) => {
          const all = made.map(([ids], index) => makePlan(`plan ${index}`, ids));
          const byId = new Map(all.map((plan) => [plan.skuId, plan]));
          const draft = draftOf(
            ...made.map(([, chosen], index) => ({ skuId: `plan ${index}`, apps: chosen })),
          );
          const everyApp = all.flatMap(({ skuId, apps: own }) =>
            own.map(({ servicePlanId }) => ({ skuId, servicePlanId })),
          );
          const off = everyApp[pick % everyApp.length] as PlanAppId;
          const gone = [off, ...findDependentApps(draft, [off], byId)];
          const after = draft.plans.map(({ skuId, apps: chosen }) => ({
            skuId,
            apps: gone
              .filter((app) => app.skuId === skuId)
              .reduce<AppChoices>(
                (kept, { servicePlanId }) => withAppChoice(kept, servicePlanId, 'off'),
                chosen,
              ),
          }));
          expect(checkDraft(draft, byId).missing).to.deep.include.members(
            checkDraft({ plans: after }, byId).missing,
          );
        },
      ),
    );
  });
});
