/**
 * The engine without any screen: runs in browsers and in Node. The same that the elements use.
 */
export * from './auth/auth.js';
export { createHostTokenAuth } from './auth/host-token-auth.js';
export { readTokenSubject } from './auth/token-scopes.js';
export * from './catalog/catalog.js';
export * from './catalog/enterprise-apps.js';
export * from './catalog/service-provider.js';
export * from './graph/clock.js';
export * from './graph/create-graph-client.js';
export * from './graph/graph-client.js';
export * from './graph/graph-transport.js';
export * from './model/app-choice.js';
export * from './model/app-rules.js';
export * from './model/block.js';
export * from './model/change-set.js';
export * from './model/cloud.js';
export * from './model/create-id.js';
export { entitlementFromKey, entitlementToKey, type Entitlement } from './model/entitlement.js';
export * from './model/errors.js';
export type { Exception, ExceptionTarget } from './model/exception.js';
export type { Grant, GrantNote } from './model/grant.js';
export type { Holder } from './model/holder.js';
export { allowsGroupRoute } from './model/group-route.js';
export * from './model/keep.js';
export * from './model/plan.js';
export type { PublishKind } from './model/publish-kind.js';
export * from './model/step.js';
export * from './model/usage-snapshot.js';
export type { PublishCounts, UserResult } from './model/user-result.js';
export * from './model/user.js';
export * from './model/workspace.js';
export * from './insights/find-waste.js';
export * from './insights/finding.js';
export * from './insights/forecast.js';
export * from './insights/group-usage.js';
export * from './insights/prices.js';
export { findSharedMailboxes } from './insights/shared-mailboxes.js';
export { recordUsage } from './insights/record-usage.js';
export type { Effects, PublishRecord } from './store/journal/publish-record.js';
export type { PublishRun, PublishState, RunTopic } from './publishing/publish-run.js';
export * from './publishing/publisher.js';
export { estimateCost, type PublishCost } from './publishing/review/licenses/publish-cost.js';
export {
  defaultPolicy,
  type PublishDecisions,
  type PublishPolicy,
} from './publishing/review/review-input.js';
export type { Review, ReviewTopic } from './publishing/review/review.js';
export { listPlans } from './services/licenses.js';
export * from './services/reports.js';
export * from './services/sign-ins.js';
export { listSubscriptions, type Subscription } from './services/subscriptions.js';
export { listUserChanges, markUsers, type UserChanges } from './services/user-changes.js';
export { listUsers, readUsersByIds, searchUsers } from './services/users.js';
export { browserStore, type BrowserStoreOptions } from './store/browser/browser-store.js';
export * from './store/content/content-record.js';
export { covers } from './store/content/covers.js';
export type {
  Claim,
  JournalEntry,
  Outcome,
  PlannedChange,
  PlannedGroup,
  PublishEnd,
  PublishHead,
  PublishSummary,
  RecordedGroup,
  Settlement,
  StartedEntry,
} from './store/journal/journal-entry.js';
export type * from './store/lease/lease.js';
export { memoryStore, type MemoryStoreOptions } from './store/memory/memory-store.js';
export type { StoreContent } from './store/memory/store-content.js';
export * from './store/move/move-store.js';
export type * from './store/move/move-result.js';
export type * from './store/named-view.js';
export type * from './store/order.js';
export type * from './store/refused-pair.js';
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
  StoreShares,
  ViewRecords,
  WorkspaceRecords,
} from './store/store.js';
export { tenantStore, type TenantStoreOptions } from './store/tenant/tenant-store.js';
export { exportWorkspaces, importWorkspaces, type ImportOptions } from './store/workspace-file.js';
