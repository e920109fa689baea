import { deleteDB, openDB } from 'idb';
import { browserStore } from '../../src/store/browser/browser-store.js';
import type { SpoiledRecord, StoreFault, StoreUnderTest } from '../../src/store/contract/index.js';
import type { OpenStore } from '../../src/store/store.js';

const tenantId = 'contoso';
let databases = 0;

export function nextName(): string {
  return `o365-store-test-${(databases += 1)}`;
}

/** Browsers of several machines: a machine is a database of its own. */
export function createBrowsers(): StoreUnderTest {
  const prefix = nextName();
  const machines = new Map<string, OpenStore>();
  const toName = (machine: string): string => `${prefix}-${machine}`;
  return {
    connect({ by, machine }) {
      const open = machines.get(machine) ?? browserStore({ name: toName(machine) });
      machines.set(machine, open);
      return open({ tenantId, by });
    },
    async crash() {
      machines.clear();
    },
    spoil: (record) => spoil(toName('ada'), record),
    simulate: (fault) => simulate(toName('ada'), fault),
    breakOff: async (write) => breakOff(write),
    dispose() {
      restoreAll();
      return Promise.all([...machines.keys()].map((machine) => deleteDB(toName(machine))));
    },
  };
}

/** Writes to a row below the store. */
export async function changeRow(
  name: string,
  table: string,
  key: readonly unknown[],
  change: (row: Record<string, unknown>) => unknown,
): Promise<void> {
  const database = await openDB(name);
  const rows = database.transaction(table, 'readwrite').store;
  const id = [tenantId, ...key] as IDBValidKey;
  await rows.put(change((await rows.get(id)) as Record<string, unknown>), id);
  database.close();
}

function spoil(name: string, { part, id, how }: SpoiledRecord): Promise<void> {
  const version = { schemaVersion: 2 };
  if (part === 'workspaces')
    return changeRow(name, 'workspaces', [id], (row) => {
      const workspace = row['workspace'] as Record<string, unknown>;
      return { ...row, workspace: { ...workspace, ...(how === 'newer' ? version : { draft: null }) } };
    });
  return how === 'damaged'
    ? changeRow(name, 'entries', [id, 0], () => 'rubbish')
    : changeRow(name, 'publishes', [id], (row) => ({
        ...row,
        head: { ...(row['head'] as object), ...version },
      }));
}

async function simulate(name: string, fault: StoreFault): Promise<() => unknown> {
  switch (fault) {
    case 'full':
      return replacePut(() => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      });
    case 'missing':
      return replaceGlobal('indexedDB', undefined);
    case 'cleared':
      await deleteDB(name);
      return () => undefined;
    case 'blocked':
      return replaceGlobal('indexedDB', {
        open() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
  }
}

function breakOff(write: number): () => unknown {
  let left = write;
  return replacePut((put) => {
    left -= 1;
    if (left === 0) throw new DOMException('The disk is gone.', 'UnknownError');
    return put();
  });
}

const restores = new Set<() => void>();

/** Gives back all that tests put something else in the place of. For `afterEach`. */
export function restoreAll(): void {
  for (const restore of restores) restore();
}

function replaced(restore: () => void): () => void {
  const once = (): void => {
    if (restores.delete(once)) restore();
  };
  restores.add(once);
  return once;
}

/** Puts something else in the place of writing a row. */
function replacePut(write: (put: () => IDBRequest<IDBValidKey>) => IDBRequest<IDBValidKey>): () => void {
  const original = Reflect.get<IDBObjectStore, 'put'>(IDBObjectStore.prototype, 'put');
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof original>) {
    return write(() => original.apply(this, args));
  };
  return replaced(() => {
    IDBObjectStore.prototype.put = original;
  });
}

/** Puts something else in the place of a part of the platform, or nothing. */
export function replaceGlobal(name: string, value: unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  return replaced(() => {
    if (original) Object.defineProperty(globalThis, name, original);
    else Reflect.deleteProperty(globalThis, name);
  });
}
