import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { ProvisioningError, toProvisioningError } from '../model/errors.js';

/** One workspace of one tenant, as it lies in the database. */
export interface WorkspaceRow {
  readonly tenantId: string;
  readonly id: string;
  readonly etag: string;
  /** Checked when read: another version of this library may have written it. */
  readonly workspace: unknown;
}

export interface WorkspaceDatabase extends DBSchema {
  workspaces: { key: [tenantId: string, id: string]; value: WorkspaceRow };
}

type Transaction<M extends IDBTransactionMode> = IDBPTransaction<WorkspaceDatabase, ['workspaces'], M>;

/** The layout of the database; the records in it carry their own version. */
const databaseVersion = 1;

/**
 * A connection that opens on first use and again after the browser or another tab ended it.
 * It gives way at once when another tab wants to upgrade or delete the database.
 */
export class IndexedDbConnection {
  readonly #name: string;
  #opening: Promise<IDBPDatabase<WorkspaceDatabase>> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * Runs work in one transaction. When the promise resolves, the transaction is committed; when it rejects, nothing was written.
   *
   * @throws {ProvisioningError} what the work throws, `storage-full`, `storage-unavailable`, `record-newer`
   */
  async run<T, M extends IDBTransactionMode>(
    mode: M,
    work: (transaction: Transaction<M>) => Promise<T>,
  ): Promise<T> {
    try {
      const transaction = await this.#begin(mode);
      return await finish(transaction, work);
    } catch (thrown) {
      throw toStorageError(thrown);
    }
  }

  async #begin<M extends IDBTransactionMode>(mode: M): Promise<Transaction<M>> {
    const options = { durability: 'strict' } as const;
    const database = await this.#open();
    try {
      return database.transaction(['workspaces'], mode, options);
    } catch (thrown) {
      // The connection was closing; no work has begun, so a fresh one may take it.
      if (!isNamed(thrown, 'InvalidStateError')) throw thrown;
      this.#opening = undefined;
      return (await this.#open()).transaction(['workspaces'], mode, options);
    }
  }

  #open(): Promise<IDBPDatabase<WorkspaceDatabase>> {
    if (this.#opening) return this.#opening;
    const opening = new Promise<IDBPDatabase<WorkspaceDatabase>>((resolve, reject) => {
      const forget = (): void => {
        if (this.#opening === opening) this.#opening = undefined;
      };
      openDB<WorkspaceDatabase>(this.#name, databaseVersion, {
        upgrade(database, oldVersion) {
          if (oldVersion < 1) database.createObjectStore('workspaces', { keyPath: ['tenantId', 'id'] });
        },
        blocked: () => {
          forget();
          reject(
            new ProvisioningError(
              'storage-unavailable',
              'Another tab with an older version keeps the stored workspaces busy. Close it and try again.',
              { retryable: true },
            ),
          );
        },
        blocking: (_current, _blocked, event) => {
          forget();
          (event.target as IDBDatabase).close();
        },
        terminated: forget,
      }).then(resolve, (thrown: unknown) => {
        forget();
        reject(toStorageError(thrown));
      });
    });
    this.#opening = opening;
    return opening;
  }
}

async function finish<T, M extends IDBTransactionMode>(
  transaction: Transaction<M>,
  work: (transaction: Transaction<M>) => Promise<T>,
): Promise<T> {
  // Heard from the start: the transaction may fail while the work still waits for a request of it.
  const done = transaction.done.then(
    () => undefined,
    (thrown: unknown) => ({ thrown }),
  );
  let result: T;
  try {
    result = await work(transaction);
  } catch (thrown) {
    abort(transaction);
    const failure = await done;
    // A request that fails because its transaction did only says "aborted"; the transaction knows why.
    throw failure && isNamed(thrown, 'AbortError') ? failure.thrown : thrown;
  }
  const failure = await done;
  if (failure) throw failure.thrown;
  return result;
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch (thrown) {
    // It has ended by itself, which is what we want.
    if (!isNamed(thrown, 'InvalidStateError')) throw thrown;
  }
}

function toStorageError(thrown: unknown): ProvisioningError {
  if (thrown instanceof ProvisioningError) return thrown;
  if (isNamed(thrown, 'QuotaExceededError'))
    return new ProvisioningError(
      'storage-full',
      "This browser's storage is full. Nothing was written; what was stored before is still there.",
      { cause: thrown },
    );
  if (isNamed(thrown, 'VersionError'))
    return new ProvisioningError(
      'record-newer',
      'A newer version of this page has upgraded the stored workspaces. Reload this page.',
      { cause: thrown },
    );
  if (isDomException(thrown) || thrown instanceof ReferenceError)
    return new ProvisioningError(
      'storage-unavailable',
      'This browser does not let the page store workspaces (private browsing, or storage is blocked).',
      { cause: thrown },
    );
  return toProvisioningError(thrown);
}

function isDomException(thrown: unknown): thrown is DOMException {
  return typeof DOMException !== 'undefined' && thrown instanceof DOMException;
}

function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof Error && thrown.name === name;
}
