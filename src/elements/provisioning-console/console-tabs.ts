import type { ConsoleTab } from '../../model/address/place.js';

/** What a tab is made of. */
export const tabParts: Readonly<Record<ConsoleTab, readonly string[]>> = {
  start: ['provisioning-setup'],
  workspaces: ['workspace-list', 'workspace-editor'],
  subscribe: ['user-subscriber', 'publish-review'],
  users: ['user-list'],
  usage: ['license-usage-chart', 'license-insights'],
  activity: ['activity-log'],
};

/** Whether a tab shows the workspace that is open. */
export function showsWorkspace(tab: ConsoleTab): boolean {
  return tab === 'workspaces' || tab === 'subscribe';
}
