import { browserStore } from '../src/store/browser/browser-store.js';
import { portalStore } from '../src/store/portal/portal-store.js';
import type { OpenStore } from '../src/store/store.js';
import { tenantStore } from '../src/store/tenant/tenant-store.js';

/** What the page is told by the server that fills it in. */
const { store: given, api = '' } = document.documentElement.dataset;

/** Where workspaces are saved; a portal decides this once, in its code. */
const stores: Readonly<Record<string, OpenStore>> = {
  portal: portalStore({ url: '/api/o365', scopes: [`${api}/access_as_user`] }),
  browser: browserStore(),
  tenant: tenantStore(),
};

const key = 'portal-store';

/** The store that was chosen in this browser, else the one that the portal is started with. */
export function findStore(): OpenStore | undefined {
  return stores[localStorage.getItem(key) ?? given ?? ''];
}

/** Lets whoever tries the portal choose, and remembers it in this browser. */
export function letChooseStore(choice: HTMLSelectElement, use: (store: OpenStore) => void): void {
  choice.value = localStorage.getItem(key) ?? given ?? '';
  choice.addEventListener('change', () => {
    localStorage.setItem(key, choice.value);
    const store = findStore();
    if (store) use(store);
  });
}
