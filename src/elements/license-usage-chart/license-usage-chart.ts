import { LitElement, html, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import { plansRead, subscriptionsRead } from '../../context/reads/reads.js';
import type { Session } from '../../context/session.js';
import { ActionController } from '../../controllers/action-controller.js';
import { ChartController } from '../../controllers/chart/chart-controller.js';
import type { ChartTheme } from '../../controllers/chart/chart-theme.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { SizeController } from '../../controllers/size-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { choosePrices, type Prices } from '../../insights/prices.js';
import { usageStrings } from '../../localization/en/usage/license-usage-chart.js';
import { toDay } from '../../model/days.js';
import type { Plan } from '../../model/plan/plan.js';
import { elementStyles } from '../../theme/element.styles.js';
import { createMemo } from '../../ui/create-memo.js';
import { createCsv, saveFile } from '../../ui/csv.js';
import { checked } from '../../ui/settings/checked.js';
import {
  arePrices,
  isBoolean,
  isCurrency,
  isHeadingLevel,
  isOneOf,
  isText,
} from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderErrorNotice, renderRead } from '../../ui/states/element-state.js';
import { countUsage, type Usage } from './count-usage.js';
import { configureGroupBars } from './groups/group-bars.js';
import { UsageGroups } from './groups/usage-groups.js';
import { UsageHistory } from './history/usage-history.js';
import { historyStyles } from './history/usage-history.styles.js';
import { styles } from './license-usage-chart.styles.js';
import { listUsageCells } from './list-usage-cells.js';
import { renderLegend, renderMoneyNote, renderToolbar } from './render-toolbar.js';
import { renderUsageTable } from './render-usage-table.js';
import type { StackedBars } from './stacked-bars.js';
import { configureUsageBars } from './usage-bars.js';
import { createAmountFormat, type UsageUnit } from './usage-unit.js';

/**
 * @summary Shows how many licenses of each plan are bought, assigned and left, as a chart with its table.
 * @tagname license-usage-chart
 *
 * @fires {CustomEvent<PlanDetail>} o365-plan-selected - The administrator chose the bar or row of a plan, to see who holds it.
 * @fires {CustomEvent<PeopleDetail>} o365-people-selected - The administrator chose the bar or row of a department or country, to see its people.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart answer - The sentence that sums it up.
 * @csspart legend - What the fills of the bars mean.
 * @csspart table - The table of plans, with the chart as a column of it.
 * @csspart groups - The table of departments or countries, with the chart as a column of it.
 * @csspart history - The line of one plan and two days compared.
 * @csspart comparison - Two days compared.
 */
export class LicenseUsageChart extends LitElement {
  static override styles = [...elementStyles, styles, historyStyles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Whether bars show units, shares of Total, or what the units cost in a month. `money` needs prices. */
  @checked(isOneOf(['count', 'percent', 'money'])) @property() unit: UsageUnit = 'count';

  /** Shows free and trial plans too. They never count in the sums. */
  @checked(isBoolean) @property({ type: Boolean, attribute: 'free-and-trial' }) freeAndTrial = false;

  /** What a unit costs the portal's customer in a month, by part number or SKU id. Default: the provider's prices. */
  @checked(arePrices) @property({ type: Object }) prices: Readonly<Record<string, number>> = {};

  /** Currency of the prices, ISO 4217. */
  @checked(isCurrency) @property() currency = 'USD';

  @query('table.usage canvas') private canvas!: HTMLCanvasElement | null;
  @query('table.usage thead') private tableHead!: HTMLElement | null;

  private readonly shared = new ProviderController(this);
  private readonly exporting = new ActionController(this);
  private readonly strings = new StringsController(this, 'license-usage-chart', usageStrings);
  private readonly size = new SizeController(this, [54.3]);
  private readonly plans = new QueryController(this, this.shared, plansRead);
  private readonly subscriptions = new QueryController(this, this.shared, subscriptionsRead);
  private readonly chart = new ChartController(this, {
    canvas: () => this.canvas,
    inputs: () => [this.usage, this.grouping.table, this.shownUnit, this.narrow, this.strings.format],
    configure: (theme) => this.configure(theme, this.narrow ? 'above' : 'none'),
  });
  private readonly choosePrices = createMemo(choosePrices);
  private readonly grouping: UsageGroups = new UsageGroups(this, this.shared);
  private readonly history: UsageHistory = new UsageHistory(this, this.shared);
  /** The numbers shown now. The chart looks whether they are others. */
  private usage: Usage | undefined;

  /** Asks the tenant again. */
  async refresh(): Promise<void> {
    await this.shared.refresh('plans', 'subscriptions');
  }

  protected override render() {
    const { text, common } = this.strings;
    const { state } = this.plans;
    return html`<div class="stack">
      ${renderSettingProblems(this, this.strings)}
      <div class="row">
        <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
          ${text.heading}
        </div>
        ${
          state.status === 'ready'
            ? html`<span class="push muted small">${common.readAt(state.readAt)}</span>
                <button
                  class="button icon-only small"
                  aria-label=${common.refresh}
                  @click=${() => void this.refresh()}
                >
                  ${icon('refresh')}
                </button>`
            : nothing
        }
      </div>
      ${renderRead(
        { provider: this.shared, strings: this.strings },
        state,
        () => void this.plans.refetch(),
        (plans, session) => this.renderPlans(plans, session),
      )}
    </div>`;
  }

  private get narrow(): boolean {
    return this.size.fits(54.3);
  }

  private renderPlans(plans: readonly Plan[], session: Session) {
    const { text } = this.strings;
    this.usage = this.count(plans);
    if (plans.length === 0)
      return html`<div class="blank" part="state">
        ${icon('plan')}
        <p class="label">${text.empty}</p>
        <p class="muted">${text.emptyWhy}</p>
      </div>`;
    const { usage, money } = this;
    const answer = this.answer(usage);
    return html`<p part="answer" class="answer">${answer}</p>
      ${renderToolbar({
        text,
        unit: this.shownUnit,
        priced: money !== undefined,
        freeAndTrial: this.freeAndTrial,
        grouping: this.grouping.renderChoice(),
        exportable: this.grouping.byPlan || this.grouping.cells !== undefined,
        onUnit: (unit) => (this.unit = unit),
        onFreeAndTrial: (shown) => (this.freeAndTrial = shown),
        onExport: (kind) => void this.export(kind),
      })}
      ${renderErrorNotice({ provider: this.shared, strings: this.strings }, this.chart.failure)}
      ${this.grouping.byPlan ? renderLegend(text) : nothing}
      ${
        this.shownUnit === 'money'
          ? renderMoneyNote(text, usage.rows.filter(({ price }) => price === undefined).length)
          : nothing
      }
      ${this.grouping.render(usage.rows, { money, indexAt: (event) => this.chart.indexAt(event) })}
      ${
        usage.rows.length > 0 && this.grouping.byPlan
          ? renderUsageTable({
              strings: this.strings,
              usage,
              unit: this.shownUnit,
              money,
              label: text.chartLabel(answer),
              onSelect: (skuId) => this.select(skuId),
              onPicture: (event) => this.selectAt(event),
            })
          : nothing
      }
      ${this.history.render(session, { rows: usage.rows, money })}
      ${usage.hiddenCount > 0 ? html`<p class="muted small">${text.hidden(usage.hiddenCount)}</p>` : nothing}
      ${this.renderSubscriptionsError()}
      ${
        this.exporting.failure
          ? html`<p class="state bad" role="alert">${icon('failed')} ${text.exportFailed}</p>`
          : nothing
      }`;
  }

  /** The same numbers give the same object, so that the chart is drawn again only for others. */
  private count(plans: readonly Plan[]): Usage {
    const { priceList } = this;
    const inputs = [plans, this.subscriptions.value, this.freeAndTrial, priceList];
    if (this.usage && inputs.every((input, index) => input === this.#counted[index])) return this.usage;
    this.#counted = inputs;
    return countUsage(plans, {
      subscriptions: this.subscriptions.value,
      freeAndTrial: this.freeAndTrial,
      prices: priceList,
    });
  }
  #counted: readonly unknown[] = [];

  private answer({ totals, costs }: Usage): string {
    const { text } = this.strings;
    if (totals.total === 0) return text.noPaidPlans;
    const cost = costs && this.money?.(costs.available);
    return text.answer(Math.min(1, totals.assigned / totals.total), totals.total, totals.available, cost);
  }

  private get priceList(): Prices | undefined {
    return this.choosePrices(this.prices, this.currency, this.shared.session?.workspaces.insights.prices);
  }

  private get money(): ((amount: number) => string) | undefined {
    if (!this.usage?.costs) return undefined;
    const format = new Intl.NumberFormat(this.strings.format.language, {
      style: 'currency',
      currency: this.priceList?.currency ?? this.currency,
      maximumFractionDigits: 0,
    });
    return (amount) => format.format(amount);
  }

  private get shownUnit(): UsageUnit {
    return this.unit === 'money' && !this.money ? 'count' : this.unit;
  }

  /** Without the subscriptions everything but trials and dates is still right. */
  private renderSubscriptionsError() {
    const { failure } = this.subscriptions;
    if (!failure) return nothing;
    const parts = { provider: this.shared, strings: this.strings };
    return html`<div class="stack tight">
      <p class="muted small">${this.strings.text.trialsUnknown}</p>
      ${renderErrorNotice(parts, failure)}
    </div>`;
  }

  private configure(theme: ChartTheme, naming: StackedBars['naming']) {
    const { text, format } = this.strings;
    const unit = this.shownUnit;
    const options = {
      unit,
      naming,
      formatAmount: createAmountFormat(unit, format, this.money),
      axisHeight: this.tableHead?.offsetHeight || 36,
    };
    const { table } = this.grouping;
    if (table) return configureGroupBars({ table, ...options }, theme);
    return configureUsageBars({ rows: this.usage?.rows ?? [], words: text, ...options }, theme);
  }

  private select(skuId: string): void {
    emit(this, 'o365-plan-selected', { skuId });
  }

  private selectAt(event: MouseEvent): void {
    // The cell belongs to the first row, the bars to all of them.
    event.stopPropagation();
    const row = this.usage?.rows[this.chart.indexAt(event) ?? -1];
    if (row) this.select(row.plan.skuId);
  }

  private async export(kind: 'csv' | 'png'): Promise<void> {
    const { usage } = this;
    if (!usage) return;
    const { text } = this.strings;
    await this.exporting.run(async () => {
      const { header, rows } = this.grouping.cells ?? listUsageCells(usage, text);
      const bars = this.grouping.table?.rows ?? usage.rows;
      const size = { width: 1000, height: (bars.length + 1) * 40 };
      const file =
        kind === 'csv'
          ? await createCsv(header, rows)
          : await this.chart.createPng(size, (theme) => this.configure(theme, 'beside'));
      saveFile(file, `${text.fileName}-${toDay(new Date())}.${kind}`);
    });
  }
}
