import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { coversScope } from '../../auth/scopes/wider-scopes.js';
import {
  catalogRead,
  groupNamesRead,
  historyRead,
  plansRead,
  storePlaceRead,
} from '../../context/reads/reads.js';
import { KeepFocusController } from '../../controllers/keep-focus-controller.js';
import { ActorNames } from '../../controllers/names/actor-names.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { RosterController } from '../../controllers/roster-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import { workspaceListStrings } from '../../localization/en/workspace/workspace-list.js';
import { listActionsToAdd } from '../../model/host-action.js';
import { getDeletionEffect } from '../../model/workspace/workspace.js';
import { hasUnpublishedChanges, type Workspace } from '../../model/workspace/workspace.js';
import { readGroupsScopes } from '../../services/groups/groups.js';
import { elementStyles } from '../../theme/element.styles.js';
import { DamagedRecords } from '../../ui/damaged/damaged-records.js';
import { damagedStyles } from '../../ui/damaged/damaged.styles.js';
import { renderDamaged } from '../../ui/damaged/render-damaged.js';
import { dialogStyles } from '../../ui/dialog.styles.js';
import { searchText } from '../../ui/match-text.js';
import type { MenuItem } from '../../ui/menu/menu.js';
import { menuStyles } from '../../ui/menu/menu.styles.js';
import { checked } from '../../ui/settings/checked.js';
import { isHeadingLevel, isText } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderErrorNotice, renderRead, type StateParts } from '../../ui/states/element-state.js';
import { renderLateAnswer } from '../../ui/states/late-answer.js';
import { renderNotAllowed } from '../../ui/states/not-allowed.js';
import { renderStoreOwners } from '../../ui/store/render-store-owners.js';
import { lastStamp, renderCard, type CardParts } from './render-card.js';
import { renderDeleteDialog } from './render-delete-dialog.js';
import { renderRenameDialog } from './render-rename-dialog.js';
import { renderEmpty, renderToolbar, type ToolbarParts, type WorkspaceFilter } from './render-toolbar.js';
import { WorkspaceActions } from './workspace-actions.js';
import { styles } from './workspace-list.styles.js';
import { countFailed, judgeWorkspace, type WorkspaceStatus } from './workspace-status.js';

/** People whom the question before a deletion names. */
const losersNamed = 5;

/** What the dialog asks: whether to delete, or, with what stands in the field, for another name. */
interface Question {
  readonly workspace: Workspace;
  readonly typed?: string;
}

/**
 * @summary Shows the workspaces as cards: what each gives, to how many people, and whether it is published. Creates, imports, renames, duplicates, exports and deletes them.
 * @tagname workspace-list
 *
 * @fires {CustomEvent<WorkspaceDetail>} o365-workspace-selected - The administrator is about to open a workspace. Cancelable.
 * @fires {CustomEvent<WorkspaceDetail>} o365-workspace-created - The administrator made a workspace.
 * @fires {CustomEvent<WorkspacesImportedDetail>} o365-workspaces-imported - Workspaces were read from a file.
 * @fires {CustomEvent<WorkspaceDeletedDetail>} o365-workspace-deleted - A workspace is gone, or marked to go.
 * @fires {CustomEvent<ReviewRequestDetail>} o365-review-requested - The administrator wants to see what publishing changes.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart damaged - Workspaces whose records cannot be read.
 * @csspart card - The card of one workspace.
 */
export class WorkspaceList extends LitElement {
  static override styles = [...elementStyles, menuStyles, damagedStyles, dialogStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private search = '';
  @state() private filter: WorkspaceFilter = 'all';
  /** What the dialog asks about. */
  @state() private question: Question | undefined;

  @query('dialog') private readonly dialog!: HTMLDialogElement | null;
  @query('input[type="file"]') private readonly fileInput!: HTMLInputElement | null;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'workspace-list', workspaceListStrings);
  private readonly workspaces = new QueryController(this, this.shared, ({ workspaces }) => workspaces.read);
  private readonly damaged = new DamagedRecords(this, this.shared, {
    read: ({ workspaces }) => workspaces.damaged,
    remove: ({ workspaces }, id) => workspaces.removeDamaged(id),
  });
  private readonly plans = new QueryController(this, this.shared, plansRead);
  /** The catalog needs permissions of its own: it is read when a workspace holds something of it. */
  private readonly catalog = new QueryController(this, this.shared, (session) => {
    const holds = this.all.some(
      ({ draft, published }) => draft.services.length > 0 || published?.services.length,
    );
    return holds ? catalogRead(session) : undefined;
  });
  private readonly history = new QueryController(this, this.shared, historyRead);
  private readonly place = new QueryController(this, this.shared, storePlaceRead);
  private readonly groupNames = new QueryController(this, this.shared, (session) => {
    const ids = this.listGroupIds();
    return ids.length > 0 ? groupNamesRead(session, ids) : undefined;
  });
  private readonly actors = new ActorNames(this, this.shared, {
    ids: () => this.all.map((workspace) => lastStamp(workspace).by),
  });
  private readonly losers = new RosterController(this, this.shared, () => this.listLosers());
  private readonly actions = new WorkspaceActions(this, {
    provider: this.shared,
    strings: this.strings,
    list: () => this.all,
    onNew: () => this.clearFilters(),
    chooseFiles: () => this.fileInput?.click(),
  });

  constructor() {
    super();
    new KeepFocusController(this);
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('question') || !this.question || this.dialog?.open) return;
    this.dialog?.showModal();
    this.dialog?.querySelector('input')?.select();
  }

  protected override render() {
    const parts = { provider: this.shared, strings: this.strings };
    return html`<div class="stack">
      ${renderSettingProblems(this, this.strings)}
      ${renderRead(
        parts,
        this.workspaces.state,
        () => void this.workspaces.refetch(),
        () => this.renderWorkspaces(),
      )}
      <input
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        aria-label=${this.strings.text.importFile}
        @change=${() => this.importFiles()}
      />
      ${this.question ? this.renderQuestion(this.question) : nothing}
    </div>`;
  }

  private renderWorkspaces() {
    const { text } = this.strings;
    const parts = { provider: this.shared, strings: this.strings };
    const { all } = this;
    const shown = this.select(all);
    const unpublished = all.filter(
      (each) => each.published !== undefined && hasUnpublishedChanges(each),
    ).length;
    const toolbar = this.toolbarParts(shown);
    return html`<div class="row">
        <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
          ${text.heading}
        </div>
        ${all.length > 0 ? html`<span class="muted">${text.summary(all.length, unpublished)}</span>` : nothing}
      </div>
      ${renderNotAllowed(toolbar.mayCreate, this.strings.common, 'edit')} ${this.renderDamaged()}
      ${renderStoreOwners(this.strings.format, this.place.value)} ${this.renderFailure(parts)}
      ${/* Cards count plans whose names could not be read. */ all.length > 0 ? renderErrorNotice(parts, this.plans.failure) : nothing}
      <p class="small muted" role="status" ?hidden=${this.actions.news === ''}>${this.actions.news}</p>
      ${all.length === 0 ? renderEmpty(toolbar) : [renderToolbar(toolbar), this.renderCards(all, shown)]}`;
  }

  private toolbarParts(shown: readonly Workspace[]): ToolbarParts {
    return {
      strings: this.strings,
      search: this.search,
      filter: this.filter,
      shown: this.search.trim() !== '' || this.filter !== 'all' ? shown.length : undefined,
      onSearch: (search) => (this.search = search),
      onFilter: (filter) => (this.filter = filter),
      import: () => this.fileInput?.click(),
      export: () => this.actions.export(shown),
      create: () => void this.actions.create(),
      mayCreate: this.shared.can('edit'),
      busy: this.actions.running,
    };
  }

  private renderCards(all: readonly Workspace[], shown: readonly Workspace[]) {
    const { text } = this.strings;
    if (shown.length === 0)
      return html`<div class="blank" part="state">
        ${icon('search')}
        <p class="label">${text.nothingFound}</p>
        <p class="muted">${text.nothingFoundHint(all.length)}</p>
        <button class="button" @click=${() => this.clearFilters()}>${text.clearFilters}</button>
      </div>`;
    const parts = this.cardParts;
    return html`<ul class="cards">
      ${repeat(
        shown,
        ({ id }) => id,
        (workspace, index) => renderCard(parts, workspace, index),
      )}
    </ul>`;
  }

  private renderDamaged() {
    return renderDamaged({
      provider: this.shared,
      strings: this.strings,
      records: this.damaged,
      text: this.strings.text.damaged,
      mayRemove: (id) => this.shared.can('delete', id),
    });
  }

  private renderFailure(parts: StateParts) {
    const { failure } = this.actions;
    if (!failure) return renderLateAnswer(parts, this.actions.running);
    return html`<p class="state bad small" role="alert">${icon('failed')} ${failure.title}</p>
      ${renderErrorNotice(parts, failure)}`;
  }

  private renderQuestion({ workspace, typed }: Question) {
    if (typed === undefined)
      return renderDeleteDialog(this.cardParts, workspace, {
        names: this.listLosers().flatMap((id) => this.losers.get(id)?.displayName ?? []),
        keep: () => this.endQuestion(),
        remove: () => {
          this.endQuestion();
          void this.actions.delete(workspace);
        },
      });
    return renderRenameDialog({
      strings: this.strings,
      workspace,
      others: this.all.filter(({ id }) => id !== workspace.id),
      typed,
      onType: (name) => (this.question = { workspace, typed: name }),
      cancel: () => this.endQuestion(),
      rename: (name) => {
        this.endQuestion();
        void this.actions.rename(workspace, name);
      },
    });
  }

  private get cardParts(): CardParts {
    return {
      strings: this.strings,
      headingLevel: this.headingLevel,
      plans: this.plans.value && new Map(this.plans.value.map((plan) => [plan.skuId, plan])),
      nameFormer: (skuId) => this.shared.nameFormerPlan(skuId),
      catalog: this.catalog.value,
      groupNames: this.groupNames.value ?? new Map(),
      nameActor: (id) => this.strings.common.actorWithin(this.actors.find(id)),
      failed: countFailed(this.history.value ?? []),
      menuOf: (workspace) => this.menuOf(workspace),
      hrefOf: ({ id }) => this.shared.hrefOf({ tab: 'workspaces', workspaceId: id }),
      open: ({ id }) => this.actions.open(id),
      review: ({ id }) => this.actions.review(id),
    };
  }

  private get all(): readonly Workspace[] {
    return (this.workspaces.value ?? []).map(({ workspace }) => workspace);
  }

  /** The workspaces to show, by name. */
  private select(all: readonly Workspace[]): readonly Workspace[] {
    const { matches } = searchText(this.search);
    const plans = new Map(this.plans.value?.map(({ skuId, name }) => [skuId, name]));
    return all
      .filter((workspace) => this.filter === 'all' || this.statusOf(workspace) === this.filter)
      .filter(({ draft }) =>
        matches(draft.name, draft.description, ...draft.plans.map(({ skuId }) => plans.get(skuId))),
      )
      .sort((a, b) => a.draft.name.localeCompare(b.draft.name, this.strings.format.language));
  }

  private statusOf(workspace: Workspace): WorkspaceStatus {
    return judgeWorkspace(workspace, this.cardParts.failed.get(workspace.id) ?? 0);
  }

  private menuOf(workspace: Workspace): MenuItem[] {
    const { text } = this.strings;
    const { actions, shared } = this;
    const { draft } = workspace;
    const rename: MenuItem = {
      label: text.renameAsk,
      icon: 'pencil',
      run: () => (this.question = { workspace, typed: draft.name }),
    };
    const duplicate: MenuItem = {
      label: text.duplicate,
      icon: 'copy',
      run: () => void actions.duplicate(workspace),
    };
    const remove: MenuItem = workspace.deleting
      ? { label: text.keep, icon: 'undo', run: () => void actions.keep(workspace) }
      : { label: text.delete, icon: 'trash', run: () => (this.question = { workspace }) };
    return [
      { label: text.open, icon: 'pencil', run: () => actions.open(workspace.id) },
      ...(shared.can('edit', workspace.id) ? [rename] : []),
      ...(listActionsToAdd({ draft }).every((action) => shared.can(action)) ? [duplicate] : []),
      { label: text.export, icon: 'export', run: () => actions.export([workspace]) },
      ...(shared.can('delete', workspace.id) ? [remove] : []),
    ];
  }

  /** Groups whose names may be read. A name is good to have, not worth asking for a permission. */
  private listGroupIds(): readonly string[] {
    const granted = this.shared.auth?.grantedScopes ?? [];
    if (!readGroupsScopes.every((scope) => coversScope(granted, scope))) return [];
    return [...new Set(this.all.flatMap(({ groupId }) => groupId ?? []))].sort();
  }

  /** Some of those from whom the deletion that is asked about takes something. */
  private listLosers(): readonly string[] {
    const { workspace, typed } = this.question ?? {};
    if (!workspace || typed !== undefined) return [];
    return getDeletionEffect(workspace)?.subscribers.slice(0, losersNamed) ?? [];
  }

  private importFiles(): void {
    const files = [...(this.fileInput?.files ?? [])];
    // Choosing the same file again is a change only when the field is empty.
    if (this.fileInput) this.fileInput.value = '';
    if (files.length > 0) void this.actions.import(files);
  }

  private clearFilters(): void {
    this.search = '';
    this.filter = 'all';
  }

  private endQuestion(): void {
    if (this.dialog?.open) this.dialog.close();
    this.question = undefined;
  }
}
