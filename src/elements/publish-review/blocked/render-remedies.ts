import { html, nothing } from 'lit';
import type { ReadState } from '../../../controllers/query-controller.js';
import type { Remedy } from '../../../model/publish/block.js';
import type { ReclaimItem } from '../../../model/publish/change-set.js';
import type { ExceptionTarget } from '../../../model/workspace/exception.js';
import type { WorkspaceEdit } from '../../../model/workspace/workspace-edit.js';
import type { GroupSummary } from '../../../services/groups/group-summary.js';
import { setForgotten, setLeaveAsIs, setLocations } from '../review/decisions.js';
import type { EditReason } from '../review/review-edits.js';
import type { BlockedGroup } from './blocked-groups.js';
import type { BlockedViewParts } from './blocked-view.js';
import { findPlans, findSwitchableApps } from './plans-in-the-way.js';
import type { MadeEditParts } from './render-made-edits.js';

export interface RemedyParts extends MadeEditParts, BlockedViewParts {
  readonly onEdit: (edit: WorkspaceEdit, about: EditReason) => void;
  /** Leaves people out or assigns to them anyway, or takes that back. */
  readonly onExcept: (targets: readonly ExceptionTarget[], on: boolean) => void;
  /** Licenses of a plan (SKU id) that nobody can use. */
  readonly reclaimable: (skuId: string) => readonly ReclaimItem[];
  readonly onReclaim: (items: readonly ReclaimItem[]) => void;
  /** The workspace's group, or the one that nobody accepted, by name and number. */
  readonly groupSummary: ReadState<GroupSummary>;
  /** Why that could not be read and what helps, rendered; nothing when it could. */
  readonly groupUnread: unknown;
}

/** What is most often right comes first. */
const remedyOrder: readonly Remedy[] = [
  'set-usage-location',
  'leave-as-is',
  'turn-app-off',
  'reclaim',
  'accept-group',
  'leave-out',
  'assign-anyway',
  'remove-plan',
  'forget',
];

export function renderRemedies(parts: RemedyParts, group: BlockedGroup): unknown {
  return remedyOrder
    .filter((remedy) => group.remedies.includes(remedy) && isAllowed(parts, remedy))
    .map((remedy) => renderRemedy(parts, group, remedy));
}

function isAllowed({ can, review }: RemedyParts, remedy: Remedy): boolean {
  switch (remedy) {
    case 'reclaim':
      return can('reclaim');
    case 'turn-app-off':
    case 'remove-plan':
    case 'accept-group':
      return can('edit');
    case 'leave-out':
    case 'assign-anyway':
      // Of a workspace these are facts, which change who gets what it gives.
      return review.topic.kind !== 'publish' || can('subscribe');
    default:
      return true;
  }
}

function renderRemedy(parts: RemedyParts, group: BlockedGroup, remedy: Remedy): unknown {
  const { strings, names, review, onDecide, onEdit, onExcept } = parts;
  const { text, format } = strings;
  const { reason, skuId, providerId, open, servicePlanIds = [], proposedUsageLocation } = group;
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
        () =>
          onExcept(
            ids.map((userId) => ({ userId, kind: 'left-out' })),
            true,
          ),
        reason === 'usage-location-missing' || reason === 'no-licenses-left',
      );
    case 'assign-anyway':
      return button(
        text.assignAnyway,
        () =>
          onExcept(
            ids.map((userId) => ({ userId, kind: 'assign-anyway', reason })),
            true,
          ),
        true,
      );
    case 'leave-as-is':
      return skuId
        ? button(text.leaveAsIs, () => onDecide(setLeaveAsIs(decisions, ids, skuId, true)))
        : nothing;
    case 'turn-app-off':
      return findSwitchableApps(review, servicePlanIds).map((app) =>
        button(text.turnOff(names.app(app.servicePlanId)), () =>
          onEdit({ kind: 'choose-app', ...app, choice: 'off' }, { reason, userIds: ids }),
        ),
      );
    case 'remove-plan':
      return findPlans(review, group).map((id) =>
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
    case 'forget':
      return button(
        skuId ? text.forgetPlan(names.plan(skuId)) : text.forgetService,
        () => onDecide(setForgotten(decisions, { ...about, ...(providerId ? { providerId } : {}) }, true)),
        true,
      );
    case 'accept-group':
      return renderAcceptGroup(parts, group, ids);
    case 'buy-licenses':
      // That is not done here; the explanation beside the reason says what is missing.
      return nothing;
  }
}

/** A group is accepted by its name only: not while that is not known. */
function renderAcceptGroup(
  { strings: { text }, groupSummary: read, onEdit }: RemedyParts,
  { reason, groupId }: BlockedGroup,
  userIds: readonly string[],
): unknown {
  if (groupId === undefined || read.status !== 'ready' || read.value.id !== groupId) return nothing;
  const { displayName, memberCount } = read.value;
  return html`<button
    class="button small"
    @click=${() => onEdit({ kind: 'accept-group', groupId }, { reason, userIds })}
  >
    ${text.acceptGroup(displayName, memberCount)}
  </button>`;
}
