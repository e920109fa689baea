import { html, nothing, type TemplateResult } from 'lit';
import type { SyncError } from '../../services/sync.js';
import { breakWord } from './break-word.js';
import type { DirectoryParts } from './directory-parts.js';

/** More would bury the rest of the screen; the admin center lists them all. */
const shownAtMost = 20;

/** People whose data could not be taken over: which property, which value. */
export function renderSyncErrors(
  { strings: { text, format } }: DirectoryParts,
  errors: readonly SyncError[],
): TemplateResult {
  return html`<div class="stack tight">
    <div class="label">${text.syncErrors}</div>
    <table class="cards-when-narrow" part="sync-errors">
      <thead>
        <tr>
          <th scope="col">${text.user}</th>
          <th scope="col">${text.property}</th>
          <th scope="col">${text.value}</th>
        </tr>
      </thead>
      <tbody>
        ${errors.slice(0, shownAtMost).map(
          (error) =>
            html`<tr>
              <th scope="row">
                <bdi>${error.displayName}</bdi>
                ${
                  error.since
                    ? html`<div class="muted small">${text.since(format.date(error.since))}</div>`
                    : nothing
                }
              </th>
              <td data-label=${text.property}>${error.property}</td>
              <td class="value" data-label=${text.value}><bdi>${breakWord(error.value)}</bdi></td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      errors.length > shownAtMost
        ? html`<p class="muted small">${text.moreErrors(errors.length - shownAtMost)}</p>`
        : nothing
    }
  </div>`;
}
