import { ProvisioningError } from '../../model/errors.js';
import type { Store, StoreShares } from '../store.js';
import { createContentRecords } from './content-records.js';
import { createGrantRecords } from './grant-records.js';
import { createInsightRecords } from './insight-records.js';
import { createJournal } from './journal/journal-records.js';
import { createLeaseRecord } from './lease-record.js';
import { createOrderRecords } from './order-records.js';
import type { StoreBase } from './store-parts.js';
import { createViewRecords } from './view-records.js';
import { createWorkspaceRecords } from './workspace-records.js';

/** A store that keeps its parts as rows of a database with transactions. */
export function createStore(base: StoreBase, shares: StoreShares): Store {
  for (const name of ['tenantId', 'by'] as const)
    if (!isId(base.context[name]))
      throw new ProvisioningError('setting-wrong', `A store is opened with an id as "${name}".`);
  return {
    shares,
    workspaces: createWorkspaceRecords(base),
    journal: createJournal(base),
    grants: createGrantRecords(base),
    lease: createLeaseRecord(base),
    orders: createOrderRecords(base),
    insights: createInsightRecords(base),
    views: createViewRecords(base),
    content: createContentRecords(base),
    subscribe: (listener) => base.changes.subscribe(listener),
  };
}

/** Portals may open a store from code that no compiler has checked. */
function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[\w.-]{1,128}$/.test(value);
}
