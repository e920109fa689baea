import { LitElement, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { plansRead, subscriptionsRead } from '../../context/reads.js';
import { ChartController } from '../../controllers/chart-controller.js';
import type { ChartTheme } from '../../controllers/chart-theme.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { SizeController } from '../../controllers/size-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { choosePrices, type Prices } from '../../insights/prices.js';
import { usageStrings } from '../../localization/en/license-usage-chart.js';
import type { Plan } from '../../model/plan.js';
import { elementStyles } from '../../theme/element.styles.js';
import { createMemo } from '../shared/create-memo.js';
import { createCsv, saveFile } from '../shared/csv.js';
import { renderErrorNotice, renderRead } from '../shared/element-state.js';
import { configureUsageChart, type UsageUnit } from './chart-configuration.js';
import { countUsage, type Usage } from './count-usage.js';
import { styles } from './license-usage-chart.styles.js';
import { listUsageCells } from './list-usage-cells.js';
import { renderUsageTable } from './render-usage-table.js';
import { UsageGroups } from './usage-groups.js';
import { historyStyles } from './usage-history.styles.js';
import { UsageHistory } from './usage-history.js';

/**
 * @summary Shows how many licenses of each plan are bought, assigned and left, as a picture with its table.
 * @tagname license-usage-chart
 *
 * @fires {CustomEvent<PlanDetail>} o365-plan-selected - The administrator chose a bar or a row, to see who holds the plan.
 * @csspart heading - The heading.
 * @csspart answer - The sentence that sums it up.
 * @csspart legend - What the fills of the bars mean.
 * @csspart table - The table, with the picture as a column of it.
 */
export class LicenseUsageChart extends LitElement {
  static override styles = [...elementStyles, styles, historyStyles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Whether the bars show units or shares of Total. */
  @property() unit: UsageUnit = 'count';

  /** Shows free and trial plans too. They never count in the sums. */
  @property({ type: Boolean, attribute: 'free-and-trial' }) freeAndTrial = false;

  /** What a unit costs the portal's customer in a month, by part number or SKU id. Default: the provider's prices. */
  @property({ type: Object }) prices: Readonly<Record<string, number>> = {};

  /** Currency of the prices, ISO 4217. */
  @property() currency = 'USD';

  @query('table.usage canvas') private canvas!: HTMLCanvasElement | null;
  @query('table.usage thead') private tableHead!: HTMLElement | null;

  @state() private exportFailed = false;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'license-usage-chart', usageStrings);
  private readonly size = new SizeController(this, [760]);
  private readonly plans = new QueryController(this, () => this.shared.graph && plansRead(this.shared.graph));
  private readonly subscriptions = new QueryController(
    this,
    () => this.shared.graph && subscriptionsRead(this.shared.graph),
  );
  private readonly chart = new ChartController(this, {
    canvas: () => this.canvas,
    inputs: () => [this.usage, this.unit, this.narrow, this.strings.format],
    configure: (theme) => this.configure(theme, this.narrow),
  });
  private readonly choosePrices = createMemo(choosePrices);
  private readonly grouping: UsageGroups = new UsageGroups(this, this.shared);
  private readonly history: UsageHistory = new UsageHistory(this, this.shared);
  /** The numbers shown now. The chart looks whether they are others. */
  private usage: Usage | undefined;

  /** Asks the tenant again. */
  async refresh(): Promise<void> {
    await this.shared.graph?.refresh('plans', 'subscriptions');
  }

  protected override render() {
    const { text, common } = this.strings;
    const { state } = this.plans;
    return html`<div class="stack">
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
        (plans) => this.renderPlans(plans),
      )}
    </div>`;
  }

  private get narrow(): boolean {
    return this.size.fits(760);
  }

  private renderPlans(plans: readonly Plan[]) {
    const { text } = this.strings;
    this.usage = this.count(plans);
    if (plans.length === 0)
      return html`<div class="blank" part="state">
        ${icon('plan')}
        <p class="label">${text.empty}</p>
        <p class="muted">${text.emptyWhy}</p>
      </div>`;
    const answer = this.answer(this.usage);
    return html`<p part="answer" class="answer">${answer}</p>
      ${this.renderToolbar()}
      ${this.grouping.byPlan ? this.renderLegend() : this.grouping.render({ rows: this.usage.rows, money: this.money })}
      ${
        this.usage.rows.length > 0 && this.grouping.byPlan
          ? renderUsageTable({
              strings: this.strings,
              usage: this.usage,
              money: this.money,
              label: text.chartLabel(answer),
              onSelect: (skuId) => this.select(skuId),
              onPicture: (event) => this.selectAt(event),
            })
          : nothing
      }
      ${this.history.render({ rows: this.usage.rows, money: this.money })}
      ${this.usage.hiddenCount > 0 ? html`<p class="muted small">${text.hidden(this.usage.hiddenCount)}</p>` : nothing}
      ${this.renderSubscriptionsError()}
      ${
        this.exportFailed
          ? html`<p class="state bad" role="alert">${icon('failed')} ${text.exportFailed}</p>`
          : nothing
      }`;
  }

  /** The same numbers give the same object, so that the picture is drawn again only for others. */
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

  private answer({ totals, unassignedCost }: Usage): string {
    const { text } = this.strings;
    if (totals.total === 0) return text.noPaidPlans;
    const cost = unassignedCost === undefined ? undefined : this.money?.(unassignedCost);
    return text.answer(Math.min(1, totals.assigned / totals.total), totals.total, totals.available, cost);
  }

  private get priceList(): Prices | undefined {
    return this.choosePrices(this.prices, this.currency, this.shared.workspaces?.insights.prices);
  }

  private get money(): ((amount: number) => string) | undefined {
    if (this.usage?.unassignedCost === undefined) return undefined;
    const format = new Intl.NumberFormat(this.strings.format.language, {
      style: 'currency',
      currency: this.priceList?.currency ?? this.currency,
      maximumFractionDigits: 0,
    });
    return (amount) => format.format(amount);
  }

  private renderToolbar() {
    const { text } = this.strings;
    const units: readonly UsageUnit[] = ['count', 'percent'];
    return html`<div class="row toolbar">
      <fieldset class="segments">
        <legend class="visually-hidden">${text.unit}</legend>
        ${units.map(
          (unit) =>
            html`<label>
              <input
                type="radio"
                name="unit"
                .checked=${this.unit === unit}
                @change=${() => {
                  this.unit = unit;
                }}
              />
              <span data-text=${text[unit]}>${text[unit]}</span>
            </label>`,
        )}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          .checked=${this.freeAndTrial}
          @change=${(event: Event) => {
            this.freeAndTrial = (event.target as HTMLInputElement).checked;
          }}
        />
        ${text.freeAndTrial}
      </label>
      ${this.grouping.renderChoice()}
      <span class="push"></span>
      <button class="button quiet" aria-label=${text.exportCsvLabel} @click=${() => void this.export('csv')}>
        ${icon('export')} ${text.exportCsv}
      </button>
      <button class="button quiet" aria-label=${text.exportPngLabel} @click=${() => void this.export('png')}>
        ${icon('export')} ${text.exportPng}
      </button>
    </div>`;
  }

  private renderLegend() {
    const { text } = this.strings;
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

  /** Without the subscriptions everything but trials and dates is still right. */
  private renderSubscriptionsError() {
    const { state } = this.subscriptions;
    if (state.status !== 'failed') return nothing;
    const parts = { provider: this.shared, strings: this.strings };
    return html`<div class="stack tight">
      <p class="muted small">${this.strings.text.trialsUnknown}</p>
      ${renderErrorNotice(parts, state.error, () => void this.subscriptions.refetch())}
    </div>`;
  }

  private configure(theme: ChartTheme, labelled: boolean) {
    const { text, format } = this.strings;
    return configureUsageChart(
      {
        rows: this.usage?.rows ?? [],
        unit: this.unit,
        labelled,
        words: text,
        format,
        axisHeight: this.tableHead?.offsetHeight || 36,
      },
      theme,
    );
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
    if (!this.usage) return;
    const { text } = this.strings;
    this.exportFailed = false;
    try {
      const { header, rows } = listUsageCells(this.usage, text);
      const size = { width: 1000, height: (this.usage.rows.length + 1) * 40 };
      const file =
        kind === 'csv'
          ? await createCsv(header, rows)
          : await this.chart.createPng(size, (theme) => this.configure(theme, true));
      saveFile(file, `${text.fileName}-${new Date().toISOString().slice(0, 10)}.${kind}`);
    } catch {
      this.exportFailed = true;
    }
  }
}
