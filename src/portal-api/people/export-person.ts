import { holderToKey, userHolder } from '../../model/holding/holder.js';
import { tableNames, type RowKey, type Rows, type TableName } from '../../store/records/database.js';
import { getField } from '../../store/records/store-parts.js';

/** One record in which a person is named. */
export interface PersonRecord {
  readonly table: TableName;
  readonly key: RowKey;
  /** What it says of her, and of nobody else. */
  readonly value: unknown;
}

/**
 * All that is stored of one person: what she has and had from workspaces, and what she did. Of records about many people it
 * has her part alone, and nobody else's id.
 */
export async function exportPerson(rows: Rows, userId: string): Promise<readonly PersonRecord[]> {
  const found: PersonRecord[] = [];
  for (const table of tableNames)
    for (const { key, value } of await rows.list(table)) {
      const isHers = key.some((part) => names(part, userId));
      const part = isHers ? withoutOthers(value, userId) : keepPart(value, userId);
      const named = !isHers && keyedByHolder.has(table) ? key.slice(1) : key;
      if (part !== undefined) found.push({ table, key: named, value: part });
    }
  return found;
}

/** Tables whose keys begin with who has something. */
const keyedByHolder: ReadonlySet<TableName> = new Set(['grants', 'keeps']);

/** What of a value is about her, or names her with the plain values beside it; undefined where nothing is. */
function keepPart(value: unknown, userId: string): unknown {
  if (names(value, userId)) return value;
  if (Array.isArray(value)) {
    const parts = value.map((each) => keepPart(each, userId)).filter((each) => each !== undefined);
    return parts.length > 0 ? parts : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (isAbout(value, userId)) return withoutOthers(value, userId);
  const parts = Object.entries(value).map(([name, each]) => [name, keepPart(each, userId)] as const);
  if (parts.every(([, part]) => part === undefined)) return undefined;
  const beside = Object.entries(value).filter(([name, each]) => isPlain(each) && !personal.has(name));
  return Object.fromEntries([...beside, ...parts.filter(([, part]) => part !== undefined)]);
}

/** Whether all that an object says is said of her. */
function isAbout(value: object, userId: string): boolean {
  return getField(value, 'userId') === userId || getField(getField(value, 'holder'), 'userId') === userId;
}

/** What is said of her, whoever said it. */
function withoutOthers(value: unknown, userId: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutOthers(each, userId));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, each]) => !personal.has(name) || names(each, userId))
      .map(([name, each]) => [name, withoutOthers(each, userId)]),
  );
}

/** Properties that name people. */
const personal: ReadonlySet<string> = new Set(['by', 'userId']);

function isPlain(value: unknown): boolean {
  return typeof value !== 'object';
}

/** Alone, or as the holder in a key. */
function names(value: unknown, userId: string): boolean {
  return value === userId || value === holderToKey(userHolder(userId));
}
