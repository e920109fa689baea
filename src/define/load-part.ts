/** How each element's code is loaded; importing a module registers its tag. */
export const loaders: Readonly<Record<string, () => Promise<unknown>>> = {
  'o365-provider': () => import('./o365-provider.js'),
  'o365-connect': () => import('./o365-connect.js'),
  'directory-connect': () => import('./directory-connect.js'),
  'provisioning-setup': () => import('./provisioning-setup.js'),
  'workspace-list': () => import('./workspace-list.js'),
  'workspace-editor': () => import('./workspace-editor.js'),
  'user-subscriber': () => import('./user-subscriber.js'),
  'publish-review': () => import('./publish-review.js'),
  'user-list': () => import('./user-list.js'),
  'license-insights': () => import('./license-insights.js'),
  'license-usage-chart': () => import('./license-usage-chart.js'),
  'activity-log': () => import('./activity-log.js'),
  'provisioning-console': () => import('./provisioning-console.js'),
};

/** Loads and registers the element of a tag that another element shows. */
export function loadPart(tag: string): Promise<unknown> {
  return loaders[tag]?.() ?? Promise.resolve();
}
