/**
 * The engine without any screen: runs in browsers and in Node. The same that the elements use.
 */
export type {
  Account,
  AccessToken,
  Auth,
  AuthState,
  SignInOptions,
  TokenOptions,
  TokenSubject,
} from './auth/auth.js';
export type { CloudOptions } from './auth/auth-options.js';
export { createHostTokenAuth, type HostTokenOptions, type HostTokenRequest } from './auth/host-token-auth.js';
export { readTokenSubject } from './auth/scopes/token-scopes.js';
export {
  createCatalog,
  type Catalog,
  type CatalogItem,
  type CatalogListing,
  type CatalogSection,
} from './catalog/catalog.js';
export { createEnterpriseAppsProvider, enterpriseAppsId } from './catalog/enterprise-apps.js';
export type {
  Service,
  ServiceAssignment,
  ServiceCallOptions,
  ServiceOption,
  ServiceProvider,
} from './catalog/service-provider.js';
export { systemClock, type Clock } from './graph/pace/clock.js';
export {
  createGraphClient,
  type DisposableGraphClient,
  type GraphClientOptions,
} from './graph/create-graph-client.js';
export type {
  CallOptions,
  GraphAnswer,
  GraphClient,
  GraphWrite,
  Page,
  PipelineWait,
  ReadOptions,
  WriteOptions,
  WriteOutcome,
} from './graph/graph-client.js';
export type { GraphTransport } from './graph/http/graph-transport.js';
export type { GraphQuotas } from './graph/pace/quotas.js';
export type { WindowQuota } from './graph/pace/sliding-window.js';
export type { Quota } from './graph/pace/token-bucket.js';
export {
  appChoice,
  disabledPlans,
  withAppChoice,
  type AppChoice,
  type AppChoices,
} from './model/plan/app-choice.js';
export {
  findConflicts,
  findMissingPrerequisites,
  type AppConflict,
  type AppPair,
  type MissingPrerequisite,
} from './model/app-rules.js';
export { blockReasons, type BlockedUser, type BlockReason, type Remedy } from './model/publish/block.js';
export type {
  ChangeSet,
  GroupChange,
  LicenseCount,
  OpenPerson,
  PublishWarning,
  ReclaimItem,
  UserChange,
} from './model/publish/change-set.js';
export { clouds, type Cloud, type CloudName } from './microsoft/clouds.js';
export type { OwnNames } from './microsoft/products/load-product-names.js';
export { createId } from './model/create-id.js';
export { entitlementFromKey, entitlementToKey, type Entitlement } from './model/holding/entitlement.js';
export {
  errorCodes,
  ProvisioningError,
  toProvisioningError,
  type ErrorCode,
  type ErrorFacts,
} from './model/errors.js';
export type { Exception, ExceptionTarget } from './model/workspace/exception.js';
export type { Grant, GrantNote } from './model/holding/grant.js';
export type { Holder } from './model/holding/holder.js';
export { allowsGroupRoute } from './model/publish/group-route.js';
export type { Keep, KeepTarget } from './model/usage/keep.js';
export {
  countPlan,
  type CapabilityStatus,
  type Plan,
  type PlanApp,
  type PlanCounts,
  type PrepaidUnits,
} from './model/plan/plan.js';
export type { PublishKind } from './model/publish/publish-kind.js';
export type {
  HeldBefore,
  LicenseAdd,
  LicenseChange,
  ServiceRemoval,
  Step,
  StepKind,
} from './model/publish/step.js';
export { createSnapshot, type PlanSnapshot, type UsageSnapshot } from './model/usage/usage-snapshot.js';
export type { PublishCounts, UserResult } from './model/publish/user-result.js';
export type { DirectoryUser, LicenseAssignment, LicenseSource } from './model/holding/user.js';
export {
  createWorkspace,
  hasUnpublishedChanges,
  workspaceSchemaVersion,
  type AcceptedGroup,
  type PublishRoute,
  type PublishStamp,
  type Stamp,
  type Workspace,
  type WorkspaceContent,
  type WorkspacePlan,
  type WorkspaceService,
} from './model/workspace/workspace.js';
export { findWaste } from './insights/find-waste.js';
export type { WasteInput } from './insights/waste-input.js';
export type { Confidence, FindingKind } from './model/usage/finding-kind.js';
export type { Finding, FindingItem, KeptItem, WasteAmount, WasteReport } from './insights/finding.js';
export {
  forecastRunOut,
  forecastUsage,
  type Forecast,
  type ForecastOptions,
  type ForecastPoint,
} from './insights/forecast.js';
export { groupUsage, type UsageGroup, type UsageGrouping } from './insights/group-usage.js';
export { choosePrices, priceOf, type Prices } from './insights/prices.js';
export { findSharedMailboxes } from './insights/shared-mailboxes.js';
export { recordUsage } from './insights/record-usage.js';
export type { Effects, PublishRecord } from './store/journal/publish-record.js';
export type { PublishRun, PublishState, RunTopic } from './publishing/publish-run.js';
export {
  createPublisher,
  type Publisher,
  type PublisherOptions,
  type PublisherSettings,
  type PublishOptions,
} from './publishing/publisher.js';
export type { LaterChanges } from './publishing/undo/later-changes.js';
export { estimateCost, type PublishCost } from './publishing/review/licenses/publish-cost.js';
export {
  defaultPolicy,
  type PublishDecisions,
  type PublishPolicy,
} from './publishing/review/review-input.js';
export type { Review, ReviewMemory, ReviewTopic } from './publishing/review/review.js';
export type { GroupOwner } from './services/groups/group-owners.js';
export { listPlans, type ListPlansOptions } from './services/licenses/licenses.js';
export { readMailboxReport, type MailboxReport, type MailboxUsage } from './services/reports.js';
export { listSignIns, type SignIn, type UserSignIn } from './services/users/sign-ins.js';
export { listSubscriptions, type Subscription } from './services/licenses/subscriptions.js';
export { listUserChanges, markUsers, type UserChanges } from './services/users/user-changes.js';
export { listUsers, readUsersByIds, searchUsers, type ListUsersOptions } from './services/users/users.js';
export { browserStore, type BrowserStoreOptions } from './store/browser/browser-store.js';
export {
  contentKinds,
  type ContentKind,
  type ContentRecord,
  type PublishContent,
} from './store/content/content-record.js';
export { covers } from './store/content/covers.js';
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
} from './store/journal/journal-entry.js';
export type { WatchedLease } from './store/lease/lease-watch.js';
export type { Lease, LeaseHold, LeaseProgress } from './store/lease/lease.js';
export { journalSchemaVersion, outcomeReasons } from './store/journal/journal-entry.js';
export { tableNames, type RowKey, type TableName } from './store/records/database.js';
export { storeContentVersion } from './store/memory/store-content.js';
export { memoryStore, type MemoryStoreOptions } from './store/memory/memory-store.js';
export type { ContentRow, StoreContent } from './store/memory/store-content.js';
export { moveStore } from './store/move/move-store.js';
export type { MoveOptions, MoveProgress, MoveResult } from './store/move/move-result.js';
export type { NamedView } from './store/named-view.js';
export { orderSchemaVersion, type Order, type StoredReview } from './store/order.js';
export type { RefusedPair } from './store/refused-pair.js';
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
