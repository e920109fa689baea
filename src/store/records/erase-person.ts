import { createId } from '../../model/create-id.js';
import { ProvisioningError } from '../../model/errors.js';
import { findOpenClaims } from '../journal/open-claims.js';
import type { StorePart } from '../store.js';
import type { Row, RowKey, Rows, TableName } from './database.js';
import { hasGrants } from './grant-records.js';
import { readPublishes } from './journal/prune-publishes.js';
import { getField } from './store-parts.js';

/** Where people's ids stand. */
const tablesWithPeople = [
  ['publishes', 'journal'],
  ['entries', 'journal'],
  ['workspaces', 'workspaces'],
  ['orders', 'orders'],
  ['keeps', 'insights'],
  ['leases', 'lease'],
] as const satisfies readonly (readonly [TableName, StorePart])[];

/**
 * Puts a random id in the place of a person's, also in what is damaged.
 *
 * @returns the parts that changed
 * @throws {ProvisioningError} `still-granted`
 */
export async function erasePerson(tables: Rows, userId: string): Promise<readonly StorePart[]> {
  const isOpen = (publishes: Awaited<ReturnType<typeof readPublishes>>): boolean =>
    findOpenClaims(publishes).isOpen({ kind: 'user', userId });
  if ((await hasGrants(tables, userId)) || isOpen(await readPublishes(tables)))
    throw new ProvisioningError(
      'still-granted',
      'A workspace assigned something to this person, or may have; nothing was erased.',
    );
  const replacement = createId();
  const changed = new Set<StorePart>();
  for (const [table, part] of tablesWithPeople) {
    const old: RowKey[] = [];
    const renewed: Row[] = [];
    for (const { key, value } of await tables.list(table)) {
      const newKey: RowKey = key.map((each) => (each === userId ? replacement : each));
      const newValue = replaceText(value, userId, replacement);
      if (newValue === value && newKey.every((each, index) => each === key[index])) continue;
      old.push(key);
      renewed.push({ key: newKey, value: renewEtag(newValue) });
    }
    if (old.length === 0) continue;
    changed.add(part);
    await tables.delete(table, old);
    await tables.put(table, renewed);
  }
  return [...changed];
}

/** A value with a text replaced wherever it stands alone. One without it is the same object. */
function replaceText(value: unknown, text: string, replacement: string): unknown {
  if (value === text) return replacement;
  if (Array.isArray(value)) {
    const items = value.map((each: unknown) => replaceText(each, text, replacement));
    return items.every((each, index) => each === value[index]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const next = entries.map(([name, each]) => [name, replaceText(each, text, replacement)] as const);
  return next.every(([, each], index) => each === entries[index]?.[1]) ? value : Object.fromEntries(next);
}

/** Whoever read it before must not write it back. */
function renewEtag(value: unknown): unknown {
  return typeof getField(value, 'etag') === 'string' ? { ...(value as object), etag: createId() } : value;
}
