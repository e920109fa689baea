import { html, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { UserListStrings } from '../../localization/en/people/user-list.js';

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

/** Nobody has the id whose details were to be shown. */
export function renderGone(text: UserListStrings, onClose: () => void): TemplateResult {
  return html`<div class="blank" part="detail" role="status">
    ${icon('person')}
    <p class="label">${text.goneTitle}</p>
    <p class="muted">${text.gone}</p>
    <button class="button" @click=${onClose}>${text.backToList}</button>
  </div>`;
}
