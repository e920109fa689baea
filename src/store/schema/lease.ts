import * as v from 'valibot';
import type { Lease, LeaseProgress } from '../lease/lease.js';
import { count, id, publishKind } from './fields.js';
import type { PlainFormat } from './record.js';

/** What is stored of the lease. Its numbers stay when it is given back, so that they never come a second time. */
export interface LeaseRow {
  readonly fence: number;
  readonly beat: number;
  /** Who has it; nobody when missing. */
  readonly holder?: Pick<Lease, 'sessionId' | 'by' | 'progress'> & {
    /** What tells that the holder is gone, where something can. */
    readonly presence?: string;
  };
  /** When it was taken or raised last, by the clock that all who use the database share. */
  readonly movedAt?: number;
}

/** What colleagues see of a publish under way. */
export const leaseProgress = v.object({
  publishId: id,
  kind: publishKind,
  workspaceId: v.exactOptional(id),
  isAttended: v.boolean(),
  done: count,
  total: count,
}) satisfies v.GenericSchema<unknown, LeaseProgress>;

export const leaseRecord: PlainFormat<LeaseRow> = {
  noun: 'lease',
  schema: v.object({
    fence: count,
    beat: count,
    holder: v.exactOptional(
      v.object({
        sessionId: id,
        by: id,
        progress: v.exactOptional(leaseProgress),
        presence: v.exactOptional(id),
      }),
    ),
    movedAt: v.exactOptional(count),
  }),
};
