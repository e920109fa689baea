import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StringsController } from '../../../controllers/strings-controller.js';
import type { UsageGrouping } from '../../../insights/group-usage.js';
import type { UsageHistoryStrings } from '../../../localization/en/usage/usage-history.js';
import type { Format } from '../../../localization/format.js';
import type { UsageRow } from '../count-usage.js';
import { renderPicture } from '../render-usage-table.js';
import { nameOf, type GroupRow, type GroupSeries, type GroupTable } from './count-groups.js';

export interface GroupTableParts {
  readonly strings: StringsController<UsageHistoryStrings>;
  readonly table: GroupTable;
  readonly by: UsageGrouping;
  readonly plans: readonly UsageRow[];
  readonly money: ((amount: number) => string) | undefined;
  readonly onSelect: (row: GroupRow) => void;
  readonly onPicture: (event: MouseEvent) => void;
}

/** Plans named in the row of a group. */
const namedPlans = 3;

/** Which plan each fill of the bars stands for. */
export function renderSeriesLegend(series: readonly GroupSeries[]): TemplateResult {
  return html`<ul class="legend" part="legend">
    ${series.map(({ label }, index) => html`<li><span class="swatch series-${index + 1}"></span> ${label}</li>`)}
  </ul>`;
}

/** Departments or countries, with the chart as one of the columns. */
export function renderGroupTable(parts: GroupTableParts): TemplateResult {
  const { strings, table, by, money } = parts;
  const { text } = strings;
  return html`<table part="groups" class="usage" .style=${`--numbers:${money ? 3 : 2}`}>
    <thead>
      <tr>
        <th scope="col">${text[by]}</th>
        <th scope="col" class="chart-head"><span class="visually-hidden">${text.chart}</span></th>
        <th scope="col" class="end">${text.people}</th>
        <th scope="col" class="end">${text.licenses}</th>
        ${money ? html`<th scope="col" class="end">${text.cost}</th>` : nothing}
        <th scope="col" class="wide held">${text.largestPlans}</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        table.rows,
        ({ label }) => label,
        (row, index) => renderRow(parts, row, index === 0),
      )}
    </tbody>
  </table>`;
}

function renderRow(parts: GroupTableParts, row: GroupRow, first: boolean): TemplateResult {
  const { strings, table, by, plans, money, onSelect, onPicture } = parts;
  const { text, format } = strings;
  const { label, people, licenses, cost } = row;
  const held = describeLargest(row, plans, format);
  return html`<tr @click=${() => onSelect(row)}>
    <th scope="row">
      <div class="plan-cell">
        ${
          row.name === undefined
            ? label
            : html`<button class="plan" title=${label} aria-label=${text.showPeople(label)}>
                <bdi>${label}</bdi>
              </button>`
        }
      </div>
      <span class="narrow muted small">${held}</span>
    </th>
    ${first ? renderPicture(table.rows.length, text.groupsLabel(by), onPicture) : nothing}
    <td class="end">${format.number(people)}</td>
    <td class="end">${format.number(licenses)}</td>
    ${money ? html`<td class="end">${money(cost)}</td>` : nothing}
    <td class="wide held" title=${held}><span class="muted small">${held}</span></td>
  </tr>`;
}

function describeLargest({ byPlan }: GroupRow, plans: readonly UsageRow[], format: Format): string {
  return [...byPlan]
    .sort(([a, held], [b, other]) => other - held || (a < b ? -1 : 1))
    .slice(0, namedPlans)
    .map(([skuId, count]) => `${nameOf(skuId, plans)} ${format.number(count)}`)
    .join(', ');
}
