import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { knownSkus } from '../../src/emulator/index.js';
import { choice, field, focused, type } from '../support/fields.js';
import { control, textOf } from '../support/find.js';
import type { TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../support/workspaces.js';
import { one, showEditor, type ShownEditor } from './workspace-editor/editor-page.js';

const allScopes = [
  'User.Read',
  'LicenseAssignment.Read.All',
  'Organization.Read.All',
  'Application.Read.All',
];

const domestic = 'Skype for Business PSTN Domestic Calling';
const international = 'Skype for Business PSTN Domestic and International Calling';
/** A tenant with both calling plans, of which one user can usually have one. */
const calling: TenantParameters = { tenant: 'contoso', users: 50, alsoOwns: ['MCOPSTN1', 'MCOPSTN2'] };

describe('<workspace-editor>', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows plans by product name, with part number, what is available and how much is used', async () => {
    const { root } = await showEditor(one(), 'Microsoft 365 E3');
    const plan = field(root, 'Microsoft 365 E3').closest('li') as HTMLElement;
    expect(plan.textContent).to.contain('SPE_E3');
    expect(plan.textContent).to.match(/\d+\s+of 15 available/);
    expect(plan.querySelector('meter')?.getAttribute('aria-label')).to.match(
      /^\d+ of 15 licenses are assigned$/,
    );
  });

  it('shows when a plan renews, once that may be read', async () => {
    const scopes = allScopes.filter((scope) => !scope.startsWith('Organization'));
    const { el, root } = await showEditor(
      { ...one(), tenant: 'contoso', users: 50, scopes },
      'Office 365 E3',
    );
    expect(textOf(el)).not.to.match(/Renews \w/);
    expect(textOf(el)).to.contain('Renewal dates aren’t available yet. This requires Organization.Read.All.');
    control(root, 'Request permission').click();
    await until(() => /Renews \w+ \d+, \d{4}/.test(textOf(el)), 'the dates');
    expect(textOf(el)).not.to.contain('aren’t available yet');
  });

  it('picks a plan and an app choice, and keeps the draft in the store', async () => {
    const { el, root, stored } = await showEditor(one(), 'Microsoft 365 E3');
    field(root, 'Microsoft 365 E3').click();
    await el.updateComplete;
    expect(textOf(el)).to.contain('Microsoft 365 E3 added');
    type(field(root, 'Find an app in Microsoft 365 E3'), 'sway');
    await el.updateComplete;
    choice(root, 'Sway: on, off, or leave as is', 'Off').click();
    await until(() => textOf(el).includes('Draft saved'), 'kept');
    const { plans } = (await stored()).draft;
    expect(plans).to.have.length(1);
    expect(plans[0]?.skuId).to.equal(knownSkus.SPE_E3.skuId);
    expect(Object.values(plans[0]?.apps ?? {})).to.deep.equal(['off']);
    expect(textOf(el)).to.contain('1 app set in Microsoft 365 E3 1 off');
  });

  it('finds a plan by one of its apps and unfolds it', async () => {
    const { el, root } = await showEditor(one({ draft: { plans: [planOf('SPE_E3')] } }), 'Microsoft 365 E3');
    type(field(root, 'Find a plan or app'), 'universal print');
    await el.updateComplete;
    expect(textOf(el)).not.to.contain('Visio Plan 2');
    expect(root.querySelector('details.apps')?.hasAttribute('open')).to.equal(true);
    expect(choice(root, 'Universal Print: on, off, or leave as is', 'As is').checked).to.equal(true);
  });

  it('warns of a remembered conflict while picking, and lets both be reviewed', async () => {
    const seed = one({ draft: { plans: [planOf('MCOPSTN1')] } });
    const { el, root } = await showEditor({ ...seed, ...calling }, international);
    field(root, international).click();
    await el.updateComplete;
    expect(textOf(el)).to.contain(`${domestic} and ${international} may conflict`);
    expect(textOf(el)).to.contain('Possible conflict');
    const review = control(root, 'Review and publish');
    expect(review.getAttribute('aria-disabled')).to.equal(null);
    setTimeout(() => review.click());
    await oneEvent(el, 'o365-review-requested');
    control(root, 'Keep both, turn Microsoft 365 Domestic Calling Plan off').click();
    await el.updateComplete;
    expect(textOf(el)).not.to.contain('may conflict');
  });

  it('takes the other plan out when asked to', async () => {
    const seed = one({ draft: { plans: [planOf('MCOPSTN1'), planOf('MCOPSTN2')] } });
    const { el, root, stored } = await showEditor({ ...seed, ...calling }, 'may conflict');
    control(root, `Remove ${international}`).click();
    await until(() => textOf(el).includes('Draft saved'), 'kept');
    expect((await stored()).draft.plans.map(({ skuId }) => skuId)).to.deep.equal([knownSkus.MCOPSTN1.skuId]);
  });

  it('says what an app needs, without blocking the review, and adds the plan that has it', async () => {
    const seed = one({ draft: { plans: [planOf('WORKPLACE_ANALYTICS')] } });
    const { el, root } = await showEditor({ ...seed, tenant: 'contoso', users: 50 }, ' needs ');
    expect(control(root, 'Review and publish').hasAttribute('aria-disabled')).to.equal(false);
    control(root, /^Add /).click();
    await el.updateComplete;
    expect(textOf(el)).not.to.contain('It works only for subscribers who get what it needs another way.');
  });

  describe('an app that others need', () => {
    const draft = { plans: [planOf('SPE_E5')] };
    const exchange = 'Exchange Online (Plan 2)';
    const defender = 'Microsoft Defender for Office 365 (Plan 2)';

    async function turnExchangeOff(): Promise<ShownEditor> {
      const shown = await showEditor({ ...one({ draft }), tenant: 'contoso', users: 50 }, 'Microsoft 365 E5');
      type(field(shown.root, 'Find an app in Microsoft 365 E5'), '(plan 2)');
      await shown.el.updateComplete;
      choice(shown.root, `${exchange}: on, off, or leave as is`, 'Off').click();
      await shown.el.updateComplete;
      return shown;
    }

    const chosen = (root: ShadowRoot, app: string): string | undefined =>
      ['On', 'Off', 'As is'].find((label) => choice(root, `${app}: on, off, or leave as is`, label).checked);

    it('takes them along when it goes off, says so, and stores both', async () => {
      const { el, root, stored } = await turnExchangeOff();
      expect(chosen(root, defender)).to.equal('Off');
      expect(textOf(el)).to.contain('Needs Exchange Online (Plan 2), so it was also turned off.');
      expect(textOf(el)).to.contain(`Also turned off: ${defender}.`);
      expect(textOf(el), 'nothing lacks anything').not.to.contain(`${defender} needs`);
      await until(() => textOf(el).includes('Draft saved'), 'kept');
      expect(Object.values((await stored()).draft.plans[0]?.apps ?? {})).to.deep.equal(['off', 'off']);
      await expect(el).shadowDom.to.be.accessible();
    });

    it('gives them back one by one, and then says what they lack', async () => {
      const { el, root } = await turnExchangeOff();
      control(root, `Undo, keep ${defender}`).click();
      await el.updateComplete;
      expect(chosen(root, defender)).to.equal('As is');
      expect(chosen(root, exchange)).to.equal('Off');
      expect(textOf(el)).to.contain(`${defender} needs `);
      control(root, `Turn ${defender} off`).click();
      await el.updateComplete;
      expect(chosen(root, defender)).to.equal('Off');
      expect(textOf(el), 'somebody turned it off').not.to.contain('so it was also turned off');
    });

    it('brings them back with itself', async () => {
      const { el, root } = await turnExchangeOff();
      choice(root, `${exchange}: on, off, or leave as is`, 'On').click();
      await el.updateComplete;
      expect(chosen(root, defender)).to.equal('As is');
      expect(textOf(el)).not.to.contain('turned off');
    });
  });

  it('keeps an app where it is, unfolded and focused, whatever is decided about it', async () => {
    const seed = one({ draft: { plans: [planOf('SPE_E3')] } });
    const { el, root } = await showEditor(seed, 'Microsoft 365 E3');
    control(root, /^Apps in this plan/).click();
    const apps = (): string[] =>
      [...root.querySelectorAll('.app > .grow')].map((app) => app.textContent?.trim() ?? '');
    const before = apps();
    const last = before.at(-1) ?? '';
    for (const label of ['Off', 'As is']) {
      const input = choice(root, `${last}: on, off, or leave as is`, label);
      input.focus();
      input.click();
      await el.updateComplete;
      expect(focused(), label).to.equal(input);
      expect(apps()).to.deep.equal(before);
    }
  });

  it('puts the focus beside what a click removed', async () => {
    const seed = one({ draft: { plans: [planOf('MCOPSTN1'), planOf('MCOPSTN2')] } });
    const { el, root } = await showEditor({ ...seed, ...calling }, 'may conflict');
    const settle = control(root, `Remove ${international}`);
    settle.focus();
    settle.click();
    await el.updateComplete;
    expect(focused()?.closest('.plan')?.textContent).to.contain(domestic);
  });

  it('shows what is assigned, and marks a free plan as such', async () => {
    const { root } = await showEditor({ ...one(), tenant: 'contoso', users: 50 }, 'Office 365 E3');
    const plan = field(root, 'Office 365 E3').closest('li') as HTMLElement;
    expect(plan.textContent?.replaceAll(/\s+/g, ' ')).to.match(/\d+ of \d+ available \d+ assigned/);
    const free = field(root, 'Microsoft Power Automate Free').closest('li') as HTMLElement;
    expect(free.querySelector('.tags')?.textContent).to.contain('Free');
  });

  it('folds plans that cannot be picked, and says why', async () => {
    const { el } = await showEditor(
      { ...one(), tenant: 'contoso', users: 50 },
      '3 plans that can’t be selected',
    );
    expect(textOf(el)).to.contain('Company-wide');
    expect(textOf(el)).to.contain('Suspended');
  });

  it('counts licenses for the subscribers, and says when they do not last', async () => {
    const prepare = withWorkspaces(({ emulator }) => [
      makeWorkspace({ draft: { plans: [planOf('VISIOCLIENT')], subscribers: userIds(emulator, 10) } }),
    ]);
    const { el } = await showEditor({ prepare }, 'Licenses for 10 subscribers');
    expect(textOf(el)).to.contain('Up to 8 short');
  });

  it('says of one that is to go what publishing that takes and from how many, and keeps it on demand', async () => {
    const prepare = withWorkspaces(({ emulator }) => {
      const content = { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 3) };
      return [makeWorkspace({ draft: content, published: content, deleting: true })];
    });
    const { el, root, stored } = await showEditor({ prepare }, 'Publishing this unassigns');
    expect(textOf(el)).to.contain('unassigns Microsoft 365 E3 from 3 people.');
    const changes = root.querySelector('[part="summary"] .changes')?.textContent?.replaceAll(/\s+/g, ' ');
    expect(changes).to.contain('Microsoft 365 E3 removed').and.to.contain('3 subscribers leaving');
    control(root, 'Keep this workspace').click();
    await until(() => textOf(el).includes('Nothing. The tenant matches this draft.'), 'kept');
    await until(() => textOf(el).includes('Draft saved'), 'stored');
    expect((await stored()).deleting).to.equal(undefined);
  });

  it('discards the draft after asking', async () => {
    const seed = one({
      draft: { plans: [planOf('SPE_E3'), planOf('VISIOCLIENT')] },
      published: { plans: [planOf('SPE_E3')] },
    });
    const { el, root, stored } = await showEditor(seed, 'Visio Plan 2 added');
    control(root, 'Discard changes').click();
    await el.updateComplete;
    const dialog = root.querySelector('dialog') as HTMLDialogElement;
    expect(dialog.open).to.equal(true);
    control(dialog, 'Discard changes').click();
    await until(() => textOf(el).includes('Draft saved'), 'kept');
    expect((await stored()).draft.plans).to.have.length(1);
    expect(textOf(el)).to.contain('Nothing. The tenant matches this draft.');
  });

  it('offers to create a workspace when none is open, and opens it', async () => {
    const { el, root } = await showEditor(
      {},
      'No workspace selected',
      html`<workspace-editor></workspace-editor>`,
    );
    setTimeout(() => control(root, 'Create a workspace').click());
    await oneEvent(el, 'o365-workspace-created');
    await until(() => textOf(el).includes('Microsoft 365 E3'), 'the editor');
    expect(field(root, 'Name').value).to.equal('New workspace');
  });

  it('names the missing permission and reads on when it is given', async () => {
    const { el, root } = await showEditor({ ...one(), scopes: ['User.Read'] }, 'LicenseAssignment.Read.All');
    control(root, 'Request permission').click();
    await until(() => textOf(el).includes('Microsoft 365 E3'), 'the plans');
  });

  for (const [name, parameters, text] of [
    ['edited', { ...one({ draft: { plans: [planOf('SPE_E3')] } }) }, 'Microsoft 365 E3 added'],
    [
      'conflict',
      {
        ...one({ draft: { plans: [planOf('MCOPSTN1'), planOf('MCOPSTN2')] } }),
        ...calling,
      },
      'may conflict',
    ],
    [
      'refused',
      { ...one(), faults: [{ kind: 'status', path: '/subscribedSkus', status: 400 }] },
      'Try again',
    ],
    ['gone', {}, 'no longer exists'],
    ['signed out', { signedOut: true }, 'Sign in to see this'],
    ['no provider', { alone: true }, 'Not connected yet'],
  ] as const)
    it(`passes the accessibility audit: ${name}`, async () => {
      const { el } = await showEditor(parameters, text);
      await expect(el).shadowDom.to.be.accessible();
    });
});
