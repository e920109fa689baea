import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { FirstStringsController } from '../../controllers/first-strings-controller.js';
import { firstIcon } from '../../theme/first-icons.js';
import { settingProblems } from './checked.js';

/** That the page set something of this element that cannot be; what it shows goes by the default. */
export function renderSettingProblems(
  element: ReactiveElement,
  { common }: FirstStringsController<object>,
): TemplateResult | typeof nothing {
  const problems = settingProblems(element);
  if (problems.length === 0) return nothing;
  return html`<div class="notice warn" role="status">
    ${firstIcon('attention')}
    <strong>${common.wrongSettings}</strong>
    <div class="body">${problems.map((problem) => html`<p><code>${problem}</code></p>`)}</div>
  </div>`;
}
