import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { directoryRead } from '../../../context/reads/reads.js';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { QueryController } from '../../../controllers/query-controller.js';
import { StringsController } from '../../../controllers/strings-controller.js';
import { emit } from '../../../events.js';
import { groupUsage, type UsageGroup, type UsageGrouping } from '../../../insights/group-usage.js';
import {
  usageHistoryStrings,
  type UsageHistoryStrings,
} from '../../../localization/en/usage/usage-history.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { readUsersScopes } from '../../../services/users/users.js';
import { createMemo } from '../../../ui/create-memo.js';
import { renderRead } from '../../../ui/states/element-state.js';
import type { UsageRow } from '../count-usage.js';
import { listGroupCells, type Cells } from '../list-usage-cells.js';
import { countGroups, type GroupRow, type GroupTable } from './count-groups.js';
import { renderGroupTable, renderSeriesLegend } from './render-group-table.js';

export interface GroupsOptions {
  /** Which bar a click was on. */
  readonly indexAt: (event: MouseEvent) => number | undefined;
  readonly money: ((amount: number) => string) | undefined;
}

/** The part of the usage screen that counts by department or country. People are read only when it is asked for. */
export class UsageGroups {
  readonly #host: LitElement;
  readonly #shared: ProviderController;
  readonly #strings: StringsController<UsageHistoryStrings>;
  readonly #directory: QueryController<{
    readonly users: readonly DirectoryUser[];
    readonly complete: boolean;
  }>;
  readonly #group = createMemo(
    (users: readonly DirectoryUser[], rows: readonly UsageRow[], by: UsageGrouping) =>
      groupUsage(users, new Set(rows.map(({ plan }) => plan.skuId)), by),
  );
  readonly #arrange = createMemo(
    (
      groups: readonly UsageGroup[],
      rows: readonly UsageRow[],
      text: UsageHistoryStrings,
      by: UsageGrouping,
    ) =>
      countGroups(groups, rows, {
        nameGroup: (name) => this.#nameGroup(name, by),
        otherGroups: text.otherGroups,
        otherPlans: text.otherPlans,
      }),
  );
  #by: UsageGrouping | 'plan' = 'plan';
  #rows: readonly UsageRow[] = [];

  constructor(host: LitElement, shared: ProviderController) {
    this.#host = host;
    this.#shared = shared;
    this.#strings = new StringsController(host, 'usage-history', usageHistoryStrings);
    this.#directory = new QueryController(host, shared, (session) =>
      this.#by === 'plan' ? undefined : directoryRead(session),
    );
  }

  /** Whether the plans are shown as they are. */
  get byPlan(): boolean {
    return this.#by === 'plan';
  }

  /** The rows of the chart and its table; undefined by plan and until people were read. */
  get table(): GroupTable | undefined {
    const by = this.#by;
    const groups = this.#groups;
    return by !== 'plan' && groups ? this.#arrange(groups, this.#rows, this.#strings.text, by) : undefined;
  }

  /** The whole table for an export. */
  get cells(): Cells | undefined {
    const by = this.#by;
    const groups = this.#groups;
    return by !== 'plan' && groups ? listGroupCells(groups, by, this.#rows, this.#strings.text) : undefined;
  }

  renderChoice(): TemplateResult {
    const { text } = this.#strings;
    const choices = { plan: text.byPlan, department: text.department, country: text.country };
    return html`<label class="field inline">
      <span class="field-label">${text.groupBy}</span>
      <select
        @change=${(event: Event) => {
          this.#by = (event.target as HTMLSelectElement).value as UsageGrouping | 'plan';
          this.#host.requestUpdate();
        }}
      >
        ${Object.entries(choices).map(
          ([by, words]) => html`<option value=${by} .selected=${by === this.#by}>${words}</option>`,
        )}
      </select>
    </label>`;
  }

  /** @param rows - the plans that count */
  render(rows: readonly UsageRow[], options: GroupsOptions): unknown {
    this.#rows = rows;
    if (this.#by === 'plan') return nothing;
    const parts = { provider: this.#shared, strings: this.#strings, scopes: readUsersScopes };
    return renderRead(
      parts,
      this.#directory.state,
      () => void this.#directory.refetch(),
      ({ users, complete }) =>
        html`${complete ? nothing : html`<p class="muted" role="status">${this.#strings.text.groupsReading(users.length)}</p>`}
        ${this.#renderTable(options)}`,
    );
  }

  #renderTable({ money, indexAt }: GroupsOptions): unknown {
    const { table } = this;
    const by = this.#by;
    if (!table || by === 'plan') return nothing;
    if (table.rows.length === 0) return html`<p class="muted">${this.#strings.text.nobodyLicensed}</p>`;
    return html`${renderSeriesLegend(table.series)}
    ${renderGroupTable({
      strings: this.#strings,
      table,
      by,
      plans: this.#rows,
      money,
      onSelect: (row) => this.#select(row, by),
      onPicture: (event) => {
        // The cell belongs to the first row, the bars to all of them.
        event.stopPropagation();
        const row = table.rows[indexAt(event) ?? -1];
        if (row) this.#select(row, by);
      },
    })}`;
  }

  get #groups(): readonly UsageGroup[] | undefined {
    const directory = this.#directory.value;
    return directory && this.#by !== 'plan' ? this.#group(directory.users, this.#rows, this.#by) : undefined;
  }

  #select({ name }: GroupRow, by: UsageGrouping): void {
    if (name === undefined) return;
    emit(
      this.#host,
      'o365-people-selected',
      by === 'department' ? { departments: [name] } : { countries: [name] },
    );
  }

  #nameGroup(name: string, by: UsageGrouping): string {
    const { text, format } = this.#strings;
    if (by === 'department') return name || text.noDepartment;
    return name ? format.country(name) : text.noCountry;
  }
}
