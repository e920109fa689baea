import { ProvisioningError } from '../../model/errors.js';
import { replaceableMs, type Lease, type LeaseHold } from '../lease/lease.js';
import { leaseRecord, type LeaseRow } from '../schema/lease.js';
import { readStored, readUnlessDamaged, writeStored } from '../schema/record.js';
import { throwIfCancelled } from '../store-errors.js';
import type { LeaseRecord } from '../store.js';
import type { Rows } from './database.js';
import type { StoreBase } from './store-parts.js';

export function createLeaseRecord({ context, database, changes, presence }: StoreBase): LeaseRecord {
  /** What stands for the holds that were taken here, until they are given back or lost. */
  const presences = new Map<string, string>();
  const standFor = (hold: LeaseHold, id: string | undefined): void => {
    if (id !== undefined) presences.set(holdKey(hold), id);
  };
  const leave = (hold: LeaseHold): void => {
    const id = presences.get(holdKey(hold));
    if (id === undefined) return;
    presences.delete(holdKey(hold));
    presence.end(id);
  };
  /** The lease and, where its holder is known to be gone, which presence that was. */
  const look = async (): Promise<{ readonly lease: Lease | undefined; readonly gone?: string }> => {
    const { row, stillMs } = await database.read(async (tables) => {
      const found = await readRow(tables);
      return { row: found, stillMs: await readStillMs(tables, found) };
    });
    const id = row.holder?.presence;
    return id !== undefined && (await presence.isGone(id))
      ? { lease: undefined, gone: id }
      : { lease: toLease(row, stillMs) };
  };

  return {
    async read({ signal } = {}) {
      throwIfCancelled(signal);
      const { lease } = await look();
      throwIfCancelled(signal);
      return lease;
    },

    async take(sessionId, { over } = {}) {
      const { gone } = await look();
      const mine = await presence.begin();
      try {
        const hold = await database.write(async (tables) => {
          const row = await readRow(tables);
          const { fence, beat, holder } = row;
          const isFree =
            holder === undefined ||
            (holder.sessionId === sessionId && holder.by === context.by) ||
            (gone !== undefined && holder.presence === gone) ||
            (over?.fence === fence && over.beat === beat && (await mayBeReplaced(tables, row)));
          if (!isFree)
            throw new ProvisioningError('conflict', 'Someone else is publishing to this tenant.', {
              retryable: true,
            });
          const taken: LeaseHold = { fence: fence + 1, sessionId };
          await writeRow(tables, {
            fence: taken.fence,
            beat: 0,
            holder: { sessionId, by: context.by, ...(mine === undefined ? {} : { presence: mine }) },
            ...(await stampMove(tables)),
          });
          return taken;
        });
        standFor(hold, mine);
        changes.announce(['lease']);
        return hold;
      } catch (thrown) {
        if (mine !== undefined) presence.end(mine);
        throw thrown;
      }
    },

    async raise(hold, progress) {
      try {
        await database.write(async (tables) => {
          const { fence, beat, holder } = await requireHold(tables, hold, context.by);
          await writeRow(tables, {
            fence,
            beat: beat + 1,
            holder: { ...holder, ...(progress === undefined ? {} : { progress }) },
            ...(await stampMove(tables)),
          });
        });
      } catch (thrown) {
        if (thrown instanceof ProvisioningError && thrown.code === 'lease-lost') leave(hold);
        throw thrown;
      }
      changes.announce(['lease']);
    },

    async release(hold) {
      const released = await database.write(async (tables) => {
        const row = await readRow(tables);
        if (!isHeldBy(row, hold, context.by)) return false;
        await writeRow(tables, { fence: row.fence, beat: row.beat });
        return true;
      });
      leave(hold);
      if (released) changes.announce(['lease']);
    },
  };
}

/**
 * Refuses what a hold may not do any more, within the transaction that would do it.
 * @throws {ProvisioningError} `lease-lost`
 */
export async function requireHold(
  tables: Rows,
  hold: LeaseHold,
  by: string,
): Promise<LeaseRow & Required<Pick<LeaseRow, 'holder'>>> {
  const row = await readRow(tables);
  const { holder } = row;
  if (!holder || !isHeldBy(row, hold, by))
    throw new ProvisioningError(
      'lease-lost',
      'Another session is publishing to this tenant; nothing was written.',
    );
  return { ...row, holder };
}

/** Everybody can read the numbers of a hold: it is good for nobody but whoever took it. */
function isHeldBy({ fence, holder }: LeaseRow, hold: LeaseHold, by: string): boolean {
  return fence === hold.fence && holder?.sessionId === hold.sessionId && holder.by === by;
}

/** A lease that cannot be read is nobody's. */
async function readRow(tables: Rows): Promise<LeaseRow> {
  const value = await tables.get('leases', []);
  return readUnlessDamaged(() => readStored(leaseRecord, value)) ?? { fence: 0, beat: 0 };
}

function writeRow(tables: Rows, row: LeaseRow): Promise<void> {
  return tables.put('leases', [{ key: [], value: writeStored(leaseRecord, row) }]);
}

async function stampMove(tables: Rows): Promise<Pick<LeaseRow, 'movedAt'>> {
  const nowMs = await tables.now?.();
  return nowMs === undefined ? {} : { movedAt: nowMs };
}

/** How long the store saw no move, where it has a clock. */
async function readStillMs(tables: Rows, { movedAt }: LeaseRow): Promise<number | undefined> {
  if (movedAt === undefined) return undefined;
  const nowMs = await tables.now?.();
  return nowMs === undefined ? undefined : Math.max(0, nowMs - movedAt);
}

/** Where the store has no clock, whoever asks has watched by their own. */
async function mayBeReplaced(tables: Rows, row: LeaseRow): Promise<boolean> {
  return ((await readStillMs(tables, row)) ?? Infinity) >= replaceableMs;
}

function toLease({ fence, beat, holder }: LeaseRow, stillMs: number | undefined): Lease | undefined {
  if (!holder) return undefined;
  const { sessionId, by, progress } = holder;
  return {
    fence,
    beat,
    sessionId,
    by,
    ...(progress === undefined ? {} : { progress }),
    ...(stillMs === undefined ? {} : { stillMs }),
  };
}

function holdKey({ fence, sessionId }: LeaseHold): string {
  return JSON.stringify([fence, sessionId]);
}
