import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { directoryRead, plansRead, type Directory } from '../../context/reads/reads.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { SizeController } from '../../controllers/size-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { VirtualRowsController } from '../../controllers/virtual-rows-controller.js';
import { emit } from '../../events.js';
import { userListStrings } from '../../localization/en/people/user-list.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import type { Plan } from '../../model/plan/plan.js';
import type { NamedView } from '../../store/named-view.js';
import type { StoredWorkspace } from '../../store/store.js';
import { elementStyles } from '../../theme/element.styles.js';
import { gridStyles } from '../../ui/grid/grid.styles.js';
import { menuStyles } from '../../ui/menu/menu.styles.js';
import { checked } from '../../ui/settings/checked.js';
import { isHeadingLevel, isListOf, isText, optional } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderErrorNotice, renderRead } from '../../ui/states/element-state.js';
import { BulkController } from './bulk/bulk-controller.js';
import { renderBulk } from './bulk/render-bulk.js';
import { CsvExport } from './csv-export.js';
import { DetailController } from './detail/detail-controller.js';
import { renderDetail } from './detail/render-detail.js';
import { detailStyles } from './detail/user-detail.styles.js';
import { areFilters, isNamedView } from './filters/filter-checks.js';
import { readView, withoutSearch, writeView, type ListView } from './filters/list-view.js';
import { Presets } from './filters/presets.js';
import { renderFilters } from './filters/render-filters.js';
import type { UserFilters } from './filters/select-users.js';
import type { ColumnId } from './grid/columns.js';
import { GridController } from './grid/grid-controller.js';
import { renderUsers } from './grid/render-users.js';
import { ServiceColumns } from './grid/service-columns.js';
import { ListData } from './list-data.js';
import { renderEmpty, renderGone, renderNobody } from './render-blank.js';
import { renderHead } from './render-head.js';
import { styles } from './user-list.styles.js';

const noUsers: readonly DirectoryUser[] = [];
const noPlans: readonly Plan[] = [];
const noWorkspaces: readonly StoredWorkspace[] = [];

/**
 * @summary Lists everybody in the directory with the plans each holds, from where, and in which state.
 * @tagname user-list
 *
 * @fires {CustomEvent<UserDetail>} o365-user-selected - The administrator is about to open the details of a user. Cancelable.
 * @fires {CustomEvent<UserDetail>} o365-user-closed - The administrator is about to close the details of a user. Cancelable.
 * @fires {CustomEvent<WorkspaceDetail>} o365-workspace-selected - The administrator is about to open a workspace that somebody is in, where the provider has `href`. Cancelable.
 * @fires {CustomEvent<ViewDetail>} o365-view-changed - The administrator chose other filters, columns or another order.
 * @fires {CustomEvent<PresetsDetail>} o365-presets-changed - The administrator gave a view a name, or forgot one.
 * @fires {CustomEvent<SubscribersChangedDetail>} o365-subscribers-changed - Selected users were added to a workspace or taken out.
 * @fires {CustomEvent<ReviewRequestDetail>} o365-review-requested - What the administrator began is to be reviewed: the workspace that users were added to or taken out of, or licenses to take back or swap, which are in `reclaim`.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart answer - The sentence that sums it up.
 * @csspart filters - The row of filters.
 * @csspart grid - The grid of users.
 * @csspart detail - The panel about one user.
 * @csspart selection - The bar that says what can be done with the selected users.
 */
export class UserList extends LitElement {
  static override styles = [...elementStyles, menuStyles, gridStyles, styles, detailStyles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Shows only people who hold this plan, by SKU id. */
  @checked(isText) @property() plan = '';

  /** Whom to show. */
  @checked(areFilters) @property({ type: Object }) filters: UserFilters = {};

  /** Columns to show besides the name. Default: department, the main plans, state. */
  @checked(optional(isListOf(isText))) @property({ type: Array }) columns: readonly ColumnId[] | undefined;

  /**
   * Filters, columns and order as the query of an address, e.g. `state=error&sort=-department`. It changes as the
   * administrator changes them; a host may keep it, in its own address say, and set it again. What was typed into the
   * search is in it as `q`.
   */
  @checked(isText) @property() view = '';

  /** Views with a name. Default: those in the provider's store. */
  @checked(optional(isListOf(isNamedView))) @property({ type: Array }) presets:
    readonly NamedView[] | undefined;

  /** Whose details are open, by directory id. It changes as the administrator opens and closes them. */
  @checked(isText) @property({ attribute: 'user-id' }) userId = '';

  @query('.grid') private scroller!: HTMLElement | null;
  @query('dialog') private dialog!: HTMLDialogElement | null;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'user-list', userListStrings);
  private readonly size = new SizeController(this, [70]);
  private readonly directory = new QueryController(this, this.shared, directoryRead);
  private readonly plans = new QueryController(this, this.shared, plansRead);
  private readonly workspaces = new QueryController(this, this.shared, ({ workspaces }) => workspaces.read);
  private readonly detail = new DetailController(this, this.shared, () => ({
    user: this.openUser,
    workspaces: this.storedWorkspaces,
  }));
  private readonly rows: VirtualRowsController<DirectoryUser> = new VirtualRowsController<DirectoryUser>(
    this,
    {
      rows: () => this.data.matching,
      key: (user) => user.id,
      scroller: () => this.scroller,
    },
  );
  private readonly grid: GridController = new GridController(this, {
    rows: this.rows,
    users: () => this.data.matching,
    columnCount: () => this.data.columns.shown.length,
    scroller: () => this.scroller,
    openId: () => this.userId,
    onOpen: (userId) => {
      if (emit(this, 'o365-user-selected', { userId }, { cancelable: true })) this.userId = userId;
    },
    onClose: () => {
      const { userId } = this;
      if (emit(this, 'o365-user-closed', { userId }, { cancelable: true })) this.userId = '';
    },
    onOrder: () => this.changeView({}),
  });
  private readonly bulk = new BulkController(this, this.shared);
  private readonly named = new Presets(this, this.shared, {
    given: () => this.presets,
    onChange: (presets) => {
      if (this.presets) this.presets = presets;
      emit(this, 'o365-presets-changed', { presets });
    },
  });
  private readonly csv = new CsvExport(this);

  private readonly services: ServiceColumns = new ServiceColumns(this, this.shared, () => ({
    userIds: this.directory.value?.complete ? this.data.userIds : undefined,
    workspaces: this.storedWorkspaces,
    columns: this.columns,
    assigned: this.strings.text.assigned,
  }));
  private readonly data = new ListData(() => ({
    users: this.directory.value?.users ?? noUsers,
    plans: this.tenantPlans,
    workspaces: this.storedWorkspaces,
    services: this.services,
    view: this.shownView,
    text: this.strings.text,
    format: this.strings.format,
  }));

  /** Asks the tenant again. */
  async refresh(): Promise<void> {
    await this.shared.refresh('users', 'plans', 'services');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // At first an empty view says nothing of the filters and columns that the host set.
    const isNew = changed.has('view') && (this.hasUpdated || this.view !== '');
    if (isNew && this.view !== writeView(this.shownView)) this.showView(readView(this.view));
    if (changed.has('plan') && (this.hasUpdated || this.plan)) {
      const { plans: _plans, ...rest } = this.filters;
      this.filters = this.plan ? { ...rest, plans: [this.plan] } : rest;
    }
    const view = writeView(this.shownView);
    // Setting it would count as the host setting it right.
    if (view !== this.view) this.view = view;
    this.data.forgetColumns();
    const { status } = this.shared;
    if (status === 'signed-out') {
      this.grid.clear();
      if (this.wasSignedIn) this.userId = '';
    }
    if (status === 'signed-out' || status === 'signed-in') this.wasSignedIn = status === 'signed-in';
  }

  protected override updated(): void {
    if (this.dialog && !this.dialog.open) this.dialog.showModal();
    const opened = `${this.grid.openId} ${this.grid.openSku}`;
    if (opened === this.markedFor) return;
    this.markedFor = opened;
    this.renderRoot.querySelector('.plans > .marked')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const parts = { provider: this.shared, strings: this.strings };
    return html`<div class="stack tight">
      ${renderSettingProblems(this, this.strings)}
      ${renderHead({
        strings: this.strings,
        headingLevel: this.headingLevel,
        state: this.directory.state,
        data: this.data,
        csv: this.csv,
        csvSource: this.csvSource,
        onLookForColumns: () => this.services.ask(),
        onColumns: (columns) => this.changeView({ columns }),
        onRefresh: () => void this.refresh(),
      })}
      ${renderRead(
        parts,
        this.directory.state,
        () => void this.directory.refetch(),
        (directory) => this.renderDirectory(directory),
      )}
    </div>`;
  }

  /** Somebody was: then what is open is theirs, not what the host wants to be opened. */
  private wasSignedIn = false;

  /** The details that were scrolled to the plan whose cell was opened. */
  private markedFor = '';

  private get shownView(): ListView {
    return { filters: this.filters, columns: this.columns, order: this.grid.order };
  }

  private showView({ filters, columns, order }: ListView): void {
    this.filters = filters;
    this.columns = columns;
    this.grid.order = order;
  }

  /** The administrator changed what is shown. */
  private changeView(change: Partial<ListView>): void {
    this.showView({ ...this.shownView, ...change });
    const before = this.view;
    this.view = writeView(this.shownView);
    if (this.view !== before) emit(this, 'o365-view-changed', { view: this.view });
  }

  private get tenantPlans(): readonly Plan[] {
    return this.plans.value ?? noPlans;
  }

  private get storedWorkspaces(): readonly StoredWorkspace[] {
    return this.workspaces.value ?? noWorkspaces;
  }

  private readonly csvSource = () => ({
    users: this.data.matching,
    plans: this.tenantPlans,
    services: this.data.columns.shown.filter(({ id }) => id.startsWith('service:')),
    held: this.services.words,
    hybrid: this.data.choices.hybrid,
  });

  private renderDirectory({ users, complete }: Directory) {
    const { text } = this.strings;
    if (users.length === 0) return renderEmpty(text);
    const parts = { provider: this.shared, strings: this.strings };
    // What could not be read beside the people; the rest is worth showing.
    const failures = [this.plans.failure, this.services.failure, this.named.failure];
    return html`${failures.map((failure) => renderErrorNotice(parts, failure))} ${this.renderGone(complete)}
      ${this.renderFilters()}
      <div class="workplace ${this.openUser && !this.size.fits(70) ? 'with-panel' : ''}">
        <div class="stack tight">
          ${
            this.data.matching.length > 0
              ? this.renderGrid()
              : renderNobody(text, () => this.changeView({ filters: {} }))
          }
          ${this.renderBulk()}
        </div>
        ${this.renderDetail()}
      </div>`;
  }

  /** Drawn again only when something in it changed, not with every row that is scrolled into sight. */
  private renderFilters() {
    const { text, format } = this.strings;
    const matchCount = this.data.matching.length;
    const given = [this.filters, this.data.choices, this.tenantPlans, this.storedWorkspaces, this.named.all];
    return guard([...given, this.view, matchCount, format, text.search], () =>
      renderFilters({
        strings: this.strings,
        filters: this.filters,
        choices: this.data.choices,
        plans: this.tenantPlans,
        workspaces: this.storedWorkspaces,
        matchCount,
        onFilter: (filters) => this.changeView({ filters }),
        presets: this.named.all,
        view: writeView(withoutSearch(this.shownView)),
        searching: Boolean(this.filters.text?.trim()),
        onOpenPreset: (preset) => this.changeView(readView(preset.view)),
        onSavePreset: (name) => this.named.save(name, writeView(withoutSearch(this.shownView))),
        onRemovePreset: (name) => this.named.remove(name),
      }),
    );
  }

  private renderGrid() {
    return renderUsers({
      ...this.grid.parts,
      hrefOf: (userId) => this.shared.hrefOf({ tab: 'users', userId }),
      strings: this.strings,
      columns: this.data.columns.shown,
      held: this.services.words,
      hybrid: this.data.choices.hybrid,
      reading: this.directory.state.status === 'ready' && this.directory.state.refreshing,
    });
  }

  private renderBulk() {
    const { selected } = this.grid;
    return renderBulk({
      provider: this.shared,
      strings: this.strings,
      bulk: this.bulk,
      selected,
      hiddenCount: selected.size > 0 ? this.data.countHidden(selected) : 0,
      matchCount: this.data.matching.length,
      workspaces: this.storedWorkspaces,
      plans: this.tenantPlans,
      holders: () => this.data.listHolders(selected),
      onSelectAll: () => this.grid.selectAll(true),
      onClear: () => this.grid.selectAll(false),
    });
  }

  private get openUser(): DirectoryUser | undefined {
    return this.userId ? this.data.find(this.userId) : undefined;
  }

  /** Nobody in the directory has the id whose details are to be open. */
  private renderGone(complete: boolean) {
    if (!complete || !this.userId || this.openUser) return nothing;
    return renderGone(this.strings.text, () => this.grid.close());
  }

  private renderDetail() {
    const user = this.openUser;
    if (!user) return nothing;
    /** Turns to the bar of actions, with this user alone. */
    const begin = (kind: 'subscribe' | 'unsubscribe', workspaceId?: string): void => {
      this.grid.selectOnly(user.id);
      this.bulk.action = {
        kind,
        workspaceId: workspaceId ?? this.storedWorkspaces[0]?.workspace.id ?? '',
      };
      if (this.dialog) this.grid.close();
    };
    const content = renderDetail({
      provider: this.shared,
      strings: this.strings,
      detail: this.detail,
      user,
      skuId: this.grid.openSku,
      plans: this.data.plansById,
      workspaces: this.storedWorkspaces,
      onReclaim: (items) => this.bulk.reclaim(items),
      onSubscribe: () => begin('subscribe'),
      onUnsubscribe: (workspaceId) => begin('unsubscribe', workspaceId),
      onShowHolders: (skuId) => this.changeView({ filters: { plans: [skuId] } }),
      onClose: () => this.grid.close(),
    });
    const label = this.strings.text.details(user.displayName);
    return this.size.fits(70)
      ? html`<dialog part="detail" class="detail" aria-label=${label} @close=${() => this.grid.close()}>
          ${content}
        </dialog>`
      : html`<section
          part="detail"
          class="detail"
          aria-label=${label}
          @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.grid.close()}
        >
          ${content}
        </section>`;
  }
}
