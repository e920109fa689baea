import { expect, oneEvent } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import { control } from '../../support/find.js';
import { readCsv, savedFile } from '../../support/saved-file.js';
import { until } from '../../support/until.js';
import { planOf } from '../../support/workspaces.js';
import { choose, isDrawn, pictureOf, showUsage as show } from './show-usage.js';

const cells = (root: ShadowRoot, plan: string): string[] => {
  const row = [...root.querySelectorAll('tbody tr')].find((each) =>
    each.querySelector('th')?.textContent?.includes(plan),
  );
  return [...(row?.querySelectorAll('td.end') ?? [])].map((cell) =>
    (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
  );
};

const names = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll('tbody .plan')].map((each) => each.textContent ?? '');

const radio = (root: ShadowRoot, words: string): HTMLInputElement => {
  const label = [...root.querySelectorAll('label')].find((each) => each.textContent?.trim() === words);
  return label?.querySelector('input') as HTMLInputElement;
};

/** The pixels in the middle of a bar: 1 where there is ink. */
function middleOf(root: ShadowRoot, plan: string): (x: number, from: number) => number {
  const canvas = root.querySelector('table.usage canvas') as HTMLCanvasElement;
  const row = [...root.querySelectorAll('tbody tr')].find((each) =>
    each.textContent?.includes(plan),
  ) as Element;
  const { top, height } = row.getBoundingClientRect();
  const middle = Math.round(top + height / 2 - canvas.getBoundingClientRect().top);
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  return (x, down) => {
    const [red = 255, , , alpha = 0] = pen.getImageData(Math.round(x), middle - 5 + down, 1, 1).data;
    return alpha > 128 && red < 128 ? 1 : 0;
  };
}

/** Where a bar begins and ends, by its ink. */
function barOf(root: ShadowRoot, plan: string): readonly [number, number] {
  const at = middleOf(root, plan);
  const width = root.querySelector<HTMLCanvasElement>('table.usage canvas')?.width ?? 0;
  const inked = Array.from({ length: width }, (_, x) => x).filter((x) => at(x, 2) || at(x, 4) || at(x, 6));
  return [inked[0] ?? 0, inked.at(-1) ?? 0];
}

/** How much of a part of a bar is ink. */
function inkOf(root: ShadowRoot, plan: string, from: number, to: number): number {
  const at = middleOf(root, plan);
  let ink = 0;
  for (let x = from; x < to; x += 1) for (let down = 0; down < 10; down += 1) ink += at(x, down);
  return ink / (Math.ceil(to - from) * 10);
}

describe('<license-usage-chart>', () => {
  before(async () => {
    await setViewport({ width: 1200, height: 900 });
    // A bar that still grows has no length yet.
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));
  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.style.removeProperty('color-scheme');
  });

  it('sums up paid plans in a sentence whose numbers are those of the table', async () => {
    const { root } = await show({ tenant: 'contoso', users: 300 }, /assigned\. .+ not/);
    const answer = root.querySelector('[part="answer"]')?.textContent ?? '';
    const totals = [...root.querySelectorAll('tfoot .end')].map((cell) => cell.textContent?.trim());
    const [, percent, total, rest] =
      /(\d+)% of ([\d,]+) licenses are assigned\. ([\d,]+) aren’t/.exec(answer) ?? [];
    expect([total, rest]).to.deep.equal([totals[0], totals[2]]);
    const number = (text: string | undefined): number => Number(text?.replaceAll(',', ''));
    expect(Number(percent)).to.equal(Math.round((number(totals[1]) / number(totals[0])) * 100));
  });

  it('counts each plan as Graph does', async () => {
    const { root, page } = await show({ tenant: 'contoso', users: 300 }, 'Power BI Pro');
    const sku = page.emulator.state().skus.find(({ skuPartNumber }) => skuPartNumber === 'POWER_BI_PRO');
    const [total, assigned, available] = cells(root, 'Power BI Pro').map(Number);
    expect(assigned).to.equal(sku?.consumedUnits);
    expect(available).to.equal((total ?? 0) - (assigned ?? 0));
  });

  it('draws the bars, and draws them anew for a dark page', async () => {
    const { root } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
    await until(() => isDrawn(root), 'drawn');
    const canvas = root.querySelector('canvas') as HTMLCanvasElement;
    const light = canvas.toDataURL();
    document.documentElement.style.colorScheme = 'dark';
    await until(() => canvas.toDataURL() !== light && isDrawn(root), 'drawn in other colors');
  });

  it('keeps rows of the table as high as the bars', async () => {
    const { root } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
    const heights = new Set(
      [...root.querySelectorAll('tbody tr')].map((row) => Math.round(row.getBoundingClientRect().height)),
    );
    expect(heights.size).to.equal(1);
  });

  it('leaves free and trial plans out until asked for, and never sums them', async () => {
    const { root } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
    const paid = names(root);
    const answer = root.querySelector('[part="answer"]')?.textContent;
    expect(paid.join()).not.to.contain('Free');
    root.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
    await until(() => names(root).length > paid.length, 'more plans');
    expect(root.querySelector('[part="answer"]')?.textContent).to.equal(answer);
    expect(names(root).slice(0, paid.length)).to.deep.equal(paid);
  });

  it('shows shares instead of units', async () => {
    const { el, root } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
    await until(() => isDrawn(root), 'drawn');
    const before = root.querySelector('canvas')?.toDataURL();
    root.querySelectorAll<HTMLInputElement>('input[type="radio"]')[1]?.click();
    expect(el.unit).to.equal('percent');
    await until(() => root.querySelector('canvas')?.toDataURL() !== before, 'drawn anew');
  });

  it('puts a price on what is not assigned, where the portal knows it', async () => {
    const { root } = await show(
      { tenant: 'contoso', users: 100 },
      'a month',
      html`<license-usage-chart .prices=${{ POWER_BI_PRO: 14 }}></license-usage-chart>`,
    );
    const [, , available, , , cost] = cells(root, 'Power BI Pro');
    expect(cost).to.equal(`$${Number(available) * 14}`);
  });

  it('tells which plan was chosen, by its name and by its bar', async () => {
    const { el, root } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
    await until(() => isDrawn(root), 'drawn');
    const chosen: string[] = [];
    el.addEventListener('o365-plan-selected', ({ detail }) => chosen.push(detail.skuId));
    control(root, 'Show who has Power BI Pro').click();
    const canvas = root.querySelector('canvas') as HTMLCanvasElement;
    const row = [...root.querySelectorAll('tbody tr')].find((each) =>
      each.textContent?.includes('Power BI Pro'),
    );
    const { left } = canvas.getBoundingClientRect();
    const { top, height } = (row as Element).getBoundingClientRect();
    canvas.dispatchEvent(
      new MouseEvent('click', {
        bubbles: true,
        composed: true,
        clientX: left + 20,
        clientY: top + height / 2,
      }),
    );
    const { skuId } = planOf('POWER_BI_PRO');
    expect(chosen).to.deep.equal([skuId, skuId]);
  });

  it('leads to the people of a bar by keyboard alone', async () => {
    const { el, root } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
    el.tabIndex = -1;
    el.focus();
    const focused = (): string | null | undefined => root.activeElement?.getAttribute('aria-label');
    for (let tabs = 0; tabs < 30 && focused() !== 'Show who has Power BI Pro'; tabs += 1)
      await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal('Show who has Power BI Pro');
    const chosen = oneEvent(el, 'o365-plan-selected');
    await sendKeys({ press: 'Enter' });
    expect((await chosen).detail).to.deep.equal({ skuId: planOf('POWER_BI_PRO').skuId });
  });

  it('writes what the table says to the CSV file', async () => {
    const { root } = await show({ tenant: 'contoso', users: 100, prices: { POWER_BI_PRO: 14 } }, 'a month');
    const file = savedFile();
    control(root, 'Export the table as CSV').click();
    const { name, content } = await file;
    expect(name).to.match(/^license-usage-\d{4}-\d\d-\d\d\.csv$/);
    const [header = [], ...lines] = await readCsv(content);
    expect(lines.map(([plan]) => plan)).to.deep.equal(names(root));
    const line = lines.find(([plan]) => plan === 'Power BI Pro') ?? [];
    const of = (column: string): string | undefined => line[header.indexOf(column)];
    expect([of('Total'), of('Assigned'), of('Available')]).to.deep.equal(
      cells(root, 'Power BI Pro').slice(0, 3),
    );
    expect(of('Part number')).to.equal('POWER_BI_PRO');
    expect(of('Price, per month')).to.equal('14');
    expect(of('Unassigned, per month')).to.equal(String(Number(of('Available')) * 14));
  });

  for (const by of ['Plan', 'Department'])
    it(`exports the chart by ${by} as a PNG that shows it`, async () => {
      const { root } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
      choose(root, 'Group by', by);
      const part = by === 'Plan' ? 'table' : 'groups';
      await until(() => isDrawn(root, `[part="${part}"] canvas`), 'drawn');
      const file = savedFile();
      control(root, 'Export the chart as PNG').click();
      const { name, content } = await file;
      expect(name).to.match(/^license-usage-\d{4}-\d\d-\d\d\.png$/);
      const image = await createImageBitmap(content);
      const bars = root.querySelectorAll(`[part="${part}"] tbody tr`).length;
      expect([image.width, image.height]).to.deep.equal([2000, (bars + 1) * 80]);
      const canvas = new OffscreenCanvas(image.width, image.height);
      const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      pen.drawImage(image, 0, 0);
      const pixels = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
      expect(new Set(pixels).size).to.be.greaterThan(4);
      // Nothing is left transparent: it has to be readable on any ground.
      expect(pixels.every((pixel) => pixel >>> 24 === 255)).to.equal(true);
    });

  it('turns counts into money where there are prices, on the axis and in the table', async () => {
    const { root } = await show(
      { tenant: 'contoso', users: 100, prices: { POWER_BI_PRO: 14, VISIOCLIENT: 15 } },
      'a month',
    );
    await until(() => isDrawn(root), 'drawn');
    const before = { picture: pictureOf(root), counts: cells(root, 'Power BI Pro').map(Number) };
    radio(root, 'Cost').click();
    await until(() => pictureOf(root) !== before.picture, 'drawn anew');
    const money = (units: number | undefined): string => `$${((units ?? 0) * 14).toLocaleString('en')}`;
    expect(cells(root, 'Power BI Pro').slice(0, 3)).to.deep.equal(before.counts.slice(0, 3).map(money));
    expect(cells(root, 'Microsoft 365 E3')[0]).to.equal('–');
    expect(root.textContent).to.contain(`${names(root).length - 2} plans have no price, so no bar is shown.`);
  });

  it('offers no money without prices, and counts when it is asked for it', async () => {
    const { root } = await show(
      { tenant: 'contoso', users: 100 },
      'Power BI Pro',
      html`<license-usage-chart unit="money"></license-usage-chart>`,
    );
    const radios = [...root.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
    expect(radios.map(({ checked }) => checked)).to.deep.equal([true, false]);
    expect(cells(root, 'Power BI Pro')[0]).not.to.contain('$');
  });

  it('draws anew exactly as it draws at first, also the marks below the bars', async () => {
    const changed = await show({ tenant: 'contoso', users: 300 }, 'Power BI Pro');
    await until(() => isDrawn(changed.root), 'drawn');
    radio(changed.root, 'Percent').click();
    await changed.el.updateComplete;
    document.documentElement.style.colorScheme = 'dark';
    const fresh = await show(
      { tenant: 'contoso', users: 300 },
      'Power BI Pro',
      html`<license-usage-chart unit="percent"></license-usage-chart>`,
    );
    fresh.el.scrollIntoView();
    await until(() => isDrawn(fresh.root), 'drawn');
    await until(() => pictureOf(changed.root) === pictureOf(fresh.root), 'the same picture');
  });

  it('tells the parts of a bar apart in one color', async () => {
    const { root } = await show(
      { tenant: 'contoso', users: 300 },
      'Power BI Pro',
      html`<license-usage-chart
        style="--o365-chart-1: #000; --o365-chart-2: #000; --o365-chart-6: #000"
      ></license-usage-chart>`,
    );
    await until(() => isDrawn(root), 'drawn');
    const [total = 0, assigned = 0] = cells(root, 'Microsoft 365 E3').map(Number);
    const [from, to] = barOf(root, 'Microsoft 365 E3');
    const border = from + ((to - from) * assigned) / total;
    expect(inkOf(root, 'Microsoft 365 E3', from + 4, border - 4)).to.be.greaterThan(0.95);
    expect(inkOf(root, 'Microsoft 365 E3', border + 4, to - 4)).to.be.within(0.1, 0.6);
  });

  it('shows new counts when they are read again', async () => {
    const { el, root, page } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
    const before = Number(cells(root, 'Power BI Pro')[1]);
    const { skuId } = planOf('POWER_BI_PRO');
    const holder = page.emulator
      .state()
      .users.find((user) =>
        user.licenseAssignmentStates.some((held) => held.skuId === skuId && held.assignedByGroup === null),
      );
    const token = await page.emulator.issueToken({ scopes: ['LicenseAssignment.ReadWrite.All'] });
    await page.emulator.fetch(`https://graph.microsoft.com/v1.0/users/${holder?.id}/assignLicense`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ addLicenses: [], removeLicenses: [skuId] }),
    });
    await el.refresh();
    await until(() => Number(cells(root, 'Power BI Pro')[1]) === before - 1, 'one fewer');
  });

  it('still shows the counts when subscriptions may not be read, and says what is unknown', async () => {
    const { root } = await show(
      { scopes: ['User.Read', 'LicenseAssignment.Read.All'] },
      'aren’t available yet',
    );
    expect(names(root).length).to.be.greaterThan(0);
    expect(root.textContent).to.contain('Organization.Read.All');
  });

  it('names the missing permission', async () => {
    const { root } = await show({ scopes: ['User.Read'] }, 'A permission is missing');
    expect(root.textContent).to.contain('LicenseAssignment.Read.All');
    expect(root.querySelector('table')).to.equal(null);
  });

  it('tells a failure, and reads again when asked to', async () => {
    const { root } = await show(
      { faults: [{ kind: 'status', path: '/subscribedSkus', status: 403, count: 1 }] },
      'Try again',
    );
    control(root, 'Try again').click();
    await until(() => names(root).length > 0, 'plans');
  });

  it('passes the accessibility audit, light and dark', async () => {
    const { el, root } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
    await until(() => isDrawn(root), 'drawn');
    await expect(el).shadowDom.to.be.accessible();
    document.documentElement.style.colorScheme = 'dark';
    await expect(el).shadowDom.to.be.accessible();
  });
});
