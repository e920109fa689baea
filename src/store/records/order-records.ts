import { createId } from '../../model/create-id.js';
import { ProvisioningError } from '../../model/errors.js';
import { toCanonicalJson } from '../canonical-json.js';
import type { Order } from '../order.js';
import { orderRecord } from '../schema/order.js';
import { readStored, readUnlessDamaged, writeStored } from '../schema/record.js';
import { throwIfCancelled } from '../store-errors.js';
import type { OrderRecords, StoredOrder } from '../store.js';
import type { Rows } from './database.js';
import { getField, staleError, type StoreBase } from './store-parts.js';

export function createOrderRecords({ context, database, changes }: StoreBase): OrderRecords {
  return {
    async list({ signal } = {}) {
      throwIfCancelled(signal);
      const rows = await database.read(async (tables) => tables.list('orders'));
      throwIfCancelled(signal);
      // One that cannot be read is never carried out.
      return rows.flatMap(({ value }) => readUnlessDamaged(() => readRow(value)) ?? []);
    },

    async put(order, { etag }) {
      const checked = writeStored(orderRecord, order);
      const next = await database.write(async (tables) => {
        const before = await requireEtag(tables, checked.id, etag);
        const by = before === undefined ? context.by : signer(readRow(before).order, checked, context.by);
        const value = { etag: createId(), order: { ...checked, by } };
        await tables.put('orders', [{ key: [checked.id], value }]);
        return value.etag;
      });
      changes.announce(['orders']);
      return next;
    },

    async delete(id, { etag }) {
      await database.write(async (tables) => {
        await requireEtag(tables, id, etag);
        await tables.delete('orders', [[id]]);
      });
      changes.announce(['orders']);
    },
  };
}

/** Whoever changes what is to be done confirms it anew; how far it is, anybody may say. */
function signer(before: Order, { workspaceId, review }: Order, by: string): string {
  const isSame =
    before.workspaceId === workspaceId && toCanonicalJson(before.review) === toCanonicalJson(review);
  return isSame ? before.by : by;
}

async function requireEtag(tables: Rows, id: string, etag: string | null): Promise<unknown> {
  const row = await tables.get('orders', [id]);
  if ((row === undefined ? null : getField(row, 'etag')) !== etag) throw staleError(`Order ${id}`);
  return row;
}

function readRow(row: unknown): StoredOrder {
  const etag = getField(row, 'etag');
  if (typeof etag !== 'string') throw new ProvisioningError('record-unreadable', 'An order has no etag.');
  return { order: readStored(orderRecord, getField(row, 'order')), etag };
}
