import { html, nothing } from 'lit';
import type { ReadState } from '../../controllers/query-controller.js';
import { icon } from '../../icons.js';
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

/** Members of the group who get its new plans without a change of their own: those who are to be named. */
export function listBystanders(
  review: Review | undefined,
  opened: ReadonlyMap<string, number>,
): readonly string[] {
  return (review?.plan.group?.bystanders ?? []).slice(0, opened.get(key) ?? 0);
}

/** Who else gets what the group newly carries, by name on demand. */
export function renderBystanders(parts: BystanderParts): unknown {
  const { strings, review, names, opened, onOpen } = parts;
  const { text, format } = strings;
  const { group } = review.plan;
  if (!group || group.bystanders.length === 0) return nothing;
  const before = new Set(group.before.map(({ skuId }) => skuId));
  const plans = group.addLicenses
    .filter(({ skuId }) => !before.has(skuId))
    .map(({ skuId }) => names.plan(skuId));
  const isOpen = Boolean(opened.get(key));
  return html`<div class="notice warn bystanders">
    ${icon('people')}
    <strong>${text.bystandersTitle(group.bystanders.length, format.list(plans))}</strong>
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
