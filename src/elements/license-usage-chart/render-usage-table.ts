import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { UsageStrings } from '../../localization/en/license-usage-chart.js';
import type { Usage, UsageRow } from './count-usage.js';

export interface UsageTableParts {
  readonly strings: StringsController<UsageStrings>;
  readonly usage: Usage;
  readonly money: ((amount: number) => string) | undefined;
  readonly label: string;
  readonly onSelect: (skuId: string) => void;
  readonly onPicture: (event: MouseEvent) => void;
}

/** The table, with the picture as one of its columns: the same rows in the same order, at the same height. */
export function renderUsageTable(parts: UsageTableParts): unknown {
  const { usage, strings, money } = parts;
  const { text } = strings;
  return html`<table part="table" class="usage">
    <thead>
      <tr>
        <th scope="col">${text.plan}</th>
        <th scope="col" class="picture-head"><span class="visually-hidden">${text.chart}</span></th>
        <th scope="col" class="end">${text.total}</th>
        <th scope="col" class="end">${text.assigned}</th>
        <th scope="col" class="end">${text.available}</th>
        <th scope="col" class="end wide">${text.expiringSoon}</th>
        <th scope="col" class="end wide">${text.suspended}</th>
        ${money ? html`<th scope="col" class="end wide">${text.unassignedCost}</th>` : nothing}
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
        <td class="picture-foot"></td>
        ${renderTotals(parts)}
      </tr>
    </tfoot>
  </table>`;
}

function renderRow(parts: UsageTableParts, row: UsageRow, first: boolean): unknown {
  const { strings, usage, money, onSelect, onPicture, label } = parts;
  const { text, format, common } = strings;
  const { plan, counts, kind, unlimited } = row;
  const number = (value: number): string => (value === 0 ? common.none : format.number(value));
  return html`<tr @click=${() => onSelect(plan.skuId)}>
    <th scope="row">
      <div class="plan-cell">
        <button class="plan" title=${plan.name} aria-label=${text.showUsers(plan.name)}>${plan.name}</button>
        ${kind === 'free' || kind === 'trial' ? html`<span class="badge">${text[kind]}</span>` : nothing}
      </div>
      ${renderNarrowNotes(parts, row)}
    </th>
    ${
      first
        ? html`<td
            class="picture"
            rowspan=${usage.rows.length}
            .style=${`--rows:${usage.rows.length}`}
            @click=${onPicture}
          >
            <div class="drawing"><canvas role="img" aria-label=${label}></canvas></div>
          </td>`
        : nothing
    }
    <td class="end">${unlimited ? text.noLimit : format.number(counts.total)}</td>
    <td class="end">${format.number(counts.assigned)}</td>
    <td class="end"><strong>${unlimited ? common.none : renderAvailable(parts, row)}</strong></td>
    <td class="end wide">
      ${number(counts.expiringSoon)}
      ${row.endsAt ? html`<span class="muted small">${text.ends(row.endsAt)}</span>` : nothing}
    </td>
    <td class="end wide">${number(counts.suspended)}</td>
    ${
      money
        ? html`<td class="end wide">${row.unassignedCost ? money(row.unassignedCost) : common.none}</td>`
        : nothing
    }
  </tr>`;
}

function renderAvailable({ strings: { text, format } }: UsageTableParts, { counts }: UsageRow): unknown {
  if (counts.available > 0 || counts.total === 0) return format.number(counts.available);
  const over = counts.assigned - counts.total;
  return html`<span class="state warn" title=${over > 0 ? text.overAssigned(over) : nothing}
    >${icon('attention')} ${over > 0 ? format.number(-over) : text.noneLeft}</span
  >`;
}

/** What the columns say that have no room on a phone. */
function renderNarrowNotes(
  { strings: { text, format } }: UsageTableParts,
  { counts, endsAt }: UsageRow,
): unknown {
  const notes = [
    counts.expiringSoon > 0 &&
      `${format.number(counts.expiringSoon)} ${text.expiringSoon}${endsAt ? `, ${text.ends(endsAt)}` : ''}`,
    counts.suspended > 0 && `${format.number(counts.suspended)} ${text.suspended}`,
  ].filter(Boolean);
  return notes.length > 0 ? html`<span class="narrow muted small">${notes.join(' · ')}</span>` : nothing;
}

function renderTotals({ usage, strings, money }: UsageTableParts): unknown {
  const { format, common } = strings;
  const { totals, unassignedCost } = usage;
  const number = (value: number): string => (value === 0 ? common.none : format.number(value));
  return html`<td class="end">${format.number(totals.total)}</td>
    <td class="end">${format.number(totals.assigned)}</td>
    <td class="end">${format.number(totals.available)}</td>
    <td class="end wide">${number(totals.expiringSoon)}</td>
    <td class="end wide">${number(totals.suspended)}</td>
    ${money ? html`<td class="end wide">${money(unassignedCost ?? 0)}</td>` : nothing}`;
}
