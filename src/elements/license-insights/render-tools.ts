import { html, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { WasteReport } from '../../insights/finding.js';
import type { InsightsStrings } from '../../localization/en/usage/license-insights.js';

const dayChoices = [30, 60, 90] as const;

export interface ToolsParts {
  readonly text: InsightsStrings;
  readonly keepCount: number;
  readonly showsKeeps: boolean;
  readonly onShowKeeps: () => void;
  readonly onExport: () => void;
}

/** What is kept on purpose, and the findings as a file. */
export function renderTools({
  text,
  keepCount,
  showsKeeps,
  onShowKeeps,
  onExport,
}: ToolsParts): TemplateResult {
  return html`<button
      class="button quiet push"
      aria-expanded=${showsKeeps ? 'true' : 'false'}
      @click=${onShowKeeps}
    >
      ${icon('lock')} ${text.keptOnPurpose(keepCount)}
    </button>
    <button class="button quiet" aria-label=${text.exportLabel} @click=${onExport}>
      ${icon('export')} ${text.exportCsv}
    </button>`;
}

/** After how many days without a sign-in somebody counts as inactive. */
export function renderDays(
  text: InsightsStrings,
  chosen: number,
  onChoose: (days: number) => void,
): TemplateResult {
  return html`<fieldset class="segments small">
    <legend class="visually-hidden">${text.days}</legend>
    ${dayChoices.map(
      (days) =>
        html`<label>
          <input type="radio" name="days" .checked=${chosen === days} @change=${() => onChoose(days)} />
          <span data-text=${text.daysShort(days)}>${text.daysShort(days)}</span>
        </label>`,
    )}
  </fieldset>`;
}

/** Nothing was found. */
export function renderNothing(text: InsightsStrings): TemplateResult {
  return html`<div class="blank" part="state">
    ${icon('done')}
    <p class="label">${text.emptyTitle}</p>
    <p class="muted">${text.emptyWhy}</p>
  </div>`;
}

/** What it all comes to, in a sentence. */
export function describeWaste(
  text: InsightsStrings,
  { unassigned, unused }: WasteReport,
  money: ((amount: number) => string) | undefined,
): string {
  if (unassigned.licenses + unused.licenses === 0) return text.answerNothing;
  if (!money || (unassigned.monthly === undefined && unused.monthly === undefined))
    return text.answerCount(unassigned.licenses, unused.licenses);
  const idle = unassigned.monthly ?? 0;
  const wasted = unused.monthly ?? 0;
  return text.answerMoney(money(idle + wasted), money(idle), money(wasted));
}
