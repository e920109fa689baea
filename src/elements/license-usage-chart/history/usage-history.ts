import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Session } from '../../../context/session.js';
import { ChartController } from '../../../controllers/chart/chart-controller.js';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { QueryController } from '../../../controllers/query-controller.js';
import { StringsController } from '../../../controllers/strings-controller.js';
import { forecastUsage, type Forecast } from '../../../insights/forecast.js';
import {
  usageHistoryStrings,
  type UsageHistoryStrings,
} from '../../../localization/en/usage/usage-history.js';
import { toDay } from '../../../model/days.js';
import type { UsageSnapshot } from '../../../model/usage/usage-snapshot.js';
import { createMemo } from '../../../ui/create-memo.js';
import { renderErrorNotice } from '../../../ui/states/element-state.js';
import type { UsageRow } from '../count-usage.js';
import { configureHistoryChart } from './history-chart.js';
import { renderComparison, renderNumbers } from './render-history.js';

export interface HistoryOptions {
  readonly rows: readonly UsageRow[];
  readonly money: ((amount: number) => string) | undefined;
}

/** The part of the usage screen that looks back and ahead: the line of one plan, and two days compared. */
export class UsageHistory {
  readonly #host: LitElement;
  readonly #shared: ProviderController;
  readonly #strings: StringsController<UsageHistoryStrings>;
  readonly #snapshots: QueryController<readonly UsageSnapshot[]>;
  readonly #forecast = createMemo(
    (snapshots: readonly UsageSnapshot[], skuId: string, today: string): Forecast | undefined =>
      forecastUsage(snapshots, skuId, { now: new Date(`${today}T00:00:00Z`) }),
  );
  readonly #chart: ChartController;
  #rows: readonly UsageRow[] = [];
  #skuId = '';
  #from = '';
  #to = '';

  constructor(host: LitElement, shared: ProviderController) {
    this.#host = host;
    this.#shared = shared;
    this.#strings = new StringsController(host, 'usage-history', usageHistoryStrings);
    this.#snapshots = new QueryController(host, shared, ({ workspaces }) => workspaces.insights.snapshots);
    this.#chart = new ChartController(host, {
      canvas: () => host.renderRoot.querySelector<HTMLCanvasElement>('.history canvas'),
      inputs: () => [this.#snapshots.value, this.#plan?.plan.skuId, this.#strings.format],
      configure: (theme) =>
        configureHistoryChart(
          {
            snapshots: this.#snapshots.value ?? [],
            skuId: this.#plan?.plan.skuId ?? '',
            forecast: this.#prediction,
            words: this.#strings.text,
            format: this.#strings.format,
            now: new Date(),
          },
          theme,
        ),
    });
  }

  render({ graph, workspaces }: Session, options: HistoryOptions): unknown {
    const { text } = this.#strings;
    this.#rows = options.rows;
    const { state } = this.#snapshots;
    if (options.rows.length === 0 || state.status === 'waiting' || state.status === 'loading') return nothing;
    const parts = { provider: this.#shared, strings: this.#strings };
    const error = workspaces.insights.recordingError;
    const retry = (): void => void graph.refresh('plans');
    return html`<section class="history stack tight" aria-label=${text.history} part="history">
      ${renderErrorNotice(parts, this.#snapshots.failure)} ${renderErrorNotice(parts, this.#chart.failure)}
      ${renderErrorNotice(parts, error && { error, retry })}
      ${state.status === 'ready' ? this.#renderHistory(state.value, options) : nothing}
    </section>`;
  }

  get #plan(): UsageRow | undefined {
    return this.#rows.find(({ plan }) => plan.skuId === this.#skuId) ?? this.#rows[0];
  }

  get #prediction(): Forecast | undefined {
    const snapshots = this.#snapshots.value;
    const skuId = this.#plan?.plan.skuId;
    if (!snapshots || !skuId) return undefined;
    return this.#forecast(snapshots, skuId, toDay(new Date()));
  }

  #renderHistory(snapshots: readonly UsageSnapshot[], options: HistoryOptions): TemplateResult {
    const { text } = this.#strings;
    return html`<div class="row">
        <span class="section">${text.history}</span>
        <label>
          <span class="visually-hidden">${text.historyPlan}</span>
          <select @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
            ${options.rows.map(
              ({ plan }) =>
                html`<option value=${plan.skuId} .selected=${plan.skuId === this.#plan?.plan.skuId}>
                  ${plan.name}
                </option>`,
            )}
          </select>
        </label>
        <span class="push muted small">${text.snapshots(snapshots.length)}</span>
      </div>
      ${
        snapshots.length < 2
          ? html`<p class="muted" role="status">
              <strong>${text.historyEmpty}</strong> ${text.historyEmptyWhy}
            </p>`
          : html`<div class="split aside">
              <div class="stack tight">${this.#renderLine(snapshots)}</div>
              ${this.#renderComparison(snapshots, options)}
            </div>`
      }`;
  }

  #renderLine(snapshots: readonly UsageSnapshot[]): TemplateResult {
    const { text } = this.#strings;
    const row = this.#plan;
    const past = snapshots.flatMap(({ date, plans }) => {
      const plan = plans.find(({ skuId }) => skuId === row?.plan.skuId);
      return plan ? [{ date: new Date(date), ...plan }] : [];
    });
    const end = this.#describeEnd();
    const first = past[0];
    const last = past.at(-1);
    const label =
      first && last && row
        ? text.chartLabel(row.plan.name, first.date, last.date, first.assigned, last.assigned, end)
        : text.history;
    return html`<div class="line"><canvas role="img" aria-label=${label}></canvas></div>
      <ul class="legend">
        <li><span class="stroke assigned"></span> ${text.assigned}</li>
        <li><span class="stroke forecast"></span> ${text.forecast}</li>
        <li><span class="stroke total"></span> ${text.total}</li>
      </ul>
      <p class="small muted" role="status">${end}</p>
      ${renderNumbers(this.#strings, past)}`;
  }

  #describeEnd(): string {
    const { text } = this.#strings;
    const forecast = this.#prediction;
    if (!forecast) return text.noForecast;
    const { full, runsOut, mayRunOutFrom } = forecast;
    if (full) return text.full;
    if (runsOut) return text.runsOutBetween(runsOut.on, runsOut.earliest, runsOut.latest);
    return mayRunOutFrom ? text.unlikelyEnd(mayRunOutFrom) : text.noEnd;
  }

  #renderComparison(snapshots: readonly UsageSnapshot[], options: HistoryOptions): TemplateResult {
    const first = snapshots[0]?.date ?? '';
    const last = snapshots.at(-1)?.date ?? '';
    return renderComparison({
      strings: this.#strings,
      snapshots,
      from: this.#from || first,
      to: this.#to || last,
      ...options,
      onChange: (from, to) => {
        this.#from = from;
        this.#to = to;
        this.#host.requestUpdate();
      },
    });
  }

  #choose(skuId: string): void {
    this.#skuId = skuId;
    this.#host.requestUpdate();
  }
}
