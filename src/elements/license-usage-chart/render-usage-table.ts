import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { UsageStrings } from '../../localization/en/usage/license-usage-chart.js';
import type { Usage, UsageRow } from './count-usage.js';
import type { UsageUnit } from './usage-unit.js';

export interface UsageTableParts {
  readonly strings: StringsController<UsageStrings>;
  readonly usage: Usage;
  /** In money the counts are what they cost; shares are told as counts. */
  readonly unit: UsageUnit;
  readonly money: ((amount: number) => string) | undefined;
  readonly label: string;
  readonly onSelect: (skuId: string) => void;
  readonly onPicture: (event: MouseEvent) => void;
}

/** The table, with the chart as one of its columns: the same rows in the same order, at the same height. */
export function renderUsageTable(parts: UsageTableParts): unknown {
  const { usage, strings } = parts;
  const { text } = strings;
  return html`<table part="table" class="usage">
    <thead>
      <tr>
        <th scope="col">${text.plan}</th>
        <th scope="col" class="chart-head"><span class="visually-hidden">${text.chart}</span></th>
        <th scope="col" class="end">${text.total}</th>
        <th scope="col" class="end">${text.assigned}</th>
        <th scope="col" class="end">${text.available}</th>
        <th scope="col" class="end wide">${text.expiringSoon}</th>
        <th scope="col" class="end wide">${text.suspended}</th>
        ${hasCostColumn(parts) ? html`<th scope="col" class="end wide">${text.unassignedCost}</th>` : nothing}
      </tr>
    </thead>
    <tbody>
      ${repeat(
        usage.rows,
        (row) => row.plan.skuId,
        (row, index) => renderRow(parts, row, index === 0),
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${text.allPaid}</th>
        <td class="chart-foot"></td>
        ${renderTotals(parts)}
      </tr>
    </tfoot>
  </table>`;
}

/** In money, Available says it already. */
function hasCostColumn({ money, unit }: UsageTableParts): boolean {
  return money !== undefined && unit !== 'money';
}

/** The cell that holds the chart: it begins in the first row and goes down to the last one. */
export function renderPicture(rowCount: number, label: string, onClick: (event: MouseEvent) => void) {
  return html`<td class="chart-cell" rowspan=${rowCount} .style=${`--rows:${rowCount}`} @click=${onClick}>
    <div class="drawing"><canvas role="img" aria-label=${label}></canvas></div>
  </td>`;
}

function renderRow(parts: UsageTableParts, row: UsageRow, first: boolean): unknown {
  const { strings, usage, money, onSelect, onPicture, label } = parts;
  const { text, common } = strings;
  const { plan, counts, kind, unlimited, price } = row;
  const amount = (units: number): string => writeAmount(parts, row, units);
  const rare = (units: number): string => (units === 0 ? common.none : amount(units));
  return html`<tr @click=${() => onSelect(plan.skuId)}>
    <th scope="row">
      <div class="plan-cell">
        <button class="plan" title=${plan.name} aria-label=${text.showUsers(plan.name)}>${plan.name}</button>
        ${kind === 'free' || kind === 'trial' ? html`<span class="badge">${text[kind]}</span>` : nothing}
      </div>
      ${renderNarrowNotes(parts, row)}
    </th>
    ${first ? renderPicture(usage.rows.length, label, onPicture) : nothing}
    <td class="end">${unlimited ? text.noLimit : amount(counts.total)}</td>
    <td class="end">${amount(counts.assigned)}</td>
    <td class="end"><strong>${unlimited ? common.none : renderAvailable(parts, row)}</strong></td>
    <td class="end wide">
      ${rare(counts.expiringSoon)}
      ${row.endsAt ? html`<span class="muted small">${text.ends(row.endsAt)}</span>` : nothing}
    </td>
    <td class="end wide">${rare(counts.suspended)}</td>
    ${
      hasCostColumn(parts)
        ? html`<td class="end wide">
            ${money && price && counts.available > 0 ? money(price * counts.available) : common.none}
          </td>`
        : nothing
    }
  </tr>`;
}

/** Units, or what they cost; a dash where no price is known. */
function writeAmount(
  { strings: { format, common }, unit, money }: UsageTableParts,
  { price }: UsageRow,
  units: number,
): string {
  if (unit !== 'money' || !money) return format.number(units);
  return price === undefined ? common.none : money(units * price);
}

function renderAvailable(parts: UsageTableParts, row: UsageRow): unknown {
  const { text, format } = parts.strings;
  const { available, assigned, total } = row.counts;
  if (available > 0 || total === 0) return writeAmount(parts, row, available);
  const over = assigned - total;
  return html`<span class="state warn" title=${over > 0 ? text.overAssigned(over) : nothing}
    >${icon('attention')} ${over > 0 ? format.number(-over) : text.noneLeft}</span
  >`;
}

/** What the columns say that have no room on a phone. */
function renderNarrowNotes(parts: UsageTableParts, row: UsageRow): unknown {
  const { text } = parts.strings;
  const { counts, endsAt } = row;
  const notes = [
    counts.expiringSoon > 0 &&
      `${writeAmount(parts, row, counts.expiringSoon)} ${text.expiringSoon}${endsAt ? `, ${text.ends(endsAt)}` : ''}`,
    counts.suspended > 0 && `${writeAmount(parts, row, counts.suspended)} ${text.suspended}`,
  ].filter(Boolean);
  return notes.length > 0 ? html`<span class="narrow muted small">${notes.join(' · ')}</span>` : nothing;
}

function renderTotals(parts: UsageTableParts): TemplateResult {
  const { usage, strings, money, unit } = parts;
  const { format, common } = strings;
  const inMoney = unit === 'money' ? money : undefined;
  const totals = (inMoney && usage.costs) ?? usage.totals;
  const amount = inMoney ?? ((value: number) => format.number(value));
  const rare = (value: number): string => (value === 0 ? common.none : amount(value));
  return html`<td class="end">${amount(totals.total)}</td>
    <td class="end">${amount(totals.assigned)}</td>
    <td class="end">${amount(totals.available)}</td>
    <td class="end wide">${rare(totals.expiringSoon)}</td>
    <td class="end wide">${rare(totals.suspended)}</td>
    ${hasCostColumn(parts) ? html`<td class="end wide">${money?.(usage.costs?.available ?? 0)}</td>` : nothing}`;
}
