import { html, nothing } from 'lit';
import type { ReadState } from '../../../controllers/query-controller.js';
import { icon } from '../../../icons.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import type { GroupChange } from '../../../model/publish/change-set.js';
import type { Review } from '../../../publishing/review/review.js';
import type { GroupSummary } from '../../../services/groups/group-summary.js';
import {
  isListOpen,
  renderWhoList,
  renderWhoToggle,
  takeListed,
  type WhoListParts,
} from '../lists/who-list.js';
import type { ReviewParts } from '../review-parts.js';

export interface GroupParts extends WhoListParts, Pick<ReviewParts, 'review' | 'names'> {
  readonly groupSummary: ReadState<GroupSummary>;
  /** Those who are to be named. */
  readonly bystanders: ReadState<readonly DirectoryUser[]>;
}

const key = 'bystanders';

/** The group (id) whose name the review needs: the one that changes, or the one that nobody accepted. */
export function findGroupId(review: Review | undefined): string | undefined {
  const { group, blocked = [] } = review?.changeSet ?? {};
  return group?.groupId ?? blocked.find(({ reason }) => reason === 'group-not-ours')?.groupId;
}

/** People in the group whom its change touches without a change of their own: those who are to be named. */
export function listBystanders(
  review: Review | undefined,
  opened: ReadonlyMap<string, number>,
): readonly string[] {
  return takeListed({ opened }, key, review?.changeSet.group?.bystanders ?? []);
}

/** Which group changes, how many people are in it, and whom else that touches, by name on demand. */
export function renderGroup(parts: GroupParts): unknown {
  const { strings, review } = parts;
  const { text } = strings;
  const { group } = review.changeSet;
  if (!group) return nothing;
  const touchesOthers = group.bystanders.length > 0;
  const warns = touchesOthers || group.strangers.length > 0;
  return html`<div class="notice ${warns ? 'warn' : ''} bystanders" part="group">
    ${icon('people')} <strong>${nameGroup(parts, group)}</strong>
    ${touchesOthers ? listTitles(parts, group).map((title) => html`<strong>${title}</strong>`) : nothing}
    <p>${touchesOthers ? text.bystandersWhy : text.groupWhy}</p>
    ${renderStrangers(parts, group)}
    ${touchesOthers ? html`<div class="row">${renderWhoToggle(parts, key)}</div>` : nothing}
    ${isListOpen(parts, key) ? renderNames(parts, group.bystanders.length) : nothing}
  </div>`;
}

function renderStrangers({ strings: { text, format } }: GroupParts, { strangers }: GroupChange): unknown {
  if (strangers.length === 0) return nothing;
  const names = format.list(strangers.map(({ displayName }) => displayName));
  return html`<strong>${text.strangersTitle(names, strangers.length)}</strong>
    <p>${text.strangersWhy}</p>`;
}

function nameGroup({ strings: { text }, groupSummary }: GroupParts, { groupId, memberCount }: GroupChange) {
  if (groupId === undefined) return text.groupIsNew;
  const { value } = groupSummary.status === 'ready' ? groupSummary : {};
  return text.groupCarries(value?.id === groupId ? value.displayName : undefined, memberCount);
}

/** What happens to them: plans they get, plans they lose, plans of which the apps change. */
function listTitles({ strings, names }: GroupParts, group: GroupChange): string[] {
  const { text, format } = strings;
  const before = new Set(group.before.map(({ skuId }) => skuId));
  const added = group.add.map(({ skuId }) => skuId);
  const kinds = {
    get: added.filter((skuId) => !before.has(skuId)),
    lose: group.remove,
    change: added.filter((skuId) => before.has(skuId)),
  };
  return (['get', 'lose', 'change'] as const)
    .filter((kind) => kinds[kind].length > 0)
    .map((kind) =>
      text.bystandersTitle(
        kind,
        group.bystanders.length,
        format.list(kinds[kind].map((id) => names.plan(id))),
      ),
    );
}

function renderNames(parts: GroupParts, count: number): unknown {
  const { bystanders } = parts;
  const { text, common } = parts.strings;
  if (bystanders.status === 'failed') return html`<p class="body" role="status">${text.bystandersUnread}</p>`;
  if (bystanders.status !== 'ready') return html`<p class="body" role="status">${common.loading}</p>`;
  const users = [...bystanders.value].sort((a, b) => a.displayName.localeCompare(b.displayName));
  const rows = users.map(
    ({ displayName, userPrincipalName }) =>
      html`<li>
        <span class="grow"><bdi>${displayName}</bdi></span>
        <span class="muted"><bdi>${userPrincipalName}</bdi></span>
      </li>`,
  );
  return renderWhoList(parts, key, { label: text.bystandersList, rows, count });
}
