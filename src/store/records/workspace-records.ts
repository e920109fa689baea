import { createId } from '../../model/create-id.js';
import { ProvisioningError } from '../../model/errors.js';
import { exceptionKey } from '../../model/workspace/exception.js';
import type { Stamp, Workspace } from '../../model/workspace/workspace.js';
import { toCanonicalJson } from '../canonical-json.js';
import { readStored, readUnlessDamaged, writeStored } from '../schema/record.js';
import { requireNames, workspaceRecord } from '../schema/workspace.js';
import { throwIfCancelled } from '../store-errors.js';
import type { DamagedRecord, StoredWorkspace, WorkspaceRecords } from '../store.js';
import type { Row, Rows } from './database.js';
import { getField, staleError, type StoreBase } from './store-parts.js';

/** A workspace as it lies in its table. */
interface WorkspaceRow {
  readonly etag: string;
  readonly workspace: unknown;
}

export function createWorkspaceRecords({ context, database, changes }: StoreBase): WorkspaceRecords {
  return {
    async list({ signal } = {}) {
      throwIfCancelled(signal);
      const rows = await database.read(async (tables) => tables.list('workspaces'));
      throwIfCancelled(signal);
      const workspaces: StoredWorkspace[] = [];
      const damaged: DamagedRecord[] = [];
      for (const row of rows) {
        const stored = readUnlessDamaged(() => readRow(row));
        if (stored) workspaces.push(stored);
        else damaged.push(describeDamaged(row));
      }
      return { workspaces, damaged };
    },

    async get(id, { signal } = {}) {
      throwIfCancelled(signal);
      const row = await database.read(async (tables) => tables.get('workspaces', [id]));
      throwIfCancelled(signal);
      return row === undefined ? undefined : readRow({ key: [id], value: row });
    },

    async put(workspace, { etag }) {
      requireNames(workspace);
      const checked = writeStored(workspaceRecord, workspace);
      requireAllExceptions(workspace, checked);
      const next = await database.write(async (tables) => {
        const before = await requireEtag(tables, checked.id, etag);
        const signed = sign(checked, before, context.by);
        const value: WorkspaceRow = { etag: createId(), workspace: signed };
        await tables.put('workspaces', [{ key: [checked.id], value }]);
        return value.etag;
      });
      changes.announce(['workspaces']);
      return next;
    },

    async delete(id, { etag }) {
      await database.write(async (tables) => {
        await requireEtag(tables, id, etag);
        const grants = await tables.listKeys('grants');
        if (grants.some((key) => key.at(-1) === id))
          throw new ProvisioningError(
            'still-granted',
            `People still have something that workspace ${id} assigned; nothing was deleted.`,
          );
        await tables.delete('workspaces', [[id]]);
      });
      changes.announce(['workspaces']);
    },

    async remove(damagedId) {
      await database.write(async (tables) => {
        const value = await tables.get('workspaces', [damagedId]);
        if (value === undefined || readUnlessDamaged(() => readRow({ key: [damagedId], value }))) return;
        await tables.delete('workspaces', [[damagedId]]);
      });
      changes.announce(['workspaces']);
    },
  };
}

/** @returns the workspace as it is stored, where that can be read */
async function requireEtag(tables: Rows, id: string, etag: string | null): Promise<Workspace | undefined> {
  const value = await tables.get('workspaces', [id]);
  const stored = value === undefined ? null : getField(value, 'etag');
  if (stored !== etag) throw staleError(`Workspace ${id}`);
  return value === undefined ? undefined : readUnlessDamaged(() => readRow({ key: [id], value }).workspace);
}

/** Reading passes over exceptions that are none, but whoever writes one must hear of it. */
function requireAllExceptions({ exceptions = [] }: Workspace, { exceptions: stored = [] }: Workspace): void {
  if (exceptions.length !== stored.length)
    throw new ProvisioningError(
      'record-unreadable',
      'An exception of the workspace is invalid or listed twice; nothing was written.',
    );
}

/** Who did what is new in it did it with this store. What others did stays theirs. */
function sign(workspace: Workspace, before: Workspace | undefined, by: string): Workspace {
  const { edited, lastPublish, exceptions, acceptedGroup } = workspace;
  const known = new Map(before?.exceptions?.map((each) => [exceptionKey(each), each]));
  return {
    ...workspace,
    edited: signStamp(edited, before?.edited, by),
    ...(lastPublish ? { lastPublish: signStamp(lastPublish, before?.lastPublish, by) } : {}),
    ...(exceptions
      ? { exceptions: exceptions.map((each) => signStamp(each, known.get(exceptionKey(each)), by)) }
      : {}),
    ...(acceptedGroup ? { acceptedGroup: signStamp(acceptedGroup, before?.acceptedGroup, by) } : {}),
  };
}

function signStamp<T extends Stamp>(stamp: T, before: T | undefined, by: string): T {
  return toCanonicalJson(stamp) === toCanonicalJson(before) ? stamp : { ...stamp, by };
}

function readRow({ key, value }: Row): StoredWorkspace {
  const workspace = readStored(workspaceRecord, getField(value, 'workspace'));
  const etag = getField(value, 'etag');
  if (typeof etag !== 'string' || workspace.id !== key[0])
    throw new ProvisioningError('record-unreadable', 'A stored workspace is damaged.');
  return { workspace, etag };
}

function describeDamaged({ key, value }: Row): DamagedRecord {
  const id = String(key[0]);
  const record = getField(value, 'workspace');
  const at = getField(getField(record, 'edited'), 'at');
  return {
    id,
    workspaceId: id,
    ...(typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? { at } : {}),
    record: record ?? value,
  };
}
