import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { directoryRead, groupNamesRead, plansRead, type Directory } from '../../context/reads.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { SizeController } from '../../controllers/size-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { VirtualRowsController } from '../../controllers/virtual-rows-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { userListStrings } from '../../localization/en/user-list.js';
import type { Plan } from '../../model/plan.js';
import type { DirectoryUser } from '../../model/user.js';
import { elementStyles } from '../../theme/element.styles.js';
import { createMemo } from '../shared/create-memo.js';
import { renderErrorNotice, renderRead } from '../shared/element-state.js';
import { listColumns, mainColumns, type Column, type ColumnId } from './columns.js';
import { CsvExport } from './csv-export.js';
import { GridController } from './grid-controller.js';
import { listChoices } from './list-choices.js';
import { renderBulk, type BulkAction } from './render-bulk.js';
import { renderDetail } from './render-detail.js';
import { renderFilters } from './render-filters.js';
import { renderGrid } from './render-grid.js';
import { selectUsers, type SortOrder, type UserFilters } from './select-users.js';
import { styles } from './user-list.styles.js';

const noUsers: readonly DirectoryUser[] = [];
const noPlans: readonly Plan[] = [];
const noNames: ReadonlyMap<string, string> = new Map();

/**
 * @summary Lists everybody in the directory with the plans each holds, from where, and in which state.
 * @tagname user-list
 *
 * @fires {CustomEvent<UserDetail>} o365-user-selected - The administrator opened the details of a user.
 * @fires {CustomEvent<SubscribersChangedDetail>} o365-subscribers-changed - Selected users were added to a workspace or taken out.
 * @fires {CustomEvent<WorkspaceDetail>} o365-review-requested - The workspace that they were added to or taken out of is to be reviewed.
 * @csspart heading - The heading.
 * @csspart answer - The sentence that sums it up.
 * @csspart filters - The row of filters.
 * @csspart grid - The grid of users.
 * @csspart detail - The panel about one user.
 * @csspart selection - The bar that says what can be done with the selected users.
 */
export class UserList extends LitElement {
  static override styles = [...elementStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Shows only people who hold this plan, by SKU id. */
  @property() plan = '';

  /** Whom to show. A host may keep it, in an address say, and set it again. */
  @property({ type: Object }) filters: UserFilters = {};

  /** Columns to show besides the name. Default: department, the main plans, state. */
  @property({ type: Array }) columns: readonly ColumnId[] | undefined;

  @state() private bulk: BulkAction | undefined;

  @query('.scroller') private scroller!: HTMLElement | null;
  @query('dialog') private dialog!: HTMLDialogElement | null;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'user-list', userListStrings);
  private readonly size = new SizeController(this, [640, 980]);
  private readonly directory = new QueryController(
    this,
    () => this.shared.graph && directoryRead(this.shared.graph),
  );
  private readonly plans = new QueryController(this, () => this.shared.graph && plansRead(this.shared.graph));
  private readonly workspaces = new QueryController(this, () => this.shared.workspaces?.read);
  private readonly groupNames = new QueryController(this, () => {
    const groups = this.openUser?.licenses.flatMap(({ assignedByGroup }) => assignedByGroup ?? []) ?? [];
    // Asked when somebody looks at a license that a group gives, not before.
    return this.shared.graph && groups.length > 0
      ? groupNamesRead(this.shared.graph, [...new Set(groups)].sort())
      : undefined;
  });
  private readonly rows: VirtualRowsController<DirectoryUser> = new VirtualRowsController<DirectoryUser>(
    this,
    {
      rows: () => this.shownUsers,
      key: (user) => user.id,
      scroller: () => this.scroller,
      rowHeight: 36,
      stickyHeight: () => (this.size.fits(640) ? 0 : 36),
    },
  );
  private readonly grid: GridController = new GridController(this, {
    rows: this.rows,
    users: () => this.shownUsers,
    columnCount: () => this.shownColumns.length,
    scroller: () => this.scroller,
    onOpen: (userId) => emit(this, 'o365-user-selected', { userId }),
  });
  private readonly csv = new CsvExport(this);

  private readonly listChoices = createMemo(listChoices);
  private readonly selectUsers = createMemo(
    (
      users: readonly DirectoryUser[],
      filters: UserFilters,
      order: SortOrder,
      hybrid: boolean,
      language: string,
    ) => selectUsers(users, filters, order, { hybrid, language }),
  );
  private readonly listColumns = createMemo(
    (plans: readonly Plan[], text: ReturnType<typeof userListStrings>) => listColumns(plans, text),
  );

  /** Asks the tenant again. */
  async refresh(): Promise<void> {
    await this.shared.graph?.refresh('users', 'plans');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('plan')) {
      const { plans: _plans, ...rest } = this.filters;
      this.filters = this.plan ? { ...rest, plans: [this.plan] } : rest;
    }
    if (this.shared.status === 'signed-out') this.grid.clear();
  }

  protected override updated(): void {
    if (this.dialog && !this.dialog.open) this.dialog.showModal();
  }

  protected override render() {
    const parts = { provider: this.shared, strings: this.strings };
    return html`<div class="stack tight">
      ${this.renderHead()}
      ${renderRead(
        parts,
        this.directory.state,
        () => void this.directory.refetch(),
        (directory) => this.renderDirectory(directory),
      )}
    </div>`;
  }

  private get users(): readonly DirectoryUser[] {
    return this.directory.value?.users ?? noUsers;
  }

  private get choices() {
    return this.listChoices(this.users, this.strings.format.language);
  }

  private get shownUsers(): readonly DirectoryUser[] {
    const { language } = this.strings.format;
    return this.selectUsers(this.users, this.filters, this.grid.order, this.choices.hybrid, language);
  }

  private get allColumns(): readonly Column[] {
    return this.listColumns(this.plans.value ?? noPlans, this.strings.text);
  }

  private get shownColumns(): readonly Column[] {
    const ids = new Set(this.columns ?? mainColumns(this.allColumns));
    return this.allColumns.filter(({ id }) => ids.has(id));
  }

  private get planNames(): ReadonlyMap<string, Plan> {
    return new Map((this.plans.value ?? noPlans).map((plan) => [plan.skuId, plan]));
  }

  private renderHead() {
    const { text } = this.strings;
    const directory = this.directory.value;
    const { licenses, licensed } = this.choices;
    const count = this.shownUsers.length;
    return html`<div class="row">
      <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>${text.heading}</div>
      ${
        directory
          ? html`<span part="answer" class="muted" role="status"
              >${
                directory.complete
                  ? text.answer(licenses, licensed, directory.users.length)
                  : text.reading(directory.users.length)
              }</span
            >`
          : nothing
      }
      <span class="push"></span>
      ${directory && directory.users.length > 0 ? this.csv.render(this.strings, count, this.csvSource) : nothing}
    </div>`;
  }

  private readonly csvSource = () => ({
    users: this.shownUsers,
    plans: [...this.planNames.values()],
    hybrid: this.choices.hybrid,
  });

  private renderDirectory({ users }: Directory) {
    const { text } = this.strings;
    if (users.length === 0)
      return html`<div class="blank" part="state">
        ${icon('people')}
        <p class="label">${text.empty}</p>
        <p class="muted">${text.emptyWhy}</p>
      </div>`;
    const plansState = this.plans.state;
    const parts = { provider: this.shared, strings: this.strings };
    return html`${
        plansState.status === 'failed'
          ? renderErrorNotice(parts, plansState.error, () => void this.plans.refetch())
          : nothing
      }
      ${renderFilters({
        strings: this.strings,
        filters: this.filters,
        choices: this.choices,
        plans: this.plans.value ?? noPlans,
        columns: this.allColumns,
        shown: this.shownColumns,
        matchCount: this.shownUsers.length,
        onFilter: (filters) => {
          this.filters = filters;
        },
        onColumns: (columns) => {
          this.columns = columns;
        },
      })}
      <div class="workplace ${this.openUser && !this.size.fits(980) ? 'with-panel' : ''}">
        <div class="stack tight">
          ${this.shownUsers.length > 0 ? this.renderGrid() : this.renderNobody()} ${this.renderBulk()}
        </div>
        ${this.renderDetail()}
      </div>`;
  }

  private renderNobody() {
    const { text } = this.strings;
    return html`<div class="blank" role="status">
      ${icon('search')}
      <p class="label">${text.nobodyMatches}</p>
      <p class="muted">${text.nobodyMatchesWhy}</p>
      <button class="button" @click=${() => (this.filters = {})}>${text.clearFilters}</button>
    </div>`;
  }

  private renderGrid() {
    return renderGrid({
      ...this.grid.parts,
      strings: this.strings,
      columns: this.shownColumns,
      hybrid: this.choices.hybrid,
      reading: this.directory.state.status === 'ready' && this.directory.state.refreshing,
    });
  }

  private renderBulk() {
    return renderBulk({
      strings: this.strings,
      provider: this.shared,
      selected: this.grid.selected,
      matchCount: this.shownUsers.length,
      workspaces: this.workspaces.value ?? [],
      action: this.bulk,
      onAction: (action) => {
        this.bulk = action;
      },
      onSelectAll: () => this.grid.selectAll(true),
      onClear: () => this.grid.selectAll(false),
      onReview: (workspaceId, { added, removed }) => {
        emit(this, 'o365-subscribers-changed', { workspaceId, added, removed });
        emit(this, 'o365-review-requested', { workspaceId });
      },
    });
  }

  private get openUser(): DirectoryUser | undefined {
    const { openId } = this.grid;
    return openId ? this.users.find(({ id }) => id === openId) : undefined;
  }

  private renderDetail() {
    const user = this.openUser;
    if (!user) return nothing;
    const content = renderDetail({
      provider: this.shared,
      strings: this.strings,
      user,
      plans: this.planNames,
      groupNames: this.groupNames.value ?? noNames,
      workspaces: this.workspaces.value ?? [],
      onClose: () => this.grid.close(),
    });
    const label = this.strings.text.details(user.displayName);
    return this.size.fits(980)
      ? html`<dialog part="detail" class="detail" aria-label=${label} @close=${() => this.grid.close()}>
          ${content}
        </dialog>`
      : html`<section part="detail" class="detail" aria-label=${label}>${content}</section>`;
  }
}
