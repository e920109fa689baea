// Looks at a story that is already there in other appearances, without loading it again: colors, direction, width.

/** Everything, as the catalogue's own audit in light, which may have begun before all data was there. */
const everyRule = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const colorRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const layoutRules = { type: 'rule', values: ['target-size', 'scrollable-region-focusable'] };

/** A phone, and a page of 1280 px magnified to 400 %. */
const narrow = [360, 320];
const wide = { width: 1100, height: 800 };

/**
 * @param {import('puppeteer-core').Page} page with a story that has finished
 * @returns {Promise<string[]>} what is wrong, in which appearance
 */
export async function auditAppearances(page) {
  const problems = [];
  const note = (appearance, found) => problems.push(...found.map((each) => `${appearance}: ${each}`));
  const session = await page.createCDPSession();
  const still = { name: 'prefers-reduced-motion', value: 'reduce' };
  const emulate = (...features) =>
    session.send('Emulation.setEmulatedMedia', { features: [still, ...features] });

  // A color on its way to another one is none.
  await emulate();
  await page.evaluate(waitForData);
  await dress(page, { scheme: 'dark' });
  note('dark', await runAxe(page, everyRule));
  await emulate({ name: 'forced-colors', value: 'active' });
  note('forced colors', await runAxe(page, colorRules));
  await emulate();
  for (const direction of ['ltr', 'rtl']) {
    await dress(page, { scheme: 'light', direction });
    if (direction === 'rtl') note('right to left', await page.evaluate(findOverflow));
    for (const width of narrow) {
      await page.setViewport({ width, height: 800 });
      await settle(page);
      const appearance = `${width} px ${direction}`;
      note(appearance, await page.evaluate(findOverflow));
      if (width === narrow[0]) note(appearance, await runAxe(page, layoutRules));
    }
    await page.setViewport(wide);
    await settle(page);
  }
  await session.detach();
  return [...new Set(problems)];
}

async function dress(page, { scheme, direction = 'ltr' }) {
  await page.evaluate(
    (colorScheme, dir) => {
      document.documentElement.style.colorScheme = colorScheme;
      document.documentElement.dir = dir;
    },
    scheme,
    direction,
  );
  await settle(page);
}

/** Two frames: size observers answer in the first, and what they changed is drawn in the second. */
function settle(page) {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** Waits until nothing stands in for data on its way; a story may be about just that, so not for long. Runs in the page. */
async function waitForData() {
  const waits = (node) =>
    [...node.querySelectorAll('*')].some(
      (element) => element.matches('.skeleton') || (element.shadowRoot && waits(element.shadowRoot)),
    );
  const until = performance.now() + 3000;
  while (waits(document) && performance.now() < until)
    await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** The violations of some rules, in the axe that the catalogue's own audit has loaded. */
function runAxe(page, runOnly) {
  return page.evaluate(async (only) => {
    // A story is a part of a page; these rules speak of whole pages.
    const whole = ['region', 'landmark-one-main', 'page-has-heading-one'];
    const rules = only.type === 'tag' ? Object.fromEntries(whole.map((id) => [id, { enabled: false }])) : {};
    const { violations } = await globalThis.axe.run('#storybook-root', { runOnly: only, rules });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `axe ${id}: ${target.flat().join(' ')} (${any[0]?.message ?? ''})`),
    );
  }, runOnly);
}

/** What makes the page scroll sideways, and text that is cut off. Runs in the page. */
function findOverflow() {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
  const name = (element) =>
    `${element.localName}${[...element.classList].map((each) => `.${each}`).join('')} “${element.textContent.replaceAll(/\s+/g, ' ').trim().slice(0, 40)}”`;
  const visit = (node) => {
    for (const element of node.querySelectorAll('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const style = getComputedStyle(element);
      const ownText = [...element.childNodes].some(
        (child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim() !== '',
      );
      const hiddenOnPurpose = style.clipPath !== 'none' || element.clientWidth <= 1;
      // What scrolls can be read; a title tells the rest of what an ellipsis leaves out.
      const cuts = ['hidden', 'clip'].includes(style.overflowX) && !element.closest('[title]');
      if (ownText && cuts && !hiddenOnPurpose && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut off: ${name(element)}`);
      const box = element.getBoundingClientRect();
      if (root.scrollWidth > root.clientWidth && box.width > 0)
        if (box.right > root.clientWidth + 1 || box.left < -1) found.push(`sticks out: ${name(element)}`);
    }
  };
  visit(document);
  return found.slice(0, 6);
}
