import { html, nothing } from 'lit';
import { icon } from '../../icons.js';
import type { Format } from '../../localization/format.js';
import { storeChoiceWords } from '../../localization/store-choice-words.js';
import type { StorePlace } from '../../store/store.js';

/** Names who can change the team's memory without being an administrator; nothing where there is nobody. */
export function renderStoreOwners(format: Format, place: StorePlace | undefined): unknown {
  const names = listStrangers(place);
  if (!place || names.length === 0) return nothing;
  const text = storeChoiceWords(format);
  return html`<div class="notice warn" part="store-owners">
    ${icon('attention')}
    <strong>${text.strangersTitle}</strong>
    <div class="body">
      <p>${text.strangers(names)} ${text.strangersRemedy(place.name)}</p>
    </div>
  </div>`;
}

/** Owners who hold no administrator role, by name. */
export function listStrangers(place: Pick<StorePlace, 'owners'> | undefined): readonly string[] {
  const strangers = place?.owners.filter(({ isAdministrator }) => isAdministrator === false) ?? [];
  return strangers.map(({ displayName }) => displayName);
}
