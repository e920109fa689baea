import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { focused } from '../../support/fields.js';
import { textOf } from '../../support/find.js';
import { setFaults } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';
import { answer, createReviews, heading, holders, numberIn, publishButton } from './review-page.js';

const show = createReviews(9_300);

/** More than all that one passes on the way through a review. */
const manySteps = 60;

function nameOf(element: Element | null): string {
  const own = element?.getAttribute('aria-label');
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
  return (own ?? (label ?? element)?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** Presses Tab until the focus is on something of this name, as somebody without a mouse does. */
async function tabTo(name: string | RegExp): Promise<Element> {
  const passed: string[] = [];
  for (let step = 0; step < manySteps; step += 1) {
    await sendKeys({ press: 'Tab' });
    const element = focused();
    const own = nameOf(element);
    if (element && (typeof name === 'string' ? own === name : name.test(own))) return element;
    passed.push(own.slice(0, 40));
  }
  throw new Error(`Tab does not come to ${String(name)}, but past ${passed.join(' | ')}`);
}

/** The screen has changed, and whoever works by keyboard is told so where they are. */
async function isAtHeading(root: ShadowRoot, text: string): Promise<void> {
  await until(() => heading(root).includes(text), text);
  await until(() => focused()?.getAttribute('part') === 'heading', `focus at ${text}`);
}

describe('<publish-review> by keyboard alone', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  it('goes from the review over a fix, the route, publishing and a retry to undo, and never loses the focus', async () => {
    const { el, root, page } = await show({ seed: 9_312 });
    const before = holders(page).sort();
    const inside = (): boolean => root.activeElement !== null;

    await tabTo(/^Set \d+ to United States$/);
    await sendKeys({ press: 'Enter' });
    await until(() => textOf(el).includes('Country chosen'), 'settled');
    await el.updateComplete;
    expect(inside(), 'after a fix').to.equal(true);
    expect(focused()?.closest('[role="group"]')?.getAttribute('aria-label')).to.equal('No usage location');

    for (const box of root.querySelectorAll<HTMLInputElement>('[part="warnings"] input')) {
      box.focus();
      await sendKeys({ press: 'Space' });
    }

    await tabTo('Directly to each person');
    await sendKeys({ press: 'ArrowDown' });
    expect(nameOf(focused())).to.equal('Through a group');
    await until(() => publishButton(root).getAttribute('aria-disabled') !== 'true', 'reviewed for the group');
    expect(nameOf(focused())).to.equal('Through a group');
    await sendKeys({ press: 'ArrowUp' });
    await until(() => publishButton(root).getAttribute('aria-disabled') !== 'true', 'reviewed anew');
    expect(nameOf(focused())).to.equal('Directly to each person');

    await setFaults(page.emulator, [
      { kind: 'status', path: '/users/*/assignLicense', method: 'POST', status: 404, count: 1 },
    ]);
    const promised = numberIn(publishButton(root).textContent);
    await tabTo(/^Publish to \d+ people$/);
    await sendKeys({ press: 'Enter' });
    await isAtHeading(root, 'is published');
    expect(answer(root)).to.contain('1 failed');

    await tabTo('Retry the 1 that failed');
    await sendKeys({ press: 'Enter' });
    await until(() => answer(root) === 'Published to 1 person.', 'retried');
    await isAtHeading(root, 'is published');
    expect(holders(page)).to.have.length(before.length + promised);

    await tabTo('Undo this publish…');
    await sendKeys({ press: 'Enter' });
    await isAtHeading(root, 'Review: undo the publish of Sales desk');
    await until(() => publishButton(root), 'reviewed');
    expect(inside(), 'in the review of the undo').to.equal(true);
    for (const box of root.querySelectorAll<HTMLInputElement>('[part="warnings"] input')) {
      box.focus();
      await sendKeys({ press: 'Space' });
    }
    await tabTo(/^Undo for \d+ people$/);
    await sendKeys({ press: 'Space' });
    await isAtHeading(root, 'is undone');
    expect(holders(page).sort()).to.deep.equal(before);
  });

  it('reaches every row of 2,000, and finds one by typing', async () => {
    const { el, root } = await show(
      {
        users: 2_400,
        policy: { requireSynced: false, allowGuests: true, allowDisabled: true },
        prepare: withWorkspaces(({ emulator }) => [
          makeWorkspace({
            draft: { plans: [planOf('FLOW_FREE')], subscribers: userIds(emulator, 2_300) },
          }),
        ]),
      },
      /Publish to [\d,]+ people/,
    );
    const count = numberIn(publishButton(root).textContent);
    expect(count).to.be.greaterThan(2_000);
    const rowIndex = (): number => Number(focused()?.getAttribute('aria-rowindex'));
    const isAt = (index: number): Promise<void> => until(() => rowIndex() === index, `row ${index}`);

    await tabTo('Find a person');
    const search = focused() as HTMLInputElement;
    // Past the filter, to the first row.
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await isAt(2);
    await sendKeys({ press: 'End' });
    await isAt(count + 1);
    expect(root.querySelectorAll('[data-index]').length).to.be.lessThan(80);
    await sendKeys({ press: 'ArrowUp' });
    await isAt(count);
    await sendKeys({ press: 'PageUp' });
    await until(() => rowIndex() < count - 3, 'a page up');
    await sendKeys({ press: 'Home' });
    await isAt(2);
    const wanted = focused()?.querySelector('.name')?.textContent?.trim() ?? '';

    search.focus();
    await sendKeys({ type: wanted });
    await until(() => numberIn(root.querySelector('[part="changes"] .number')?.textContent) < count, 'found');
    expect(focused()).to.equal(search);
    for (const row of root.querySelectorAll('[data-index] .name')) expect(row.textContent).to.contain(wanted);
    await el.updateComplete;
  });
});
