import { html, nothing } from 'lit';
import type { ReadState } from '../../controllers/query-controller.js';
import { icon } from '../../icons.js';
import type { GroupChange } from '../../model/publish-plan.js';
import type { DirectoryUser } from '../../model/user.js';
import type { Review } from '../../publishing/review.js';
import type { BlockedParts } from './render-blocked.js';

export interface BystanderParts extends Pick<
  BlockedParts,
  'strings' | 'review' | 'names' | 'opened' | 'onOpen'
> {
  /** Those who are to be named. */
  readonly bystanders: ReadState<readonly DirectoryUser[]>;
}

const key = 'bystanders';
const listedUsers = 50;

/** Members of the group whom its change touches without a change of their own: those who are to be named. */
export function listBystanders(
  review: Review | undefined,
  opened: ReadonlyMap<string, number>,
): readonly string[] {
  return (review?.plan.group?.bystanders ?? []).slice(0, opened.get(key) ?? 0);
}

/** Whom else the change of the group touches, by name on demand. */
export function renderBystanders(parts: BystanderParts): unknown {
  const { strings, review, opened, onOpen } = parts;
  const { text } = strings;
  const { group } = review.plan;
  if (!group || group.bystanders.length === 0) return nothing;
  const isOpen = Boolean(opened.get(key));
  return html`<div class="notice warn bystanders">
    ${icon('people')} ${listTitles(parts, group).map((title) => html`<strong>${title}</strong>`)}
    <p>${text.bystandersWhy}</p>
    <div class="row">
      <button
        class="button small quiet"
        aria-expanded=${isOpen}
        @click=${() => onOpen(key, isOpen ? 0 : listedUsers)}
      >
        ${isOpen ? text.hideList : text.showWho}
      </button>
    </div>
    ${isOpen ? renderNames(parts, group.bystanders) : nothing}
  </div>`;
}

/** What happens to them: plans they get, plans they lose, plans of which the apps change. */
function listTitles({ strings, names }: BystanderParts, group: GroupChange): string[] {
  const { text, format } = strings;
  const before = new Set(group.before.map(({ skuId }) => skuId));
  const added = group.addLicenses.map(({ skuId }) => skuId);
  const kinds = {
    get: added.filter((skuId) => !before.has(skuId)),
    lose: group.removeLicenses,
    switch: added.filter((skuId) => before.has(skuId)),
  };
  return (['get', 'lose', 'switch'] as const)
    .filter((kind) => kinds[kind].length > 0)
    .map((kind) =>
      text.bystandersTitle(
        kind,
        group.bystanders.length,
        format.list(kinds[kind].map((id) => names.plan(id))),
      ),
    );
}

function renderNames(
  { strings, opened, onOpen, bystanders }: BystanderParts,
  ids: readonly string[],
): unknown {
  const { text, common } = strings;
  if (bystanders.status === 'failed') return html`<p class="body" role="status">${text.bystandersUnread}</p>`;
  if (bystanders.status !== 'ready') return html`<p class="body" role="status">${common.loading}</p>`;
  const listed = opened.get(key) ?? 0;
  const users = [...bystanders.value].sort((a, b) => a.displayName.localeCompare(b.displayName));
  return html`<ul class="list each" tabindex="0" aria-label=${text.bystandersList}>
    ${users.map(
      ({ displayName, userPrincipalName }) =>
        html`<li>
          <span class="grow"><bdi>${displayName}</bdi></span>
          <span class="muted"><bdi>${userPrincipalName}</bdi></span>
        </li>`,
    )}
    ${
      ids.length > listed
        ? html`<li>
            <span class="muted grow">${text.shownOf(1, listed, ids.length)}</span>
            <button class="button small quiet" @click=${() => onOpen(key, listed + listedUsers)}>
              ${text.showMore}
            </button>
          </li>`
        : nothing
    }
  </ul>`;
}
