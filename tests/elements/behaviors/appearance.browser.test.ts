import { expect } from '@open-wc/testing';
import 'axe-core';
import type Axe from 'axe-core';
import { walk } from '../../support/find.js';
import { renderInTenant } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { TrafficWatch } from '../../support/watch-traffic.js';
import { inUse, loadEverything, settle, tags, template } from './every-element.js';

/** The library is a script that leaves itself at the page. */
const { axe } = globalThis as unknown as { axe: typeof Axe };

interface Appearance {
  readonly name: string;
  readonly scheme: 'light' | 'dark';
  readonly direction: 'ltr' | 'rtl';
  /** CSS pixels. */
  readonly width: number;
}

const appearances: readonly Appearance[] = [
  { name: 'dark', scheme: 'dark', direction: 'ltr', width: 1100 },
  { name: 'right to left', scheme: 'light', direction: 'rtl', width: 1100 },
  { name: 'on a phone', scheme: 'light', direction: 'ltr', width: 360 },
  { name: 'dark, right to left, on a phone', scheme: 'dark', direction: 'rtl', width: 360 },
];

/** One element with a tenant's data, in a page that looks like this. */
async function show(tag: string, { scheme, direction, width }: Appearance): Promise<HTMLElement> {
  const { style } = document.documentElement;
  style.colorScheme = scheme;
  document.documentElement.dir = direction;
  document.body.style.background = 'Canvas';
  const watch = new TrafficWatch();
  const container = document.createElement('div');
  container.style.width = `${width}px`;
  document.body.append(container);
  const page = await renderInTenant(template(tag), inUse(watch), container);
  await until(() => page.provider.graph, 'signed in');
  await settle(watch);
  await settle(watch);
  return page.provider.querySelector<HTMLElement>(tag) as HTMLElement;
}

/** What sticks out of an element sideways; what scrolls within its own box does not. */
function listOverflow(element: HTMLElement): string[] {
  const { left, right } = element.getBoundingClientRect();
  const clipped = (node: Element): boolean => {
    for (let box: Element | null = node; box && box !== element; box = parentOf(box))
      if (box !== node && getComputedStyle(box).overflowX !== 'visible') return true;
    return false;
  };
  return [...walk(element.shadowRoot as ShadowRoot)]
    .filter((node) => {
      const box = node.getBoundingClientRect();
      // What has no width, like a place to break a word, shows nothing.
      if (box.width === 0) return false;
      return node.checkVisibility() && (box.right > right + 1 || box.left < left - 1) && !clipped(node);
    })
    .map(
      (node) =>
        `${node.localName}.${node.className.toString()} ${node.textContent?.trim().slice(0, 40) ?? ''}`,
    );
}

function parentOf(node: Element): Element | null {
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

describe('the appearance of every element', () => {
  before(loadEverything);
  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.removeAttribute('style');
    document.documentElement.removeAttribute('dir');
    document.body.removeAttribute('style');
  });

  for (const appearance of appearances)
    for (const tag of tags)
      it(`<${tag}> passes the accessibility audit ${appearance.name}`, async () => {
        const element = await show(tag, appearance);
        const { violations } = await axe.run(element, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          // An element is a part of a page; these rules speak of whole pages.
          rules: {
            region: { enabled: false },
            'landmark-one-main': { enabled: false },
            'page-has-heading-one': { enabled: false },
            'color-contrast': { enabled: true },
          },
        });
        expect(
          violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
          ),
        ).to.deep.equal([]);
      });

  for (const tag of tags)
    for (const direction of ['ltr', 'rtl'] as const)
      it(`<${tag}> fits a phone, ${direction}`, async () => {
        const element = await show(tag, { name: '', scheme: 'light', direction, width: 360 });
        expect(listOverflow(element)).to.deep.equal([]);
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
      });

  it('finds what sticks out', async () => {
    const element = await show('o365-connect', {
      name: '',
      scheme: 'light',
      direction: 'ltr',
      width: 360,
    });
    const wide = document.createElement('div');
    wide.style.width = '500px';
    wide.textContent = 'too wide';
    element.shadowRoot?.querySelector('.stack')?.append(wide);
    expect(listOverflow(element).some((each) => each.includes('too wide'))).to.equal(true);
  });
});
