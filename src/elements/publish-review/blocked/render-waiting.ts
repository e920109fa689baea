import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../../icons.js';
import { searchText } from '../../../ui/match-text.js';
import { renderWhoList, takeListed } from '../lists/who-list.js';
import { setWaiting } from '../review/decisions.js';
import type { ReviewParts } from '../review-parts.js';
import type { BlockedGroup } from './blocked-groups.js';
import type { BlockedViewParts } from './blocked-view.js';

/** Somebody who wants a license of a plan that runs out. */
interface Contender {
  readonly userId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  /** Whether there is none left as planned now. */
  readonly waits: boolean;
}

/** Who wants a license of a plan that runs out: those who get none, and those who could wait instead. */
export function renderWaiting(parts: ReviewParts & BlockedViewParts, group: BlockedGroup): unknown {
  const { strings, searches, onSearchIn } = parts;
  const { text } = strings;
  const { key } = group;
  const search = searches.get(key) ?? '';
  const found = findContenders(listContenders(parts, group), search);
  return html`<div class="each stack tight">
    <label class="search">
      ${icon('search')}<span class="visually-hidden">${text.findUser}</span>
      <input
        type="search"
        placeholder=${text.findUser}
        .value=${search}
        @input=${(event: Event) => onSearchIn(key, (event.target as HTMLInputElement).value)}
      />
    </label>
    ${renderWhoList(parts, key, {
      label: text.whoWaits,
      count: found.length,
      scrolls: true,
      rows: repeat(
        takeListed(parts, key, found),
        ({ userId }) => userId,
        (user) => renderContender(parts, user),
      ),
    })}
    ${found.length === 0 ? html`<p class="muted" role="status">${text.nobodyFound}</p>` : nothing}
  </div>`;
}

function renderContender(
  { strings: { text }, review: { decisions }, onDecide }: ReviewParts,
  { userId, displayName, userPrincipalName, waits }: Contender,
): unknown {
  const chosen = decisions.waiting?.includes(userId) ?? false;
  const choose = (on: boolean): void => onDecide(setWaiting(decisions, [userId], on));
  return html`<li>
    <span class="grow">
      <bdi>${displayName}</bdi> <span class="muted small"><bdi>${userPrincipalName}</bdi></span>
    </span>
    ${waits ? html`<span class="state muted">${icon('waiting')} ${text.waits}</span>` : nothing}
    ${
      chosen
        ? html`<button
            class="button small quiet"
            aria-label=${text.undoWaiting(displayName)}
            @click=${() => choose(false)}
          >
            ${icon('undo')} ${text.undo}
          </button>`
        : waits
          ? nothing
          : html`<button
              class="button small"
              aria-label=${text.letWait(displayName)}
              @click=${() => choose(true)}
            >
              ${text.waitsInstead}
            </button>`
    }
  </li>`;
}

/** Those who wait, then those who get one, each by name. */
function listContenders({ review }: ReviewParts, { skuId, open }: BlockedGroup): readonly Contender[] {
  const waiting = open.map((user) => ({ ...user, waits: true }));
  const served = review.changeSet.changes
    .filter(({ needs }) => skuId !== undefined && needs.includes(skuId))
    .map((user) => ({ ...user, waits: false }));
  return [...waiting, ...served];
}

function findContenders(users: readonly Contender[], search: string): readonly Contender[] {
  const { matches } = searchText(search);
  return users.filter(({ displayName, userPrincipalName }) => matches(displayName, userPrincipalName));
}
