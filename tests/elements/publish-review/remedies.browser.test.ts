import { expect } from '@open-wc/testing';
import { getPlanId } from '../../../src/emulator/index.js';
import { field, type } from '../../support/fields.js';
import { control, textOf } from '../../support/find.js';
import { setFaults } from '../../support/in-tenant.js';
import { deletePerson } from '../../support/people.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';
import {
  createReviews,
  giving,
  group,
  heading,
  holders,
  numberIn,
  peopleWith,
  policy,
  publish,
  publishButton,
  twoCallingPlans,
  type Shown,
} from './review-page.js';

const show = createReviews(9_600);

/** Two licenses of Visio Plan 2 for so many people. */
const scarce = (count: number) => ({
  tenant: 'small' as const,
  users: 30,
  policy,
  prepare: withWorkspaces(({ emulator }) => {
    const people = emulator
      .state()
      .users.slice(1)
      .filter(({ usageLocation }) => usageLocation !== null);
    return [
      makeWorkspace({
        draft: { plans: [planOf('VISIOCLIENT')], subscribers: people.slice(0, count).map(({ id }) => id) },
      }),
    ];
  }),
});

/** Names in the list of changes. */
const served = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll('[part="changes"] [data-index] .name')].map(
    (name) => name.textContent?.trim() ?? '',
  );

describe('remedies in <publish-review>', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  describe('that edit the workspace', () => {
    const lacking = { policy, prepare: giving('WORKPLACE_ANALYTICS', undefined, 2) };
    const draftOf = async ({ page }: Shown) =>
      (await page.store.workspaces.get('sales-desk'))?.workspace.draft;

    it('are shown as settled, counted, and taken back one by one', async () => {
      const shown = await show(twoCallingPlans(5), 'App conflict');
      const { root } = shown;
      const before = await draftOf(shown);
      const open = group(root, 'App conflict') as HTMLElement;
      control(open, 'Turn Microsoft 365 Domestic Calling Plan off').click();
      await until(() => group(root, 'App conflict, resolved'), 'settled');
      const settled = group(root, 'App conflict, resolved') as HTMLElement;
      expect(settled.textContent).to.match(
        / is now off in Skype for Business PSTN Domestic Calling for everyone\./,
      );
      expect(settled.textContent).to.contain('5 people');
      expect(Object.values((await draftOf(shown))?.plans[0]?.apps ?? {})).to.deep.equal(['off']);
      control(settled, 'Undo').click();
      await until(() => !group(root, 'App conflict, resolved'), 'undone');
      expect(await draftOf(shown)).to.deep.equal(before);
      await until(() => publishButton(root).textContent?.trim() === 'Record it', 'blocked again');
    });

    it('put a plan that was taken out back to where it was', async () => {
      const lacks = 'An app needs another app';
      const shown = await show(lacking, lacks);
      const { el, root } = shown;
      const before = await draftOf(shown);
      control(group(root, lacks) as HTMLElement, /^Remove .* from the workspace$/).click();
      await until(() => textOf(el).includes('is now removed from the workspace'), 'removed');
      expect((await draftOf(shown))?.plans).to.deep.equal([]);
      expect(root.querySelector('[part="figures"]')?.textContent).to.contain('2 resolved, 0 open');
      control(group(root, `${lacks}, resolved`) as HTMLElement, 'Undo').click();
      await until(() => group(root, lacks), 'blocked again');
      expect(await draftOf(shown)).to.deep.equal(before);
    });
  });

  it('assign apps anyway that Microsoft refused together earlier, and it decides again', async () => {
    const shown = await show({
      policy,
      prepare: withWorkspaces(({ emulator }) => [
        makeWorkspace({
          draft: {
            plans: [planOf('POWER_BI_PRO'), planOf('FLOW_FREE')],
            subscribers: peopleWith(emulator, undefined, 3),
          },
        }),
      ]),
    });
    const { root, page } = shown;
    const refusal = {
      kind: 'status',
      path: '/users/*/assignLicense',
      method: 'POST',
      status: 400,
      message: `License assignment failed because service plans ${getPlanId('BI_AZURE_P2')}, ${getPlanId('FLOW_P2_VIRAL')} are mutually exclusive.`,
    };
    await setFaults(page.emulator, [refusal]);
    publishButton(root).click();
    await until(() => root.querySelector('[part="results"]'), 'refused');
    control(root, 'Review again').click();
    await until(() => group(root, 'App conflict'), 'warned');
    const conflict = group(root, 'App conflict') as HTMLElement;
    expect(conflict.textContent).to.contain('Microsoft refused ');
    expect(conflict.textContent).to.contain('3 people');
    control(conflict, 'Assign anyway').click();
    await until(() => publishButton(root).textContent?.includes('Publish to 3 people'), 'settled');
    await setFaults(page.emulator, []);
    expect(await publish(shown)).to.equal(3);
  });

  it('let somebody else wait for a license, and take that back', async () => {
    const { el, root } = await show(scarce(6), 'No Visio Plan 2 left');
    const waiting = (): HTMLElement => group(root, 'No Visio Plan 2 left') as HTMLElement;
    const [first = '', second = ''] = served(root);
    expect(served(root)).to.have.length(2);
    control(waiting(), 'Choose who waits').click();
    await el.updateComplete;
    type(field(waiting(), 'Find a person'), first);
    await el.updateComplete;
    control(waiting(), `${first} waits instead`).click();
    await el.updateComplete;
    expect(served(root)).to.contain(second).and.not.to.contain(first);
    expect(served(root)).to.have.length(2);
    expect(waiting().textContent).to.contain('Others wait instead');
    await expect(el).shadowDom.to.be.accessible();
    control(waiting(), `Undo, ${first} doesn’t wait`).click();
    await el.updateComplete;
    expect(served(root)).to.have.members([first, second]);
  });

  it('reclaim what disabled accounts hold of a plan that ran out, by a review of its own, and come back', async () => {
    const prepare = withWorkspaces(({ emulator }) => {
      const { skuId } = planOf('POWER_BI_PRO');
      const without = emulator
        .state()
        .users.slice(1)
        .filter(({ assignedLicenses }) => !assignedLicenses.some((held) => held.skuId === skuId));
      return [
        makeWorkspace({
          draft: { plans: [planOf('POWER_BI_PRO')], subscribers: without.map(({ id }) => id) },
        }),
      ];
    });
    const shown = await show({ policy, prepare }, /Reclaim \d+ from disabled accounts…/);
    const { root, page } = shown;
    const short = numberIn(group(root, 'No Power BI Pro left')?.querySelector('.number')?.textContent);
    const reclaim = control(root, /^Reclaim \d+ from disabled accounts…$/);
    const count = numberIn(reclaim.textContent);
    const before = holders(page).length;
    reclaim.click();
    await until(() => heading(root) === 'Review: reclaim licenses', 'the reclaim');
    await until(() => publishButton(root)?.textContent?.includes(`Reclaim ${count} license`), 'all of them');
    for (const box of root.querySelectorAll<HTMLInputElement>('[part="warnings"] input')) box.click();
    await shown.el.updateComplete;
    publishButton(root).click();
    await until(() => heading(root) === 'Licenses are reclaimed', 'reclaimed');
    expect(holders(page)).to.have.length(before - count);
    control(root, 'Back to the workspace').click();
    await until(() => heading(root) === 'Review: Sales desk', 'back');
    await until(() => root.querySelector('[part="licenses"]'), 'reviewed');
    const left = group(root, 'No Power BI Pro left')?.querySelector('.number')?.textContent;
    expect(left ? numberIn(left) : 0).to.equal(Math.max(0, short - count));
  });

  it('set a country for one user, all of them listed in the field that has the focus', async () => {
    const { el, root } = await show({ seed: 905 }, 'No usage location');
    const missing = group(root, 'No usage location') as HTMLElement;
    control(missing, 'Choose for each person').click();
    await el.updateComplete;
    const [first, second] = missing.querySelectorAll('select');
    first?.focus();
    await el.updateComplete;
    expect(first?.options.length).to.be.above(200);
    expect(second?.options.length).to.equal(1);
    Object.assign(first as HTMLSelectElement, { value: 'SE' });
    first?.dispatchEvent(new Event('change'));
    await el.updateComplete;
    second?.focus();
    await el.updateComplete;
    expect(first?.selectedOptions[0]?.textContent).to.equal('Sweden');
    expect(missing.textContent).to.contain('Country chosen');
  });

  it('take out of the workspace whom somebody deleted meanwhile, and say who would fail again', async () => {
    const shown = await show({ policy, prepare: giving('SPE_E5', undefined, 3) });
    const { el, root, page } = shown;
    const [gone = ''] = (await page.store.workspaces.get('sales-desk'))?.workspace.draft.subscribers ?? [];
    await deletePerson(page.emulator, gone);
    publishButton(root).click();
    await until(() => root.querySelector('[part="results"]'), 'published');
    expect(textOf(el)).to.contain('Without changes, 1 of the 1 would fail again.');
    expect(textOf(el)).to.contain('No longer in the directory');
    const subscribed = async () =>
      (await page.store.workspaces.get('sales-desk'))?.workspace.draft.subscribers.length;
    control(root, /^Unsubscribe /).click();
    await until(() => textOf(el).includes('Unsubscribed'), 'removed');
    expect(await subscribed()).to.equal(2);
    await expect(el).shadowDom.to.be.accessible();
    control(root, /^Undo, .+ stays subscribed$/).click();
    await until(() => !textOf(el).includes('Unsubscribed'), 'undone');
    expect(await subscribed()).to.equal(3);
    expect(heading(root)).to.equal('Sales desk is published');
  });

  it('ask for nothing about disabled accounts while there are licenses', async () => {
    const asked: string[] = [];
    const { page } = await show({
      policy,
      prepare: async (tenant) => {
        const { fetch } = tenant.emulator;
        Object.assign(tenant.emulator, {
          fetch: async (input: Request) => {
            asked.push(`${decodeURIComponent(input.url)} ${decodeURIComponent(await input.clone().text())}`);
            return fetch(input);
          },
        });
        await withWorkspaces(({ emulator }) => [
          makeWorkspace({ draft: { plans: [planOf('SPE_E5')], subscribers: userIds(emulator, 3) } }),
        ])(tenant);
      },
    });
    expect(page.emulator.state().users).not.to.have.length(0);
    expect(asked.filter((each) => each.includes('accountEnabled eq false'))).to.deep.equal([]);
    expect(asked).not.to.have.length(0);
  });
});
