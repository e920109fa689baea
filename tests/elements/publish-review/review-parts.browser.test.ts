import { expect } from '@open-wc/testing';
import { LitElement, html, nothing } from 'lit';
import { StringsController } from '../../../src/controllers/strings-controller.js';
import { BlockedView } from '../../../src/elements/publish-review/blocked/blocked-view.js';
import { renderBlocked } from '../../../src/elements/publish-review/blocked/render-blocked.js';
import { renderWarnings } from '../../../src/elements/publish-review/review/render-warnings.js';
import type { EditReason } from '../../../src/elements/publish-review/review/review-edits.js';
import { WarningConfirmations } from '../../../src/elements/publish-review/review/warning-confirmations.js';
import { createNames } from '../../../src/elements/publish-review/review-parts.js';
import { publishStrings } from '../../../src/localization/en/publish/publish-review.js';
import type { BlockedUser } from '../../../src/model/publish/block.js';
import type { ChangeSet, GroupChange } from '../../../src/model/publish/change-set.js';
import type { Exception, ExceptionTarget } from '../../../src/model/workspace/exception.js';
import type { WorkspaceEdit } from '../../../src/model/workspace/workspace-edit.js';
import { createWorkspace } from '../../../src/model/workspace/workspace.js';
import type { PublishDecisions } from '../../../src/publishing/review/review-input.js';
import type { Review } from '../../../src/publishing/review/review.js';
import { elementStyles } from '../../../src/theme/element.styles.js';
import { createBareReview } from '../../support/bare-review.js';
import { control, textOf } from '../../support/find.js';

const stamp = { at: '2026-11-23T10:00:00Z', by: 'megan' };
const lee = { userId: 'lee', displayName: 'Lee Gu', userPrincipalName: 'lee@contoso.example' };
const sku = { skuId: 'old-plan' };

interface Scene {
  readonly changeSet?: (decisions: PublishDecisions) => Partial<ChangeSet>;
  readonly exceptions?: readonly Exception[];
}

function reviewOf({ changeSet, exceptions = [] }: Scene, decisions: PublishDecisions): Review {
  const workspace = createWorkspace('sales', 'Sales', stamp);
  const draft = { ...workspace.draft, subscribers: ['lee'] };
  const topic = { kind: 'publish', workspace: { ...workspace, draft, exceptions } } as const;
  return createBareReview(changeSet, { topic }, decisions);
}

/** The parts of a review that tell what must be seen and settled before a publish. */
class PartsOfReview extends LitElement {
  static override styles = elementStyles;
  scene: Scene = {};
  decisions: PublishDecisions = {};
  sitting: object = {};
  readonly edits: { readonly edit: WorkspaceEdit; readonly about: EditReason }[] = [];
  readonly excepted: { readonly targets: readonly ExceptionTarget[]; readonly on: boolean }[] = [];
  readonly strings = new StringsController(this, 'publish-review', publishStrings);
  readonly blockedView = new BlockedView(this, () => this.sitting);
  readonly losses = new WarningConfirmations(this, () => this.sitting);

  protected override render() {
    const parts = {
      strings: this.strings,
      review: reviewOf(this.scene, this.decisions),
      base: reviewOf(this.scene, {}),
      names: createNames(undefined, undefined, { nameFormerPlan: (skuId) => skuId }),
      can: () => true,
      onDecide: (decisions: PublishDecisions) => {
        this.decisions = decisions;
        this.requestUpdate();
      },
      ...this.blockedView.parts,
      ...this.losses.parts,
      made: [],
      onTakeBack: () => undefined,
      onEdit: (edit: WorkspaceEdit, about: EditReason) => this.edits.push({ edit, about }),
      onExcept: (targets: readonly ExceptionTarget[], on: boolean) => this.excepted.push({ targets, on }),
      nameActor: (id: string) => ({ status: 'named', name: id === 'megan' ? 'Megan Bowen' : id }) as const,
      nameWorkspace: (id: string) => (id === 'desk' ? 'Front desk' : id),
      reclaimable: () => [],
      onReclaim: () => undefined,
      onShow: () => undefined,
      groupUnread: nothing,
      bystanders: { status: 'waiting' } as const,
      groupSummary: {
        status: 'ready',
        value: { id: 'g1', displayName: 'IT Team', memberCount: 57 },
        readAt: new Date(stamp.at),
        refreshing: false,
      } as const,
    };
    return html`${renderBlocked(parts)} ${renderWarnings(parts)}`;
  }
}
customElements.define('parts-of-review', PartsOfReview);

async function show(scene: Scene): Promise<{ el: PartsOfReview; root: ShadowRoot }> {
  const el = new PartsOfReview();
  el.scene = scene;
  document.body.append(el);
  await el.updateComplete;
  return { el, root: el.renderRoot as ShadowRoot };
}

async function press(el: PartsOfReview, name: string | RegExp): Promise<void> {
  control(el.renderRoot, name).click();
  await el.updateComplete;
}

const block = (facts: Pick<BlockedUser, 'reason' | 'remedies'> & Partial<BlockedUser>): BlockedUser => ({
  ...lee,
  blocks: 'user',
  ...facts,
});

const group: GroupChange = {
  groupId: 'g1',
  add: [],
  remove: ['E3'],
  before: [{ skuId: 'E3', disabledPlans: [] }],
  bystanders: ['joe', 'ann'],
  memberCount: 57,
  strangers: [],
};

describe('what a review names', () => {
  afterEach(() => document.body.replaceChildren());

  it('who is pending from an earlier publish, and what is waited for', async () => {
    const open = [
      { ...lee, waitsFor: 'microsoft' },
      { ...lee, userId: 'mia', displayName: 'Mia Wu', waitsFor: 'answer' },
    ] as const;
    const { el } = await show({ changeSet: () => ({ open }) });
    expect(textOf(el)).to.contain('2 people are pending from an earlier publish');
    await press(el, 'Show people');
    expect(textOf(el)).to.match(/Lee Gu\s+Microsoft is still working on it/);
    expect(textOf(el)).to.match(/Mia Wu\s+Microsoft’s response was lost/);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('workspaces of which nothing proves that they are published, until they are counted anyway', async () => {
    const { el, root } = await show({
      changeSet: ({ trusted = [] }) => ({ unproven: ['desk'].filter((id) => !trusted.includes(id)) }),
    });
    expect(textOf(el)).to.contain('Front desk is marked as published, but no record confirms it');
    await press(el, 'Count it anyway');
    expect(el.decisions.trusted).to.deep.equal(['desk']);
    expect(textOf(root.querySelector('[part="unproven"]') as HTMLElement)).to.contain('Counted');
    await press(el, 'Undo');
    expect(el.decisions.trusted).to.deep.equal([]);
  });

  it('the group that carries the plans, how many are in it, and what that means for others in it', async () => {
    const { el, root } = await show({ changeSet: () => ({ route: 'group', group }) });
    const titles = [...root.querySelectorAll('[part="group"] strong')].map((each) =>
      each.textContent?.trim(),
    );
    expect(titles).to.deep.equal([
      'The group IT Team assigns the plans and has 57 people in it',
      '2 people are in the group and lose E3, too',
    ]);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('who owns the group without having made it and without a role, by name', async () => {
    const strangers = [
      { userId: 'eve', displayName: 'Eve Stone' },
      { userId: 'max', displayName: 'Max Orr' },
    ];
    const change = { ...group, bystanders: [], strangers };
    const { el, root } = await show({ changeSet: () => ({ route: 'group', group: change }) });
    const notice = root.querySelector('[part="group"]') as HTMLElement;
    expect(textOf(notice)).to.contain('Eve Stone and Max Orr own the group but aren’t administrators');
    expect(notice.classList.contains('warn')).to.equal(true);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('a group that nobody made or accepted, which is accepted by its name', async () => {
    const blocked = [
      block({ reason: 'group-not-ours', remedies: ['accept-group', 'leave-out'], groupId: 'g1' }),
    ];
    const { el } = await show({ changeSet: () => ({ blocked }) });
    expect(textOf(el)).to.contain('This workspace uses the group IT Team (57 people)');
    await press(el, 'Accept IT Team, 57 people');
    expect(el.edits).to.deep.equal([
      {
        edit: { kind: 'accept-group', groupId: 'g1' },
        about: { reason: 'group-not-ours', userIds: ['lee'] },
      },
    ]);
  });

  it('a plan that is gone, which can be forgotten, and remembered again', async () => {
    const gone = block({ reason: 'plan-not-assignable', remedies: ['forget'], blocks: 'part', ...sku });
    const { el } = await show({
      changeSet: ({ forgotten }) => ({ blocked: forgotten?.plans?.includes('old-plan') ? [] : [gone] }),
    });
    expect(textOf(el)).to.contain('Only this is blocked');
    await press(el, 'Remove records of old-plan');
    expect(el.decisions.forgotten).to.deep.equal({ plans: ['old-plan'], providers: [] });
    expect(textOf(el)).to.contain('Records removed');
    await press(el, 'Undo');
    expect(el.decisions.forgotten).to.deep.equal({ plans: [], providers: [] });
  });

  it('a service that does not respond, which can be forgotten', async () => {
    const silent = block({
      reason: 'service-unavailable',
      remedies: ['forget'],
      blocks: 'part',
      providerId: 'desktops',
    });
    const { el } = await show({
      changeSet: ({ forgotten }) => ({ blocked: forgotten?.providers?.includes('desktops') ? [] : [silent] }),
    });
    await press(el, 'Remove records of this service');
    expect(el.decisions.forgotten).to.deep.equal({ plans: [], providers: ['desktops'] });
  });

  it('the day on which Microsoft refused two apps', async () => {
    const refused = block({
      reason: 'apps-conflict',
      remedies: ['assign-anyway'],
      servicePlanIds: ['Calls', 'Meetings'],
      refusedAt: '2026-11-20T09:30:00Z',
      ...sku,
    });
    const { el } = await show({ changeSet: () => ({ blocked: [refused] }) });
    expect(textOf(el)).to.contain('Microsoft refused Calls with Meetings on Nov 20, 2026.');
    await press(el, 'Assign anyway');
    expect(el.excepted).to.deep.equal([
      { targets: [{ userId: 'lee', kind: 'assign-anyway', reason: 'apps-conflict' }], on: true },
    ]);
  });

  it('who is left out, since when and by whom, with the way back', async () => {
    const leftOut: Exception = { userId: 'lee', kind: 'left-out', ...stamp };
    const { el } = await show({ exceptions: [leftOut] });
    await press(el, 'Show people');
    expect(textOf(el)).to.contain('Megan Bowen, Nov 23, 2026');
    await expect(el).shadowDom.to.be.accessible();
    await press(el, /^Undo for/);
    expect(el.excepted).to.deep.equal([{ targets: [leftOut], on: false }]);
  });

  it('other apps that come with a group, to be checked, and again in another sitting', async () => {
    const warnings = [{ kind: 'apps-changed', skuId: 'E3', userIds: ['lee'] }] as const;
    const { el, root } = await show({ changeSet: () => ({ warnings }) });
    expect(textOf(el)).to.contain('1 person gets different apps in E3');
    const box = (): HTMLInputElement => root.querySelector('[part="warnings"] input') as HTMLInputElement;
    box().click();
    await el.updateComplete;
    expect(el.losses.parts.confirmed.size).to.equal(1);
    el.sitting = {};
    el.requestUpdate();
    await el.updateComplete;
    expect(el.losses.parts.confirmed.size).to.equal(0);
    expect(box().checked).to.equal(false);
  });
});
