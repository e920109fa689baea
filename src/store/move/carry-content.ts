import { contentKinds, type ContentKind, type ContentRecord } from '../content/content-record.js';
import type { HeldLease } from '../lease/held-lease.js';
import { throwIfCancelled } from '../store-errors.js';
import type { CallOptions, ContentRecords, Journal, Store } from '../store.js';
import type { MoveOptions, MoveResult } from './move-result.js';

/** A store whose lease is held. */
export interface HeldStore {
  readonly store: Pick<Store, 'content' | 'journal'>;
  readonly lease: Pick<HeldLease, 'hold'>;
}

/** How many records travel in one call. */
const portions: Readonly<Record<ContentKind, number>> = {
  grants: 500,
  // Each comes with all its entries.
  publishes: 20,
  workspaces: 50,
  orders: 50,
  snapshots: 500,
  keeps: 500,
  refusedPairs: 500,
  views: 500,
};

/** Puts everything into `to`, and only then removes it from `from`. */
export async function carryContent(
  from: HeldStore,
  to: HeldStore,
  options: MoveOptions,
): Promise<MoveResult> {
  const { signal, onProgress } = options;
  const content = await listAll(from.store.content, { ...(signal ? { signal } : {}) });
  const known = await listKnownPublishes(to.store.journal, options);
  const isSettled = (record: ContentRecord): boolean => known.has(publishOf(record));
  const arriving = content.filter((record) => !isSettled(record));
  let [done, total] = [0, arriving.length + content.length];
  const forPortions = async (
    records: readonly ContentRecord[],
    call: (portion: readonly ContentRecord[]) => Promise<readonly ContentRecord[]>,
  ): Promise<readonly ContentRecord[]> => {
    const returned: ContentRecord[] = [];
    for (const portion of listPortions(records)) {
      throwIfCancelled(signal);
      returned.push(...(await call(portion)));
      done += portion.length;
      onProgress?.({ done, total });
    }
    return returned;
  };

  const refused = await forPortions(arriving, (portion) => to.store.content.put(portion, to.lease.hold));
  // What a publish gave goes or stays with it.
  const keptPublishes = new Set(refused.filter(({ kind }) => kind === 'publishes').map(({ key }) => key[0]));
  const unsure = content.filter((record) => isSettled(record) && keptPublishes.has(publishOf(record)));
  const kept = new Set([...refused, ...unsure]);
  const leaving = content.filter((record) => !kept.has(record));
  total = done + leaving.length;
  const changed = await forPortions(leaving, (portion) =>
    from.store.content.delete(portion, from.lease.hold),
  );
  const stayed = new Set(changed);
  return {
    moved: countKinds(leaving.filter((record) => !stayed.has(record))),
    kept: [...kept, ...changed],
  };
}

async function listAll(content: ContentRecords, options: CallOptions): Promise<readonly ContentRecord[]> {
  const all: ContentRecord[] = [];
  for (const kind of contentKinds) all.push(...(await content.list(kind, options)));
  return all;
}

/** Publishes that are there whole, readable or not: what they gave was put before them. */
async function listKnownPublishes(journal: Journal, { signal }: CallOptions): Promise<ReadonlySet<string>> {
  const { publishes, damaged } = await journal.list(signal ? { signal } : {});
  return new Set([...publishes.map(({ head }) => head.publishId), ...damaged.map(({ id }) => id)]);
}

/** The publish that a grant names; nothing for anything else. */
function publishOf({ kind, value }: ContentRecord): string {
  if (kind !== 'grants' || typeof value !== 'object' || value === null) return '';
  const publishId: unknown = Reflect.get(value, 'publishId');
  return typeof publishId === 'string' ? publishId : '';
}

/** Records of one kind at a time, in their order. */
function* listPortions(records: readonly ContentRecord[]): Iterable<readonly ContentRecord[]> {
  for (const kind of contentKinds) {
    const ofKind = records.filter((record) => record.kind === kind);
    for (let from = 0; from < ofKind.length; from += portions[kind])
      yield ofKind.slice(from, from + portions[kind]);
  }
}

function countKinds(records: readonly ContentRecord[]): Readonly<Record<ContentKind, number>> {
  const counts = Object.fromEntries(contentKinds.map((kind) => [kind, 0])) as Record<ContentKind, number>;
  for (const { kind } of records) counts[kind] += 1;
  return counts;
}
