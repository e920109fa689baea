import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { UserListStrings } from '../../localization/en/user-list.js';
import type { ProvisioningError } from '../../model/errors.js';
import { renderErrorNotice, type StateParts } from '../../ui/states/element-state.js';

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

/** What could not be read beside the people, each with how to ask again; the rest is worth showing. */
export function renderFailures(
  parts: StateParts,
  failures: readonly (readonly [error: ProvisioningError | undefined, retry: () => void])[],
): unknown {
  return failures.map(([error, retry]) => (error ? renderErrorNotice(parts, error, retry) : nothing));
}
