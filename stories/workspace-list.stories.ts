import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { createGraphClient } from '../src/graph/create-graph-client.js';
import { tenantStore } from '../src/store/tenant/tenant-store.js';
import type { TenantParameters } from '../tests/support/in-tenant.js';
import { readsPeople } from '../tests/support/people.js';
import { spoilableStore } from '../tests/support/spoilable-store.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Workspaces/workspace-list',
  component: 'workspace-list',
  render: () => html`<workspace-list></workspace-list>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });

/** Workspaces in every state, with who had a hand in them last. */
export const Cards: StoryObj = inTenant({
  tenant: 'contoso',
  ...readsPeople,
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({
      id: 'store-floor',
      name: 'Store floor',
      draft: {
        description: 'Everyone who works in a shop.',
        plans: [planOf('SPE_F1'), planOf('ENTERPRISEPACK')],
        subscribers: userIds(emulator, 200, 20),
      },
      published: { plans: [planOf('ENTERPRISEPACK')], subscribers: userIds(emulator, 120) },
      editedAt: new Date().toISOString(),
      editedBy: emulator.tenant.administrator.id,
    }),
    makeWorkspace({
      id: 'office-staff',
      name: 'Office staff',
      editedBy: userIds(emulator, 1)[0] ?? '',
      draft: { description: 'Head office and regional offices.', plans: [planOf('SPE_E3')] },
      published: { description: 'Head office and regional offices.', plans: [planOf('SPE_E3')] },
    }),
    makeWorkspace({
      id: 'project-office',
      name: 'Project office',
      draft: {
        description: 'Planners, not yet agreed.',
        plans: [planOf('PROJECTPROFESSIONAL'), planOf('VISIOCLIENT')],
        subscribers: userIds(emulator, 41),
      },
    }),
    makeWorkspace({
      id: 'old-desk',
      name: 'Old desk',
      draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 12) },
      published: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 12) },
      deleting: true,
    }),
    {
      ...makeWorkspace({
        id: 'privileged-admins',
        name: 'Privileged admins',
        draft: { description: 'Accounts with an admin role.', plans: [planOf('AAD_PREMIUM_P2')] },
        published: { description: 'Accounts with an admin role.', plans: [planOf('AAD_PREMIUM_P2')] },
      }),
      route: 'group' as const,
      groupId: emulator.state().groups[0]?.id ?? '',
    },
  ]),
});

/** A name as somebody with bad intentions writes it. */
export const HostileName: StoryObj = inTenant({
  prepare: withWorkspaces(() => [
    makeWorkspace({
      id: 'hostile',
      name: '<b>O’Reilly & Søn</b> "x" =1+1',
      draft: { description: 'A name that somebody else wrote.' },
    }),
  ]),
});

/** Nothing made yet: what to do next. */
export const Empty: StoryObj = inTenant({});

/** Plans may not be read: they are counted instead of named. */
export const PlansUnreadable: StoryObj = inTenant({
  scopes: ['User.Read'],
  prepare: withWorkspaces(() => [makeWorkspace({ draft: { plans: [planOf('SPE_E3')] } })]),
});

const { open, spoil } = spoilableStore();

/** The record of a workspace is damaged; the others work. */
export const Damaged: StoryObj = inTenant({
  store: open,
  prepare: async (page) => {
    if ((await page.store.workspaces.list()).workspaces.length > 0) return;
    await withWorkspaces(() => [
      makeWorkspace({ id: 'office-staff', name: 'Office staff', draft: { plans: [planOf('SPE_E3')] } }),
      makeWorkspace({ id: 'field', name: 'Field' }),
    ])(page);
    await spoil('workspaces', ['field'], (row) => ({ ...row, workspace: { draft: null } }));
  },
});

/** The store does not answer. */
export const StoreFails: StoryObj = inTenant({
  prepare: ({ store }) => {
    Object.assign(store.workspaces, { list: () => Promise.reject(new Error('The disk is gone.')) });
  },
});

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });

/** The portal lets this administrator look, not change. */
export const LookOnly: StoryObj = inTenant({
  tenant: 'contoso',
  can: () => false,
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({ draft: { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 200) } }),
  ]),
});

/** The workspaces are in the tenant, and nobody has said yet in which group: asked once in each browser. */
export const ChooseGroup: StoryObj = inTenant({ store: tenantStore({ inMemory: true }) });

/** Somebody made a group of that name, and it may be the team's: its owners are named. */
export const AcceptGroup: StoryObj = inTenant({
  store: tenantStore({ inMemory: true }),
  prepare: async (page) => {
    const { tenantId, administrator } = page.emulator.tenant;
    const elsewhere = tenantStore({ inMemory: true });
    const graph = createGraphClient({
      auth: page.auth,
      origin: page.emulator.graph,
      transport: (request) => page.emulator.fetch(request),
    });
    await elsewhere({ tenantId, by: administrator.id, graph }).choice?.create();
    graph.dispose();
  },
});
