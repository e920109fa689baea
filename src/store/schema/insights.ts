import * as v from 'valibot';
import type { Keep } from '../../model/usage/keep.js';
import type { UsageSnapshot } from '../../model/usage/usage-snapshot.js';
import type { RefusedPair } from '../refused-pair.js';
import { count, day, id, text } from './fields.js';
import type { PlainFormat } from './record.js';

export const snapshotRecord: PlainFormat<UsageSnapshot> = {
  noun: 'usage snapshot',
  schema: v.object({
    date: day,
    plans: v.array(
      v.object({
        skuId: id,
        skuPartNumber: id,
        total: count,
        assigned: count,
        expiringSoon: count,
        suspended: count,
      }),
    ),
  }),
};

export const keepRecord: PlainFormat<Keep> = {
  noun: 'license kept on purpose',
  schema: v.object({
    userId: v.exactOptional(id),
    skuId: v.exactOptional(id),
    reason: text(1_000),
    until: v.exactOptional(day),
    by: id,
  }),
};

export const refusedPairRecord: PlainFormat<RefusedPair> = {
  noun: 'refused combination',
  schema: v.object({
    ids: v.pipe(
      v.tuple([id, id]),
      v.transform(([a, b]): readonly [string, string] => (a < b ? [a, b] : [b, a])),
    ),
    on: day,
  }),
};
