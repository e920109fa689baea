import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { waitFor } from 'storybook/test';
import { memoryStore } from '../src/store/memory/memory-store.js';
import { publishElsewhere } from '../tests/support/colleague.js';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { withPublishes } from '../tests/support/past-publishes.js';
import { deletePerson } from '../tests/support/people.js';
import { spoilableStore } from '../tests/support/spoilable-store.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Track/activity-log',
  component: 'activity-log',
  render: () => html`<activity-log></activity-log>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** What is published above is listed below. */
export const AfterPublishing: StoryObj = {
  ...inTenant({
    tenant: 'contoso',
    seed: 21,
    prepare: withWorkspaces(({ emulator }) => [
      makeWorkspace({ draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 20) } }),
    ]),
  }),
  render: () =>
    html`<publish-review workspace-id="sales-desk"></publish-review><activity-log></activity-log>`,
};

const past = withPublishes(
  { id: 'p1', daysAgo: 400, name: 'Store floor' },
  { id: 'p2', daysAgo: 120, name: 'Store floor', kind: 'undo' },
  { id: 'p3', daysAgo: 40, name: 'Project office', end: 'failed' },
  { id: 'p4', daysAgo: 9, name: '', kind: 'reclaim' },
  { id: 'p5', daysAgo: 2, name: 'Phones', end: 'pending' },
  { id: 'p6', daysAgo: 0.1, name: 'Field', end: 'interrupted' },
);

/** What was done in more than a year. */
export const History: StoryObj = inTenant({ tenant: 'small', seed: 23, prepare: past });

/** Who published has left since: only the id is kept, and the directory does not have it any more. */
export const ByFormerAdministrator: StoryObj = inTenant({
  tenant: 'small',
  seed: 25,
  prepare: async (page) => {
    await past(page);
    const [, publisherId = ''] = userIds(page.emulator, 2);
    await deletePerson(page.emulator, publisherId);
  },
});

/** A shorter time to keep publishes was chosen: what would be forgotten is said before it is. */
export const Forgetting: StoryObj = {
  ...inTenant({ tenant: 'small', seed: 24, prepare: past }),
  play: async ({ canvasElement }) => {
    const select = await waitFor(() => {
      const root = canvasElement.querySelector('activity-log')?.shadowRoot;
      const found = root?.querySelector<HTMLSelectElement>('[part="retention"] select');
      if (!found || !root?.querySelector('tbody')) throw new Error('not shown yet');
      return found;
    });
    select.value = '90';
    select.dispatchEvent(new Event('change'));
  },
};

const { open, spoil } = spoilableStore();

/** The record of a publish is damaged; the others work. */
export const Damaged: StoryObj = inTenant({
  tenant: 'small',
  seed: 25,
  store: open,
  prepare: async (page) => {
    if ((await page.store.journal.list()).publishes.length > 0) return;
    await withPublishes(
      { id: 'p1', daysAgo: 9, name: 'Field' },
      { id: 'p2', daysAgo: 2, name: 'Reception' },
    )(page);
    await spoil('publishes', ['p2'], (row) => ({ ...row, head: { startedAt: new Date().toISOString() } }));
  },
});

/** A colleague publishes at this moment, on another machine. */
export const ColleaguePublishing: StoryObj = inTenant({
  tenant: 'small',
  seed: 26,
  store: memoryStore({ shares: { workspaces: true, journal: true, lease: true } }),
  prepare: async (page) => {
    await past(page);
    await publishElsewhere(page, { publishId: 'p6', workspaceId: 'sales-desk' });
  },
});

/** The store shares workspaces and who publishes now, but no history. */
export const DetailsNotShared: StoryObj = inTenant({
  tenant: 'small',
  seed: 27,
  store: memoryStore({ shares: { workspaces: true, lease: true } }),
  prepare: async (page) => {
    await withWorkspaces(() => [makeWorkspace({ id: 'finance', name: 'Finance' })])(page);
    await withPublishes({ id: 'p1', daysAgo: 9, name: 'Field' })(page);
    await publishElsewhere(page);
  },
});

/** Nothing was published yet. */
export const Empty: StoryObj = inTenant({ tenant: 'small', seed: 22 });

/** Colleagues see the same: the line that says otherwise is not there. */
export const Shared: StoryObj = inTenant({ store: memoryStore({ shares: { workspaces: true } }) });

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });
