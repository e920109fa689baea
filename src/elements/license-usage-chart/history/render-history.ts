import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { icon } from '../../../icons.js';
import type { UsageHistoryStrings } from '../../../localization/en/usage/usage-history.js';
import { compareSnapshots, findSnapshot, type UsageSnapshot } from '../../../model/usage/usage-snapshot.js';
import type { UsageRow } from '../count-usage.js';

export interface ComparisonParts {
  readonly strings: StringsController<UsageHistoryStrings>;
  readonly snapshots: readonly UsageSnapshot[];
  /** UTC days, ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly rows: readonly UsageRow[];
  readonly money: ((amount: number) => string) | undefined;
  readonly onChange: (from: string, to: string) => void;
}

/** Two days side by side, what changed most first. */
export function renderComparison(parts: ComparisonParts): TemplateResult {
  const { strings, snapshots, from, to, onChange } = parts;
  const { text } = strings;
  const value = (event: Event): string => (event.target as HTMLInputElement).value;
  const field = (label: string, day: string, change: (day: string) => void): TemplateResult =>
    html`<label class="field">
      <span class="field-label">${label}</span>
      <input
        type="date"
        required
        .value=${day}
        max=${snapshots.at(-1)?.date ?? ''}
        @change=${(event: Event) => value(event) && change(value(event))}
      />
    </label>`;
  return html`<div class="stack tight" part="comparison">
    <div class="dates">
      ${field(text.compare, from, (day) => onChange(day, to))}
      ${field(text.compareWith, to, (day) => onChange(from, day))}
    </div>
    ${renderChanges(parts)}
  </div>`;
}

function renderChanges({ strings, snapshots, from, to, rows, money }: ComparisonParts): TemplateResult {
  const { text, format } = strings;
  const before = findSnapshot(snapshots, from);
  const after = findSnapshot(snapshots, to);
  if (!before || !after) return html`<p class="muted" role="status">${text.noneBefore}</p>`;
  const known = new Map(rows.map((row) => [row.plan.skuId, row]));
  const changes = compareSnapshots(before, after).filter(
    ({ skuId, assigned, total }) => known.has(skuId) && (assigned !== 0 || total !== 0),
  );
  if (changes.length === 0) return html`<p class="muted" role="status">${text.noChange}</p>`;
  return html`<table class="comparison">
    <caption class="visually-hidden">
      ${text.compareTable}
    </caption>
    <thead>
      <tr>
        <th scope="col">${text.plan}</th>
        <th scope="col" class="end day">${text.day(new Date(before.date))}</th>
        <th scope="col" class="end day">${text.day(new Date(after.date))}</th>
        <th scope="col" class="end">${text.change}</th>
      </tr>
    </thead>
    <tbody>
      ${changes.map((change) => {
        const row = known.get(change.skuId);
        const price = row?.price;
        const notes = [
          change.total !== 0 && text.totalChanged(text.signed(change.total)),
          money && price && change.assigned !== 0 && text.aMonth(money(price * change.assigned)),
        ].filter(Boolean);
        return html`<tr>
          <th scope="row">
            ${row?.plan.name ?? change.skuId}
            ${notes.length > 0 ? html`<span class="more muted small">${notes.join(' · ')}</span>` : nothing}
          </th>
          <td class="end">${format.number(change.before.assigned)}</td>
          <td class="end">${format.number(change.after.assigned)}</td>
          <td class="end"><strong>${text.signed(change.assigned)}</strong></td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** What the line shows, as numbers; folded. */
export function renderNumbers(
  { text, format }: StringsController<UsageHistoryStrings>,
  past: readonly { readonly date: Date; readonly assigned: number; readonly total: number }[],
): TemplateResult {
  return html`<details>
    <summary>${icon('chevron', 'chevron')} ${text.numbers}</summary>
    <div class="numbers" tabindex="0" role="group" aria-label=${text.numbers}>
      <table>
        <thead>
          <tr>
            <th scope="col">${text.date}</th>
            <th scope="col" class="end">${text.assigned}</th>
            <th scope="col" class="end">${text.total}</th>
          </tr>
        </thead>
        <tbody>
          ${[...past].reverse().map(
            ({ date, assigned, total }) =>
              html`<tr>
                <th scope="row">${text.day(date)}</th>
                <td class="end">${format.number(assigned)}</td>
                <td class="end">${format.number(total)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
