import { html, type TemplateResult } from 'lit';
import '../../../src/define/user-list.js';
import type { UserList } from '../../../src/define/user-list.js';
import { findCache } from '../../support/find-session.js';
import { textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';

export interface ListPage {
  readonly el: UserList;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
}

/** Renders the list and waits until everybody is there. */
export async function showList(
  parameters: TenantParameters,
  template: TemplateResult = html`<user-list></user-list>`,
  container?: HTMLElement,
): Promise<ListPage> {
  const page = await renderInTenant(template, parameters, container);
  const el = page.provider.querySelector('user-list');
  if (!el) throw new Error('not rendered');
  const everybody = page.emulator.state().users.length;
  await until(() => textOf(el).includes(`of ${everybody.toLocaleString('en')} people`), 'everybody');
  await answersPlans(page, el);
  return { el, root: el.shadowRoot as ShadowRoot, page };
}

/** Waits until the plans were answered too: people may be there before. */
export async function answersPlans({ provider }: TenantPage, el: UserList): Promise<void> {
  const pending = (): number => findCache(provider)?.isFetching({ queryKey: ['plans'] }) ?? 0;
  await until(() => pending() === 0, 'the plans');
  await el.updateComplete;
}

export const rows = (root: ShadowRoot): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[data-row]'),
];

/** How many people match. */
export function count(root: ShadowRoot): number {
  const grid = root.querySelector('[role="grid"]');
  return grid ? Number(grid.getAttribute('aria-rowcount')) - 1 : 0;
}

export const detail = (root: ShadowRoot): HTMLElement | null =>
  root.querySelector<HTMLElement>('[part="detail"]');

/** Opens what is known of a person: finds the row by the search. */
export async function open(root: ShadowRoot, { id, displayName }: { id: string; displayName: string }) {
  const input = root.querySelector<HTMLInputElement>('input[type="search"]') as HTMLInputElement;
  input.value = displayName;
  input.dispatchEvent(new Event('input'));
  const row = (): HTMLElement | null => root.querySelector(`[data-row="${id}"]`);
  await until(row, 'the row');
  row()?.querySelector<HTMLElement>('.name')?.click();
  await until(() => detail(root)?.textContent.includes(displayName), 'the details');
}

/** Clicks the check box or radio with this label, in a fieldset with this legend where one is named. */
export function choose(root: ShadowRoot, name: string, legend?: string): void {
  const groups = [...root.querySelectorAll('fieldset')].filter(
    (group) => legend === undefined || group.querySelector('legend')?.textContent.trim() === legend,
  );
  const labels = groups.flatMap((group) => [...group.querySelectorAll('label')]);
  const label = labels.find((each) => each.textContent.trim() === name);
  if (!label) throw new Error(`No choice is named ${name}.`);
  label.querySelector('input')?.click();
}

/** What the next event of this name says. */
export function next<Name extends keyof HTMLElementEventMap>(
  el: HTMLElement,
  name: Name,
): Promise<HTMLElementEventMap[Name]> {
  return new Promise((resolve) => el.addEventListener(name, resolve, { once: true }));
}
