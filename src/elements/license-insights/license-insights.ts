import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  directoryRead,
  groupNamesRead,
  mailboxReportRead,
  plansRead,
  signInsRead,
  subscriptionsRead,
} from '../../context/reads.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController, type ReadState } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import type { Finding, WasteReport } from '../../insights/finding.js';
import { choosePrices, type Prices } from '../../insights/prices.js';
import { insightsStrings } from '../../localization/en/license-insights.js';
import type { Plan } from '../../model/plan.js';
import { reclaimId, type ReclaimItem } from '../../model/publish-plan.js';
import type { DirectoryUser } from '../../model/user.js';
import { readLicensesScopes } from '../../services/licenses.js';
import { readReportsScopes } from '../../services/reports.js';
import { readSignInsScopes } from '../../services/sign-ins.js';
import { readUsersScopes } from '../../services/users.js';
import { elementStyles } from '../../theme/element.styles.js';
import { createMemo } from '../shared/create-memo.js';
import { createCsv, saveFile } from '../shared/csv.js';
import { renderErrorNotice, renderLoading, renderRead } from '../shared/element-state.js';
import { createReminder } from './create-reminder.js';
import { nameOf, type InsightsParts } from './insights-parts.js';
import { KeepEditor } from './keep-editor.js';
import { styles } from './license-insights.styles.js';
import { listFindingCells } from './list-finding-cells.js';
import { renderFindings } from './render-findings.js';
import { renderKeeps } from './render-keeps.js';
import { renderSources } from './render-sources.js';
import { drawFindings, listGroups } from './waste-finder.js';

/** People that an opened finding lists at first and with each "Show more". */
const peopleAtOnce = 50;
const dayChoices = [30, 60, 90] as const;
const noUsers: readonly DirectoryUser[] = [];
const noNames: ReadonlyMap<string, string> = new Map();

/**
 * @summary Finds licenses that cost money and serve nobody, says what they cost, and takes them back through a review.
 * @tagname license-insights
 *
 * @fires {CustomEvent<WorkspaceDetail>} o365-review-requested - The administrator wants to take licenses back and see what that changes. `workspaceId` is `reclaim`.
 * @fires {CustomEvent<PlanDetail>} o365-plan-selected - The administrator wants to see who holds a plan.
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
  @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Reads last sign-ins without being asked; needs AuditLog.Read.All and Entra ID P1. */
  @property({ type: Boolean, attribute: 'sign-ins' }) signIns = false;

  /** Reads the mailbox report without being asked; needs Reports.Read.All. */
  @property({ type: Boolean, attribute: 'mailbox-report' }) mailboxReport = false;

  /** Days without a sign-in after which somebody counts as inactive. */
  @property({ type: Number, attribute: 'inactive-days' }) inactiveDays = 90;

  /** What a license costs in a month, by part number or SKU id. Default: the provider's prices. */
  @property({ type: Object }) prices: Readonly<Record<string, number>> = {};

  /** Currency of the prices, ISO 4217. */
  @property() currency = 'USD';

  @state() private opened: ReadonlySet<string> = new Set();
  /** People of findings whose check mark differs from what the finding proposes: finding and user id. */
  @state() private toggled: ReadonlySet<string> = new Set();
  @state() private listed: ReadonlyMap<string, number> = new Map();
  @state() private showsKeeps = false;
  @state() private exportFailed = false;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'license-insights', insightsStrings);
  private readonly directory = new QueryController(
    this,
    () => this.shared.graph && directoryRead(this.shared.graph),
  );
  private readonly plans = new QueryController(this, () => this.shared.graph && plansRead(this.shared.graph));
  private readonly subscriptions = new QueryController(
    this,
    () => this.shared.graph && subscriptionsRead(this.shared.graph),
  );
  private readonly keeps = new QueryController(this, () => this.shared.workspaces?.insights.keeps);
  private readonly lastSignIns = new QueryController(this, () =>
    this.signIns && this.shared.graph ? signInsRead(this.shared.graph) : undefined,
  );
  private readonly report = new QueryController(this, () =>
    this.mailboxReport && this.shared.graph ? mailboxReportRead(this.shared.graph) : undefined,
  );
  private readonly groupNames = new QueryController(this, () =>
    this.shared.graph && this.openedGroups.length > 0
      ? groupNamesRead(this.shared.graph, this.openedGroups)
      : undefined,
  );

  private readonly keepEditor: KeepEditor = new KeepEditor(this, this.shared);
  private readonly find = createMemo(drawFindings);
  private readonly indexPlans = createMemo(
    (plans: readonly Plan[]) => new Map(plans.map((plan) => [plan.skuId, plan])),
  );
  private readonly choosePrices = createMemo(choosePrices);
  private readonly listGroups = createMemo(listGroups);

  /** Asks the tenant again; last sign-ins at most once a day. */
  async refresh(): Promise<void> {
    await this.shared.graph?.refresh('users', 'plans', 'subscriptions', 'keeps');
  }

  protected override render() {
    const parts = {
      provider: this.shared,
      strings: this.strings,
      scopes: [...readUsersScopes, ...readLicensesScopes],
    };
    return html`<div class="stack">
      <div class="row">
        <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
          ${this.strings.text.heading}
        </div>
        ${this.waste ? this.renderTools(this.waste) : nothing}
      </div>
      ${renderRead(
        parts,
        this.plans.state,
        () => void this.plans.refetch(),
        () =>
          renderRead(
            parts,
            this.directory.state,
            () => void this.directory.refetch(),
            ({ users }) => (this.waste ? this.renderWaste(this.waste) : this.renderReading(users.length)),
          ),
      )}
    </div>`;
  }

  /** What was found; undefined until everybody was read. */
  private get waste(): WasteReport | undefined {
    const directory = this.directory.value;
    const plans = this.plans.value;
    const keeps = this.keeps.state;
    if (!directory?.complete || !plans || keeps.status === 'loading') return undefined;
    return this.find(
      directory.users,
      plans,
      this.subscriptions.value,
      this.lastSignIns.value,
      this.report.value,
      keeps.status === 'ready' ? keeps.value : [],
      this.priceList,
      this.inactiveDays,
    );
  }

  private get priceList(): Prices | undefined {
    return this.choosePrices(this.prices, this.currency, this.shared.workspaces?.insights.prices);
  }

  private get openedGroups(): readonly string[] {
    return this.listGroups(this.waste?.findings ?? [], this.opened);
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

  private renderTools({ findings }: WasteReport) {
    const { text } = this.strings;
    return html`<button
        class="button quiet push"
        aria-expanded=${this.showsKeeps ? 'true' : 'false'}
        @click=${() => (this.showsKeeps = !this.showsKeeps)}
      >
        ${icon('lock')} ${text.keptOnPurpose(this.keeps.value?.length ?? 0)}
      </button>
      <button class="button quiet" aria-label=${text.exportLabel} @click=${() => void this.export(findings)}>
        ${icon('export')} ${text.exportCsv}
      </button>`;
  }

  private renderWaste(waste: WasteReport) {
    const { text } = this.strings;
    const parts = this.parts(waste);
    const stateParts = { provider: this.shared, strings: this.strings };
    const { state: subscriptions } = this.subscriptions;
    const { state: keeps } = this.keeps;
    return html`<div class="stack tight">
        <p part="answer" class="answer" role="status">${this.answer(waste)}</p>
        <p class="muted small">${text.countsOnce} ${parts.money ? text.pricesYours : text.noPrices}</p>
      </div>
      ${this.renderFailures()}
      ${keeps.status === 'failed' ? renderErrorNotice(stateParts, keeps.error, () => void this.keeps.refetch()) : nothing}
      ${this.showsKeeps ? renderKeeps(parts, this.keeps.value ?? [], (id) => this.nameOfPerson(id)) : nothing}
      ${this.signIns ? html`<div class="row">${this.renderDays()}</div>` : nothing}
      ${
        waste.findings.length > 0
          ? renderFindings(parts, waste.findings)
          : html`<div class="blank" part="state">
              ${icon('done')}
              <p class="label">${text.emptyTitle}</p>
              <p class="muted">${text.emptyWhy}</p>
            </div>`
      }
      ${
        subscriptions.status === 'failed'
          ? html`<p class="muted small">${text.renewalsUnknown}</p>
              ${renderErrorNotice(stateParts, subscriptions.error, () => void this.subscriptions.refetch())}`
          : nothing
      }
      ${renderSources({
        ...stateParts,
        strings: this.strings,
        signIns: this.lastSignIns.state,
        report: this.report.state,
        peopleCount: this.directory.value?.users.length ?? 0,
        now: new Date(),
        onReadSignIns: () => void this.ask(readSignInsScopes, () => (this.signIns = true)),
        onReadReport: () => void this.ask(readReportsScopes, () => (this.mailboxReport = true)),
        onRefreshSignIns: () => void this.lastSignIns.refetch(),
        onRefreshReport: () => void this.report.refetch(),
      })}`;
  }

  private renderFailures() {
    const { text } = this.strings;
    const { failure } = this.keepEditor;
    const parts = { provider: this.shared, strings: this.strings };
    return html`${
      failure
        ? html`<p class="visually-hidden" role="alert">${text.keepFailed}</p>
            ${renderErrorNotice(parts, failure, () => this.keepEditor.dismissFailure())}`
        : nothing
    }${
      this.exportFailed
        ? html`<p class="state bad" role="alert">${icon('failed')} ${text.exportFailed}</p>`
        : nothing
    }`;
  }

  private renderDays() {
    const { text } = this.strings;
    return html`<fieldset class="segments small">
      <legend class="visually-hidden">${text.days}</legend>
      ${dayChoices.map(
        (days) =>
          html`<label>
            <input
              type="radio"
              name="days"
              .checked=${this.inactiveDays === days}
              @change=${() => (this.inactiveDays = days)}
            />
            <span data-text=${text.daysShort(days)}>${text.daysShort(days)}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  private answer({ unassigned, unused }: WasteReport): string {
    const { text } = this.strings;
    const { money } = this;
    if (unassigned.licenses + unused.licenses === 0) return text.answerNothing;
    if (!money || (unassigned.monthly === undefined && unused.monthly === undefined))
      return text.answerCount(unassigned.licenses, unused.licenses);
    const idle = unassigned.monthly ?? 0;
    const wasted = unused.monthly ?? 0;
    return text.answerMoney(money(idle + wasted), money(idle), money(wasted));
  }

  private parts({ unknownSignIns = 0 }: WasteReport): InsightsParts {
    const directory = this.directory.state as ReadState<unknown>;
    const signIns = this.lastSignIns.state;
    const now = new Date();
    return {
      strings: this.strings,
      plans: this.indexPlans(this.plans.value ?? []),
      groupNames: this.groupNames.value ?? noNames,
      money: this.money,
      inactiveDays: this.inactiveDays,
      unknownSignIns,
      now,
      directoryReadAt: directory.status === 'ready' ? directory.readAt : now,
      signInsReadAt: signIns.status === 'ready' ? signIns.readAt : undefined,
      reportAsOf: this.report.value?.asOf,
      opened: this.opened,
      shown: ({ id }) => this.listed.get(id) ?? peopleAtOnce,
      isSelected: ({ id, confidence }, userId) =>
        // What is only likely has to be looked at first.
        (confidence !== 'likely') !== this.toggled.has(`${id} ${userId}`),
      draft: this.keepEditor.draft,
      onOpen: ({ id }) => (this.opened = toggle(this.opened, id)),
      onShowMore: (finding) =>
        (this.listed = new Map(this.listed).set(
          finding.id,
          (this.listed.get(finding.id) ?? peopleAtOnce) + peopleAtOnce * 4,
        )),
      onSelect: ({ id }, userId) => (this.toggled = toggle(this.toggled, `${id} ${userId}`)),
      onReclaim: (items) => this.reclaim(items),
      onShowUsers: (skuId) => emit(this, 'o365-plan-selected', { skuId }),
      onRemind: (finding) => this.remind(finding),
      onDraft: (draft) => this.keepEditor.edit(draft),
      onKeep: () => void this.keepEditor.keep(),
      onEndKeep: (target) => void this.keepEditor.end(target),
    };
  }

  private nameOfPerson(userId: string): string {
    const users = this.directory.value?.users ?? noUsers;
    return users.find(({ id }) => id === userId)?.displayName ?? userId;
  }

  /** Hands the licenses to the review; nothing changes until it is published there. */
  private reclaim(items: readonly ReclaimItem[]): void {
    const { workspaces } = this.shared;
    if (!workspaces) return;
    workspaces.selection.reclaim(items);
    emit(this, 'o365-review-requested', { workspaceId: reclaimId });
  }

  /** Asks for permissions where they are not there yet, then goes on either way: a refusal is told where the data would be. */
  private async ask(scopes: readonly string[], begin: () => void): Promise<void> {
    const granted = new Set(this.shared.auth?.grantedScopes);
    if (!scopes.every((scope) => granted.has(scope))) await this.shared.signIn({ scopes });
    begin();
  }

  private remind(finding: Finding): void {
    if (!finding.on) return;
    const { text } = this.strings;
    const plan = nameOf({ plans: this.indexPlans(this.plans.value ?? []) }, finding.skuId);
    const title = text.remindTitle(plan, finding.licenses);
    saveFile(createReminder({ id: finding.id, title, on: finding.on }, new Date()), 'reminder.ics');
  }

  private async export(findings: readonly Finding[]): Promise<void> {
    const { waste } = this;
    if (!waste) return;
    this.exportFailed = false;
    const { header, rows } = listFindingCells(this.parts(waste), findings, this.priceList);
    const day = new Date().toISOString().slice(0, 10);
    try {
      saveFile(await createCsv(header, rows), `${this.strings.text.fileName}-${day}.csv`);
    } catch {
      this.exportFailed = true;
    }
  }
}

function toggle(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}
