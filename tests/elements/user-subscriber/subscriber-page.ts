import { waitUntil } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import '../../../src/define/user-subscriber.js';
import type { UserSubscriber } from '../../../src/define/user-subscriber.js';
import { field, type } from '../../support/fields.js';
import { textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { makeWorkspace, withWorkspaces, type WorkspaceSeed } from '../../support/workspaces.js';

export interface ShownSubscriber {
  readonly el: UserSubscriber;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
  /** Waits until the store holds as many subscribers, and returns them. */
  readonly subscribers: (count: number) => Promise<readonly string[]>;
}

/** Renders the subscribers of one workspace and waits until it says the text. */
export async function showSubscribers(
  parameters: TenantParameters,
  text: string,
  template: TemplateResult = html`<user-subscriber workspace-id="sales-desk"></user-subscriber>`,
): Promise<ShownSubscriber> {
  const page = await renderInTenant(template, parameters);
  const el = document.querySelector('user-subscriber');
  if (!el?.shadowRoot) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  const subscribers = async (count: number): Promise<readonly string[]> => {
    const read = async (): Promise<readonly string[]> =>
      (await page.store.workspaces.get('sales-desk'))?.workspace.draft.subscribers ?? [];
    await waitUntil(async () => (await read()).length === count, `${count} are stored`, { timeout: 10_000 });
    return read();
  };
  return { el, root: el.shadowRoot, page, subscribers };
}

/** For `showSubscribers`: the one workspace of the store. */
export const one = (
  make: (page: TenantPage) => WorkspaceSeed = () => ({}),
): Pick<TenantParameters, 'prepare'> => ({
  prepare: withWorkspaces((page) => [makeWorkspace(make(page))]),
});

/** Sees every request before the tenant does. */
export function intercept({ emulator }: TenantPage, see: (request: string) => Promise<void> | void): void {
  const { fetch } = emulator;
  const seen: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    await see(decodeURIComponent(`${request.url} ${await request.clone().text()}`));
    return fetch(request);
  };
  Object.assign(emulator, { fetch: seen });
}

export const options = (root: ShadowRoot): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[role="option"]:not(.all)'),
];
export const rows = (root: ShadowRoot): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[role="row"][data-row]'),
];

/** Types into the search and waits for its answer. */
export async function search({ el, root }: ShownSubscriber, text: string): Promise<HTMLInputElement> {
  const input = field(root, 'Name, email, or department');
  type(input, text);
  await until(
    () =>
      root.querySelector('[role="listbox"]')?.getAttribute('aria-busy') === 'false' &&
      options(root).length > 0,
    `finds people for ${text}`,
  );
  await el.updateComplete;
  return input;
}

export const active = (root: ShadowRoot): string | undefined => {
  const id = field(root, 'Name, email, or department').getAttribute('aria-activedescendant');
  return id ? (root.getElementById(id)?.textContent ?? undefined) : undefined;
};
