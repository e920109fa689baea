import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';

/** A database: its name, its layout, and what its records are called in refusals. */
export interface DatabaseDefinition<S extends DBSchema> {
  readonly name: string;
  /** The version of the layout; the records in it carry their own. */
  readonly version: number;
  readonly stores: StoreNames<S>[];
  /** For example "workspaces". */
  readonly noun: string;
  readonly upgrade: (database: IDBPDatabase<S>, oldVersion: number) => void;
}

type Transaction<S extends DBSchema, M extends IDBTransactionMode> = IDBPTransaction<S, StoreNames<S>[], M>;

/**
 * A connection that opens on first use and again after the browser or another tab ended it.
 * It gives way at once when another tab wants to upgrade or delete the database.
 */
export class IndexedDbConnection<S extends DBSchema> {
  readonly #definition: DatabaseDefinition<S>;
  #opening: Promise<IDBPDatabase<S>> | undefined;

  constructor(definition: DatabaseDefinition<S>) {
    this.#definition = definition;
  }

  /**
   * Runs work in one transaction. When the promise resolves, the transaction is committed; when it rejects, nothing was written.
   *
   * @throws {ProvisioningError} what the work throws, `storage-full`, `storage-unavailable`, `record-newer`
   */
  async run<T, M extends IDBTransactionMode>(
    mode: M,
    work: (transaction: Transaction<S, M>) => Promise<T>,
  ): Promise<T> {
    try {
      const transaction = await this.#begin(mode);
      return await finish(transaction, work);
    } catch (thrown) {
      throw toStorageError(thrown, this.#definition.noun);
    }
  }

  async #begin<M extends IDBTransactionMode>(mode: M): Promise<Transaction<S, M>> {
    const options = { durability: 'strict' } as const;
    const { stores } = this.#definition;
    const database = await this.#open();
    try {
      return database.transaction(stores, mode, options);
    } catch (thrown) {
      // The connection was closing; no work has begun, so a fresh one may take it.
      if (!isNamed(thrown, 'InvalidStateError')) throw thrown;
      this.#opening = undefined;
      return (await this.#open()).transaction(stores, mode, options);
    }
  }

  #open(): Promise<IDBPDatabase<S>> {
    if (this.#opening) return this.#opening;
    const { name, version, noun, upgrade } = this.#definition;
    const opening = new Promise<IDBPDatabase<S>>((resolve, reject) => {
      let blocked = false;
      const forget = (): void => {
        if (this.#opening === opening) this.#opening = undefined;
      };
      // In a function of its own, because a browser that blocks storage may throw here at once.
      const open = async (): Promise<IDBPDatabase<S>> =>
        openDB<S>(name, version, {
          upgrade,
          blocked: () => {
            blocked = true;
            forget();
            reject(
              new ProvisioningError(
                'storage-unavailable',
                `Another tab with an older version keeps the stored ${noun} busy. Close it and try again.`,
                { retryable: true },
              ),
            );
          },
          blocking: (_current, _blocked, event) => {
            forget();
            (event.target as IDBDatabase).close();
          },
          terminated: forget,
        });
      open().then(
        (database) => {
          // Nobody waits for it any more; the next call opens its own.
          if (blocked) database.close();
          resolve(database);
        },
        (thrown: unknown) => {
          forget();
          reject(toStorageError(thrown, noun));
        },
      );
    });
    this.#opening = opening;
    return opening;
  }
}

async function finish<S extends DBSchema, T, M extends IDBTransactionMode>(
  transaction: Transaction<S, M>,
  work: (transaction: Transaction<S, M>) => Promise<T>,
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

function toStorageError(thrown: unknown, noun: string): ProvisioningError {
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
      `A newer version of this page has upgraded the stored ${noun}. Reload this page.`,
      { cause: thrown },
    );
  if (isDomException(thrown) || thrown instanceof ReferenceError)
    return new ProvisioningError(
      'storage-unavailable',
      `This browser does not let the page store ${noun} (private browsing, or storage is blocked).`,
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
