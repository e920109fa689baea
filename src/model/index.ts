/** The nouns and their rules: plans, apps, workspaces, grants, change sets, results, errors. */
export {
  appChoice,
  disabledPlans,
  withAppChoice,
  type AppChoice,
  type AppChoices,
} from './plan/app-choice.js';
export {
  findConflicts,
  findMissingPrerequisites,
  type AppConflict,
  type AppPair,
  type MissingPrerequisite,
} from './app-rules.js';
export { consoleTabs, placeFromText, placeToText, type ConsoleTab, type Place } from './address/place.js';
export { blockReasons, type BlockedUser, type BlockReason, type Remedy } from './publish/block.js';
export type {
  ChangeSet,
  GroupChange,
  LicenseCount,
  OpenPerson,
  PublishWarning,
  ReclaimItem,
  UserChange,
} from './publish/change-set.js';
export { createId } from './create-id.js';
export { entitlementFromKey, entitlementToKey, type Entitlement } from './holding/entitlement.js';
export { errorCodes } from './error-codes.js';
export { ProvisioningError, toProvisioningError, type ErrorCode, type ErrorFacts } from './errors.js';
export type { Exception, ExceptionTarget } from './workspace/exception.js';
export type { Grant, GrantNote } from './holding/grant.js';
export type { Holder } from './holding/holder.js';
export { allowsGroupRoute } from './publish/group-route.js';
export type { Keep, KeepTarget } from './usage/keep.js';
export {
  countPlan,
  type CapabilityStatus,
  type Plan,
  type PlanApp,
  type PlanCounts,
  type PrepaidUnits,
} from './plan/plan.js';
export type { PublishKind } from './publish/publish-kind.js';
export type {
  HeldBefore,
  LicenseAdd,
  LicenseChange,
  ServiceRemoval,
  Step,
  StepKind,
} from './publish/step.js';
export { createSnapshot, type PlanSnapshot, type UsageSnapshot } from './usage/usage-snapshot.js';
export type { PublishCounts, UserResult } from './publish/user-result.js';
export type { DirectoryUser, LicenseAssignment, LicenseSource } from './holding/user.js';
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
} from './workspace/workspace.js';
export type { Confidence, FindingKind } from './usage/finding-kind.js';
export type { Connector, ConnectorPurpose, ResourceLocation } from './connector.js';
export { connectHurdles, type ConnectHurdle } from './connect-hurdle.js';
export { hostActions, type HostAction } from './host-action.js';
