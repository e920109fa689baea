import { expect } from '@open-wc/testing';
import { VirtualClock, type UserState } from '../../../src/emulator/index.js';
import { exchangeKiosk } from '../../../src/microsoft/rules/app-ids.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import { withAcceptedGroup } from '../../../src/model/workspace/workspace-decisions.js';
import type { Workspace } from '../../../src/model/workspace/workspace.js';
import { aMinuteLater } from '../../support/a-minute-later.js';
import { choice } from '../../support/fields.js';
import { control, textOf } from '../../support/find.js';
import type { TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { leaveWithoutLicense } from '../../support/without-license.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';
import {
  begin,
  confirmAll,
  createReviews,
  giving,
  group,
  heading,
  holders,
  numberIn,
  policy,
  publish,
  publishButton,
} from './review-page.js';

const show = createReviews(9_100);

const radio = (root: ShadowRoot, route: 'direct' | 'group'): HTMLInputElement =>
  choice(
    root,
    'Publishing method People get the same plans and apps either way.',
    route === 'direct' ? 'Directly to each person' : 'Through a group',
  );
const about = (input: HTMLInputElement): string =>
  (input.getRootNode() as ShadowRoot)
    .getElementById(input.getAttribute('aria-describedby') ?? '')
    ?.textContent?.replaceAll(/\s+/g, ' ') ?? '';

/** The workspace with its group accepted by an administrator. */
function accepting(workspace: Workspace): Workspace {
  return withAcceptedGroup(workspace, workspace.groupId ?? '', workspace.edited);
}

const titles = (notice: ParentNode): string[] =>
  [...notice.querySelectorAll('strong')].map((each) => each.textContent?.trim() ?? '');

describe('the route in <publish-review>', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  it('says what each costs in writes and time, and that direct is what the workspace says', async () => {
    const { root } = await show();
    const users = numberIn(publishButton(root).textContent);
    expect(radio(root, 'direct').checked).to.equal(true);
    expect(about(radio(root, 'direct'))).to.match(
      new RegExp(`\\b${users} writes, about \\d+ (second|minute)`),
    );
    const groupWrites = 2 + Math.ceil(users / 20);
    expect(about(radio(root, 'group'))).to.match(
      new RegExp(`\\b${groupWrites} writes, about \\d+ (second|minute)`),
    );
  });

  it('becomes the workspace’s when it is chosen, and the review follows', async () => {
    const { el, root, page } = await show();
    radio(root, 'group').click();
    await el.updateComplete;
    expect(radio(root, 'group').checked).to.equal(true);
    expect(publishButton(root).getAttribute('aria-disabled')).to.equal('true');
    await until(() => publishButton(root).getAttribute('aria-disabled') !== 'true', 'reviewed anew');
    expect((await page.store.workspaces.get('sales-desk'))?.workspace.route).to.equal('group');
    expect(radio(root, 'group').checked).to.equal(true);
    expect(textOf(el)).not.to.contain('was changed after this review');
    radio(root, 'direct').click();
    await el.updateComplete;
    await until(() => publishButton(root).getAttribute('aria-disabled') !== 'true', 'reviewed anew');
    expect((await page.store.workspaces.get('sales-desk'))?.workspace.route).to.equal('direct');
    expect(radio(root, 'direct').checked).to.equal(true);
  });

  it('says nothing of blocked users where nobody is, also after it was changed', async () => {
    const { el, root } = await show({ policy, prepare: giving('FLOW_FREE', undefined, 5) });
    expect(root.querySelectorAll('[part="blocked"]')).to.have.length(0);
    radio(root, 'group').click();
    await el.updateComplete;
    await until(() => publishButton(root).getAttribute('aria-disabled') !== 'true', 'reviewed anew');
    expect(radio(root, 'group').checked).to.equal(true);
    expect(root.querySelectorAll('[part="blocked"]')).to.have.length(0);
  });

  it('keeps what was decided about the blocked when the route changes', async () => {
    const { el, root } = await show();
    control(group(root, 'No usage location') as HTMLElement, /^Set \d+ to United States/).click();
    await el.updateComplete;
    radio(root, 'group').click();
    await el.updateComplete;
    await until(() => publishButton(root).getAttribute('aria-disabled') !== 'true', 'reviewed anew');
    expect(group(root, 'No usage location'), 'through a group nobody needs one').to.equal(null);
    radio(root, 'direct').click();
    await el.updateComplete;
    await until(() => group(root, 'No usage location') !== null, 'reviewed anew');
    expect(group(root, 'No usage location')?.textContent).to.contain('Country chosen');
  });

  it('publishes through the group that was chosen, and undoes it by a review like any other', async () => {
    const shown = await show({ clock: new VirtualClock({ auto: true }) });
    const { el, root, page } = shown;
    const before = holders(page).sort();
    radio(root, 'group').click();
    await el.updateComplete;
    await until(() => publishButton(root).getAttribute('aria-disabled') !== 'true', 'reviewed anew');
    const promised = await publish(shown);
    const given = page.emulator
      .state()
      .users.filter((user) =>
        user.licenseAssignmentStates.some(
          (held) => held.skuId === planOf('POWER_BI_PRO').skuId && held.assignedByGroup !== null,
        ),
      );
    expect(given).to.have.length(promised);
    await aMinuteLater(async () => {
      control(root, 'Undo this publish…').click();
      await until(() => textOf(el).includes('Review: undo the publish of Sales desk'), 'review of the undo');
      expect(() => radio(root, 'direct')).to.throw('no group');
      await confirmAll(shown);
      publishButton(root).click();
      await until(() => textOf(el).includes('The publish of Sales desk is undone'), 'undone');
      // Who left the group keeps the license until Microsoft has gone through it.
      await until(() => holders(page).sort().join() === before.join(), 'as before');
    });
  });

  it('says that Microsoft is at work once everything is sent, and no time that nobody knows', async () => {
    const shown = await show({
      policy,
      // Time stands still in the tenant: the group is never gone through.
      clock: new VirtualClock(),
      prepare: async (page) => {
        await giving('FLOW_FREE', undefined, 5)(page);
        const stored = await page.store.workspaces.get('sales-desk');
        if (stored)
          await page.store.workspaces.put({ ...stored.workspace, route: 'group' }, { etag: stored.etag });
      },
    });
    const { el, root } = shown;
    await begin(shown);
    await until(
      () => textOf(el).includes('Microsoft is assigning licenses to the people in the group'),
      'told',
    );
    expect(textOf(el)).to.contain('Pending at Microsoft');
    expect(textOf(el)).to.contain('0 of 5 people done.');
    expect(textOf(el)).not.to.match(/About .* left/);
    await expect(el).shadowDom.to.be.accessible();
    control(root, 'Stop').click();
    await until(() => heading(root).includes('is published'), 'the rest is Microsoft’s');
  });

  it('says who is in the group already and gets the plans too, and names them on demand', async () => {
    const findTeam = ({ emulator }: TenantPage): { groupId: string; people: UserState[] } => {
      const { groups, users } = emulator.state();
      const team = groups.find(({ displayName }) => displayName === 'IT Team');
      if (!team) throw new Error('The tenant has no IT Team.');
      return { groupId: team.id, people: users.filter(({ id }) => team.members.includes(id)) };
    };
    const { el, root, page } = await show({
      prepare: withWorkspaces((tenant) => {
        const { groupId, people } = findTeam(tenant);
        const inTeam = new Set(people.map(({ id }) => id));
        const subscribers = userIds(tenant.emulator, 40).filter((id) => !inTeam.has(id));
        const workspace = makeWorkspace({ draft: { plans: [planOf('POWER_BI_PRO')], subscribers } });
        return [accepting({ ...workspace, route: 'group', groupId })];
      }),
    });
    const userNames = findTeam(page).people.map(({ userPrincipalName }) => userPrincipalName);
    await until(() => textOf(el).includes('The group IT Team'), 'its name is read');
    const notice = root.querySelector<HTMLElement>('.bystanders');
    expect(notice && titles(notice)).to.deep.equal([
      `The group IT Team assigns the plans and has ${userNames.length} people in it`,
      `${userNames.length} people are already in the group and get Power BI Pro, too`,
    ]);
    expect(textOf(el)).not.to.contain(userNames[0]);
    control(notice ?? root, 'Show people').click();
    const named = (): string[] =>
      [...root.querySelectorAll('.bystanders li .muted bdi')].map((each) => each.textContent ?? '');
    await until(() => named().length > 0, 'names');
    expect(named()).to.have.members(userNames);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('touches no group that was not made here until somebody accepts it by name', async () => {
    const { el, root, page } = await show(
      {
        policy,
        prepare: withWorkspaces(({ emulator }) => {
          const team = emulator.state().groups.find(({ displayName }) => displayName === 'IT Team');
          const draft = { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 5) };
          return [{ ...makeWorkspace({ draft }), route: 'group', groupId: team?.id ?? '' }];
        }),
      },
      /Accept IT Team, \d+ people/,
    );
    const blocked = group(root, 'Group not accepted') as HTMLElement;
    expect(blocked.textContent).to.contain('uses the group IT Team (');
    await expect(el).shadowDom.to.be.accessible();
    control(blocked, /^Accept IT Team, \d+ people$/).click();
    await until(() => group(root, 'Group not accepted, resolved'), 'accepted');
    const stored = (await page.store.workspaces.get('sales-desk'))?.workspace;
    expect(stored?.acceptedGroup).to.include({
      groupId: stored?.groupId,
      by: page.emulator.tenant.administrator.id,
    });
    control(group(root, 'Group not accepted, resolved') as HTMLElement, 'Undo').click();
    await until(() => group(root, 'Group not accepted'), 'undone');
    expect((await page.store.workspaces.get('sales-desk'))?.workspace.acceptedGroup).to.equal(undefined);
  });

  it('says whose apps change with those of the group', async () => {
    let holders = 0;
    const { root } = await show({
      prepare: withWorkspaces(({ emulator }) => {
        const { groups, users } = emulator.state();
        const { skuId } = planOf('SPE_F1');
        const carrier = groups.find(({ assignedLicenses }) =>
          assignedLicenses.some((each) => each.skuId === skuId),
        );
        holders = users.filter(({ licenseAssignmentStates }) =>
          licenseAssignmentStates.some(
            (held) => held.assignedByGroup === carrier?.id && held.state === 'Active',
          ),
        ).length;
        const plans = [{ skuId, apps: { [exchangeKiosk]: 'off' as const } }];
        const subscribers = userIds(emulator, 80).filter((id) => !carrier?.members.includes(id));
        const workspace = makeWorkspace({ draft: { plans, subscribers } });
        return [accepting({ ...workspace, route: 'group', groupId: carrier?.id ?? '' })];
      }),
    });
    expect(holders).to.be.above(10);
    expect(titles(root.querySelector('.bystanders') ?? root)).to.contain(
      `${holders} people are in the group and get different apps in Microsoft 365 F3, too`,
    );
  });

  it('tries again for members of the group for whom Microsoft had no license, and says so', async () => {
    const visio = planOf('VISIOCLIENT');
    const { root } = await show({
      clock: new VirtualClock({ auto: true }),
      prepare: async (page) => {
        const { groupId, members } = await leaveWithoutLicense(page.emulator, visio.skuId, 3);
        const content = { plans: [visio], subscribers: members };
        const workspace = makeWorkspace({ draft: content, published: content });
        await withWorkspaces(() => [accepting({ ...workspace, route: 'group', groupId })])(page);
      },
    });
    const notes = [...root.querySelectorAll('[part="changes"] [role="row"]')].map(
      (row) => row.textContent ?? '',
    );
    expect(
      notes.filter((note) => note.includes('No licenses were left last time; this tries again')),
    ).to.have.length(3);
  });

  it('goes back to what the workspace says when it cannot be kept, and says so', async () => {
    const { el, root, page } = await show();
    page.store.workspaces.put = () =>
      Promise.reject(new ProvisioningError('storage-unavailable', 'The store is closed.'));
    radio(root, 'group').click();
    await until(() => textOf(el).includes('Try again'), 'told');
    expect(radio(root, 'direct').checked).to.equal(true);
    expect(publishButton(root).getAttribute('aria-disabled')).not.to.equal('true');
  });

  it('explains why there is no group route in a tenant without a plan for it', async () => {
    const { root } = await show({
      tenant: 'no-p1',
      policy: { requireSynced: false },
      prepare: withWorkspaces(({ emulator }) => [
        makeWorkspace({ draft: { plans: [planOf('FLOW_FREE')], subscribers: userIds(emulator, 20) } }),
      ]),
    });
    expect(radio(root, 'group').disabled).to.equal(true);
    expect(about(radio(root, 'group'))).to.contain('No plan in this tenant includes group-based licensing.');
    expect(about(radio(root, 'group'))).not.to.contain('P1, available');
    expect(radio(root, 'direct').checked).to.equal(true);
  });
});
