import { loadCode } from '../../model/page/load-code.js';
import type { ElementTag } from './element-tags.js';

/** How the code of each element is loaded that shows no other one; importing a module registers its element. */
export const parts: Loaders<Exclude<ElementTag, 'provisioning-setup' | 'provisioning-console'>> = {
  'o365-provider': () => import('../o365-provider.js'),
  'o365-connect': () => import('../o365-connect.js'),
  'directory-connect': () => import('../directory-connect.js'),
  'workspace-list': () => import('../workspace-list.js'),
  'workspace-editor': () => import('../workspace-editor.js'),
  'user-subscriber': () => import('../user-subscriber.js'),
  'publish-review': () => import('../publish-review.js'),
  'user-list': () => import('../user-list.js'),
  'license-insights': () => import('../license-insights.js'),
  'license-usage-chart': () => import('../license-usage-chart.js'),
  'activity-log': () => import('../activity-log.js'),
};

export type Loaders<Tag extends string = string> = Readonly<Record<Tag, () => Promise<unknown>>>;

/**
 * Loads and registers the element of a tag; one that is not known is left alone.
 *
 * @throws {ProvisioningError} `code-not-loaded`
 */
export function loadFrom(loaders: Loaders): (tag: string) => Promise<unknown> {
  return (tag) => {
    const load = loaders[tag];
    return load ? loadCode(load) : Promise.resolve();
  };
}
