import { browserStore } from '../../src/store/browser/browser-store.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { moveStore } from '../../src/store/move/move-store.js';
import type { Store } from '../../src/store/store.js';
import type { TenantPage } from './in-tenant.js';
import { withPublishes } from './past-publishes.js';
import { makeWorkspace } from './workspaces.js';

/** This browser's own store, of the tenant around an element. */
export function openBrowserStore({ emulator: { tenant } }: Pick<TenantPage, 'emulator'>): Store {
  return browserStore()({ tenantId: tenant.tenantId, by: tenant.administrator.id });
}

/** For `prepare`: leaves three workspaces and two publishes in this browser, and nothing else. */
export async function keepInBrowser(page: TenantPage): Promise<void> {
  const store = openBrowserStore(page);
  await clear(store);
  for (const name of ['Sales desk', 'Field', 'Reception'])
    await store.workspaces.put(makeWorkspace({ id: toId(name), name }), { etag: null });
  const openStore: TenantPage['openStore'] = (context) => browserStore()(context);
  await withPublishes(
    { id: 'p1', daysAgo: 9 },
    { id: 'p2', daysAgo: 2, name: 'Field' },
  )({ ...page, openStore });
}

export function toId(name: string): string {
  return name.toLowerCase().replace(' ', '-');
}

/** Whoever opened the page before may have left something. */
async function clear(store: Store): Promise<void> {
  const seen = await store.lease.read();
  if (seen) await store.lease.release(await store.lease.take('clearing', { over: seen }));
  await moveStore(store, memoryStore()({ tenantId: 'any', by: 'any' }));
}
