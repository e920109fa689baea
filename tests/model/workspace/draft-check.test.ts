import { describe, it } from 'node:test';
import { expect } from 'chai';
import { callingPlans, exchangeKiosk, exchangePlan1 } from '../../../src/microsoft/rules/app-ids.js';
import { checkDraft, countDemand } from '../../../src/model/workspace/draft-check.js';
import { createWorkspace, type Workspace } from '../../../src/model/workspace/workspace.js';
import { makePlan } from '../../support/make-plan.js';

const teamsPhone = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7';
const skypeForBusiness = '0feaeb32-d00e-4d66-bd5a-43b5b83db82c';
const teams = '57ff2da0-773e-42df-b2af-ffb7a2317929';

const frontline = makePlan('frontline', [exchangeKiosk]);
const enterprise = makePlan('enterprise', [exchangePlan1, teams]);
const phone = makePlan('phone', [teamsPhone]);
const [domestic, international] = callingPlans;
const local = makePlan('local', [domestic]);
const world = makePlan('world', [international, 'chat']);
const plans = new Map([frontline, enterprise, phone, local, world].map((plan) => [plan.skuId, plan]));

function draftOf(...skuIds: string[]): Workspace {
  const workspace = createWorkspace('w', 'W', { at: '2026-01-01T00:00:00Z', by: '' });
  return { ...workspace, draft: { ...workspace.draft, plans: skuIds.map((skuId) => ({ skuId, apps: {} })) } };
}

describe('checkDraft', () => {
  it('finds plans whose apps are remembered as excluding each other, and names the one that gives less', () => {
    const { conflicts } = checkDraft(draftOf('world', 'local').draft, plans);
    expect(conflicts).to.deep.equal([
      { skuIds: ['world', 'local'], apps: [[international, domestic]], refused: false, weaker: 1 },
    ]);
  });

  it('takes two mailboxes for what Microsoft assigns concurrently, until it refuses them in this tenant', () => {
    const { draft } = draftOf('enterprise', 'frontline');
    expect(checkDraft(draft, plans).conflicts).to.deep.equal([]);
    const refused = [[exchangeKiosk, exchangePlan1].sort() as [string, string]];
    expect(checkDraft(draft, plans, refused).conflicts).to.deep.equal([
      {
        skuIds: ['enterprise', 'frontline'],
        apps: [[exchangePlan1, exchangeKiosk]],
        refused: true,
        weaker: 1,
      },
    ]);
  });

  it('is content once one of the two apps is turned off', () => {
    const draft = {
      plans: [
        { skuId: 'local', apps: { [domestic]: 'off' as const } },
        { skuId: 'world', apps: {} },
      ],
    };
    expect(checkDraft(draft, plans).conflicts).to.deep.equal([]);
  });

  it('names an app that lacks what it needs, and is content when another plan gives it', () => {
    expect(checkDraft(draftOf('phone').draft, plans).missing).to.deep.equal([
      { skuId: 'phone', servicePlanId: teamsPhone, needsOneOf: [teams, skypeForBusiness] },
    ]);
    expect(checkDraft(draftOf('phone', 'enterprise').draft, plans).missing).to.deep.equal([]);
  });

  it('passes over plans that the tenant does not have', () => {
    expect(checkDraft(draftOf('gone', 'frontline').draft, plans)).to.deep.equal({
      conflicts: [],
      missing: [],
    });
  });
});

describe('countDemand', () => {
  it('counts new subscribers against what is available and what leaving ones give back', () => {
    const workspace = draftOf('frontline');
    const published = { ...workspace.draft, subscribers: ['a', 'b', 'c'] };
    const draft = { ...workspace.draft, subscribers: ['a', 'x', 'y'] };
    const full = makePlan('frontline', [], { consumedUnits: 10 });
    expect(countDemand({ ...workspace, draft, published }, new Map([['frontline', full]]))).to.deep.equal([
      { skuId: 'frontline', needed: 2, freed: 2, short: 0 },
    ]);
    expect(countDemand({ ...workspace, draft }, new Map([['frontline', full]]))[0]?.short).to.equal(3);
  });
});
