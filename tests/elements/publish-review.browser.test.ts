import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../src/define/activity-log.js';
import '../../src/define/user-list.js';
import { applyEdits } from '../../src/model/workspace/workspace-edit.js';
import { control, textOf } from '../support/find.js';
import { setFaults } from '../support/in-tenant.js';
import { until } from '../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../support/workspaces.js';
import {
  confirmAll,
  createReviews,
  group,
  holders,
  numberIn,
  publish,
  publishButton,
} from './publish-review/review-page.js';

const show = createReviews(100);

describe('<publish-review>', () => {
  afterEach(() => document.body.replaceChildren());

  it('says who changes and who is blocked, and changes nothing by itself', async () => {
    const { root, page } = await show();
    const before = holders(page);
    const answer = root.querySelector('[part="answer"]')?.textContent ?? '';
    expect(numberIn(answer)).to.equal(numberIn(publishButton(root).textContent));
    expect(answer).to.match(/blocked and keeps? what they have/);
    const posts = Object.keys(page.emulator.state().requests).filter((key) =>
      /^(PATCH|PUT|DELETE)/.test(key),
    );
    expect(posts).to.deep.equal([]);
    expect(holders(page)).to.deep.equal(before);
  });

  it('publishes exactly what it shows, and accounts for everybody', async () => {
    const shown = await show();
    const { root, page } = shown;
    const before = new Set(holders(page));
    const promised = numberIn(publishButton(root).textContent);
    await publish(shown);
    expect(holders(page).filter((id) => !before.has(id))).to.have.length(promised);
    expect(root.querySelector('[part="answer"]')?.textContent).to.contain(`${promised} people`);
    expect((await page.store.workspaces.get('sales-desk'))?.workspace.published).not.to.equal(undefined);
  });

  it('sets a usage location only when told to, for those it names', async () => {
    const prepare = withWorkspaces(({ emulator }) => {
      const nowhere = emulator.state().users.filter(({ usageLocation }) => usageLocation === null);
      const subscribers = new Set([...userIds(emulator, 8), ...nowhere.slice(0, 4).map(({ id }) => id)]);
      return [makeWorkspace({ draft: { plans: [planOf('POWER_BI_PRO')], subscribers: [...subscribers] } })];
    });
    const shown = await show({ prepare });
    const { el, root, page } = shown;
    const without = page.emulator.state().users.filter(({ usageLocation }) => usageLocation === null);
    const block = group(root, 'No usage location');
    const offered = numberIn(control(block as HTMLElement, /^Set \d+ to United States/).textContent);
    expect(offered).to.be.greaterThan(0);
    const before = numberIn(publishButton(root).textContent);
    control(block as HTMLElement, /^Set \d+ to United States/).click();
    await el.updateComplete;
    expect(group(root, 'No usage location')?.textContent).to.contain('Country chosen');
    expect(numberIn(publishButton(root).textContent)).to.be.greaterThan(before);
    await publish(shown);
    const still = page.emulator.state().users.filter(({ usageLocation }) => usageLocation === null);
    const set = without.length - still.length;
    expect(set).to.be.greaterThan(0);
    expect(set).to.be.at.most(offered);
  });

  it('takes a decision back', async () => {
    const { el, root } = await show();
    const before = publishButton(root).textContent;
    control(group(root, 'No usage location') as HTMLElement, /^Set \d+ to United States/).click();
    await el.updateComplete;
    control(group(root, 'No usage location') as HTMLElement, 'Undo').click();
    await el.updateComplete;
    expect(publishButton(root).textContent).to.equal(before);
    expect(group(root, 'No usage location')?.textContent).not.to.contain('Country chosen');
  });

  it('finds a user among the changes, and says in words what is assigned', async () => {
    const { el, root } = await show();
    const names = [...root.querySelectorAll('[part="changes"] [role="rowheader"]')].map(
      (each) => each.textContent ?? '',
    );
    const search = root.querySelector<HTMLInputElement>(
      '[part="changes"] input[type="search"]',
    ) as HTMLInputElement;
    search.value = names[0]?.trim() ?? '';
    search.dispatchEvent(new Event('input'));
    await el.updateComplete;
    const rows = [...root.querySelectorAll('[part="changes"] [data-index]')];
    expect(rows.length).to.be.greaterThan(0);
    for (const row of rows) expect(row.textContent).to.match(/Assign\s+Power BI Pro/);
  });

  it('lets the portal keep a publish from happening', async () => {
    const shown = await show();
    const { el, root, page } = shown;
    const before = holders(page);
    const asked: number[] = [];
    el.addEventListener('o365-before-publish', (event) => {
      asked.push(event.detail.users);
      event.preventDefault();
    });
    await confirmAll(shown);
    const promised = numberIn(publishButton(root).textContent);
    publishButton(root).click();
    await until(() => asked.length > 0, 'asked');
    await el.updateComplete;
    expect(asked).to.deep.equal([promised]);
    expect(root.querySelector('progress')).to.equal(null);
    expect(holders(page)).to.deep.equal(before);
  });

  it('shows failures one by one, and retries only those', async () => {
    const shown = await show();
    const { root, page } = shown;
    await setFaults(page.emulator, [
      { kind: 'status', path: '/users/*/assignLicense', method: 'POST', status: 403, count: 1 },
    ]);
    await confirmAll(shown);
    const promised = numberIn(publishButton(root).textContent);
    publishButton(root).click();
    await until(
      () => /failed|not sent/.test(root.querySelector('[part="answer"]')?.textContent ?? ''),
      'failure',
    );
    const left = /Retry the \d+ that failed|Resume, \d+ left/;
    expect(root.querySelector('[part="results"]')?.textContent).to.match(
      /Failed|doesn’t allow|permission|Not sent/,
    );
    const before = holders(page).length;
    control(root, left).click();
    await until(() => holders(page).length > before, 'retried');
    expect(holders(page).length).to.be.at.most(before + promised);
  });

  it('undoes a publish through a review of its own', async () => {
    const shown = await show();
    const { root, page } = shown;
    const before = holders(page).sort();
    await publish(shown);
    expect(holders(page).length).to.be.greaterThan(before.length);
    control(root, 'Undo this publish…').click();
    await until(() => /^\s*Undo for/.test(publishButton(root)?.textContent ?? ''), 'review of the undo');
    await confirmAll(shown);
    publishButton(root).click();
    await until(() => /Undone for/.test(root.querySelector('[part="answer"]')?.textContent ?? ''), 'undone');
    expect(holders(page).sort()).to.deep.equal(before);
  });

  it('is followed by the user list and the activity log without a reload', async () => {
    const shown = await show(
      {},
      /Publish to \d+ (?:person|people)/,
      html`<publish-review workspace-id="sales-desk"></publish-review><user-list></user-list
        ><activity-log></activity-log>`,
    );
    const list = document.querySelector('user-list') as HTMLElement;
    const log = document.querySelector('activity-log') as HTMLElement;
    await until(() => /assigned to \d+ of 200 people/.test(textOf(list)), 'list');
    const licenses = numberIn(textOf(list).slice('User list'.length));
    const promised = numberIn(publishButton(shown.root).textContent);
    await publish(shown);
    await until(
      () => numberIn(textOf(list).slice('User list'.length)) === licenses + promised,
      'new licenses',
    );
    await until(() => textOf(log).includes('Published Sales desk'), 'log');
    expect(textOf(log)).to.contain(`${promised} applied`);
  });

  it('reviews anew when the workspace is edited', async () => {
    const { root, page } = await show();
    const stored = await page.store.workspaces.get('sales-desk');
    if (!stored) throw new Error('no workspace');
    const before = root.querySelector('[part="answer"]')?.textContent;
    const stamp = { at: new Date().toISOString(), by: 'megan' };
    const more = applyEdits(
      stored.workspace,
      [{ kind: 'subscribe', userIds: userIds(page.emulator, 80) }],
      stamp,
    );
    await page.store.workspaces.put(more, { etag: stored.etag });
    await until(() => root.querySelector('[part="answer"]')?.textContent !== before, 'reviewed anew');
  });

  it('keeps decisions when the workspace is edited, and asks to refresh', async () => {
    const { el, root, page } = await show();
    control(group(root, 'No usage location') as HTMLElement, /^Set \d+ to United States/).click();
    await el.updateComplete;
    const stored = await page.store.workspaces.get('sales-desk');
    if (!stored) throw new Error('no workspace');
    const stamp = { at: new Date().toISOString(), by: 'megan' };
    await page.store.workspaces.put(
      applyEdits(stored.workspace, [{ kind: 'subscribe', userIds: userIds(page.emulator, 80) }], stamp),
      {
        etag: stored.etag,
      },
    );
    await until(() => textOf(el).includes('was changed after this review'), 'notice');
    expect(publishButton(root).getAttribute('aria-disabled')).to.equal('true');
    [...root.querySelectorAll('button')].find((each) => each.textContent?.trim() === 'Refresh')?.click();
    await until(() => publishButton(root)?.getAttribute('aria-disabled') !== 'true', 'reviewed anew');
    expect(group(root, 'No usage location')?.textContent).to.contain('Country chosen');
  });

  it('says that there is nothing to do', async () => {
    await show(
      { prepare: withWorkspaces(() => [makeWorkspace({ draft: {}, published: {} })]) },
      'Nothing to change',
    );
  });

  it('asks to choose a workspace, and follows the one that is chosen', async () => {
    const { el } = await show({}, 'No workspace selected', html`<publish-review></publish-review>`);
    el.workspaceId = 'sales-desk';
    await until(() => textOf(el).includes('Review: Sales desk'), 'review');
  });

  it('says that a workspace is gone', async () => {
    await show({ prepare: () => undefined }, 'This no longer exists');
  });

  it('asks for the permission to publish at the first publish, and not before', async () => {
    const shown = await show({
      scopes: ['User.Read', 'User.Read.All', 'LicenseAssignment.Read.All', 'Organization.Read.All'],
    });
    const { el, root, page } = shown;
    const before = holders(page);
    await confirmAll(shown);
    publishButton(root).click();
    await until(() => textOf(el).includes('LicenseAssignment.ReadWrite.All'), 'permission');
    expect(holders(page)).to.deep.equal(before);
    control(root, 'Request permission').click();
    await until(
      () => root.querySelector('[part="heading"]')?.textContent?.includes('is published'),
      'published',
    );
  });

  it('can be published by keyboard alone', async () => {
    const shown = await show();
    const { root, page } = shown;
    const before = holders(page).length;
    await confirmAll(shown);
    publishButton(root).focus();
    await sendKeys({ press: 'Enter' });
    await until(
      () => root.querySelector('[part="heading"]')?.textContent?.includes('is published'),
      'published',
    );
    expect(holders(page).length).to.be.greaterThan(before);
  });

  it('says which permission is missing to look', async () => {
    const { el } = await show({ scopes: ['User.Read'] }, 'A permission is missing');
    expect(textOf(el)).to.match(/User\.Read\.All|LicenseAssignment\.Read\.All/);
  });

  it('shows nothing of a tenant when nobody is signed in', async () => {
    const { root } = await show({ signedOut: true }, 'Sign in');
    expect(root.querySelector('table, [role="grid"]')).to.equal(null);
  });

  it('passes the accessibility audit in the review and in the result', async () => {
    const shown = await show();
    await expect(shown.el).shadowDom.to.be.accessible();
    await publish(shown);
    await expect(shown.el).shadowDom.to.be.accessible();
  });
});
