import { html, type TemplateResult } from 'lit';
import '../../../src/define/license-usage-chart.js';
import type { LicenseUsageChart } from '../../../src/define/license-usage-chart.js';
import { textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';

export interface ShownUsage {
  readonly el: LicenseUsageChart;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
}

/** Shows the element until a text is there. */
export async function showUsage(
  parameters: TenantParameters,
  text: string | RegExp,
  template: TemplateResult = html`<license-usage-chart></license-usage-chart>`,
): Promise<ShownUsage> {
  const page = await renderInTenant(template, parameters);
  const el = page.provider.querySelector('license-usage-chart');
  if (!el) throw new Error('not rendered');
  await until(() => textOf(el).search(text) >= 0, `shows ${String(text)}`);
  return { el, root: el.shadowRoot as ShadowRoot, page };
}

/** Whether anything but one color is drawn. */
export function isDrawn(root: ShadowRoot, selector = 'table.usage canvas'): boolean {
  const canvas = root.querySelector<HTMLCanvasElement>(selector);
  const pixels = canvas?.width
    ? canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    : undefined;
  return pixels !== undefined && new Set(new Uint32Array(pixels.buffer)).size > 4;
}

/** The picture as it is now. */
export function pictureOf(root: ShadowRoot, selector = 'table.usage canvas'): string {
  return root.querySelector<HTMLCanvasElement>(selector)?.toDataURL() ?? '';
}

/** Picks an option of a list by its text, as a person does. */
export function choose(root: ShadowRoot, label: string, option: string): void {
  const field = [...root.querySelectorAll('label')].find((each) => each.textContent?.includes(label));
  const select = field?.querySelector('select');
  const found = [...(select?.options ?? [])].find(({ text }) => text.trim() === option);
  if (!select || !found) throw new Error(`no ${option} in ${label}`);
  select.value = found.value;
  select.dispatchEvent(new Event('change'));
}
