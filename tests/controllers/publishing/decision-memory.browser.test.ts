import { expect } from '@open-wc/testing';
import {
  forgetDecisions,
  forgetDecisionsOf,
  recallDecisions,
  rememberDecisions,
} from '../../../src/controllers/publishing/decision-memory.js';
import type { PublishDecisions } from '../../../src/publishing/review/review-input.js';

const megan = { tenantId: 'contoso', objectId: 'megan' };
const alex = { tenantId: 'contoso', objectId: 'alex' };
const meganAtFabrikam = { tenantId: 'fabrikam', objectId: 'megan' };
const sales = { account: megan, workspaceId: 'sales' };
const finance = { account: megan, workspaceId: 'finance' };

const decisions: PublishDecisions = {
  usageLocations: { lee: 'DE' },
  leftOut: ['mia'],
  waiting: ['ben'],
  assignAnyway: { lee: ['sign-in-disabled'] },
  leaveAsIs: { lee: ['E3'] },
  adopted: { mia: ['E5'] },
  trusted: ['service-1'],
  forgotten: { plans: ['E1'], providers: ['desktops'] },
};

/** Puts something else in the place of what is kept. */
function tamper(change: (kept: string) => string): void {
  for (const key of Object.keys(sessionStorage))
    sessionStorage.setItem(key, change(sessionStorage.getItem(key) ?? ''));
}

describe('what was decided in a review', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => sessionStorage.clear());

  it('is there again in this tab, all of it', () => {
    rememberDecisions(sales, decisions);
    expect(recallDecisions(sales)).to.deep.equal(decisions);
  });

  it('belongs to one account, tenant and workspace', () => {
    rememberDecisions(sales, decisions);
    expect(recallDecisions(finance)).to.deep.equal({});
    expect(recallDecisions({ ...sales, account: alex })).to.deep.equal({});
    expect(recallDecisions({ ...sales, account: meganAtFabrikam })).to.deep.equal({});
  });

  it('is what was decided last', () => {
    rememberDecisions(sales, decisions);
    rememberDecisions(sales, { leftOut: ['lee'] });
    expect(recallDecisions(sales)).to.deep.equal({ leftOut: ['lee'] });
  });

  it('is forgotten for one workspace', () => {
    rememberDecisions(sales, decisions);
    rememberDecisions(finance, decisions);
    forgetDecisions(sales);
    expect([recallDecisions(sales), recallDecisions(finance)]).to.deep.equal([{}, decisions]);
  });

  it('is forgotten for one account, and nobody else, and nothing else of the tab', () => {
    rememberDecisions(sales, decisions);
    rememberDecisions(finance, decisions);
    rememberDecisions({ ...sales, account: alex }, decisions);
    sessionStorage.setItem('of the portal', 'kept');
    forgetDecisionsOf(megan);
    expect([recallDecisions(sales), recallDecisions(finance)]).to.deep.equal([{}, {}]);
    expect(recallDecisions({ ...sales, account: alex })).to.deep.equal(decisions);
    expect(sessionStorage.getItem('of the portal')).to.equal('kept');
  });

  it('counts as nothing once it was tampered with', () => {
    for (const change of [
      (kept: string) => kept.replace('"DE"', '"<b>"'),
      (kept: string) => kept.replace('"sign-in-disabled"', '"because"'),
      (kept: string) => kept.replace('["mia"]', '"mia"'),
      () => 'no JSON',
      () => 'null',
    ]) {
      rememberDecisions(sales, decisions);
      tamper(change);
      expect(recallDecisions(sales), String(change)).to.deep.equal({});
    }
  });
});
