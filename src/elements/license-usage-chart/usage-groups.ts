import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { directoryRead } from '../../context/reads.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { groupUsage, type UsageGroup, type UsageGrouping } from '../../insights/group-usage.js';
import { usageHistoryStrings, type UsageHistoryStrings } from '../../localization/en/usage-history.js';
import type { DirectoryUser } from '../../model/user.js';
import { readUsersScopes } from '../../services/users.js';
import { createMemo } from '../shared/create-memo.js';
import { renderRead } from '../shared/element-state.js';
import type { UsageRow } from './count-usage.js';

export interface GroupsOptions {
  readonly rows: readonly UsageRow[];
  readonly money: ((amount: number) => string) | undefined;
}

/** Plans named in the row of a group. */
const namedPlans = 3;

/** The part of the usage screen that counts by department or country. People are read only when it is asked for. */
export class UsageGroups {
  readonly #host: LitElement;
  readonly #shared: ProviderController;
  readonly #strings: StringsController<UsageHistoryStrings>;
  readonly #directory: QueryController<{
    readonly users: readonly DirectoryUser[];
    readonly complete: boolean;
  }>;
  readonly #count = createMemo(
    (users: readonly DirectoryUser[], rows: readonly UsageRow[], by: UsageGrouping) =>
      groupUsage(users, new Set(rows.map(({ plan }) => plan.skuId)), by),
  );
  #by: UsageGrouping | 'plan' = 'plan';

  constructor(host: LitElement, shared: ProviderController) {
    this.#host = host;
    this.#shared = shared;
    this.#strings = new StringsController(host, 'usage-history', usageHistoryStrings);
    this.#directory = new QueryController(host, () =>
      this.#by !== 'plan' && shared.graph ? directoryRead(shared.graph) : undefined,
    );
  }

  /** Whether the plans are shown as they are, in the picture with its table. */
  get byPlan(): boolean {
    return this.#by === 'plan';
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

  render(options: GroupsOptions): unknown {
    const by = this.#by;
    if (by === 'plan') return nothing;
    const parts = { provider: this.#shared, strings: this.#strings, scopes: readUsersScopes };
    return renderRead(
      parts,
      this.#directory.state,
      () => void this.#directory.refetch(),
      ({ users, complete }) =>
        html`${complete ? nothing : html`<p class="muted" role="status">${this.#strings.text.groupsReading(users.length)}</p>`}
        ${this.#renderGroups(this.#count(users, options.rows, by), by, options)}`,
    );
  }

  #renderGroups(
    groups: readonly UsageGroup[],
    by: UsageGrouping,
    { rows, money }: GroupsOptions,
  ): TemplateResult {
    const { text, format } = this.#strings;
    if (groups.length === 0) return html`<p class="muted">${text.nobodyLicensed}</p>`;
    const most = Math.max(...groups.map(({ licenses }) => licenses));
    const byId = new Map(rows.map((row) => [row.plan.skuId, row]));
    return html`<table class="groups cards-when-narrow" part="groups">
      <thead>
        <tr>
          <th scope="col">${text[by]}</th>
          <th scope="col">${text.share}</th>
          <th scope="col" class="end">${text.people}</th>
          <th scope="col" class="end">${text.licenses}</th>
          ${money ? html`<th scope="col" class="end">${text.cost}</th>` : nothing}
          <th scope="col">${text.largestPlans}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map((group) => {
          const name = this.#nameGroup(group, by);
          return html`<tr>
            <th scope="row"><bdi>${name}</bdi></th>
            <td>
              <meter
                class="usage"
                aria-label="${name}: ${format.number(group.licenses)}"
                max=${most}
                .value=${group.licenses}
              ></meter>
            </td>
            <td class="end" data-label=${text.people}>${format.number(group.people)}</td>
            <td class="end" data-label=${text.licenses}>${format.number(group.licenses)}</td>
            ${money ? html`<td class="end" data-label=${text.cost}>${money(sumCost(group, byId))}</td>` : nothing}
            <td data-label=${text.largestPlans}>
              <span class="muted small">${this.#nameLargest(group, byId)}</span>
            </td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  #nameGroup({ name }: UsageGroup, by: UsageGrouping): string {
    const { text, format } = this.#strings;
    if (by === 'department') return name ?? text.noDepartment;
    return name ? format.country(name) : text.noCountry;
  }

  #nameLargest({ byPlan }: UsageGroup, rows: ReadonlyMap<string, UsageRow>): string {
    const { format } = this.#strings;
    return [...byPlan]
      .sort(([a, held], [b, other]) => other - held || (a < b ? -1 : 1))
      .slice(0, namedPlans)
      .map(([skuId, count]) => `${rows.get(skuId)?.plan.name ?? skuId} ${format.number(count)}`)
      .join(', ');
  }
}

function sumCost({ byPlan }: UsageGroup, rows: ReadonlyMap<string, UsageRow>): number {
  let sum = 0;
  for (const [skuId, count] of byPlan) sum += count * (rows.get(skuId)?.price ?? 0);
  return sum;
}
