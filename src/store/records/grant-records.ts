import { entitlementFromKey, entitlementToKey } from '../../model/holding/entitlement.js';
import { grantKey, type Grant } from '../../model/holding/grant.js';
import { holderFromKey, holderToKey } from '../../model/holding/holder.js';
import { foldGrants, listSubjects, subjectKey, type GrantingPublish } from '../journal/fold-grants.js';
import type { JournalEntry } from '../journal/journal-entry.js';
import { grantRecord } from '../schema/grant.js';
import { readStored, readUnlessDamaged, writeStored } from '../schema/record.js';
import { throwIfCancelled } from '../store-errors.js';
import type { GrantRecords } from '../store.js';
import type { Row, RowKey, Rows } from './database.js';
import type { StoreBase } from './store-parts.js';

export function createGrantRecords({ database }: StoreBase): GrantRecords {
  return {
    async list({ workspaceId, signal } = {}) {
      throwIfCancelled(signal);
      const rows = await database.read(async (tables) => tables.list('grants'));
      throwIfCancelled(signal);
      const wanted = workspaceId === undefined ? rows : rows.filter(({ key }) => key[2] === workspaceId);
      return wanted.flatMap(readGrant);
    },
  };
}

/** Changes the grants by entries of a publish. @returns whether any changed */
export async function changeGrants(
  tables: Rows,
  publish: GrantingPublish,
  entries: readonly JournalEntry[],
): Promise<boolean> {
  const subjects = new Map(entries.flatMap(listSubjects).map((subject) => [subjectKey(subject), subject]));
  const found = await tables.listEach(
    'grants',
    [...subjects.values()].map(({ holder, entitlement }) => [
      holderToKey(holder),
      entitlementToKey(entitlement),
    ]),
  );
  const before = found.flatMap(readGrant);
  const after = foldGrants(before, publish, entries);
  const known = new Set(before);
  const left = new Set(after.map(grantKey));
  const ended = before.filter((grant) => !left.has(grantKey(grant)));
  const made = after.filter((grant) => !known.has(grant));
  await tables.delete('grants', ended.map(toKey));
  await tables.put(
    'grants',
    made.map((grant) => ({ key: toKey(grant), value: writeStored(grantRecord, grant) })),
  );
  return ended.length + made.length > 0;
}

/** Whether somebody has something from a workspace, or may have it. */
export async function hasGrants(tables: Rows, userId: string): Promise<boolean> {
  const keys = await tables.listKeys('grants', [holderToKey({ kind: 'user', userId })]);
  return keys.length > 0;
}

function toKey({ holder, entitlement, workspaceId }: Grant): RowKey {
  return [holderToKey(holder), entitlementToKey(entitlement), workspaceId];
}

/** A grant that cannot be read is not lost: who has what from where is in its key, and the rest is open. */
function readGrant({ key, value }: Row): readonly Grant[] {
  const grant = readUnlessDamaged(() => readStored(grantRecord, value));
  if (grant && toKey(grant).every((part, index) => part === key[index])) return [grant];
  const [holder, entitlement, workspaceId] = key.map(String);
  try {
    return [
      {
        holder: holderFromKey(holder ?? ''),
        entitlement: entitlementFromKey(entitlement ?? ''),
        workspaceId: workspaceId ?? '',
        state: 'giving',
        publishId: 'unreadable',
        openBefore: true,
      },
    ];
  } catch (thrown) {
    // No store of ours has written it: it says nothing about anybody.
    if (thrown instanceof TypeError || thrown instanceof SyntaxError) return [];
    throw thrown;
  }
}
