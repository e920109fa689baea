import { contentKinds, type ContentRecord } from '../content/content-record.js';
import { nothingIfDamaged } from '../schema/record.js';
import type { Store } from '../store.js';

/** All that the parts of a store tell, part by part; publishes in their order, everything else in any. */
export type StoreView = Readonly<
  Record<
    | 'workspaces'
    | 'publishes'
    | 'damaged'
    | 'entries'
    | 'grants'
    | 'orders'
    | 'snapshots'
    | 'keeps'
    | 'refused'
    | 'views',
    readonly string[]
  >
>;

/** Values of which the order means nothing. */
export function sorted(values: readonly unknown[]): readonly string[] {
  return values.map((each) => JSON.stringify(each)).sort();
}

export async function lookAt(store: Store): Promise<StoreView> {
  const { workspaces, journal, grants, orders, insights, views } = store;
  const listed = await workspaces.list();
  const { publishes, damaged } = await journal.list();
  const entries: unknown[] = [];
  for (const { head } of publishes) entries.push(await journal.read(head.publishId).catch(nothingIfDamaged));
  return {
    workspaces: sorted([...listed.workspaces, ...listed.damaged]),
    publishes: publishes.map((summary) => JSON.stringify(summary)),
    // What is stored of a damaged one has its place among those of the store, which is another store's own.
    damaged: damaged.map(({ record: _record, ...rest }) => JSON.stringify(rest)),
    entries: sorted(entries),
    grants: sorted(await grants.list()),
    orders: sorted(await orders.list()),
    snapshots: sorted(await insights.listSnapshots()),
    keeps: sorted(await insights.listKeeps()),
    refused: sorted(await insights.listRefused()),
    views: sorted(await views.list()),
  };
}

/** All records of a store. */
export async function listContent({ content }: Store): Promise<readonly ContentRecord[]> {
  const all: ContentRecord[] = [];
  for (const kind of contentKinds) all.push(...(await content.list(kind)));
  return all;
}
