import * as v from 'valibot';
import { orderSchemaVersion, type Order } from '../order.js';
import { plannedChange, plannedGroup } from './change.js';
import { id, ids, moment } from './fields.js';
import type { RecordFormat } from './record-format.js';

export const orderRecord: RecordFormat<Order> = {
  noun: 'order',
  versionKey: 'schemaVersion',
  version: orderSchemaVersion,
  schema: v.object({
    schemaVersion: v.literal(orderSchemaVersion),
    id,
    workspaceId: id,
    by: id,
    at: moment,
    state: v.picklist(['waiting', 'started', 'ended']),
    publishId: v.exactOptional(id),
    review: v.object({
      route: v.picklist(['direct', 'group']),
      group: v.exactOptional(plannedGroup),
      changes: v.array(plannedChange),
      policy: id,
      serviceProviders: ids,
    }),
  }),
  upgrades: {},
};
