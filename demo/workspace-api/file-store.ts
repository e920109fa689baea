import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { ProvisioningError } from '../../src/model/errors.js';
import { parseWorkspace } from '../../src/workspaces/workspace-schema.js';
import type { StoredWorkspace, WorkspaceStore } from '../../src/workspaces/workspace-store.js';

/** Keeps workspaces in one JSON file: enough for a demo and for one process. The file is replaced whole, never half. */
export function createFileStore(path: string): WorkspaceStore {
  const listeners = new Set<() => void>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that nobody writes between another's reading and writing. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  const change = <T>(
    id: string,
    etag: string | null,
    work: (records: Map<string, StoredWorkspace>) => T,
  ): Promise<T> =>
    inTurn(async () => {
      const records = await readRecords(path);
      if ((records.get(id)?.etag ?? null) !== etag)
        throw new ProvisioningError('stale', `Workspace ${id} was changed by somebody else.`);
      const result = work(records);
      await writeFile(`${path}.new`, JSON.stringify([...records.values()]));
      await rename(`${path}.new`, path);
      for (const listener of listeners) listener();
      return result;
    });

  const read = async (signal: AbortSignal | undefined): Promise<Map<string, StoredWorkspace>> => {
    if (signal?.aborted) throw new ProvisioningError('cancelled', 'The operation was cancelled.');
    return inTurn(() => readRecords(path));
  };

  return {
    list: async ({ signal } = {}) => [...(await read(signal)).values()],
    get: async (id, { signal } = {}) => (await read(signal)).get(id),
    async put(workspace, { etag }) {
      const record = { workspace: parseWorkspace(workspace), etag: randomUUID() };
      await change(workspace.id, etag, (records) => records.set(workspace.id, record));
      return record.etag;
    },
    async delete(id, { etag }) {
      await change(id, etag, (records) => records.delete(id));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function readRecords(path: string): Promise<Map<string, StoredWorkspace>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw new ProvisioningError('storage-unavailable', `${path} cannot be read.`, { cause: error });
  });
  const records = JSON.parse(text) as { workspace: unknown; etag: string }[];
  return new Map(
    records.map(({ workspace, etag }) => {
      const checked = parseWorkspace(workspace);
      return [checked.id, { workspace: checked, etag }];
    }),
  );
}
