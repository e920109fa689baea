import { describe, it } from 'node:test';
import { expect } from 'chai';
import { getPlanId, knownSkus, type PartNumber } from '../../src/emulator/index.js';
import { startEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed, getUserState, readItems } from '../support/graph-answers.js';

// https://techcommunity.microsoft.com/t5/exchange-team-blog/introducing-support-for-concurrent-exchange-online-license/ba-p/3721098:
// "any combination" of Microsoft 365 Business, Microsoft 365 and Office 365 F, E and A, Exchange Online Essentials,
// Kiosk, Plan 1 and Plan 2, and some Teams and Project plans; SharePoint and Teams allowed it before.
const together: readonly (readonly PartNumber[])[] = [
  ['SPB', 'SPE_E3'],
  ['SPB', 'SPE_E5'],
  ['SPE_F1', 'SPE_E3'],
  ['SPE_F1', 'SPE_E5'],
  ['DESKLESSPACK', 'ENTERPRISEPACK'],
  ['STANDARDPACK', 'ENTERPRISEPACK'],
  ['STANDARDPACK', 'ENTERPRISEPREMIUM'],
  ['O365_BUSINESS_ESSENTIALS', 'O365_BUSINESS_PREMIUM', 'SPB'],
  ['EXCHANGESTANDARD', 'SPE_E5'],
  ['EXCHANGESTANDARD', 'EXCHANGEENTERPRISE'],
  ['EXCHANGEENTERPRISE', 'SPE_F1'],
  ['PROJECTPROFESSIONAL', 'SPB'],
  ['Microsoft_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New'],
  ['Office_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New'],
  ['Microsoft_365_E5_(no_Teams)', 'Microsoft_Teams_Enterprise_New', 'EXCHANGESTANDARD'],
  ['SPE_E3', 'Microsoft_365_E3_(no_Teams)'],
  ['AAD_PREMIUM', 'AAD_PREMIUM_P2', 'EMS'],
];

// https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference, "Service plans that cannot be
// assigned at the same time": what it names beside Exchange, SharePoint and Skype for Business.
const apart: readonly (readonly [PartNumber, PartNumber, first: string, second: string, ...PartNumber[]])[] =
  [
    ['SPE_E3', 'INTUNE_A_VL', 'INTUNE_A', 'INTUNE_A_VL'],
    ['INTUNE_A', 'INTUNE_A_VL', 'INTUNE_A', 'INTUNE_A_VL'],
    ['MCOPSTN1', 'MCOPSTN2', 'MCOPSTN1', 'MCOPSTN2', 'SPE_E5'],
  ];

function startWith(...plans: readonly PartNumber[]) {
  const test = startEmulator({ tenant: 'empty', users: 3 });
  for (const plan of plans) test.emulator.changePlan({ plan, units: { enabled: 5 } });
  const user = findUnlicensed(test.emulator);
  const assign = (...wanted: readonly PartNumber[]) =>
    test.call('POST', `/users/${user.id}/assignLicense`, {
      body: {
        addLicenses: wanted.map((plan) => ({ skuId: knownSkus[plan].skuId, disabledPlans: [] })),
        removeLicenses: [],
      },
    });
  const held = () => getUserState(test.emulator.state(), user.id).assignedLicenses.map(({ skuId }) => skuId);
  return { assign, held };
}

describe('concurrent plans', () => {
  for (const plans of together)
    it(`${plans.join(' and ')} may be held by one user`, async () => {
      const { assign, held } = startWith(...plans);
      for (const plan of plans) {
        const answer = await assign(plan);
        expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
      }
      expect(held()).to.deep.equal(plans.map((plan) => knownSkus[plan].skuId));
    });

  for (const [first, second, app, rival, ...more] of apart)
    it(`${first} and ${second} exclude one another`, async () => {
      const { assign, held } = startWith(first, second, ...more);
      expect((await assign(...more, first)).status).to.equal(200);
      const before = held();
      expectError(
        await assign(second),
        400,
        'Request_BadRequest',
        `License assignment failed because service plans ${getPlanId(app)}, ${getPlanId(rival)} are mutually exclusive.`,
      );
      expect(held()).to.deep.equal(before);
    });
});

// The pairs are those of the first table; suites without Teams are sold beside Teams Enterprise since April 2024, see
// https://www.microsoft.com/en-us/licensing/news/microsoft365-teams-ww.
describe('the tenant no-teams', () => {
  for (const [first, second] of [
    ['Microsoft_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New'],
    ['Office_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New'],
    ['Microsoft_365_E3_(no_Teams)', 'SPB'],
    ['Microsoft_365_E3_(no_Teams)', 'SPE_F1'],
    ['Microsoft_365_E5_(no_Teams)', 'EXCHANGESTANDARD'],
  ] as const)
    it(`has people who hold ${first} and ${second}`, async () => {
      const test = startEmulator({ tenant: 'no-teams' });
      const holders = [first, second].map(
        (plan) => `assignedLicenses/any(l:l/skuId eq ${knownSkus[plan].skuId})`,
      );
      const answer = await test.call('GET', `/users?$select=id&$filter=${holders.join(' and ')}`);
      expect(readItems(answer)).not.to.have.length(0);
    });
});
