import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { waitFor } from 'storybook/test';
import type { PublishReview } from '../src/define/publish-review.js';
import { getPlanId, VirtualClock, type Emulator, type PartNumber } from '../src/emulator/index.js';
import { withException } from '../src/model/workspace/workspace-decisions.js';
import { memoryStore } from '../src/store/memory/memory-store.js';
import { nameColleague, publishElsewhere, type OtherPublishOptions } from '../tests/support/colleague.js';
import { leaveCutOffPublish } from '../tests/support/cut-off-publish.js';
import { control, textOf } from '../tests/support/find.js';
import { setFaults, type TenantPage, type TenantParameters } from '../tests/support/in-tenant.js';
import { wakeAfter } from '../tests/support/wall-clock.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Publish/publish-review',
  component: 'publish-review',
  render: () => html`<publish-review workspace-id="sales-desk"></publish-review>`,
};
export default meta;

const inTenant = (o365: TenantParameters): StoryObj => ({ parameters: { o365 } });
const salesDesk = (subscribers: number) =>
  withWorkspaces(({ emulator }) => [
    makeWorkspace({
      draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, subscribers) },
    }),
  ]);

async function publish({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  const review = await press(canvasElement);
  await waitFor(
    () => {
      if (!review.shadowRoot?.querySelector('progress, [part="results"]')) throw new Error('not begun');
    },
    { timeout: 10_000 },
  );
}

/** Waits for the review, checks what has to be checked and presses Publish. */
async function press(canvasElement: HTMLElement): Promise<PublishReview> {
  const review = await waitFor(
    () => {
      const found = canvasElement.querySelector('publish-review');
      if (!found?.shadowRoot?.querySelector('[part="publish"]')) throw new Error('not reviewed yet');
      if (found.shadowRoot.querySelector('[part="not-allowed"]')) throw new Error('not allowed yet');
      return found;
    },
    { timeout: 10_000 },
  );
  for (const box of review.shadowRoot?.querySelectorAll<HTMLInputElement>('[part="warnings"] input') ?? [])
    box.click();
  await review.updateComplete;
  review.shadowRoot?.querySelector<HTMLElement>('[part="publish"]')?.click();
  return review;
}

const withFaults =
  (subscribers: number, ...faults: readonly object[]) =>
  async (page: TenantPage): Promise<void> => {
    await salesDesk(subscribers)(page);
    await setFaults(page.emulator, faults);
  };
const holdersOf = (emulator: Emulator, plan: PartNumber): readonly string[] =>
  emulator
    .state()
    .users.filter(({ assignedLicenses }) =>
      assignedLicenses.some(({ skuId }) => skuId === planOf(plan).skuId),
    )
    .map(({ id }) => id);
const writes = { path: '/users/*/assignLicense', method: 'POST' };

/** A plan with blocked users, warnings and more subscribers than licenses. */
export const Review: StoryObj = inTenant({ tenant: 'contoso', seed: 11, prepare: salesDesk(300) });

/** Some are done, others are on their way. Time stands still, so that it stays like this. */
export const Publishing: StoryObj = {
  ...inTenant({
    tenant: 'contoso',
    seed: 16,
    clock: new VirtualClock(),
    prepare: withFaults(300, { kind: 'delay', ...writes, delayMs: 60_000, after: 20 }),
  }),
  play: publish,
};

/** Microsoft asks to wait; publishing goes on by itself. */
export const Throttled: StoryObj = {
  ...inTenant({
    tenant: 'contoso',
    seed: 19,
    prepare: withFaults(40, { kind: 'status', ...writes, status: 429, retryAfterSeconds: 90 }),
  }),
  play: publish,
};

/** Apps of which one user can usually have only one: a warning, for Microsoft decides. */
export const AppConflict: StoryObj = inTenant({
  tenant: 'contoso',
  seed: 20,
  policy: { requireSynced: false },
  alsoOwns: ['MCOPSTN1', 'MCOPSTN2'],
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({
      draft: {
        plans: [planOf('MCOPSTN1'), planOf('MCOPSTN2')],
        subscribers: holdersOf(emulator, 'SPE_E5').slice(0, 8),
      },
    }),
  ]),
});

/** Microsoft refused two apps together a moment ago: said in the next review, and assigned anyway if the administrator says so. */
export const RefusedEarlier: StoryObj = {
  ...inTenant({
    tenant: 'contoso',
    seed: 20,
    policy: { requireSynced: false },
    prepare: async (page) => {
      const plans = [planOf('POWER_BI_PRO'), planOf('FLOW_FREE')];
      const subscribers = holdersOf(page.emulator, 'SPE_E3').slice(0, 8);
      await withWorkspaces(() => [makeWorkspace({ draft: { plans, subscribers } })])(page);
      const apps = [getPlanId('BI_AZURE_P2'), getPlanId('FLOW_P2_VIRAL')];
      const message = `License assignment failed because service plans ${apps.join(', ')} are mutually exclusive.`;
      await setFaults(page.emulator, [{ kind: 'status', ...writes, status: 400, message }]);
    },
  }),
  play: async ({ canvasElement }) => {
    await publish({ canvasElement });
    const again = await waitFor(() => control(canvasElement, 'Review again'), { timeout: 10_000 });
    again.click();
  },
};

/** Microsoft refused some users; the others have what the workspace says. */
export const ResultWithFailures: StoryObj = {
  ...inTenant({
    tenant: 'contoso',
    seed: 17,
    prepare: withFaults(30, { kind: 'status', ...writes, status: 404, rate: 0.3 }),
  }),
  play: publish,
};

/** A closed tab cut a publish off. */
export const Interrupted: StoryObj = inTenant({
  tenant: 'contoso',
  seed: 18,
  prepare: async (page) => {
    await salesDesk(40)(page);
    const { skuId } = planOf('POWER_BI_PRO');
    await leaveCutOffPublish(page, { workspaceId: 'sales-desk', skuId, count: 3 });
  },
});

/** Rohan Mehta publishes Finance on another machine while Sales is reviewed here. */
const besidesColleague = (seed: number, options: OtherPublishOptions = {}): StoryObj =>
  inTenant({
    tenant: 'contoso',
    seed,
    store: memoryStore({ shares: { workspaces: true, journal: true, grants: true, lease: true } }),
    prepare: async (page) => {
      const { emulator } = page;
      const plans = [planOf('FLOW_FREE')];
      await withWorkspaces(() => [
        makeWorkspace({ name: 'Sales', draft: { plans, subscribers: userIds(emulator, 18) } }),
        makeWorkspace({
          id: 'finance',
          name: 'Finance',
          draft: { plans, subscribers: userIds(emulator, 46, 30) },
        }),
      ])(page);
      const by = await nameColleague(page, 'Rohan Mehta');
      await publishElsewhere(page, { ...(options.isOwn ? {} : { by }), ...options });
    },
  });

/** Waits until the review says this. */
async function reads(canvasElement: HTMLElement, words: string): Promise<void> {
  await waitFor(
    () => {
      const review = canvasElement.querySelector('publish-review');
      if (!review || !textOf(review).includes(words)) throw new Error(`does not say “${words}” yet`);
    },
    { timeout: 10_000 },
  );
}

/** A colleague publishes another workspace: one publish at a time. */
export const ColleaguePublishing: StoryObj = {
  ...besidesColleague(41),
  play: ({ canvasElement }) => reads(canvasElement, 'Rohan Mehta is publishing Finance'),
};

/** The same administrator publishes in another tab. */
export const PublishingInAnotherTab: StoryObj = {
  ...besidesColleague(42, { isOwn: true }),
  play: ({ canvasElement }) => reads(canvasElement, 'You are publishing Finance in another tab'),
};

/** A job of the portal publishes. */
export const PortalPublishing: StoryObj = {
  ...besidesColleague(43, { by: 'c0ffee00-0000-4000-8000-00000000c0de', isAttended: false }),
  play: ({ canvasElement }) => reads(canvasElement, 'The portal is publishing Finance'),
};

/** A colleague’s page does not respond: soon it can be taken over. */
export const ColleagueNotResponding: StoryObj = {
  ...besidesColleague(44),
  play: async ({ canvasElement }) => {
    await reads(canvasElement, 'Rohan Mehta is publishing Finance');
    wakeAfter(95_000);
    await reads(canvasElement, 'You can take over in');
  },
};

/** A colleague’s page has not responded for more than two minutes: what is left can be reviewed and taken over. */
export const TakeOver: StoryObj = {
  ...besidesColleague(45),
  play: async ({ canvasElement }) => {
    await reads(canvasElement, 'Rohan Mehta is publishing Finance');
    wakeAfter(150_000);
    await reads(canvasElement, 'Take over, 28 left');
  },
};

/** Confirmed, and published as soon as the other publish is done. */
export const WaitingForItsTurn: StoryObj = {
  ...besidesColleague(46),
  play: async ({ canvasElement }) => {
    await reads(canvasElement, 'Publish Sales next');
    const review = canvasElement.querySelector('publish-review');
    for (const box of review?.shadowRoot?.querySelectorAll<HTMLInputElement>('[part="warnings"] input') ?? [])
      box.click();
    await review?.updateComplete;
    control(canvasElement, 'Publish Sales next').click();
    await reads(canvasElement, 'Sales will be published next');
  },
};

/** The draft was edited while it waited: nothing was sent. */
export const ChangedWhileWaiting: StoryObj = {
  ...besidesColleague(47),
  play: async (context) => {
    const { canvasElement } = context;
    await WaitingForItsTurn.play?.(context);
    const store = canvasElement.querySelector('o365-provider')?.store;
    const graph = canvasElement.querySelector('o365-provider')?.graph;
    if (!store || !graph) throw new Error('No one is signed in.');
    const { tenantId } = graph.account;
    const { workspaces } = store({ tenantId, by: 'somebody' });
    const stored = await workspaces.get('sales-desk');
    if (!stored) throw new Error('The workspace is gone.');
    const { draft } = stored.workspace;
    const edited = { ...stored.workspace, draft: { ...draft, subscribers: draft.subscribers.slice(1) } };
    await workspaces.put(edited, { etag: stored.etag });
    await reads(canvasElement, 'This review changed while you waited');
  },
};

/** The store shares workspaces and no history: a colleague published this one last. */
export const PublishedElsewhere: StoryObj = inTenant({
  tenant: 'contoso',
  seed: 48,
  store: memoryStore({ shares: { workspaces: true, lease: true } }),
  prepare: async (page) => {
    const content = { plans: [planOf('FLOW_FREE')], subscribers: userIds(page.emulator, 6) };
    const editedBy = await nameColleague(page, 'Rohan Mehta');
    await withWorkspaces(() => [
      makeWorkspace({ name: 'Sales', draft: content, published: content, editedBy }),
    ])(page);
  },
});

/** Everybody has all they should. */
export const NothingToDo: StoryObj = inTenant({
  tenant: 'small',
  seed: 12,
  prepare: withWorkspaces(() => [makeWorkspace({ draft: {}, published: {} })]),
});

/** People who are left out of the workspace or assigned anyway: told to everybody, with who decided it and the way back. */
export const DecidedAboutPeople: StoryObj = inTenant({
  tenant: 'contoso',
  seed: 11,
  prepare: async (page) => {
    await salesDesk(60)(page);
    const stored = await page.store.workspaces.get('sales-desk');
    if (!stored) return;
    const [first = '', second = '', third = ''] = stored.workspace.draft.subscribers;
    const stamp = { at: '2026-11-20T09:30:00.000Z', by: page.emulator.tenant.administrator.id };
    const decided = [
      { userId: first, kind: 'left-out' },
      { userId: second, kind: 'left-out' },
      { userId: third, kind: 'assign-anyway', reason: 'not-synced' },
    ] as const;
    const workspace = decided.reduce((each, target) => withException(each, target, stamp), stored.workspace);
    await page.store.workspaces.put(workspace, { etag: stored.etag });
  },
});

/** The workspace names a group that was not made here: it is not touched until somebody accepts it by name. */
export const GroupNotAccepted: StoryObj = inTenant({
  tenant: 'contoso',
  seed: 11,
  prepare: withWorkspaces(({ emulator }) => {
    const [team] = emulator.state().groups;
    const draft = { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 20) };
    return [{ ...makeWorkspace({ draft }), route: 'group', groupId: team?.id ?? '' }];
  }),
});

/** Another workspace says that it is published, and the history of the tenant has no such publish. */
export const NothingProvesIt: StoryObj = inTenant({
  tenant: 'contoso',
  seed: 11,
  prepare: withWorkspaces(({ emulator }) => {
    const content = { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 5) };
    return [
      makeWorkspace({ draft: { ...content, subscribers: userIds(emulator, 40) } }),
      makeWorkspace({ id: 'front-desk', name: 'Front desk', draft: content, published: content }),
    ];
  }),
});

/** No workspace is chosen. */
export const NoWorkspace: StoryObj = {
  ...inTenant({ tenant: 'small', seed: 13 }),
  render: () => html`<publish-review></publish-review>`,
};

/** The workspace is gone. */
export const Gone: StoryObj = inTenant({ tenant: 'small', seed: 14 });

/** The administrator may not read people yet. */
export const ConsentRequired: StoryObj = inTenant({
  tenant: 'small',
  seed: 15,
  scopes: ['User.Read'],
  prepare: salesDesk(5),
});

/** Nobody has signed in yet. */
export const SignedOut: StoryObj = inTenant({ signedOut: true });

/** The page has no provider around the element. */
export const WithoutProvider: StoryObj = inTenant({ alone: true });

/** Through a group: everything is sent, and Microsoft licenses the members at its own pace. */
export const Assigning: StoryObj = {
  ...inTenant({
    tenant: 'contoso',
    seed: 11,
    clock: new VirtualClock(),
    prepare: async (page) => {
      await salesDesk(60)(page);
      const stored = await page.store.workspaces.get('sales-desk');
      if (stored)
        await page.store.workspaces.put({ ...stored.workspace, route: 'group' }, { etag: stored.etag });
    },
  }),
  play: publish,
};

/** A portal that answers what is shown, and takes for ever over what is done. */
function askingPortal(): TenantParameters {
  let asked = 0;
  return {
    can: (action) =>
      action === 'publish' && (asked += 1) > 1 ? new Promise(() => undefined) : Promise.resolve(true),
    prepare: (page) => {
      asked = 0;
      return salesDesk(300)(page);
    },
  };
}

/** The portal asks its server what this administrator may do, again when Publish is pressed: the button waits for that. */
export const PortalIsAsked: StoryObj = {
  ...inTenant({ tenant: 'contoso', seed: 21, ...askingPortal() }),
  play: async ({ canvasElement }) => {
    const review = await press(canvasElement);
    await waitFor(() => {
      if (!review.shadowRoot?.querySelector('[part="publish"][aria-busy]')) throw new Error('not asked');
    });
  },
};

/** The portal lets this administrator look, not publish. */
export const LookOnly: StoryObj = inTenant({
  tenant: 'contoso',
  seed: 11,
  can: () => false,
  prepare: salesDesk(300),
});
