import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import '../../src/define/license-usage-chart.js';
import type { LicenseUsageChart } from '../../src/define/license-usage-chart.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';
import { planOf } from '../support/workspaces.js';

interface Shown {
  readonly el: LicenseUsageChart;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
}

async function show(
  parameters: TenantParameters,
  text: string | RegExp,
  template: TemplateResult = html`<license-usage-chart></license-usage-chart>`,
): Promise<Shown> {
  const page = await renderInTenant(template, parameters);
  const el = page.provider.querySelector('license-usage-chart');
  if (!el) throw new Error('not rendered');
  await until(() => textOf(el).search(text) >= 0, `shows ${String(text)}`);
  return { el, root: el.shadowRoot as ShadowRoot, page };
}

/** Whether anything but one color is drawn. */
function isDrawn(root: ShadowRoot): boolean {
  const canvas = root.querySelector('canvas');
  const pixels = canvas?.width
    ? canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    : undefined;
  return pixels !== undefined && new Set(new Uint32Array(pixels.buffer)).size > 4;
}

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

function saved(): Promise<{ readonly name: string; readonly content: Blob }> {
  const create = URL.createObjectURL.bind(URL);
  const click = HTMLAnchorElement.prototype.click;
  return new Promise((resolve) => {
    let content: Blob;
    URL.createObjectURL = (blob: Blob) => {
      content = blob;
      return create(blob);
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      URL.createObjectURL = create;
      HTMLAnchorElement.prototype.click = click;
      resolve({ name: this.download, content });
    };
  });
}

describe('<license-usage-chart>', () => {
  before(() => setViewport({ width: 1200, height: 900 }));
  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.style.removeProperty('color-scheme');
  });

  it('sums up paid plans in a sentence whose numbers are those of the table', async () => {
    const { root } = await show({ tenant: 'contoso', users: 300 }, /assigned\. .+ not/);
    const answer = root.querySelector('[part="answer"]')?.textContent ?? '';
    const totals = [...root.querySelectorAll('tfoot .end')].map((cell) => cell.textContent?.trim());
    const [, percent, total, rest] =
      /(\d+)% of ([\d,]+) licenses are assigned\. ([\d,]+) are not/.exec(answer) ?? [];
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
    control(root, 'Show who holds Power BI Pro').click();
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

  it('exports the table and the picture', async () => {
    const { root } = await show({ tenant: 'contoso', users: 100 }, 'Power BI Pro');
    await until(() => isDrawn(root), 'drawn');
    let file = saved();
    control(root, 'Export the table as CSV').click();
    const csv = await file;
    expect(csv.name).to.match(/^license-usage-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await csv.content.text()).trim().split('\r\n');
    expect(lines).to.have.length(names(root).length + 1);
    file = saved();
    control(root, 'Export the picture as PNG').click();
    const png = await file;
    expect([...new Uint8Array(await png.content.slice(0, 4).arrayBuffer())]).to.deep.equal([
      0x89, 0x50, 0x4e, 0x47,
    ]);
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
      'cannot be told yet',
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
