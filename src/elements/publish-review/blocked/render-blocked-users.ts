import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Format } from '../../../localization/format.js';
import { countryCodes } from '../../../model/countries.js';
import type { BlockedUser } from '../../../model/publish/block.js';
import { createMemo } from '../../../ui/create-memo.js';
import { renderWhoList, takeListed } from '../lists/who-list.js';
import { setLocations } from '../review/decisions.js';
import type { ReviewParts } from '../review-parts.js';
import type { BlockedGroup } from './blocked-groups.js';
import type { BlockedViewParts } from './blocked-view.js';

type UsersParts = ReviewParts & BlockedViewParts;

/** Each user by name; where a country is missing, with a choice for each. */
export function renderBlockedUsers(parts: UsersParts, group: BlockedGroup): unknown {
  const { text } = parts.strings;
  const users = [...group.open, ...group.settled].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
  const rows = repeat(
    takeListed(parts, group.key, users),
    ({ userId }) => userId,
    (user) =>
      html`<li>
        <span class="grow"><bdi>${user.displayName}</bdi></span>
        ${
          group.reason === 'usage-location-missing'
            ? renderCountry(parts, user)
            : html`<span class="muted"><bdi>${user.userPrincipalName}</bdi></span>`
        }
      </li>`,
  );
  return renderWhoList(parts, group.key, {
    label: text.blockTitle(group.reason, undefined),
    rows,
    count: users.length,
  });
}

/** All countries are listed in the field that somebody turns to; in 50 of them at once they would take seconds. */
function renderCountry(
  { strings: { text, format }, review, onDecide, editedUserId, onEditUser }: UsersParts,
  { userId, displayName }: BlockedUser,
): unknown {
  const chosen = review.decisions.usageLocations?.[userId] ?? '';
  const choices = listCountries(format).filter(({ code }) => userId === editedUserId || code === chosen);
  const turn = (): void => onEditUser(userId);
  return html`<select
    aria-label=${text.countryOf(displayName)}
    @focus=${turn}
    @pointerdown=${turn}
    @change=${(event: Event) =>
      onDecide(
        setLocations(review.decisions, [userId], (event.target as HTMLSelectElement).value || undefined),
      )}
  >
    <option value="" .selected=${chosen === ''}>${text.chooseCountry}</option>
    ${choices.map(
      ({ code, name }) => html`<option value=${code} .selected=${code === chosen}>${name}</option>`,
    )}
  </select>`;
}

const listCountries = createMemo((format: Format) =>
  countryCodes
    .map((code) => ({ code, name: format.country(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, format.language)),
);
