import type { TemplateResult } from 'lit';
import { html, unsafeStatic } from 'lit/static-html.js';
import { loaders } from '../../../src/define/registry/loaders.js';
import { walk } from '../../support/find.js';
import type { TenantPage, TenantParameters } from '../../support/in-tenant.js';
import { listPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import type { TrafficWatch } from '../../support/watch-traffic.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';

/** Every visible element of the library. */
export const tags = Object.keys(loaders).filter((tag) => tag !== 'o365-provider');

/** Those that ask Microsoft something as soon as somebody is signed in. */
export const readingTags = tags.filter((tag) => !['activity-log', 'publish-review'].includes(tag));

/** Loads the code of all elements, as a page that shows them all does. */
export async function loadEverything(): Promise<void> {
  await Promise.all(Object.values(loaders).map((load) => load()));
}

/** One element; those that show a workspace show the one of `inUse`. */
export function template(tag: string): TemplateResult {
  const name = unsafeStatic(tag);
  return html`<${name} workspace-id="sales-desk"></${name}>`;
}

/** All elements, one below the other. */
export const everything = (): TemplateResult => html`${tags.map(template)}`;

/** A tenant with people and a workspace that is in use, watched. */
export function inUse(watch: TrafficWatch, parameters: TenantParameters = {}): TenantParameters {
  const seed = withWorkspaces(({ emulator }) => [
    makeWorkspace({
      editedBy: userIds(emulator, 1)[0] ?? '',
      draft: { plans: [planOf('SPE_F1')], subscribers: userIds(emulator, 20) },
      published: { plans: [planOf('SPE_F1')], subscribers: userIds(emulator, 12) },
    }),
  ]);
  return {
    tenant: 'contoso',
    users: 200,
    ...parameters,
    async prepare(page) {
      watch.attach(page);
      await seed(page);
      await parameters.prepare?.(page);
    },
  };
}

/** Waits until nothing is on its way and nothing waits for it. */
export async function settle(watch: TrafficWatch, root: ParentNode = document): Promise<void> {
  let calm = 0;
  await until(() => {
    const busy = watch.open > 0 || [...walk(root)].some((element) => element.matches('.skeleton'));
    calm = busy ? 0 : calm + 1;
    return calm > 3;
  }, 'everything has its answer');
}

/** The words by which somebody can be recognized: people's names, and those of the tenant. */
export async function listNames({ emulator }: TenantPage): Promise<readonly string[]> {
  const { displayName, defaultDomain } = emulator.tenant;
  const people = await listPeople(emulator);
  return [displayName, defaultDomain, 'Ingrid Halvorsen', ...people.map((person) => person.displayName)];
}
