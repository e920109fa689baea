import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { html, type LitElement } from 'lit';
import { renderInTenant } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { TrafficWatch } from '../../support/watch-traffic.js';
import { inUse, loadEverything, settle, template } from './every-element.js';

/** The cells of a list with text that is neither all in sight nor ends in an ellipsis, and rows that lie over others. */
function listCut(root: ShadowRoot): readonly string[] {
  const lines = [...root.querySelectorAll<HTMLElement>('.grid-row')];
  const cut = lines.flatMap((line) =>
    [line, ...line.querySelectorAll<HTMLElement>('[role="gridcell"], [role="rowheader"], .state')]
      .filter((box) => box.checkVisibility() && isCut(box))
      .map((box) => box.textContent.trim()),
  );
  const bodyRows = lines.filter((line) => line.dataset['index']).map((line) => line.getBoundingClientRect());
  const overlapping = bodyRows.filter(({ top }, index) => top < (bodyRows[index - 1]?.bottom ?? top) - 1);
  return [...cut, ...overlapping.map(({ top }) => `a row at ${top} px lies over the one before`)];
}

function isCut(box: HTMLElement): boolean {
  const isShort = box.scrollHeight > box.clientHeight + 1;
  // A row may be wider than the list, which scrolls then.
  const isNarrow = !box.matches('.grid-row') && box.scrollWidth > box.clientWidth + 1;
  return isShort || isNarrow;
}

describe('lists in another size of text and page', () => {
  before(loadEverything);
  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.removeAttribute('style');
    return setViewport({ width: 800, height: 600 });
  });

  for (const tag of ['user-list', 'user-subscriber', 'publish-review'])
    for (const [width, size] of [
      [1280, 32],
      [900, 32],
      [900, 16],
      [1280, 16],
      [500, 16],
      [300, 16],
    ] as const)
      it(`are not cut in <${tag}> with ${size} px in a page of ${width} px`, async () => {
        document.documentElement.style.font = `${size}px sans-serif`;
        await setViewport({ width, height: 900 });
        const traffic = new TrafficWatch();
        const { provider } = await renderInTenant(template(tag), inUse(traffic));
        await until(() => provider.graph, 'signed in');
        await settle(traffic);
        const root = (provider.firstElementChild as LitElement).shadowRoot as ShadowRoot;
        await until(() => root.querySelector('.grid-row[data-index]'), 'rows');
        // Rows are placed once they were measured.
        await until(() => listCut(root).every((fault) => !fault.includes('lies over')), 'placed');
        expect(listCut(root)).to.deep.equal([]);
      });

  for (const [width, size] of [
    [700, 16],
    [1400, 32],
    [300, 16],
  ] as const)
    it(`have whole words in <user-list> with ${size} px in a page of ${width} px`, async () => {
      document.documentElement.style.font = `${size}px sans-serif`;
      await setViewport({ width, height: 900 });
      const traffic = new TrafficWatch();
      const view = 'source=direct-and-group';
      const { provider } = await renderInTenant(html`<user-list view=${view}></user-list>`, inUse(traffic));
      const words = (): HTMLElement[] => [
        ...(provider.firstElementChild?.shadowRoot?.querySelectorAll<HTMLElement>('.grid-row .state bdi') ??
          []),
      ];
      await until(() => words().some((each) => each.textContent === 'Direct + group'), 'the sources');
      const cut = words().filter((each) => each.scrollWidth > each.clientWidth + 1);
      expect(cut.map(({ textContent }) => textContent)).to.deep.equal([]);
    });
});
