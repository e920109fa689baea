/**
 * Every class, context, function and type of the library. Importing it has no side effect: no tag is registered.
 * Import `o365-provisioning-elements/define/<tag>.js` for that.
 */
export { ActivityLog } from './elements/activity-log/activity-log.js';
export { DirectoryConnect } from './elements/directory-connect/directory-connect.js';
export { LicenseInsights } from './elements/license-insights/license-insights.js';
export { LicenseUsageChart } from './elements/license-usage-chart/license-usage-chart.js';
export { O365Connect } from './elements/o365-connect/o365-connect.js';
export { O365Provider } from './elements/o365-provider/o365-provider.js';
export { ProvisioningConsole } from './elements/provisioning-console/provisioning-console.js';
export { ProvisioningSetup } from './elements/provisioning-setup/provisioning-setup.js';
export { PublishReview } from './elements/publish-review/publish-review.js';
export { UserList } from './elements/user-list/user-list.js';
export type { UsageUnit } from './elements/license-usage-chart/usage-unit.js';
export type { ColumnId, EntitlementColumnId } from './elements/user-list/grid/columns.js';
export type { UserState } from './elements/user-list/judge-user.js';
export type { UserFilters, YesNo } from './elements/user-list/filters/select-users.js';
export { UserSubscriber } from './elements/user-subscriber/user-subscriber.js';
export { WorkspaceEditor } from './elements/workspace-editor/workspace-editor.js';
export { WorkspaceList } from './elements/workspace-list/workspace-list.js';

export { define } from './define/registry/define.js';
export { defineAs, type ElementNames } from './define/registry/define-as.js';
export { elementTags, type ElementTag } from './define/registry/element-tags.js';
export type { ReadName, TenantGraph } from './context/graph-services.js';
export { registerStrings, type StringTable, type StringTableBuilder } from './localization/strings.js';
export type { Format, Plural } from './localization/format.js';
export type { HrefOf } from './context/contexts.js';
export type { CanDo, HostAction } from './model/host-action.js';
export type { O365EventMap, O365EventName } from './events.js';

export * from './auth/index.js';

export * from './engine.js';
