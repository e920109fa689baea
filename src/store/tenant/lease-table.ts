import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import { changeGroupExtension } from '../../services/groups/group-extensions.js';
import type { Row, RowKey } from '../records/database.js';
import { leaseRecord, type LeaseRow } from '../schema/lease.js';
import { readStored, readUnlessDamaged } from '../schema/record.js';
import { NumberedRecords } from './numbered-record.js';
import type { RowChange, SharedTable } from './shared-table.js';
import { trustMs, type TenantAccess } from './tenant-groups.js';

/**
 * The lease, as a numbered record of the root group. Its number is the fence: Graph lets one have each. Only its holder
 * changes the record of a number, and does so before anything that it must not do once it lost the lease: as soon as the
 * next one has it, that record is gone, and Graph refuses.
 */
export class LeaseTable implements SharedTable {
  readonly name = 'leases';
  readonly #access: TenantAccess;
  readonly #rootId: string;
  readonly #records: NumberedRecords;
  readonly #holdOf: () => number | undefined;
  /** What is known here and not shown by Graph yet, and since when. */
  #hidden: { readonly fence: number; readonly beat: number; readonly sinceMs: number } | undefined;

  /** @param holdOf - the number of the hold that this session has, as far as it knows */
  constructor(access: TenantAccess, rootId: string, holdOf: () => number | undefined) {
    this.#access = access;
    this.#holdOf = holdOf;
    this.#rootId = rootId;
    this.#records = new NumberedRecords(access, rootId, 'o365.lease');
  }

  async pull(
    _beginning: RowKey,
    readCopy: () => Promise<readonly Row[]>,
  ): Promise<readonly Row[] | undefined> {
    const [local] = await readCopy();
    const known = toLeaseRow(local?.value);
    // Whoever has it finds out by writing that she lost it.
    if (known.fence > 0 && known.fence === this.#holdOf()) return undefined;
    const stored = (await this.#records.list()).at(-1);
    const found = stored ? toLeaseRow(parse(stored.values['data']), stored.number) : { fence: 0, beat: 0 };
    const isSame = found.fence === known.fence && found.beat === known.beat;
    if (isSame || this.#isHidden(known, found)) return undefined;
    return [{ key: [], value: found }];
  }

  async push([change]: readonly RowChange[]): Promise<void> {
    if (!change) return;
    const [before, after] = [toLeaseRow(change.before), toLeaseRow(change.after)];
    if (after.fence === before.fence) return this.#change(after);
    // Somebody else may have had it, and given it back, since it was read.
    if (before.fence > 0) await this.#confirm(before.fence, 'conflict');
    const values = { nonce: after.holder?.sessionId ?? '', data: JSON.stringify(after) };
    await this.#clear(before.fence);
    if (!(await this.#records.add({ number: after.fence, values }))) throw createConflict();
    // From here on whoever had it before is refused.
    if (before.fence > 0) await this.#records.remove(before.fence);
  }

  /** The number of the last hold that Graph shows, whoever has or had it. */
  async readFence(): Promise<number> {
    return (await this.#records.list()).at(-1)?.number ?? 0;
  }

  /** Whether what is known here is newer than what Graph shows: that may take a while, but not longer. */
  #isHidden(known: LeaseRow, found: LeaseRow): boolean {
    const isNewer = known.fence > found.fence || (known.fence === found.fence && known.beat > found.beat);
    if (!isNewer) return false;
    const nowMs = this.#access.clock.counted();
    if (this.#hidden?.fence !== known.fence || this.#hidden.beat !== known.beat)
      this.#hidden = { fence: known.fence, beat: known.beat, sinceMs: nowMs };
    return nowMs - this.#hidden.sinceMs < trustMs;
  }

  /** Refuses what must not be done without the lease. @throws {ProvisioningError} `lease-lost` */
  confirm(fence: number): Promise<void> {
    return this.#confirm(fence, 'lease-lost');
  }

  async #confirm(fence: number, code: 'conflict' | 'lease-lost'): Promise<void> {
    // Reads may be old; a write that is refused tells.
    await this.#write(fence, { seen: 'yes' }, code);
  }

  #change(row: LeaseRow): Promise<void> {
    return this.#write(row.fence, { data: JSON.stringify(row) }, 'lease-lost');
  }

  async #write(
    fence: number,
    values: Readonly<Record<string, string>>,
    code: 'conflict' | 'lease-lost',
  ): Promise<void> {
    const name = this.#records.nameOf(fence);
    try {
      await changeGroupExtension(this.#access.graph, this.#rootId, { name, values });
    } catch (thrown) {
      if (toProvisioningError(thrown).code !== 'not-found') throw thrown;
      throw code === 'conflict'
        ? createConflict()
        : new ProvisioningError(code, 'Another session is publishing to this tenant; nothing was written.');
    }
  }

  /** There are two records at most: what somebody left behind who was cut off goes first. */
  async #clear(fence: number): Promise<void> {
    for (const { number } of await this.#records.list())
      if (number < fence) await this.#records.remove(number);
  }
}

function createConflict(): ProvisioningError {
  return new ProvisioningError('conflict', 'Someone else is publishing to this tenant.', {
    retryable: true,
  });
}

/** A lease that cannot be read is nobody's, but its number counts. */
function toLeaseRow(value: unknown, fence = 0): LeaseRow {
  const row = readUnlessDamaged(() => readStored(leaseRecord, value));
  return row && row.fence >= fence ? row : { fence, beat: 0 };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}
