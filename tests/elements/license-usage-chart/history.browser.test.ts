import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { control, textOf } from '../../support/find.js';
import type { TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { withHistory } from '../../support/usage-history.js';
import { planOf } from '../../support/workspaces.js';
import { choose, isDrawn, pictureOf, showUsage, type ShownUsage } from './show-usage.js';

const line = '.history canvas';

async function showHistory(parameters = {}): Promise<ShownUsage> {
  const shown = await showUsage(
    { tenant: 'contoso', users: 200, ...withHistory(), ...parameters },
    '53 snapshots',
  );
  shown.root.querySelector('.history')?.scrollIntoView();
  await until(() => isDrawn(shown.root, line), 'the line');
  return shown;
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);
const daysAgo = (days: number): string => isoDay(new Date(Date.now() - days * 86_400_000));

function setDay(root: ShadowRoot, index: number, day: string): void {
  const input = root.querySelectorAll<HTMLInputElement>('[part="comparison"] input')[index];
  if (!input) throw new Error('no date');
  input.value = day;
  input.dispatchEvent(new Event('change'));
}

const changes = (root: ShadowRoot): string[][] =>
  [...root.querySelectorAll('table.comparison tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) =>
      (cell.firstChild?.parentElement?.textContent ?? '').trim(),
    ),
  );

describe('<license-usage-chart> over time', () => {
  before(() => setViewport({ width: 1200, height: 900 }));
  afterEach(() => document.body.replaceChildren());

  it('begins its history with the day on which it is opened first', async () => {
    const { page } = await showUsage({ tenant: 'contoso', users: 100 }, 'History begins today');
    const [today, ...others] = await page.store.insights.listSnapshots();
    expect(others).to.deep.equal([]);
    expect(today?.date).to.equal(isoDay(new Date()));
    const sku = page.emulator.state().skus.find(({ skuPartNumber }) => skuPartNumber === 'POWER_BI_PRO');
    expect(today?.plans.find(({ skuId }) => skuId === sku?.skuId)?.assigned).to.equal(sku?.consumedUnits);
  });

  it('tells the numbers of the line beside it, and draws another plan when asked to', async () => {
    const { root } = await showHistory();
    const numbers = (): string[] =>
      [...root.querySelectorAll('.numbers tbody tr')].map(
        (row) => row.querySelector('td')?.textContent ?? '',
      );
    expect(numbers()).to.have.length(53);
    const before = { picture: pictureOf(root, line), numbers: numbers().join() };
    choose(root, 'Plan in the history', 'Power BI Pro');
    await until(() => pictureOf(root, line) !== before.picture, 'another line');
    expect(numbers().join()).not.to.equal(before.numbers);
    expect(root.querySelector(line)?.getAttribute('aria-label')).to.contain('Power BI Pro');
  });

  it('forecasts when a plan that grows runs out', async () => {
    const { el, root } = await showHistory({ users: 1000 });
    choose(root, 'Plan in the history', 'Power BI Pro');
    const sentence = /Runs out about (\w+ \d+, \d{4}), between (\w+ \d+, \d{4}) and (\w+ \d+, \d{4})\./;
    await until(() => sentence.test(textOf(el)), 'forecast');
    const [, on, earliest, latest] = (sentence.exec(textOf(el)) ?? []).map((day) => Date.parse(day));
    expect(earliest).to.be.greaterThan(Date.now());
    expect(on).to.be.within(earliest ?? 0, latest ?? 0);
  });

  it('says that a plan is full instead of forecasting that it does not run out', async () => {
    const { el, root } = await showHistory();
    choose(root, 'Plan in the history', 'Planner and Project Plan 3');
    await until(() => textOf(el).includes('All licenses are already assigned.'), 'full');
  });

  it('says that there are too few snapshots for a forecast', async () => {
    await showUsage(
      { tenant: 'contoso', users: 100, ...withHistory(2) },
      'Not enough snapshots for a forecast. It needs at least four over two weeks.',
    );
  });

  it('compares two dates, what changed most first', async () => {
    const { root, page } = await showHistory({ prices: { POWER_BI_PRO: 14 } });
    setDay(root, 0, daysAgo(28));
    const { skuId } = planOf('POWER_BI_PRO');
    const snapshots = await page.store.insights.listSnapshots();
    const assigned = (day: string): number =>
      snapshots.findLast(({ date }) => date <= day)?.plans.find((plan) => plan.skuId === skuId)?.assigned ??
      0;
    const difference = assigned(daysAgo(0)) - assigned(daysAgo(28));
    const row = (): string[] | undefined => changes(root).find(([name]) => name?.startsWith('Power BI Pro'));
    await until(() => row()?.[1] === String(assigned(daysAgo(28))), 'compared');
    expect(row()?.[3]).to.equal(`+${difference}`);
    expect(row()?.[0]).to.contain(`$${difference * 14} a month`);
    const all = changes(root).map(([, , , change = '']) => Math.abs(Number(change.replace('−', '-'))));
    expect(all).to.deep.equal([...all].sort((a, b) => b - a));
  });

  it('says when there is nothing to compare with', async () => {
    const { el, root } = await showHistory();
    setDay(root, 0, daysAgo(900));
    await until(() => textOf(el).includes('There’s no snapshot on or before that day.'), 'none');
    setDay(root, 0, daysAgo(0));
    await until(() => textOf(el).includes('Nothing changed between these days.'), 'the same day');
  });

  it('says that snapshots could not be kept, and goes on without them', async () => {
    const prepare = ({ store }: TenantPage): void => {
      store.insights.putSnapshot = () => Promise.reject(new Error('no room'));
    };
    const { root } = await showUsage({ tenant: 'contoso', users: 100, prepare }, 'Try again');
    expect(root.querySelector('.history [role="alert"], .history .notice')).to.exist;
    expect(control(root, 'Show who has Power BI Pro')).to.exist;
  });

  it('passes the accessibility audit', async () => {
    const { el, root } = await showHistory();
    root.querySelector('details')?.setAttribute('open', '');
    await expect(el).shadowDom.to.be.accessible();
  });
});
