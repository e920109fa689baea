import { html, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { Format } from '../../localization/format.js';
import { storeMoveWords } from '../../localization/store-move-words.js';

/** Says that nobody else sees what is stored, and who can change that. */
export function renderNotShared(format: Format): TemplateResult {
  const text = storeMoveWords(format);
  return html`<div class="muted small" part="not-shared">
    <p class="state">${icon('lock')} ${text.onlyHere}</p>
    <details>
      <summary>${icon('chevron', 'chevron')} ${text.share}</summary>
      <p>${text.shareHow}</p>
    </details>
  </div>`;
}
