import { aTimeout, expect } from '@open-wc/testing';
import { html } from 'lit';
import { findSession } from '../../../support/find-session.js';
import { control, textOf } from '../../../support/find.js';
import { PassingTime } from '../../../support/passing-time.js';
import { until } from '../../../support/until.js';
import { confirmWarnings, LateAnswer, Portal, publishButton, show, type Shown } from './portal.js';

const template = html`<publish-review workspace-id="sales"></publish-review>`;

const isDisabled = (root: ShadowRoot): boolean =>
  publishButton(root)?.getAttribute('aria-disabled') === 'true';
const isBusy = (root: ShadowRoot): boolean => publishButton(root)?.getAttribute('aria-busy') === 'true';
const countWrites = ({ page }: Shown): number =>
  page.emulator.state().users.reduce((sum, { writes }) => sum + writes, 0);

/** Shows a review that may be published, and has the portal take its time when it is asked again. */
async function review(
  late: LateAnswer,
): Promise<Shown & { readonly portal: Portal; readonly starts: () => number }> {
  const portal = new Portal('publish', () => Promise.resolve(true));
  const shown = await show(template, 'Publish to', { can: portal.can });
  let starts = 0;
  shown.el.addEventListener('o365-before-publish', () => (starts += 1));
  await confirmWarnings(shown);
  await until(() => !isDisabled(shown.root), 'may be published');
  portal.answerWith(() => late.promise);
  return { ...shown, portal, starts: () => starts };
}

describe('an answer of the portal that takes its time', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  it('is no until it comes; then what it allows is offered, and it is not asked again to show it', async () => {
    const late = new LateAnswer();
    const portal = new Portal('edit', () => late.promise);
    const { el, root } = await show(html`<workspace-list></workspace-list>`, 'Sales desk', {
      can: portal.can,
    });
    expect(root.querySelector('[part="not-allowed"]')).not.to.equal(null);
    expect(() => control(root, 'New workspace')).to.throw();
    const { asked } = portal;
    late.give(true);
    await until(() => root.querySelector('[part="not-allowed"]') === null, 'allowed');
    control(root, 'New workspace');
    for (let round = 0; round < 3; round += 1) {
      el.requestUpdate();
      await el.updateComplete;
      await aTimeout(0);
    }
    expect(portal.asked).to.equal(asked);
  });

  it('keeps the button busy after a press, and a second press starts nothing', async () => {
    const late = new LateAnswer();
    const shown = await review(late);
    const { el, root, page, portal, starts } = shown;
    publishButton(root)?.click();
    publishButton(root)?.click();
    await until(() => portal.asked > 0 && isBusy(root), 'busy');
    expect(isDisabled(root)).to.equal(true);
    publishButton(root)?.click();
    await expect(el).shadowDom.to.be.accessible();
    expect(portal.asked).to.equal(1);
    expect(starts(), 'the page is asked after the portal').to.equal(0);
    expect(countWrites(shown)).to.equal(0);
    late.give(true);
    await until(() => textOf(el).includes('Sales desk is published'), 'published');
    expect(starts()).to.equal(1);
    expect((await page.store.journal.list()).publishes).to.have.length(1);
  });

  it('is said to be late after 10 seconds, and may be given up; then nothing is done when it comes', async () => {
    const late = new LateAnswer();
    const shown = await review(late);
    const { el, root, portal, starts } = shown;
    const clock = new PassingTime();
    const { error } = console;
    const told: unknown[] = [];
    console.error = (...parts: unknown[]) => void told.push(parts);
    publishButton(root)?.click();
    await until(() => portal.asked > 0 && isBusy(root), 'busy');
    expect(textOf(el)).not.to.contain('hasn’t answered yet');
    clock.pass(10_000);
    await until(() => textOf(el).includes('This portal hasn’t answered yet'), 'told');
    await expect(el).shadowDom.to.be.accessible();
    control(root, 'Cancel').click();
    await until(() => !isBusy(root) && !isDisabled(root), 'may be pressed again');
    clock.end();
    console.error = error;
    expect(told).to.have.length(1);
    expect(textOf(el)).not.to.contain('hasn’t answered yet');
    late.give(true);
    await aTimeout(0);
    expect(starts()).to.equal(0);
    expect(countWrites(shown)).to.equal(0);
  });

  it('frees the button when it is no, and says why', async () => {
    const late = new LateAnswer();
    const shown = await review(late);
    const { el, root, portal, starts } = shown;
    publishButton(root)?.click();
    await until(() => portal.asked > 0 && isBusy(root), 'busy');
    late.give(false);
    await until(() => textOf(el).includes('This portal doesn’t allow this'), 'told');
    expect(isBusy(root)).to.equal(false);
    expect(textOf(el), 'shown from then on').to.contain('This portal doesn’t let you publish.');
    expect(starts()).to.equal(0);
    expect(countWrites(shown)).to.equal(0);
  });

  it('publishes nothing where another review took the place of what was confirmed meanwhile', async () => {
    const late = new LateAnswer();
    const shown = await review(late);
    const { el, root, portal, starts } = shown;
    const before = publishButton(root)?.textContent;
    publishButton(root)?.click();
    await until(() => portal.asked > 0, 'asked');
    const { subscribers } = (await shown.page.store.workspaces.get('sales'))!.workspace.draft;
    await findSession(el).workspaces.edit('sales', [
      { kind: 'unsubscribe', userIds: subscribers.slice(0, 6) },
    ]);
    await until(() => publishButton(root) && publishButton(root)?.textContent !== before, 'reviewed anew');
    late.give(true);
    await until(() => !isBusy(root), 'answered');
    expect(countWrites(shown)).to.equal(0);
    expect(starts()).to.equal(0);
    expect(root.querySelector('[role="alert"]'), 'says that it was replaced').not.to.equal(null);
  });

  it('makes one workspace, however often the button is pressed meanwhile', async () => {
    const portal = new Portal('edit', () => Promise.resolve(true));
    const { el, root, page } = await show(html`<workspace-list></workspace-list>`, 'Sales desk', {
      can: portal.can,
    });
    await until(() => root.querySelector('[part="not-allowed"]') === null, 'allowed');
    const late = new LateAnswer();
    portal.answerWith(() => late.promise);
    for (let press = 0; press < 3; press += 1) control(root, 'Duplicate').click();
    for (let press = 0; press < 3; press += 1) control(root, 'New workspace').click();
    await until(() => portal.asked > 0, 'asked');
    expect((await page.store.workspaces.list()).workspaces).to.have.length(2);
    late.give(true);
    await until(() => textOf(el).includes('Sales desk (2)'), 'the copy');
    expect((await page.store.workspaces.list()).workspaces).to.have.length(3);
  });
});
