import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { coversScope } from '../../auth/scopes/wider-scopes.js';
import { ActionController } from '../../controllers/action-controller.js';
import { ActorNames } from '../../controllers/names/actor-names.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import type { Finding, WasteReport } from '../../insights/finding.js';
import { choosePrices, type Prices } from '../../insights/prices.js';
import { insightsStrings } from '../../localization/en/usage/license-insights.js';
import { toDay } from '../../model/days.js';
import type { ReclaimItem } from '../../model/publish/change-set.js';
import { readLicensesScopes } from '../../services/licenses/licenses.js';
import { readReportsScopes } from '../../services/reports.js';
import { readSignInsScopes } from '../../services/users/sign-ins.js';
import { readUsersScopes } from '../../services/users/users.js';
import { elementStyles } from '../../theme/element.styles.js';
import { createMemo } from '../../ui/create-memo.js';
import { createCsv, saveFile } from '../../ui/csv.js';
import { checked } from '../../ui/settings/checked.js';
import {
  arePrices,
  isBoolean,
  isCurrency,
  isHeadingLevel,
  isNumberIn,
  isText,
} from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderErrorNotice, renderLoading, renderRead } from '../../ui/states/element-state.js';
import { createReminder } from './create-reminder.js';
import { FindingSelection } from './finding-selection.js';
import { nameOf, type InsightsParts } from './insights-parts.js';
import { InsightsReads } from './insights-reads.js';
import { KeepEditor } from './keep-editor.js';
import { styles } from './license-insights.styles.js';
import { listFindingCells } from './list-finding-cells.js';
import { renderFindings } from './render-findings.js';
import { renderKeeps } from './render-keeps.js';
import { renderSources } from './render-sources.js';
import { describeWaste, renderDays, renderNothing, renderTools } from './render-tools.js';

/**
 * @summary Finds licenses that cost money and serve nobody, says what they cost, and takes them back through a review.
 * @tagname license-insights
 *
 * @fires {CustomEvent<ReviewRequestDetail>} o365-review-requested - The administrator wants to take licenses back and see what that changes. `workspaceId` is `reclaim`.
 * @fires {CustomEvent<PlanDetail>} o365-plan-selected - The administrator wants to see who holds a plan.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart answer - The sentence that sums it up.
 * @csspart findings - The table of findings.
 * @csspart reclaim - The buttons that lead to a review.
 * @csspart keeps - What is kept on purpose.
 * @csspart sources - What else can be read, and how old it is.
 */
export class LicenseInsights extends LitElement {
  static override styles = [...elementStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Reads last sign-ins without being asked; needs AuditLog.Read.All and Entra ID P1. */
  @checked(isBoolean) @property({ type: Boolean, attribute: 'sign-ins' }) signIns = false;

  /** Reads the mailbox report without being asked; needs Reports.Read.All. */
  @checked(isBoolean) @property({ type: Boolean, attribute: 'mailbox-report' }) mailboxReport = false;

  /** Days without a sign-in after which somebody counts as inactive. */
  @checked(isNumberIn(1, 3_650)) @property({ type: Number, attribute: 'inactive-days' }) inactiveDays = 90;

  /** What a license costs in a month, by part number or SKU id. Default: the provider's prices. */
  @checked(arePrices) @property({ type: Object }) prices: Readonly<Record<string, number>> = {};

  /** Currency of the prices, ISO 4217. */
  @checked(isCurrency) @property() currency = 'USD';

  @state() private showsKeeps = false;

  private readonly shared = new ProviderController(this);
  private readonly exporting = new ActionController(this);
  private readonly strings = new StringsController(this, 'license-insights', insightsStrings);
  private readonly selection: FindingSelection = new FindingSelection(this);
  private readonly keepEditor: KeepEditor = new KeepEditor(this, this.shared);
  private readonly choosePrices = createMemo(choosePrices);
  private readonly reads: InsightsReads = new InsightsReads(this, this.shared, () => ({
    signIns: this.signIns,
    mailboxReport: this.mailboxReport,
    inactiveDays: this.inactiveDays,
    prices: this.priceList,
    opened: this.selection.opened,
  }));

  private readonly actors = new ActorNames(this, this.shared, {
    ids: () => (this.reads.keeps.value ?? []).map(({ by }) => by),
  });

  /** Asks the tenant again; last sign-ins at most once a day. */
  async refresh(): Promise<void> {
    await this.shared.refresh('users', 'plans', 'subscriptions', 'keeps');
  }

  protected override render() {
    const parts = {
      provider: this.shared,
      strings: this.strings,
      scopes: [...readUsersScopes, ...readLicensesScopes],
    };
    const { text } = this.strings;
    const { waste, plans, directory } = this.reads;
    return html`<div class="stack">
      ${renderSettingProblems(this, this.strings)}
      <div class="row">
        <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
          ${text.heading}
        </div>
        ${
          waste
            ? renderTools({
                text,
                keepCount: this.reads.keeps.value?.length ?? 0,
                showsKeeps: this.showsKeeps,
                onShowKeeps: () => (this.showsKeeps = !this.showsKeeps),
                onExport: () => void this.export(waste),
              })
            : nothing
        }
      </div>
      ${renderRead(
        parts,
        plans.state,
        () => void plans.refetch(),
        () =>
          renderRead(
            parts,
            directory.state,
            () => void directory.refetch(),
            ({ users }) => (waste ? this.renderWaste(waste) : this.renderReading(users.length)),
          ),
      )}
    </div>`;
  }

  private get priceList(): Prices | undefined {
    return this.choosePrices(this.prices, this.currency, this.shared.session?.workspaces.insights.prices);
  }

  private get money(): ((amount: number) => string) | undefined {
    const { priceList } = this;
    if (!priceList) return undefined;
    const format = new Intl.NumberFormat(this.strings.format.language, {
      style: 'currency',
      currency: priceList.currency,
      maximumFractionDigits: 0,
    });
    return (amount) => format.format(amount);
  }

  private renderReading(count: number) {
    return html`<p class="muted" role="status">${this.strings.text.reading(count)}</p>
      ${renderLoading({ provider: this.shared, strings: this.strings })}`;
  }

  private renderWaste(waste: WasteReport) {
    const { text } = this.strings;
    const { reads } = this;
    const parts = this.parts(waste);
    const stateParts = { provider: this.shared, strings: this.strings };
    const { subscriptions } = reads;
    return html`<div class="stack tight">
        <p part="answer" class="answer" role="status">${describeWaste(text, waste, parts.money)}</p>
        <p class="muted small">${text.countsOnce} ${parts.money ? text.pricesYours : text.noPrices}</p>
      </div>
      ${this.renderFailures()} ${renderErrorNotice(stateParts, reads.keeps.failure)}
      ${this.showsKeeps ? renderKeeps(parts, reads.keeps.value ?? [], (id) => reads.nameOfPerson(id)) : nothing}
      ${
        this.signIns
          ? html`<div class="row">
              ${renderDays(text, this.inactiveDays, (days) => (this.inactiveDays = days))}
            </div>`
          : nothing
      }
      ${waste.findings.length > 0 ? renderFindings(parts, waste.findings) : renderNothing(text)}
      ${
        subscriptions.failure
          ? html`<p class="muted small">${text.renewalsUnknown}</p>
              ${renderErrorNotice(stateParts, subscriptions.failure)}`
          : nothing
      }
      ${renderSources({
        ...stateParts,
        strings: this.strings,
        signIns: reads.signIns.state,
        report: reads.report.state,
        peopleCount: reads.directory.value?.users.length ?? 0,
        now: parts.now,
        onReadSignIns: () => void this.ask(readSignInsScopes, () => (this.signIns = true)),
        onReadReport: () => void this.ask(readReportsScopes, () => (this.mailboxReport = true)),
        onRefreshSignIns: () => void reads.signIns.refetch(),
        onRefreshReport: () => void reads.report.refetch(),
      })}`;
  }

  private renderFailures() {
    const { text } = this.strings;
    const { failure } = this.keepEditor;
    const parts = { provider: this.shared, strings: this.strings };
    return html`${
      failure
        ? html`<p class="visually-hidden" role="alert">${text.keepFailed}</p>
            ${renderErrorNotice(parts, failure)}`
        : nothing
    }${
      this.exporting.failure
        ? html`<p class="state bad" role="alert">${icon('failed')} ${text.exportFailed}</p>`
        : nothing
    }`;
  }

  private readonly nameFormer = (skuId: string): string => this.shared.nameFormerPlan(skuId);

  private parts({ unknownSignIns = 0 }: WasteReport): InsightsParts {
    const { reads, selection, keepEditor } = this;
    const directory = reads.directory.state;
    const signIns = reads.signIns.state;
    const now = new Date();
    return {
      strings: this.strings,
      plans: reads.planIndex,
      nameFormer: this.nameFormer,
      groupNames: reads.groupNames,
      findActor: (id) => this.actors.find(id),
      money: this.money,
      inactiveDays: this.inactiveDays,
      unknownSignIns,
      now,
      directoryReadAt: directory.status === 'ready' ? directory.readAt : now,
      signInsReadAt: signIns.status === 'ready' ? signIns.readAt : undefined,
      reportAsOf: reads.report.value?.asOf,
      opened: selection.opened,
      shown: (finding) => selection.shown(finding),
      isSelected: (finding, item) => selection.isChosen(finding, item),
      draft: keepEditor.draft,
      onOpen: (finding) => selection.toggleOpen(finding),
      onShowMore: (finding) => selection.showMore(finding),
      onSelect: (finding, userId) => selection.toggleChosen(finding, userId),
      mayReclaim: this.shared.can('reclaim'),
      onReclaim: (items) => this.reclaim(items),
      onShowUsers: (skuId) => emit(this, 'o365-plan-selected', { skuId }),
      onRemind: (finding) => this.remind(finding),
      onDraft: (draft) => keepEditor.edit(draft),
      onKeep: () => void keepEditor.keep(),
      onEndKeep: (target) => void keepEditor.end(target),
    };
  }

  /** Hands the licenses to the review; nothing changes until it is published there. */
  private reclaim(items: readonly ReclaimItem[]): void {
    this.shared.withSession(({ workspaces }) => {
      workspaces.selection.reclaim(items);
      emit(this, 'o365-review-requested', { reclaim: items });
    });
  }

  /** Asks for permissions where they are not there yet, then goes on either way: a refusal is told where the data would be. */
  private async ask(scopes: readonly string[], begin: () => void): Promise<void> {
    const granted = this.shared.auth?.grantedScopes ?? [];
    if (!scopes.every((scope) => coversScope(granted, scope))) await this.shared.signIn({ scopes });
    begin();
  }

  private remind(finding: Finding): void {
    if (!finding.on) return;
    const { text } = this.strings;
    const plan = nameOf({ plans: this.reads.planIndex, nameFormer: this.nameFormer }, finding.skuId);
    const title = text.remindTitle(plan, finding.licenses);
    saveFile(createReminder({ id: finding.id, title, on: finding.on }, new Date()), 'reminder.ics');
  }

  private export(waste: WasteReport): Promise<void> {
    return this.exporting.run(async (signal) => {
      const { header, rows } = listFindingCells(this.parts(waste), waste.findings, this.priceList);
      const day = toDay(new Date());
      saveFile(await createCsv(header, rows, { signal }), `${this.strings.text.fileName}-${day}.csv`);
    });
  }
}
