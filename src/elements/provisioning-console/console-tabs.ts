/** The parts of the console, in their order; the names appear in deep links. */
export const consoleTabs = ['start', 'workspaces', 'subscribe', 'users', 'usage', 'activity'] as const;
export type ConsoleTab = (typeof consoleTabs)[number];

/** What a tab is made of. */
export const tabParts: Readonly<Record<ConsoleTab, readonly string[]>> = {
  start: ['provisioning-setup'],
  workspaces: ['workspace-list', 'workspace-editor'],
  subscribe: ['user-subscriber', 'publish-review'],
  users: ['user-list'],
  usage: ['license-usage-chart', 'license-insights'],
  activity: ['activity-log'],
};

export function isConsoleTab(text: string | null | undefined): text is ConsoleTab {
  return consoleTabs.some((tab) => tab === text);
}

const linkPrefix = '#o365/';

/** The tab that a page's address names, if it names one. */
export function tabOfHash(hash: string): ConsoleTab | undefined {
  const name = hash.startsWith(linkPrefix) ? hash.slice(linkPrefix.length) : undefined;
  return isConsoleTab(name) ? name : undefined;
}

export function hashOfTab(tab: ConsoleTab): string {
  return linkPrefix + tab;
}
