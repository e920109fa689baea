/** What the team remembers: the port, the stores that come with the library, and moving from one to another. */
export type { Effects, PublishRecord } from './journal/publish-record.js';
export { browserStore, type BrowserStoreOptions } from './browser/browser-store.js';
export type { RemainingGroup, StoreConnection, TenantConnection } from './connection.js';
export {
  contentKinds,
  type ContentKind,
  type ContentRecord,
  type PublishContent,
} from './content/content-record.js';
export { covers } from './content/covers.js';
export type {
  Claim,
  JournalEntry,
  Outcome,
  OutcomeReason,
  PlannedChange,
  PlannedGroup,
  PublishEnd,
  PublishHead,
  PublishSummary,
  RecordedGroup,
  Settlement,
  StartedEntry,
} from './journal/journal-entry.js';
export type { WatchedLease } from './lease/lease-watch.js';
export type { Lease, LeaseHold, LeaseProgress } from './lease/lease.js';
export { journalSchemaVersion, outcomeReasons } from './journal/journal-entry.js';
export { tableNames, type RowKey, type TableName } from './records/database.js';
export { storeContentVersion } from './memory/store-content.js';
export { memoryStore, type MemoryStoreOptions } from './memory/memory-store.js';
export type { ContentRow, StoreContent } from './memory/store-content.js';
export { moveStore } from './move/move-store.js';
export type { MoveOptions, MoveProgress, MoveResult } from './move/move-result.js';
export type { NamedView } from './named-view.js';
export { orderSchemaVersion, type Order, type StoredReview } from './order.js';
export type { RefusedPair } from './refused-pair.js';
export type {
  CallOptions as StoreCallOptions,
  ContentRecords,
  DamagedRecord,
  GrantRecords,
  InsightRecords,
  Journal,
  LeaseRecord,
  OpenStore,
  OrderRecords,
  Store,
  StoreChoice,
  StoreContext,
  StoredOrder,
  StoredWorkspace,
  StorePart,
  StorePlace,
  StoreProof,
  StoreRights,
  StoreShares,
  ViewRecords,
  WorkspaceRecords,
} from './store.js';
export { portalStore, type PortalStoreOptions } from './portal/portal-store.js';
export { tenantStore, type TenantStoreOptions } from './tenant/tenant-store.js';
export { exportWorkspaces, importWorkspaces, type ImportOptions } from './workspace-file.js';
