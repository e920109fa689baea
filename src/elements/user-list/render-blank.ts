import { html, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { UserListStrings } from '../../localization/en/user-list.js';

/** The directory has no users. */
export function renderEmpty(text: UserListStrings): TemplateResult {
  return html`<div class="blank" part="state">
    ${icon('people')}
    <p class="label">${text.empty}</p>
    <p class="muted">${text.emptyWhy}</p>
  </div>`;
}

/** Nobody matches the filters. */
export function renderNobody(text: UserListStrings, onClear: () => void): TemplateResult {
  return html`<div class="blank" role="status">
    ${icon('search')}
    <p class="label">${text.nobodyMatches}</p>
    <p class="muted">${text.nobodyMatchesWhy}</p>
    <button class="button" @click=${onClear}>${text.clearFilters}</button>
  </div>`;
}
