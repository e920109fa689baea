import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { UsageStrings } from '../../localization/en/usage/license-usage-chart.js';
import type { UsageUnit } from './usage-unit.js';

export interface ToolbarParts {
  readonly text: UsageStrings;
  readonly unit: UsageUnit;
  /** Whether there are prices to turn counts into money. */
  readonly priced: boolean;
  readonly freeAndTrial: boolean;
  readonly grouping: TemplateResult;
  /** Whether what is shown is there already. */
  readonly exportable: boolean;
  readonly onUnit: (unit: UsageUnit) => void;
  readonly onFreeAndTrial: (shown: boolean) => void;
  readonly onExport: (kind: 'csv' | 'png') => void;
}

/** What the chart measures, what it shows, and the files of it. */
export function renderToolbar(parts: ToolbarParts): TemplateResult {
  const { text, freeAndTrial, grouping, exportable, onFreeAndTrial, onExport } = parts;
  return html`<div class="row toolbar">
    ${renderUnits(parts)}
    <label class="check">
      <input
        type="checkbox"
        .checked=${freeAndTrial}
        @change=${(event: Event) => onFreeAndTrial((event.target as HTMLInputElement).checked)}
      />
      ${text.freeAndTrial}
    </label>
    ${grouping}
    <span class="push"></span>
    <button
      class="button quiet"
      ?disabled=${!exportable}
      aria-label=${text.exportCsvLabel}
      @click=${() => onExport('csv')}
    >
      ${icon('export')} ${text.exportCsv}
    </button>
    <button
      class="button quiet"
      ?disabled=${!exportable}
      aria-label=${text.exportPngLabel}
      @click=${() => onExport('png')}
    >
      ${icon('export')} ${text.exportPng}
    </button>
  </div>`;
}

function renderUnits({ text, unit, priced, onUnit }: ToolbarParts): TemplateResult {
  const units: readonly UsageUnit[] = priced ? ['count', 'percent', 'money'] : ['count', 'percent'];
  return html`<fieldset class="segments">
    <legend class="visually-hidden">${text.unit}</legend>
    ${units.map(
      (each) =>
        html`<label>
          <input
            type="radio"
            name="unit"
            value=${each}
            .checked=${unit === each}
            @change=${() => onUnit(each)}
          />
          <span data-text=${text[each]}>${text[each]}</span>
        </label>`,
    )}
  </fieldset>`;
}

/** What the fills of the bars of plans mean. */
export function renderLegend(text: UsageStrings): TemplateResult {
  const entries = [
    ['assigned', text.assigned],
    ['available', text.available],
    ['expiring', text.expiringSoon],
    ['suspended', text.suspendedLegend],
  ] as const;
  return html`<ul class="legend" part="legend">
    ${entries.map(([name, words]) => html`<li><span class="swatch ${name}"></span> ${words}</li>`)}
  </ul>`;
}

/** In money: what the amounts are, and which plans have none. */
export function renderMoneyNote(text: UsageStrings, unpriced: number): TemplateResult {
  return html`<p class="muted small">
    ${text.moneyNote} ${unpriced > 0 ? text.unpriced(unpriced) : nothing}
  </p>`;
}
