import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { control, textOf } from '../../support/find.js';
import { readCsv, savedFile } from '../../support/saved-file.js';
import { until } from '../../support/until.js';
import { planOf } from '../../support/workspaces.js';
import { choose, isDrawn, pictureOf, showUsage, type ShownUsage } from './show-usage.js';

const prices = { POWER_BI_PRO: 14, SPE_E3: 36 };

async function showGroups(by: string, parameters = {}): Promise<ShownUsage> {
  const shown = await showUsage({ tenant: 'contoso', users: 200, seed: 8803, ...parameters }, 'Power BI Pro');
  choose(shown.root, 'Group by', by);
  await until(() => isDrawn(shown.root) && rows(shown.root).length > 3, 'groups');
  return shown;
}

const rows = (root: ShadowRoot): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[part="groups"] tbody tr'),
];
const cells = (row: Element | undefined): string[] =>
  [...(row?.querySelectorAll('th .plan-cell, td.end') ?? [])].map((cell) => (cell.textContent ?? '').trim());
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe('<license-usage-chart> by department or country', () => {
  before(() => setViewport({ width: 1200, height: 900 }));
  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.style.removeProperty('color-scheme');
  });

  it('has a row and a bar for each department, the largest first, and leaves nobody out', async () => {
    const { root } = await showGroups('Department');
    const licenses = rows(root).map((row) => Number(cells(row)[2]));
    expect(licenses).to.deep.equal([...licenses].sort((a, b) => b - a));
    const heights = new Set(rows(root).map((row) => Math.round(row.getBoundingClientRect().height)));
    expect(heights.size).to.equal(1);
    const picture = root.querySelector('[part="groups"] .drawing')?.getBoundingClientRect();
    const last = rows(root).at(-1)?.getBoundingClientRect();
    expect(picture?.bottom).to.be.closeTo(last?.bottom ?? 0, 2);
  });

  it('writes every department and every plan to the CSV file', async () => {
    const { root, page } = await showGroups('Department');
    const file = savedFile();
    control(root, 'Export the table as CSV').click();
    const [header = [], ...lines] = await readCsv((await file).content);
    expect(header.slice(0, 3)).to.deep.equal(['Department', 'People', 'Licenses']);
    expect(lines.map(([name]) => name)).to.deep.equal(
      rows(root).map((row) => cells(row)[0]?.replace('No department', '')),
    );
    const column = header.indexOf('Power BI Pro');
    const { skuId } = planOf('POWER_BI_PRO');
    const holders = page.emulator
      .state()
      .users.filter((user) =>
        user.licenseAssignmentStates.some((each) => each.skuId === skuId && each.state !== 'Error'),
      );
    expect(holders.length).to.be.greaterThan(0);
    expect(sum(lines.map((line) => Number(line[column])))).to.equal(holders.length);
  });

  it('leads to the people of a bar by keyboard', async () => {
    const { el, root } = await showGroups('Department');
    const [name = ''] = cells(rows(root)[1]);
    (control(root, `Show people in ${name}`) as HTMLButtonElement).focus();
    const chosen = oneEvent(el, 'o365-people-selected');
    await sendKeys({ press: 'Enter' });
    expect((await chosen).detail).to.deep.equal({ departments: [name] });
  });

  it('leads to the people of a bar by pointer, also to those without a country', async () => {
    const { el, root } = await showGroups('Country');
    const index = rows(root).findIndex((row) => cells(row)[0] === 'No country');
    const { top, height } = (rows(root)[index] as Element).getBoundingClientRect();
    const canvas = root.querySelector('[part="groups"] canvas') as HTMLCanvasElement;
    const chosen = oneEvent(el, 'o365-people-selected');
    canvas.dispatchEvent(
      new MouseEvent('click', { bubbles: true, composed: true, clientX: 300, clientY: top + height / 2 }),
    );
    expect((await chosen).detail).to.deep.equal({ countries: [''] });
  });

  it('measures bars in money where there are prices, and draws them anew', async () => {
    const { root } = await showGroups('Department', { prices });
    const before = pictureOf(root);
    control(root, 'Export the table as CSV');
    root.querySelector<HTMLInputElement>('input[type="radio"][value="money"]')?.click();
    await until(() => pictureOf(root) !== before, 'drawn anew');
    const file = savedFile();
    control(root, 'Export the table as CSV').click();
    const [header = [], first = []] = await readCsv((await file).content);
    const units = (plan: string): number => Number(first[header.indexOf(plan)]);
    expect(header[3]).to.equal('Cost, per month');
    expect(Number(first[3])).to.equal(units('Power BI Pro') * 14 + units('Microsoft 365 E3') * 36);
    expect(cells(rows(root)[0])[3]).to.equal(`$${Number(first[3]).toLocaleString('en')}`);
  });

  it('gives every plan of the legend a fill of its own', async () => {
    const { root } = await showGroups('Department');
    const fills = [...root.querySelectorAll('[part="legend"] .swatch')].map((swatch) => {
      const { backgroundImage, backgroundColor } = getComputedStyle(swatch);
      // The pattern without its color: that alone must tell them apart.
      return backgroundImage === 'none'
        ? 'solid'
        : backgroundImage.replaceAll(/rgba?\([^)]*\)/g, backgroundColor);
    });
    expect(fills).to.have.length(6);
    expect(new Set(fills).size).to.equal(6);
  });

  it('reads nobody until it is asked for, and names the missing permission then', async () => {
    const { el, root } = await showUsage(
      { scopes: ['User.Read', 'LicenseAssignment.Read.All', 'Organization.Read.All'] },
      'Group by',
    );
    expect(textOf(el)).not.to.contain('A permission is missing');
    choose(root, 'Group by', 'Department');
    await until(() => textOf(el).includes('User.Read.All'), 'permission');
  });

  it('passes the accessibility audit, light and dark', async () => {
    const { el } = await showGroups('Department', { prices });
    await expect(el).shadowDom.to.be.accessible();
    document.documentElement.style.colorScheme = 'dark';
    await expect(el).shadowDom.to.be.accessible();
  });

  it('goes back to the plans', async () => {
    const { root } = await showGroups('Country');
    choose(root, 'Group by', 'Plan');
    await until(() => root.querySelector('[part="table"]') && isDrawn(root), 'plans');
    expect(root.querySelector('[part="groups"]')).to.equal(null);
  });
});
