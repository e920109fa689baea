/** Every element of this library, the provider included. */
export const elementTags = [
  'o365-provider',
  'o365-connect',
  'directory-connect',
  'workspace-list',
  'workspace-editor',
  'user-subscriber',
  'publish-review',
  'user-list',
  'license-insights',
  'license-usage-chart',
  'activity-log',
  'provisioning-setup',
  'provisioning-console',
] as const;

/** The tag of an element of this library. */
export type ElementTag = (typeof elementTags)[number];
