import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon, type IconName } from '../../icons.js';
import type { BlockReason, ReclaimItem, Remedy } from '../../model/publish-plan.js';
import type { BlockedGroup } from './blocked-groups.js';
import type { BlockedViewParts } from './blocked-view.js';
import { setAssignAnyway, setLeaveAsIs, setLeftOut, setLocations, setWaiting } from './decisions.js';
import { renderBlockedUsers } from './render-blocked-users.js';
import { renderMadeEdits, type MadeEditParts } from './render-made-edits.js';
import { renderWaiting } from './render-waiting.js';
import type { EditReason } from './review-edits.js';
import type { ReviewParts } from './review-parts.js';
import type { WorkspaceEdit } from './workspace-edit.js';

export interface BlockedParts extends ReviewParts, MadeEditParts, BlockedViewParts {
  readonly onEdit: (edit: WorkspaceEdit, about: EditReason) => void;
  /** Licenses of a plan (SKU id) that nobody can use. */
  readonly reclaimable: (skuId: string) => readonly ReclaimItem[];
  readonly onReclaim: (items: readonly ReclaimItem[]) => void;
}

const icons: Readonly<Record<BlockReason, readonly [shape: IconName, tone: string]>> = {
  'user-missing': ['not-yet', 'muted'],
  'usage-location-missing': ['place', 'warn'],
  'not-synced': ['sync', 'warn'],
  'sign-in-disabled': ['blocked', 'warn'],
  guest: ['person', 'warn'],
  'plan-suspended': ['paused', 'bad'],
  'plan-not-assignable': ['blocked', 'bad'],
  'apps-conflict': ['attention', 'warn'],
  'prerequisite-missing': ['failed', 'bad'],
  'no-licenses-left': ['plan', 'bad'],
  'licensed-by-group': ['people', 'info'],
  'given-by-workspace': ['plan', 'info'],
};

/** What is most often right comes first. */
const remedyOrder: readonly Remedy[] = [
  'set-usage-location',
  'leave-as-is',
  'switch-app-off',
  'reclaim',
  'leave-out',
  'assign-anyway',
  'remove-plan',
];

/** Users listed under a group at first, and more each time. */
const listedUsers = 50;

/** Who is blocked, why, and what can be done about it, one click away. */
export function renderBlocked(parts: BlockedParts): unknown {
  const { strings, review, base } = parts;
  const { text } = strings;
  const groups = parts.groupBlocked(base.plan.blocked, review.plan.blocked, review.decisions);
  if (groups.length + parts.made.length === 0) return nothing;
  const count = new Set(review.plan.blocked.map(({ userId }) => userId)).size;
  return html`<div class="stack tight" part="blocked">
    <div class="row">
      <div class="section" role="status">${text.blockedHeading(count)}</div>
      <span class="muted">${text.blockedNote}</span>
    </div>
    <div class="blocked">
      ${repeat(
        groups,
        ({ key }) => key,
        (group) => renderGroup(parts, group),
      )}
      ${renderMadeEdits(parts)}
    </div>
  </div>`;
}

function renderGroup(parts: BlockedParts, group: BlockedGroup): unknown {
  const { strings, names, opened } = parts;
  const { text } = strings;
  const { reason, skuId, open, settled } = group;
  const isSettled = open.length === 0;
  const [shape, tone] = isSettled ? (['done', 'ok'] as const) : icons[reason];
  const title = text.blockTitle(reason, skuId && names.plan(skuId));
  return html`<div class="block ${isSettled ? 'settled' : ''}" role="group" aria-label=${title}>
    ${icon(shape, tone)}
    <div class="why">
      <strong>${title}</strong>
      <span class="number">${text.users(isSettled ? settled.length : open.length)}</span>
      <p class="muted">
        ${explain(parts, group)} ${changesWorkspace(group) && parts.can('edit') ? text.editNote : nothing}
      </p>
    </div>
    <div class="row remedies">
      ${isSettled ? nothing : renderRemedies(parts, group)} ${renderSettled(parts, group)}
      ${renderToggle(parts, group)}
    </div>
    ${opened.get(group.key) ? renderList(parts, group) : nothing}
  </div>`;
}

function explain(
  { strings: { text }, names }: BlockedParts,
  { reason, servicePlanIds, refused }: BlockedGroup,
): string {
  const [first, second] = (servicePlanIds ?? []).map(names.app);
  if (first && second && reason === 'apps-conflict')
    return refused ? text.refusedWhy(first, second) : text.conflictWhy(first, second);
  if (first && second && reason === 'prerequisite-missing') return text.needsWhy(first, second);
  return text.blockWhy[reason];
}

/** Whether a remedy that is offered edits the workspace itself. */
function changesWorkspace({ open, remedies }: BlockedGroup): boolean {
  return (
    open.length > 0 && remedies.some((remedy) => remedy === 'switch-app-off' || remedy === 'remove-plan')
  );
}

function renderRemedies(parts: BlockedParts, group: BlockedGroup): unknown {
  return remedyOrder
    .filter((remedy) => group.remedies.includes(remedy) && isAllowed(parts, remedy))
    .map((remedy) => renderRemedy(parts, group, remedy));
}

function isAllowed({ can }: BlockedParts, remedy: Remedy): boolean {
  if (remedy === 'reclaim') return can('reclaim');
  return (remedy !== 'switch-app-off' && remedy !== 'remove-plan') || can('edit');
}

function renderRemedy(parts: BlockedParts, group: BlockedGroup, remedy: Remedy): unknown {
  const { strings, names, review, onDecide, onEdit } = parts;
  const { text, format } = strings;
  const { reason, skuId, open, servicePlanIds = [], proposedUsageLocation } = group;
  const ids = open.map(({ userId }) => userId);
  const about = skuId ? { skuId } : {};
  const { decisions } = review;
  const button = (words: string, act: () => void, quiet = false): unknown =>
    html`<button class="button small ${quiet ? 'quiet' : ''}" @click=${act}>${words}</button>`;
  switch (remedy) {
    case 'set-usage-location':
      return proposedUsageLocation
        ? button(text.setLocation(format.country(proposedUsageLocation), ids.length), () =>
            onDecide(setLocations(decisions, ids, proposedUsageLocation)),
          )
        : nothing;
    case 'leave-out':
      return button(
        text.leaveOut(ids.length),
        () => onDecide(setLeftOut(decisions, ids, true)),
        reason === 'usage-location-missing' || reason === 'no-licenses-left',
      );
    case 'assign-anyway':
      return button(text.assignAnyway, () => onDecide(setAssignAnyway(decisions, ids, reason, true)), true);
    case 'leave-as-is':
      return skuId
        ? button(text.leaveAsIs, () => onDecide(setLeaveAsIs(decisions, ids, skuId, true)))
        : nothing;
    case 'switch-app-off':
      return findSwitchableApps(parts, servicePlanIds).map((app) =>
        button(text.switchOff(names.app(app.servicePlanId)), () =>
          onEdit({ kind: 'switch-app', ...app, choice: 'off' }, { reason, userIds: ids }),
        ),
      );
    case 'remove-plan':
      return findPlans(parts, group).map((id) =>
        button(
          text.removePlan(names.plan(id)),
          () => onEdit({ kind: 'remove-plan', skuId: id }, { reason, ...about, userIds: ids }),
          true,
        ),
      );
    case 'reclaim': {
      const items = skuId ? parts.reclaimable(skuId) : [];
      return items.length > 0
        ? button(text.reclaimDisabled(items.length), () => parts.onReclaim(items))
        : nothing;
    }
    case 'buy-licenses':
      // That is not done here; the explanation beside the reason says what is missing.
      return nothing;
  }
}

/** Lists who it is; where a country is missing, with a choice for each. */
function renderToggle({ strings: { text }, opened, onOpen }: BlockedParts, group: BlockedGroup): unknown {
  const { key, reason } = group;
  const isOpen = Boolean(opened.get(key));
  const words =
    reason === 'usage-location-missing'
      ? text.chooseEach
      : reason === 'no-licenses-left'
        ? text.chooseWaiting
        : text.showWho;
  return html`<button
    class="button small quiet"
    aria-expanded=${isOpen}
    @click=${() => onOpen(key, isOpen ? 0 : listedUsers)}
  >
    ${isOpen ? text.hideList : words}
  </button>`;
}

/** The plans of the workspace that it is about: the one blocked, or those that give an app that stands in the way. */
function findPlans({ review }: BlockedParts, { reason, skuId, servicePlanIds = [] }: BlockedGroup): string[] {
  const own = review.workspace.draft.plans.map((plan) => plan.skuId);
  if (skuId) return own.filter((id) => id === skuId);
  const inTheWay = reason === 'prerequisite-missing' ? servicePlanIds.slice(0, 1) : servicePlanIds;
  return review.plans
    .filter(({ apps }) => apps.some(({ servicePlanId }) => inTheWay.includes(servicePlanId)))
    .map((plan) => plan.skuId)
    .filter((id) => own.includes(id));
}

/** Of the apps that conflict, those that the workspace itself gives. */
function findSwitchableApps(
  { review }: BlockedParts,
  servicePlanIds: readonly string[],
): { readonly skuId: string; readonly servicePlanId: string }[] {
  const own = new Set(review.workspace.draft.plans.map(({ skuId }) => skuId));
  return review.plans
    .filter(({ skuId }) => own.has(skuId))
    .flatMap(({ skuId, apps }) =>
      apps
        .filter((app) => app.switchable && servicePlanIds.includes(app.servicePlanId))
        .map(({ servicePlanId }) => ({ skuId, servicePlanId })),
    );
}

/** What was decided, with the way back. */
function renderSettled(parts: BlockedParts, { open, settled, reason, skuId }: BlockedGroup): unknown {
  const { strings, review, onDecide } = parts;
  const { text, format } = strings;
  const kinds = [...new Set(settled.map(({ by }) => by))];
  return kinds.map((kind) => {
    const ids = settled.filter(({ by }) => by === kind).map(({ userId }) => userId);
    const takeBack = (): void => {
      const { decisions } = review;
      if (kind === 'left-out') onDecide(setLeftOut(decisions, ids, false));
      else if (kind === 'location-set') onDecide(setLocations(decisions, ids, undefined));
      else if (kind === 'assigned-anyway') onDecide(setAssignAnyway(decisions, ids, reason, false));
      else if (kind === 'left-as-is' && skuId) onDecide(setLeaveAsIs(decisions, ids, skuId, false));
      else if (kind === 'others-wait') onDecide(setWaiting(decisions, decisions.waiting ?? [], false));
    };
    return html`<span class="state"
        >${icon('done', 'ok')} ${text.settled[kind]}
        ${open.length > 0 || kinds.length > 1 ? format.number(ids.length) : nothing}</span
      >
      ${
        kind === 'other'
          ? nothing
          : html`<button class="button small quiet" @click=${takeBack}>${icon('undo')} ${text.undo}</button>`
      }`;
  });
}

function renderList(parts: BlockedParts, group: BlockedGroup): unknown {
  return group.reason === 'no-licenses-left' ? renderWaiting(parts, group) : renderBlockedUsers(parts, group);
}
