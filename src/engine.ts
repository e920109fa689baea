/**
 * The engine without any screen: runs in browsers and in Node. The same that the elements use.
 */
export * from './auth/auth.js';
export { createHostTokenAuth } from './auth/host-token-auth.js';
export * from './catalog/catalog.js';
export * from './catalog/enterprise-apps.js';
export * from './catalog/service-provider.js';
export * from './graph/clock.js';
export * from './graph/create-graph-client.js';
export * from './graph/graph-client.js';
export * from './graph/graph-transport.js';
export * from './model/app-choice.js';
export * from './model/app-rules.js';
export * from './model/cloud.js';
export * from './model/create-id.js';
export type { Entitlement } from './model/entitlement.js';
export * from './model/errors.js';
export type { Exception, ExceptionTarget } from './model/exception.js';
export type { GrantNote } from './model/grant.js';
export type { Holder } from './model/holder.js';
export * from './model/keep.js';
export * from './model/plan.js';
export type { PublishKind } from './model/publish-kind.js';
export * from './model/publish-plan.js';
export type { HeldBefore, Step, StepKind } from './model/step.js';
export * from './model/usage-snapshot.js';
export * from './model/user.js';
export * from './model/workspace.js';
export * from './insights/find-waste.js';
export * from './insights/finding.js';
export * from './insights/forecast.js';
export * from './insights/group-usage.js';
export * from './insights/prices.js';
export { findSharedMailboxes } from './insights/shared-mailboxes.js';
export { recordUsage } from './insights/record-usage.js';
export type { OnPaused } from './publishing/apply-context.js';
export { allowsGroupRoute, estimateCost, type PublishCost } from './publishing/estimate-cost.js';
export type {
  DamagedPublish,
  PublishCounts,
  PublishEnd,
  PublishHead,
  PublishSummary,
  RecordedChange,
  RecordedOutcome,
} from './publishing/journal.js';
export { Ledger } from './publishing/ledger.js';
export { planPublish } from './publishing/plan-publish.js';
export * from './publishing/publish-input.js';
export type { PublishRecord } from './publishing/publish-record.js';
export type { PublishRun, PublishState } from './publishing/publish-run.js';
export * from './publishing/publisher.js';
export type { Review } from './publishing/review.js';
export { planUndo } from './publishing/undo-publish.js';
export { listPlans } from './services/licenses.js';
export * from './services/reports.js';
export * from './services/sign-ins.js';
export { listSubscriptions, type Subscription } from './services/subscriptions.js';
export { listUserChanges, markUsers, type UserChanges } from './services/user-changes.js';
export { listUsers, readUsersByIds, searchUsers } from './services/users.js';
export { browserStore, type BrowserStoreOptions } from './store/browser/browser-store.js';
export type {
  Claim,
  JournalEntry,
  Outcome,
  PlannedChange,
  PlannedGroup,
  RecordedGroup,
  Settlement,
  StartedEntry,
} from './store/journal-entry.js';
export type * from './store/lease.js';
export { memoryStore, type MemoryStoreOptions } from './store/memory/memory-store.js';
export type { StoreContent } from './store/memory/store-content.js';
export type * from './store/named-view.js';
export type * from './store/order.js';
export type * from './store/refused-pair.js';
export type {
  CallOptions as StoreCallOptions,
  DamagedRecord,
  GrantRecords,
  InsightRecords,
  Journal,
  LeaseRecord,
  OpenStore,
  OrderRecords,
  Store,
  StoreContext,
  StoredOrder,
  StoredWorkspace,
  StorePart,
  StoreShares,
  ViewRecords,
  WorkspaceRecords,
} from './store/store.js';
export { exportWorkspaces, importWorkspaces, type ImportOptions } from './store/workspace-file.js';
