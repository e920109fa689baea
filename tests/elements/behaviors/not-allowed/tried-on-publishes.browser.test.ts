import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { leaveCutOffPublish } from '../../../support/cut-off-publish.js';
import { findSession } from '../../../support/find-session.js';
import { control, textOf } from '../../../support/find.js';
import { setFaults } from '../../../support/in-tenant.js';
import { listPeople } from '../../../support/people.js';
import { until } from '../../../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../../support/workspaces.js';
import { open } from '../../user-list/list-page.js';
import {
  confirmWarnings,
  Portal,
  publishButton,
  readTraces,
  show,
  tryInVain,
  type Shown,
  type Trial,
} from './portal.js';

const { skuId } = planOf('POWER_BI_PRO');
const review = {
  template: html`<publish-review workspace-id="sales"></publish-review>`,
  text: 'Publish to',
};

const isReviewing = ({ root }: Shown): boolean => publishButton(root) !== null;

/** Presses Publish, whatever is reviewed. */
const press = ({ root }: Shown): void => publishButton(root)?.click();

/** Publishes, and reviews what it takes to undo that; is there already the next time. */
async function reviewUndo(shown: Shown): Promise<void> {
  const { el, root } = shown;
  if (!textOf(el).includes('Undo for')) {
    await confirmWarnings(shown);
    press(shown);
    await until(() => textOf(el).includes('Sales desk is published'), 'published');
    control(root, /^Undo this publish/).click();
  }
  await until(() => textOf(el).includes('Undo for'), 'what undoing changes');
  await confirmWarnings(shown);
}

async function reviewRest(shown: Shown): Promise<void> {
  const { el, root } = shown;
  if (textOf(el).includes('was interrupted')) control(root, 'Review what’s left…').click();
  await until(() => !textOf(el).includes('was interrupted') && isReviewing(shown), 'what is left');
  await confirmWarnings(shown);
}

/** Reviews taking back a license that somebody holds directly. */
async function reviewReclaim(shown: Shown): Promise<void> {
  const { el, page } = shown;
  if (!isReviewing(shown)) {
    const holder = page.emulator
      .state()
      .users.find(({ usageLocation, licenseAssignmentStates: [first, ...others] }) =>
        Boolean(usageLocation && first && first.assignedByGroup === null && others.length === 0),
      );
    const [license] = holder?.licenseAssignmentStates ?? [];
    if (!holder || !license) throw new Error('Nobody holds one license directly.');
    const item = { userId: holder.id, skuId: license.skuId };
    findSession(el).workspaces.selection.reclaim([item]);
  }
  await until(() => isReviewing(shown), 'what reclaiming changes');
  await confirmWarnings(shown);
}

async function chooseBulk({ root }: Shown): Promise<void> {
  if (!root.querySelector('[part="selection"]'))
    root.querySelector<HTMLInputElement>('[data-row] input[type="checkbox"]')?.click();
  await until(() => root.querySelector('[part="selection"]'), 'selection');
  control(root, /^Subscribe to/).click();
  await until(() => root.querySelector('[part="selection"] select'), 'choice of workspaces');
}

/** Opens the details of somebody whose license of a group does not work. */
async function openFailed({ el, page, root }: Shown): Promise<void> {
  if (textOf(el).includes('Reprocess')) return;
  const failed = page.emulator
    .state()
    .users.filter(({ licenseAssignmentStates }) =>
      licenseAssignmentStates.some(({ state, assignedByGroup }) => state === 'Error' && assignedByGroup),
    );
  const person = (await listPeople(page.emulator)).find(
    ({ id, displayName }) => failed.some((each) => each.id === id) && /^[\w ]+$/.test(displayName),
  );
  if (!person) throw new Error('No license of a group failed.');
  await open(root, person);
  await until(() => textOf(el).includes('Reprocess'), 'the details');
}

const trials: Readonly<Record<string, Trial>> = {
  publishing: { ...review, action: 'publish', prepare: confirmWarnings, attempt: press },
  'undoing a publish': { ...review, action: 'undo', prepare: reviewUndo, attempt: press },
  'resuming one that was cut off': {
    ...review,
    parameters: {
      seed: 41,
      prepare: async (page) => {
        const subscribers = userIds(page.emulator, 40);
        await withWorkspaces(() => [
          makeWorkspace({ id: 'sales', draft: { plans: [planOf('POWER_BI_PRO')], subscribers } }),
        ])(page);
        await leaveCutOffPublish(page, { workspaceId: 'sales', skuId, count: 3 });
      },
    },
    text: 'was interrupted',
    action: 'publish',
    prepare: reviewRest,
    attempt: press,
  },
  reclaiming: {
    template: html`<publish-review></publish-review>`,
    text: 'No workspace selected',
    action: 'reclaim',
    prepare: reviewReclaim,
    attempt: press,
  },
  'another route': {
    ...review,
    action: 'edit',
    attempt: ({ root }) =>
      root.querySelector<HTMLInputElement>('[part="route"] input:not(:checked, :disabled)')?.click(),
  },
  'subscribing those who are selected': {
    template: html`<user-list></user-list>`,
    text: 'of 200 people',
    action: 'subscribe',
    prepare: chooseBulk,
    attempt: ({ root }) => control(root, /^Subscribe and review/).click(),
  },
  reprocessing: {
    template: html`<user-list></user-list>`,
    text: 'of 400 people',
    parameters: { users: 400 },
    action: 'reprocess',
    prepare: openFailed,
    attempt: ({ root }) => control(root, 'Reprocess').click(),
  },
};

describe('what the portal allows no more, tried on licenses', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  for (const [name, trial] of Object.entries(trials)) it(`is not done: ${name}`, () => tryInVain(trial));

  it('is not done: retrying those for whom it failed, which needs no other word', async () => {
    const portal = new Portal('publish');
    const shown = await show(review.template, review.text, { can: portal.can, seed: 43 });
    const { el, root, page } = shown;
    await setFaults(page.emulator, [
      { kind: 'status', path: '/users/*/assignLicense', method: 'POST', status: 400, count: 2 },
    ]);
    await confirmWarnings(shown);
    press(shown);
    await until(() => /Retry|Resume/.test(textOf(el)), 'some failed');
    const before = JSON.stringify(await readTraces(page));
    portal.answerWith(() => Promise.resolve('yes'));
    const { error } = console;
    console.error = () => undefined;
    control(root, /^(Retry|Resume)/).click();
    await until(() => textOf(el).includes('This portal doesn’t allow this'), 'told');
    console.error = error;
    expect(portal.asked).to.be.greaterThan(0);
    expect(JSON.stringify(await readTraces(page))).to.equal(before);
  });
});
