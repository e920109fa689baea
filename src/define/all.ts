/** Registers every element. */
export * from './activity-log.js';
export * from './directory-connect.js';
export * from './license-insights.js';
export * from './license-usage-chart.js';
export * from './o365-connect.js';
export * from './o365-provider.js';
export * from './provisioning-console.js';
export * from './provisioning-setup.js';
export * from './publish-review.js';
export * from './user-list.js';
export * from './user-subscriber.js';
export * from './workspace-editor.js';
export * from './workspace-list.js';
