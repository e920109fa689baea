/** Script of the page that the screens are measured in. */
import { html, render } from 'lit';
import { createHostTokenAuth } from '../../../src/auth/host-token-auth.js';
import { loaders } from '../../../src/define/registry/loaders.js';
import { loadFrom } from '../../../src/define/registry/parts.js';
import type { O365Provider } from '../../../src/elements/o365-provider/o365-provider.js';
import { createWorkspace } from '../../../src/model/workspace/workspace.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';

export interface ScreensPage {
  readonly tags: readonly string[];
  /** Connects the page to an emulated tenant; every request takes so much longer. */
  connect(graph: string, roundTripMs: number): Promise<void>;
  /** Milliseconds from a key to the names, and how many searches were sent. */
  search(text: string): Promise<{ readonly ms: number; readonly requests: number }>;
  /** Milliseconds from asking for the list to its first rows. */
  openList(): Promise<number>;
  /** Waits until everybody was read. */
  listComplete(users: number): Promise<void>;
  /** Milliseconds from a key in the list's search to its rows. */
  filterList(text: string): Promise<number>;
  /** Scrolls by one screen per frame; returns how many tasks took longer than 50 ms, and the frames without a row in the middle. */
  scrollList(frames: number): Promise<{ readonly longTasks: number; readonly blankFrames: number }>;
  /** Mounts an element and takes it out again, so often. */
  cycle(tag: string, times: number): Promise<void>;
  clear(): void;
}

declare global {
  interface Window {
    screens: ScreensPage;
  }
}

let provider: O365Provider;
let searches = 0;

const nextFrame = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

async function frameWhen(holds: () => unknown): Promise<void> {
  while (!holds()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function load(...tags: string[]): Promise<void> {
  await Promise.all(tags.map(loadFrom(loaders)));
}

function shadowOf(tag: string): ShadowRoot | null | undefined {
  return provider.querySelector(tag)?.shadowRoot;
}

function write(input: HTMLInputElement | null | undefined, text: string): void {
  if (!input) throw new Error('There is no field to type into.');
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

const listRows = (): number => shadowOf('user-list')?.querySelectorAll('[data-row]').length ?? 0;
/** Whether there is a row in the middle of what is seen. */
function showsRow(scroller: Element): boolean {
  const { top, height } = scroller.getBoundingClientRect();
  const middle = top + height / 2;
  return [...scroller.querySelectorAll('[data-row]')].some((row) => {
    const box = row.getBoundingClientRect();
    return box.top <= middle && box.bottom >= middle;
  });
}
const listSize = (): number =>
  Number(shadowOf('user-list')?.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') ?? 0) - 1;

window.screens = {
  tags: Object.keys(loaders).filter((tag) => tag !== 'o365-provider'),

  async connect(graph, roundTripMs) {
    await load('o365-provider');
    const { accessToken } = (await (
      await fetch(`${graph}/emulator/token`, {
        method: 'POST',
        body: JSON.stringify({
          scopes: ['User.Read.All', 'LicenseAssignment.Read.All', 'Organization.Read.All', 'Domain.Read.All'],
        }),
      })
    ).json()) as { accessToken: string };
    const store = memoryStore();
    const account = {
      objectId: 'adele',
      name: 'Adele',
      username: 'adele@contoso.com',
      tenantId: 'contoso',
    };
    const stamp = { at: new Date().toISOString(), by: account.objectId };
    const opened = store({ tenantId: account.tenantId, by: account.objectId });
    await opened.workspaces.put(createWorkspace('sales-desk', 'Sales desk', stamp), { etag: null });
    provider = document.createElement('o365-provider');
    Object.assign(provider, {
      store,
      graphOrigin: graph,
      auth: createHostTokenAuth({
        graphOrigin: graph,
        account: () => account,
        getToken: () => Promise.resolve(accessToken),
      }),
      transport: async (request: Request) => {
        if (
          request.url.includes('search=') ||
          (request.method === 'POST' && (await request.clone().text()).includes('search='))
        )
          searches += 1;
        if (roundTripMs > 0) await new Promise((resolve) => setTimeout(resolve, roundTripMs));
        return fetch(request);
      },
    });
    document.body.append(provider);
    await frameWhen(() => provider.graph);
  },

  async search(text) {
    await load('user-subscriber');
    if (!provider.querySelector('user-subscriber'))
      render(html`<user-subscriber workspace-id="sales-desk"></user-subscriber>`, provider);
    const field = (): HTMLInputElement | null | undefined =>
      shadowOf('user-subscriber')?.querySelector<HTMLInputElement>('[role="combobox"]');
    await frameWhen(field);
    write(field(), '');
    await nextFrame();
    searches = 0;
    const startedAt = performance.now();
    write(field(), text);
    await frameWhen(() => shadowOf('user-subscriber')?.querySelector('.person-name'));
    return { ms: performance.now() - startedAt, requests: searches };
  },

  async openList() {
    await load('user-list');
    const startedAt = performance.now();
    render(html`<user-list></user-list>`, provider);
    await frameWhen(() => listRows() > 0);
    return performance.now() - startedAt;
  },

  async listComplete(users) {
    await frameWhen(() => listSize() === users);
    await nextFrame();
  },

  async filterList(text) {
    const size = listSize();
    const startedAt = performance.now();
    write(shadowOf('user-list')?.querySelector<HTMLInputElement>('input[type="search"]'), text);
    await frameWhen(() => listSize() !== size && listRows() > 0);
    return performance.now() - startedAt;
  },

  async scrollList(frames) {
    const scroller = shadowOf('user-list')?.querySelector('[role="grid"]');
    if (!scroller) throw new Error('There is no list.');
    let longTasks = 0;
    let blankFrames = 0;
    const observer = new PerformanceObserver((entries) => (longTasks += entries.getEntries().length));
    observer.observe({ type: 'longtask' });
    for (let frame = 0; frame < frames; frame += 1) {
      scroller.scrollTop += 700;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (!showsRow(scroller)) blankFrames += 1;
    }
    await nextFrame();
    longTasks += observer.takeRecords().length;
    observer.disconnect();
    return { longTasks, blankFrames };
  },

  async cycle(tag, times) {
    await load(tag);
    for (let time = 0; time < times; time += 1) {
      const element = document.createElement(tag);
      element.setAttribute('workspace-id', 'sales-desk');
      provider.append(element);
      await nextFrame();
      element.remove();
    }
    await nextFrame();
  },

  clear() {
    render(html``, provider);
  },
};
