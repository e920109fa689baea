import { readStored, readUnlessDamaged, writeStored } from '../schema/record.js';
import { viewNameRecord, viewRecord } from '../schema/view.js';
import { throwIfCancelled } from '../store-errors.js';
import type { ViewRecords } from '../store.js';
import type { StoreBase } from './store-parts.js';

/** Views that cannot be read are passed over. */
export function createViewRecords({ database, changes }: StoreBase): ViewRecords {
  return {
    async list({ signal } = {}) {
      throwIfCancelled(signal);
      const rows = await database.read(async (tables) => tables.list('views'));
      throwIfCancelled(signal);
      return rows.flatMap(({ value }) => readUnlessDamaged(() => readStored(viewRecord, value)) ?? []);
    },
    async put(view) {
      const checked = writeStored(viewRecord, view);
      await database.write(async (tables) => tables.put('views', [{ key: [checked.name], value: checked }]));
      changes.announce(['views']);
    },
    async delete(name) {
      const stored = readStored(viewNameRecord, name);
      await database.write(async (tables) => tables.delete('views', [[stored]]));
      changes.announce(['views']);
    },
  };
}
