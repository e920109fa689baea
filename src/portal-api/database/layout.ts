import type { TableName } from '../../store/records/database.js';
import type { StorePart } from '../../store/store.js';

/** A column of a key. */
export interface KeyColumn {
  readonly name: string;
  readonly type: 'text' | 'integer';
}

const text = (name: string): KeyColumn => ({ name, type: 'text' });

/** What the keys of each table are made of, after the tenant. The columns themselves are made by the migrations. */
export const keyColumns: Readonly<Record<TableName, readonly KeyColumn[]>> = {
  workspaces: [text('workspace_id')],
  publishes: [text('publish_id')],
  entries: [text('publish_id'), { name: 'number', type: 'integer' }],
  grants: [text('holder'), text('entitlement'), text('workspace_id')],
  leases: [],
  orders: [text('order_id')],
  snapshots: [text('day')],
  keeps: [text('user_id'), text('sku_id')],
  refusedPairs: [text('first_id'), text('second_id')],
  views: [text('name')],
};

/** The name of each table in the database. */
export const tableInSql: Readonly<Record<TableName, string>> = {
  workspaces: 'workspaces',
  publishes: 'publishes',
  entries: 'entries',
  grants: 'grants',
  leases: 'leases',
  orders: 'orders',
  snapshots: 'snapshots',
  keeps: 'keeps',
  refusedPairs: 'refused_pairs',
  views: 'views',
};

/** What has changed when rows of a table have. */
export const partOf: Readonly<Record<TableName, StorePart>> = {
  workspaces: 'workspaces',
  publishes: 'journal',
  entries: 'journal',
  grants: 'grants',
  leases: 'lease',
  orders: 'orders',
  snapshots: 'insights',
  keeps: 'insights',
  refusedPairs: 'insights',
  views: 'views',
};
