import { browserStore } from '../src/store/browser/browser-store.js';
import type { OpenStore } from '../src/store/store.js';
import { tenantStore } from '../src/store/tenant/tenant-store.js';

/** Where workspaces are saved; a portal decides this once, in its code. */
const stores: Readonly<Record<string, OpenStore>> = { browser: browserStore(), tenant: tenantStore() };

/** Lets whoever tries the portal choose, and remembers it in this browser. */
export function chooseStore(choice: HTMLSelectElement, use: (store: OpenStore) => void): void {
  const key = 'portal-store';
  choice.value = localStorage.getItem(key) ?? 'browser';
  const apply = (): void => {
    const store = stores[choice.value];
    if (store) use(store);
  };
  choice.addEventListener('change', () => {
    localStorage.setItem(key, choice.value);
    apply();
  });
  apply();
}
