import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  damagedPublishesRead,
  historyRead,
  publishRecordRead,
  usersByIdsRead,
} from '../../context/reads/reads.js';
import type { Session } from '../../context/session.js';
import { ActionController } from '../../controllers/action-controller.js';
import { ActorNames } from '../../controllers/names/actor-names.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { LeaseController } from '../../controllers/publishing/lease-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StoreMoveController } from '../../controllers/store-move-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { icon, type IconName } from '../../icons.js';
import { activityStrings } from '../../localization/en/activity-log.js';
import { toDay } from '../../model/days.js';
import type { PublishSummary } from '../../store/journal/journal-entry.js';
import { elementStyles } from '../../theme/element.styles.js';
import { createCsv, saveFile } from '../../ui/csv.js';
import { DamagedRecords } from '../../ui/damaged/damaged-records.js';
import { damagedStyles } from '../../ui/damaged/damaged.styles.js';
import { renderDamaged } from '../../ui/damaged/render-damaged.js';
import { describeHolder } from '../../ui/describe-holder.js';
import { dialogStyles } from '../../ui/dialog.styles.js';
import { openWorkspace } from '../../ui/open-workspace.js';
import { renderPlaceLink } from '../../ui/place-link.js';
import { checked } from '../../ui/settings/checked.js';
import { isBoolean, isHeadingLevel, isNumberIn, isText, optional } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderRead } from '../../ui/states/element-state.js';
import { renderWhereStored } from '../../ui/store/render-where-stored.js';
import { styles } from './activity-log.styles.js';
import { listActivityCells, listOutcomeCells } from './list-activity-cells.js';
import { listLeft, listedUsers, renderActivityDetails } from './render-activity-details.js';
import { renderRetention } from './render-retention.js';
import { renderUnnamed } from './render-unnamed.js';
import { RetentionController } from './retention-controller.js';
import {
  judgeActivity,
  noFilters,
  selectActivity,
  type ActivityFilters,
  type ActivityResult,
} from './select-activity.js';

const resultIcons: Readonly<Record<ActivityResult, readonly [shape: IconName, tone: string]>> = {
  done: ['done', 'ok'],
  pending: ['waiting', ''],
  'under-way': ['sync', ''],
  'left-to-do': ['attention', 'warn'],
  interrupted: ['paused', 'warn'],
};

/**
 * @summary Lists every publish: who did what, when, and what came of it.
 * @tagname activity-log
 *
 * @fires {CustomEvent<WorkspaceDetail>} o365-workspace-selected - The administrator is about to open the workspace of a publish, where the provider has `href`. Cancelable.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart answer - The sentence that sums it up.
 * @csspart damaged - Publishes whose records cannot be read.
 * @csspart filters - The row of filters.
 * @csspart table - The table of publishes.
 * @csspart elsewhere - A publish that goes on elsewhere and is not in this journal.
 * @csspart retention - How long publishes are kept.
 * @csspart not-shared - The line that says that nobody else sees what is stored, or that details of publishes are not shared.
 * @csspart store-move - What this browser still holds, and moving it to where others see it.
 */
export class ActivityLog extends LitElement {
  static override styles = [...elementStyles, damagedStyles, dialogStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /**
   * Days that publishes are kept after they ended; 0 for ever. Older ones are forgotten: no longer seen, exported or
   * undone, while what they gave stays known. Kept all the same is what undoing and taking back depend on: the last
   * publishes of each workspace, and those that left something pending. Default: what the administrator chooses here, for
   * ever at first; it is a setting of this browser, kept in its local storage by tenant.
   */
  @checked(optional(isNumberIn(0, 36_500)))
  @property({ type: Number, attribute: 'retention-days' })
  retentionDays: number | undefined;

  /** Leaves out that nobody else sees what is stored: something around this element says it. */
  @checked(isBoolean) @property({ type: Boolean, attribute: 'not-shared-hidden' }) notSharedHidden = false;

  @state() private filters: ActivityFilters = noFilters;
  @state() private openId = '';

  private readonly shared = new ProviderController(this);
  private readonly exporting = new ActionController(this);
  private readonly strings = new StringsController(this, 'activity-log', activityStrings);
  private readonly storeMove = new StoreMoveController(this, this.shared);
  private readonly history = new QueryController(this, this.shared, historyRead);
  private readonly damaged = new DamagedRecords(this, this.shared, {
    read: damagedPublishesRead,
    remove: ({ workspaces }, id) => workspaces.store.journal.remove(id),
  });
  private readonly record = new QueryController(this, this.shared, (session) =>
    this.openId ? publishRecordRead(session, this.openId) : undefined,
  );
  /** Publishes that go on elsewhere are in the journal only where the store shares it. */
  private readonly lease = new LeaseController(this, { provider: this.shared });
  private readonly workspaces = new QueryController(this, this.shared, ({ workspaces }) => workspaces.read);
  /** The journal holds ids only; names are read for those that are shown: who published … */
  private readonly actors = new ActorNames(this, this.shared, {
    ids: () => [
      ...(this.history.value ?? []).map(({ head }) => head.by),
      ...(this.lease.holder ? [this.lease.holder.by] : []),
    ],
    needed: true,
  });
  /** … and whom a publish failed. */
  private readonly users = new QueryController(this, this.shared, (session) => {
    const record = this.record.value;
    const ids = record
      ? listLeft(record)
          .slice(0, listedUsers)
          .map(({ userId }) => userId)
      : [];
    return ids.length > 0 ? usersByIdsRead(session, ids.sort()) : undefined;
  });

  private readonly retention = new RetentionController(this, {
    provider: this.shared,
    days: () => this.retentionDays ?? undefined,
  });

  /** Reads the journal again. */
  async refresh(): Promise<void> {
    await Promise.all([this.history.refetch(), this.damaged.refetch()]);
  }

  protected override render() {
    const { text } = this.strings;
    return html`<div class="stack">
      ${renderSettingProblems(this, this.strings)}
      <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>${text.heading}</div>
      ${renderRead(
        { provider: this.shared, strings: this.strings },
        this.history.state,
        () => void this.history.refetch(),
        (summaries, session) =>
          html`${this.renderDamaged()}${this.renderElsewhere(summaries)}${this.renderHistory(summaries)}${this.renderWhereStored(session)}`,
      )}
    </div>`;
  }

  private renderHistory(summaries: readonly PublishSummary[]) {
    const { text } = this.strings;
    if (summaries.length === 0)
      return html`<div class="blank" part="state">
          ${icon('calendar')}
          <p class="label">${text.empty}</p>
          <p class="muted">${text.emptyWhy}</p>
        </div>
        ${this.renderRetention(summaries)}`;
    const shown = selectActivity(summaries, this.filters, this.activePublishId);
    const changed = shown.reduce((sum, { finished }) => sum + (finished?.counts.applied ?? 0), 0);
    return html`<p part="answer" class="answer" role="status">${text.answer(shown.length, changed)}</p>
      ${this.renderFilters(summaries, shown)}
      ${shown.length === 0 ? this.renderNothingFound() : this.renderTable(shown)}
      ${renderUnnamed({ provider: this.shared, strings: this.strings }, this.actors.state)}
      ${
        this.exporting.failure
          ? html`<p class="state bad" role="alert">${icon('failed')} ${text.exportFailed}</p>`
          : nothing
      }
      ${this.renderRetention(summaries)}`;
  }

  private renderDamaged() {
    return renderDamaged({
      provider: this.shared,
      strings: this.strings,
      records: this.damaged,
      text: this.strings.text.damaged,
      mayRemove: () => this.shared.can('delete'),
    });
  }

  /** A publish that goes on elsewhere and is not in this journal. */
  private renderElsewhere(summaries: readonly PublishSummary[]) {
    const { holder } = this.lease;
    const { text, common } = this.strings;
    const { progress } = holder ?? {};
    if (!holder || summaries.some(({ head }) => head.publishId === progress?.publishId)) return nothing;
    const heading = describeHolder(holder, {
      text,
      common,
      isYou: this.shared.isOwn(holder.by),
      nameActor: (id) => this.actors.find(id),
      nameWorkspace: (id) =>
        this.workspaces.value?.find(({ workspace }) => workspace.id === id)?.workspace.draft.name,
    });
    return html`<p class="state" part="elsewhere">
      ${icon(holder.isResponding ? 'sync' : 'paused')} <bdi>${`${heading}.`}</bdi>
      ${progress ? text.holderDone(progress.done, progress.total) : nothing}
    </p>`;
  }

  private renderDetailsNotShared({ workspaces }: Session) {
    const { shares } = workspaces.store;
    if (!shares.workspaces || shares.journal) return nothing;
    return html`<p class="state muted small" part="not-shared">
      ${icon('info')} ${this.strings.text.detailsNotShared}
    </p>`;
  }

  private renderWhereStored(session: Session) {
    const parts = { provider: this.shared, strings: this.strings, storeMove: this.storeMove };
    return html`${this.notSharedHidden ? nothing : renderWhereStored(parts)}${this.renderDetailsNotShared(session)}`;
  }

  private renderRetention(summaries: readonly PublishSummary[]) {
    return renderRetention({
      provider: this.shared,
      strings: this.strings,
      retention: this.retention,
      summaries,
    });
  }

  private renderFilters(summaries: readonly PublishSummary[], shown: readonly PublishSummary[]) {
    const { text } = this.strings;
    const { filters } = this;
    return html`<div part="filters" class="row toolbar" role="search">
      <label class="search">
        ${icon('search')}
        <span class="visually-hidden">${text.search}</span>
        <input
          type="search"
          placeholder=${text.search}
          .value=${filters.text}
          @input=${(event: Event) => {
            this.filters = { ...this.filters, text: (event.target as HTMLInputElement).value };
          }}
        />
      </label>
      ${this.renderSelect(text.filterKind, text.kinds, filters.kind, (kind) => {
        this.filters = { ...this.filters, kind };
      })}
      ${this.renderSelect(text.filterResult, text.results, filters.result, (result) => {
        this.filters = { ...this.filters, result };
      })}
      ${this.renderSelect(text.filterWho, this.listActors(summaries), filters.by, (by) => {
        this.filters = { ...this.filters, by };
      })}
      <span class="push"></span>
      <button class="button quiet" @click=${() => void this.export(() => this.listCells(shown))}>
        ${icon('export')} ${text.exportCsv}
      </button>
    </div>`;
  }

  /** Everybody who published, by id, you first and the others by name. */
  private listActors(summaries: readonly PublishSummary[]): Readonly<Record<string, string>> {
    const { text, format } = this.strings;
    const ids = [...new Set(summaries.map(({ head }) => head.by))];
    const named = ids.map((id) => [id, this.nameActor(id)] as const);
    named.sort(
      ([a, nameOfA], [b, nameOfB]) =>
        Number(this.shared.isOwn(b)) - Number(this.shared.isOwn(a)) ||
        nameOfA.localeCompare(nameOfB, format.language),
    );
    return Object.fromEntries([['any', text.anybody], ...named]);
  }

  private renderSelect<T extends string>(
    label: string,
    words: Readonly<Record<T, string>>,
    chosen: T,
    onChange: (value: T) => void,
  ) {
    return html`<label class="field inline">
      <span class="visually-hidden">${label}</span>
      <select @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value as T)}>
        ${(Object.keys(words) as T[]).map(
          (value) => html`<option value=${value} .selected=${value === chosen}>${words[value]}</option>`,
        )}
      </select>
    </label>`;
  }

  private renderNothingFound() {
    const { text } = this.strings;
    return html`<div class="blank" role="status">
      ${icon('search')}
      <p class="label">${text.nothingFound}</p>
      <button class="button" @click=${() => (this.filters = noFilters)}>${text.clear}</button>
    </div>`;
  }

  private renderTable(shown: readonly PublishSummary[]) {
    const { text } = this.strings;
    return html`<table part="table" class="cards-when-narrow">
      <thead>
        <tr>
          <th scope="col">${text.what}</th>
          <th scope="col">${text.when}</th>
          <th scope="col">${text.who}</th>
          <th scope="col" class="end">${text.users}</th>
          <th scope="col">${text.result}</th>
          <th scope="col"><span class="visually-hidden">${text.details}</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          shown,
          ({ head }) => head.publishId,
          (summary) => this.renderRow(summary),
        )}
      </tbody>
    </table>`;
  }

  private renderRow(summary: PublishSummary) {
    const { text, format } = this.strings;
    const { head, finished } = summary;
    const isOpen = this.openId === head.publishId;
    const what = text.did(head);
    const started = new Date(head.startedAt);
    return html`<tr>
        <th scope="row">${this.renderWhat(head.workspaceId, what)}</th>
        <td data-label=${text.when}>
          <span>
            <time datetime=${head.startedAt}>${format.dateTime(started)}</time>
            ${
              finished
                ? html`<span class="muted small"
                    >${text.duration(new Date(finished.at).getTime() - started.getTime())}</span
                  >`
                : nothing
            }
          </span>
        </td>
        <td data-label=${text.who}><bdi>${this.nameActor(head.by)}</bdi></td>
        <td class="end" data-label=${text.users}>${format.number(head.peopleCount)}</td>
        <td data-label=${text.result}>${this.renderResult(summary)}</td>
        <td class="end">
          <button
            class="button small quiet"
            aria-expanded=${isOpen}
            aria-label=${isOpen ? text.hideDetailsOf(what) : text.detailsOf(what)}
            @click=${() => (this.openId = isOpen ? '' : head.publishId)}
          >
            ${isOpen ? text.hideDetails : text.details}
          </button>
        </td>
      </tr>
      ${isOpen ? this.renderDetails() : nothing}`;
  }

  /** What was published leads to its workspace, if that is still there. */
  private renderWhat(workspaceId: string | undefined, what: string) {
    const exists = this.workspaces.value?.some(({ workspace }) => workspace.id === workspaceId);
    const content = html`<bdi>${what}</bdi>`;
    if (workspaceId === undefined || !exists) return content;
    const href = this.shared.hrefOf({ tab: 'workspaces', workspaceId });
    return renderPlaceLink(href, content, () => openWorkspace(this.shared, workspaceId));
  }

  private nameActor(id: string): string {
    const { text, common } = this.strings;
    return this.shared.isOwn(id) ? text.you : common.actor(this.actors.find(id));
  }

  private renderResult(summary: PublishSummary) {
    const { text } = this.strings;
    const { finished, head } = summary;
    if (!finished) return this.renderUnfinished(summary);
    const { applied, failed, open, notSent } = finished.counts;
    const [shape, tone] = resultIcons[judgeActivity(summary)];
    return html`<span class="counts">
      <span class="state">${icon(shape, tone)} ${text.appliedCount(applied)}</span>
      ${failed > 0 ? html`<span class="bad">${text.failedCount(failed)}</span>` : nothing}
      ${open > 0 ? html`<span class="muted">${text.pendingCount(open)}</span>` : nothing}
      ${notSent > 0 ? html`<span class="muted">${text.notSentCount(notSent)}</span>` : nothing}
      ${head.blockedCount > 0 ? html`<span class="muted">${text.blockedCount(head.blockedCount)}</span>` : nothing}
      ${finished.end === 'completed' ? nothing : html`<span class="muted">${text[finished.end]}</span>`}
    </span>`;
  }

  private renderUnfinished({ head }: PublishSummary) {
    const { text } = this.strings;
    const { lease, isKnown } = this.lease;
    const { progress } = lease ?? {};
    if (lease && progress?.publishId === head.publishId) {
      const { done, total } = progress;
      return lease.isResponding
        ? html`<span class="state">${icon('sync')} ${text.underWay(done, total)}</span>`
        : html`<span class="state warn">${icon('paused')} ${text.notResponding(done, total)}</span>`;
    }
    return html`<span class="state warn">
      ${icon('paused')} ${isKnown ? text.interrupted : text.unfinished}
    </span>`;
  }

  /** The publish (id) that goes on now. */
  private get activePublishId(): string | undefined {
    return this.lease.lease?.progress?.publishId;
  }

  private renderDetails() {
    const { text } = this.strings;
    const names = new Map(this.users.value?.map(({ id, displayName }) => [id, displayName]));
    return html`<tr>
      <td colspan="6" class="details-cell">
        ${renderActivityDetails({
          provider: this.shared,
          strings: this.strings,
          state: this.record.state,
          names,
          unnamed: renderUnnamed({ provider: this.shared, strings: this.strings }, this.users.state),
          onRetry: () => void this.record.refetch(),
          onExport: (record) => void this.export(() => listOutcomeCells(record, names, text)),
        })}
      </td>
    </tr>`;
  }

  private listCells(shown: readonly PublishSummary[]): ReturnType<typeof listActivityCells> {
    return listActivityCells(shown, (id) => this.nameActor(id), this.strings.text);
  }

  private export(list: () => ReturnType<typeof listActivityCells>): Promise<void> {
    return this.exporting.run(async (signal) => {
      const { header, rows } = list();
      const day = toDay(new Date());
      saveFile(await createCsv(header, rows, { signal }), `${this.strings.text.fileName}-${day}.csv`);
    });
  }
}
