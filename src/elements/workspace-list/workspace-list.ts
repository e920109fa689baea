import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { catalogRead, historyRead, plansRead } from '../../context/reads.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { workspaceListStrings, type WorkspaceListStrings } from '../../localization/en/workspace-list.js';
import { createId } from '../../model/create-id.js';
import { duplicateWorkspace, getFreeName } from '../../model/duplicate-workspace.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import { keepWorkspace, markForDeletion } from '../../model/workspace-editing.js';
import { hasUnpublishedChanges, type Stamp, type Workspace } from '../../model/workspace.js';
import { elementStyles } from '../../theme/element.styles.js';
import { exportWorkspaces, importWorkspaces } from '../../workspaces/workspace-file.js';
import type { StoredWorkspace } from '../../workspaces/workspace-store.js';
import { saveFile } from '../shared/csv.js';
import { renderErrorNotice, renderRead } from '../shared/element-state.js';
import type { MenuItem } from '../shared/menu.js';
import { renderCard, type CardParts } from './render-card.js';
import { renderDeleteDialog } from './render-delete-dialog.js';
import { renderEmpty, renderToolbar, type ToolbarParts, type WorkspaceFilter } from './render-toolbar.js';
import { styles } from './workspace-list.styles.js';
import { countFailed, judgeWorkspace, type WorkspaceStatus } from './workspace-status.js';

/**
 * @summary Shows the workspaces as cards: what each gives, to how many people, and whether it is published. Creates, imports, duplicates, exports and deletes them.
 * @tagname workspace-list
 *
 * @fires {CustomEvent<WorkspaceDetail>} o365-workspace-selected - The administrator opened a workspace.
 * @fires {CustomEvent<WorkspaceDetail>} o365-workspace-created - The administrator made a workspace.
 * @fires {CustomEvent<WorkspacesImportedDetail>} o365-workspaces-imported - Workspaces were read from a file.
 * @fires {CustomEvent<WorkspaceDeletedDetail>} o365-workspace-deleted - A workspace is gone, or marked to go.
 * @fires {CustomEvent<WorkspaceDetail>} o365-review-requested - The administrator wants to see what publishing changes.
 * @csspart heading - The heading.
 * @csspart card - The card of one workspace.
 */
export class WorkspaceList extends LitElement {
  static override styles = [...elementStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private search = '';
  @state() private filter: WorkspaceFilter = 'all';
  /** The workspace that the dialog asks about. */
  @state() private asked: Workspace | undefined;
  /** What was done last, for screen readers and as a line. */
  @state() private news = '';
  @state() private failure:
    { readonly what: keyof WorkspaceListStrings['failedTo']; readonly error: ProvisioningError } | undefined;

  @query('dialog') private readonly dialog!: HTMLDialogElement | null;
  @query('input[type="file"]') private readonly fileInput!: HTMLInputElement | null;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'workspace-list', workspaceListStrings);
  private readonly workspaces = new QueryController(this, () => this.shared.workspaces?.read);
  private readonly plans = new QueryController(this, () => this.shared.graph && plansRead(this.shared.graph));
  private readonly catalog = new QueryController(
    this,
    () =>
      this.shared.graph && this.shared.workspaces && catalogRead(this.shared.graph, this.shared.workspaces),
  );
  private readonly history = new QueryController(
    this,
    () =>
      this.shared.graph && this.shared.workspaces && historyRead(this.shared.graph, this.shared.workspaces),
  );

  protected override updated(changed: PropertyValues): void {
    if (changed.has('asked') && this.asked && !this.dialog?.open) this.dialog?.showModal();
  }

  protected override render() {
    const parts = { provider: this.shared, strings: this.strings };
    return html`<div class="stack">
      ${renderRead(
        parts,
        this.workspaces.state,
        () => void this.workspaces.refetch(),
        (stored) => this.renderWorkspaces(stored),
      )}
      <input
        type="file"
        accept=".json,application/json"
        hidden
        aria-label=${this.strings.text.importFile}
        @change=${() => void this.importFile()}
      />
      ${
        this.asked
          ? renderDeleteDialog(this.cardParts, this.asked, {
              keep: () => this.endQuestion(),
              remove: (workspace) => void this.deleteWorkspace(workspace),
            })
          : nothing
      }
    </div>`;
  }

  private renderWorkspaces(stored: readonly StoredWorkspace[]) {
    const { text } = this.strings;
    const all = stored.map(({ workspace }) => workspace);
    const shown = this.select(all);
    const unpublished = all.filter(
      (each) => each.published !== undefined && hasUnpublishedChanges(each),
    ).length;
    return html`<div class="row">
        <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
          ${text.heading}
        </div>
        ${all.length > 0 ? html`<span class="muted">${text.summary(all.length, unpublished)}</span>` : nothing}
      </div>
      ${this.renderFailure()} ${all.length > 0 ? this.renderPlansFailure() : nothing}
      <p class="small muted" role="status" ?hidden=${this.news === ''}>${this.news}</p>
      ${all.length === 0 ? renderEmpty(this.toolbarParts(shown.length)) : [renderToolbar(this.toolbarParts(shown.length)), this.renderCards(all, shown)]}`;
  }

  private toolbarParts(shown: number): ToolbarParts {
    return {
      strings: this.strings,
      search: this.search,
      filter: this.filter,
      shown: this.isNarrowed ? shown : undefined,
      onSearch: (search) => (this.search = search),
      onFilter: (filter) => (this.filter = filter),
      import: () => this.fileInput?.click(),
      create: () => void this.create(),
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

  /** Cards count plans whose names could not be read. */
  private renderPlansFailure() {
    const { state } = this.plans;
    const parts = { provider: this.shared, strings: this.strings };
    return state.status === 'failed'
      ? renderErrorNotice(parts, state.error, () => void this.plans.refetch())
      : nothing;
  }

  private renderFailure() {
    if (!this.failure) return nothing;
    const { what, error } = this.failure;
    return html`<p class="visually-hidden" role="alert">${this.strings.text.failedTo[what]}</p>
      ${renderErrorNotice(
        { provider: this.shared, strings: this.strings },
        error,
        () => (this.failure = undefined),
      )}`;
  }

  private get cardParts(): CardParts {
    return {
      strings: this.strings,
      headingLevel: this.headingLevel,
      plans: this.plans.value && new Map(this.plans.value.map((plan) => [plan.skuId, plan])),
      catalog: this.catalog.value,
      failed: countFailed(this.history.value ?? []),
      menuOf: (workspace) => this.menuOf(workspace),
      open: (workspace) => this.open(workspace.id),
      review: (workspace) => this.review(workspace.id),
    };
  }

  private get isNarrowed(): boolean {
    return this.search.trim() !== '' || this.filter !== 'all';
  }

  /** The workspaces to show, by name. */
  private select(all: readonly Workspace[]): readonly Workspace[] {
    const wanted = this.search.trim().toLowerCase();
    const plans = new Map(this.plans.value?.map(({ skuId, name }) => [skuId, name.toLowerCase()]));
    return all
      .filter((workspace) => this.filter === 'all' || this.statusOf(workspace) === this.filter)
      .filter(({ draft }) =>
        [draft.name, draft.description, ...draft.plans.map(({ skuId }) => plans.get(skuId) ?? '')].some(
          (words) => words.toLowerCase().includes(wanted),
        ),
      )
      .sort((a, b) => a.draft.name.localeCompare(b.draft.name, this.strings.format.language));
  }

  private statusOf(workspace: Workspace): WorkspaceStatus {
    return judgeWorkspace(workspace, this.cardParts.failed.get(workspace.id) ?? 0);
  }

  private menuOf(workspace: Workspace): MenuItem[] {
    const { text } = this.strings;
    return [
      { label: text.open, icon: 'pencil', run: () => this.open(workspace.id) },
      { label: text.duplicate, icon: 'copy', run: () => void this.duplicate(workspace) },
      { label: text.export, icon: 'export', run: () => this.export([workspace]) },
      workspace.deleting
        ? { label: text.keep, icon: 'undo', run: () => void this.keep(workspace) }
        : { label: text.delete, icon: 'trash', run: () => (this.asked = workspace) },
    ];
  }

  private clearFilters(): void {
    this.search = '';
    this.filter = 'all';
  }

  private open(workspaceId: string): void {
    this.shared.workspaces?.selection.select(workspaceId);
    emit(this, 'o365-workspace-selected', { workspaceId });
  }

  private review(workspaceId: string): void {
    this.shared.workspaces?.selection.select(workspaceId);
    emit(this, 'o365-review-requested', { workspaceId });
  }

  private create(): Promise<void> {
    return this.attempt('create', async () => {
      const workspace = await this.shared.workspaces?.create(
        getFreeName(this.strings.text.newName, this.takenNames),
      );
      if (!workspace) return;
      this.clearFilters();
      emit(this, 'o365-workspace-created', { workspaceId: workspace.id });
      this.open(workspace.id);
    });
  }

  private async importFile(): Promise<void> {
    const file = this.fileInput?.files?.[0];
    if (!file) return;
    await this.attempt('import', async () => {
      const imported = importWorkspaces(await file.text(), {
        takenNames: this.takenNames,
        stamp: this.stamp,
      });
      for (const workspace of imported) await this.shared.workspaces?.store.put(workspace, { etag: null });
      this.clearFilters();
      this.news = this.strings.text.imported(imported.length);
      emit(this, 'o365-workspaces-imported', { workspaceIds: imported.map(({ id }) => id) });
    });
    // Choosing the same file again is a change only when the field is empty.
    if (this.fileInput) this.fileInput.value = '';
  }

  private duplicate(workspace: Workspace): Promise<void> {
    return this.attempt('create', async () => {
      const copy = duplicateWorkspace(workspace, {
        id: createId(),
        takenNames: this.takenNames,
        stamp: this.stamp,
      });
      await this.shared.workspaces?.store.put(copy, { etag: null });
      this.news = this.strings.text.duplicated(copy.draft.name);
      emit(this, 'o365-workspace-created', { workspaceId: copy.id });
    });
  }

  private export(workspaces: readonly Workspace[]): void {
    const file = new Blob([exportWorkspaces(workspaces)], { type: 'application/json' });
    saveFile(file, this.strings.text.fileName);
  }

  private keep({ id, draft }: Workspace): Promise<void> {
    return this.attempt('edit', async () => {
      await this.shared.workspaces?.edit(id, (workspace) => keepWorkspace(workspace, this.stamp));
      this.news = this.strings.text.kept(draft.name);
    });
  }

  private async deleteWorkspace({ id, draft }: Workspace): Promise<void> {
    this.endQuestion();
    await this.attempt('delete', async () => {
      const { workspaces } = this.shared;
      const stored = await workspaces?.store.get(id);
      if (!workspaces || !stored) return;
      const afterPublish = stored.workspace.published !== undefined;
      if (afterPublish) await workspaces.edit(id, (workspace) => markForDeletion(workspace, this.stamp));
      else await workspaces.store.delete(id, { etag: stored.etag });
      if (!afterPublish && workspaces.selection.id === id) workspaces.selection.select(undefined);
      this.news = afterPublish ? this.strings.text.marked(draft.name) : this.strings.text.deleted(draft.name);
      emit(this, 'o365-workspace-deleted', { workspaceId: id, afterPublish });
      if (afterPublish) this.review(id);
    });
  }

  private endQuestion(): void {
    if (this.dialog?.open) this.dialog.close();
    this.asked = undefined;
  }

  /** Does something that may fail; a failure is shown above the cards. */
  private async attempt(
    what: keyof WorkspaceListStrings['failedTo'],
    action: () => Promise<void>,
  ): Promise<void> {
    this.failure = undefined;
    this.news = '';
    try {
      await action();
    } catch (thrown) {
      this.failure = { what, error: toProvisioningError(thrown) };
    }
    await this.shared.graph?.refresh('workspaces');
  }

  private get takenNames(): readonly string[] {
    return (this.workspaces.value ?? []).map(({ workspace }) => workspace.draft.name);
  }

  private get stamp(): Stamp {
    return { at: new Date().toISOString(), by: this.shared.graph?.account.username ?? '' };
  }
}
