import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { textOf } from '../../support/find.js';
import { until } from '../../support/until.js';
import { detail, rows, showList } from './list-page.js';

const active = (root: ShadowRoot): HTMLElement => root.activeElement as HTMLElement;
const rowOf = (root: ShadowRoot): number =>
  Number(active(root)?.closest('[role="row"]')?.getAttribute('aria-rowindex') ?? 1) - 2;
const columnOf = (root: ShadowRoot): number => Number(active(root)?.dataset['column'] ?? -1);

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

/** A container of this width, so that the details stand beside the grid or over it. */
function container(width: number): HTMLElement {
  const element = document.createElement('div');
  element.lang = 'en';
  element.style.inlineSize = `${width}px`;
  document.body.append(element);
  return element;
}

describe('<user-list> by keyboard alone', () => {
  afterEach(() => document.body.replaceChildren());

  it('reaches the grid by Tab, and leaves it by Tab, as one stop', async () => {
    const { root } = await showList({ tenant: 'contoso', users: 200 });
    root.querySelector<HTMLElement>('input[type="search"]')?.focus();
    for (let tries = 0; tries < 20 && rowOf(root) !== 0; tries += 1) await press('Tab');
    expect(rowOf(root)).to.equal(0);
    await press('Tab');
    expect(active(root)?.closest('[data-row]') ?? null).to.equal(null);
  });

  it('goes by rows, cells and pages, and stops at the ends', async () => {
    const { root } = await showList({ tenant: 'contoso', users: 500 });
    rows(root)[0]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    await press('ArrowUp');
    expect(rowOf(root)).to.equal(0);
    await press('PageDown');
    await until(() => rowOf(root) > 5, 'a page down');
    const page = rowOf(root);
    await press('PageDown');
    await until(() => rowOf(root) === page * 2 || rowOf(root) > page + 5, 'another page');
    await press('PageUp', 'PageUp', 'PageUp');
    await until(() => rowOf(root) === 0, 'at the top');
    await press('End');
    const last = columnOf(root);
    expect(last).to.be.greaterThan(3);
    await press('ArrowRight');
    expect(columnOf(root)).to.equal(last);
    await press('Home', 'ArrowLeft');
    expect(columnOf(root)).to.equal(0);
    await sendKeys({ down: 'Control' });
    await press('End');
    await sendKeys({ up: 'Control' });
    await until(() => rowOf(root) === 499, 'the last');
    await press('ArrowDown');
    expect(rowOf(root)).to.equal(499);
  });

  it('shows the whole row that it goes to, in either direction', async () => {
    const { root } = await showList({ tenant: 'contoso', users: 200 });
    const isSeen = (): boolean => {
      const row = active(root).closest('[role="row"]')?.getBoundingClientRect();
      const seen = root.querySelector('[role="grid"]')?.getBoundingClientRect();
      const head = root.querySelector('.head')?.getBoundingClientRect();
      return Boolean(row && seen && head && row.top >= head.bottom - 1 && row.bottom <= seen.bottom + 1);
    };
    rows(root)[0]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    for (const [key, wanted] of [
      ['ArrowDown', 30],
      ['ArrowUp', 5],
    ] as const)
      while (rowOf(root) !== wanted) {
        await press(key);
        await until(isSeen, `${key} to row ${rowOf(root)}`);
      }
  });

  for (const [width, tag, name] of [
    [1_200, 'SECTION', 'beside the grid'],
    [600, 'DIALOG', 'over the grid'],
  ] as const)
    it(`opens details ${name} with Enter, comes back with Escape to the same row, and selects with Space`, async () => {
      const { el, root } = await showList(
        { tenant: 'contoso', users: 200 },
        html`<user-list></user-list>`,
        container(width),
      );
      await until(() => root.querySelector('.with-panel') === null && rows(root).length > 5, 'rows');
      rows(root)[0]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
      await press('ArrowDown', 'ArrowDown', 'ArrowRight');
      await until(() => rowOf(root) === 2 && columnOf(root) === 1, 'third row');
      const opened = rows(root).find((row) => row.contains(active(root)))?.dataset['row'];
      await press('Enter');
      await until(() => detail(root)?.tagName === tag, 'details');
      if (tag === 'DIALOG') expect(detail(root)?.contains(active(root))).to.equal(true);
      else expect(rowOf(root)).to.equal(2);
      await press('Escape');
      await until(() => detail(root) === null, 'closed');
      await until(() => rowOf(root) === 2 && columnOf(root) === 1, 'back');
      await press('Space');
      await until(() => textOf(el).includes('1 selected'), 'selected');
      expect(root.querySelector('[aria-selected="true"]')?.getAttribute('data-row')).to.equal(opened);
      expect(rowOf(root)).to.equal(2);
    });

  it('comes back to the row when the details are closed from inside', async () => {
    const { root } = await showList(
      { tenant: 'contoso', users: 200 },
      html`<user-list></user-list>`,
      container(1_200),
    );
    rows(root)[0]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    await press('ArrowDown', 'Enter');
    await until(() => detail(root), 'details');
    for (const key of ['Escape', 'Enter']) {
      if (!detail(root)) await press('Enter');
      await until(() => detail(root), 'details');
      detail(root)?.querySelector<HTMLElement>('button')?.focus();
      await press(key);
      await until(() => !detail(root), `closed by ${key}`);
      await until(() => rowOf(root) === 1, 'back at the row');
    }
  });
});
