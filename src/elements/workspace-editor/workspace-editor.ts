import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { coversScope } from '../../auth/scopes/wider-scopes.js';
import { catalogRead, plansRead, refusedPairsRead, subscriptionsRead } from '../../context/reads/reads.js';
import { ActionController } from '../../controllers/action-controller.js';
import { DraftController } from '../../controllers/draft-controller.js';
import { KeepFocusController } from '../../controllers/keep-focus-controller.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { workspaceEditorStrings } from '../../localization/en/workspace/workspace-editor.js';
import type { Plan } from '../../model/plan/plan.js';
import { checkDraft, countDemand } from '../../model/workspace/draft-check.js';
import { getFreeName } from '../../model/workspace/duplicate-workspace.js';
import { actionsOf, type WorkspaceEdit } from '../../model/workspace/workspace-edit.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import { readOrganizationScopes } from '../../services/organization.js';
import { elementStyles } from '../../theme/element.styles.js';
import { dialogStyles } from '../../ui/dialog.styles.js';
import { renderDraft } from '../../ui/drafts/render-draft.js';
import { checked } from '../../ui/settings/checked.js';
import { isHeadingLevel, isText } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderErrorNotice, renderRead, type StateParts } from '../../ui/states/element-state.js';
import { renderNotAllowed } from '../../ui/states/not-allowed.js';
import { AppChoices } from './app-choices.js';
import type { EditorParts } from './editor-parts.js';
import { renderDeletion } from './render-deletion.js';
import { renderHead } from './render-head.js';
import { renderPlans } from './render-plans.js';
import { renderServices } from './render-services.js';
import { renderSummary } from './render-summary.js';
import { renderTexts, type TypedTexts } from './render-texts.js';
import { styles } from './workspace-editor.styles.js';

/**
 * @summary Edits one workspace: its name, plans with their apps, and services. Shows licenses left, conflicts as they arise, and what the draft would change.
 * @tagname workspace-editor
 *
 * @slot none - What leads elsewhere while no workspace is open, or the one that was is gone.
 * @fires {CustomEvent<WorkspaceDetail>} o365-workspace-created - The administrator made a workspace.
 * @fires {CustomEvent<ReviewRequestDetail>} o365-review-requested - The administrator wants to see what publishing changes.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The workspace's name as heading.
 * @csspart plans - The plans to pick from.
 * @csspart services - The services to pick from.
 * @csspart summary - What the draft changes, and the way to the review.
 * @csspart clash - The question when somebody else changed the same.
 */
export class WorkspaceEditor extends LitElement {
  static override styles = [...elementStyles, dialogStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** The workspace to edit. Default: the one that is selected in the provider. */
  @checked(isText) @property({ attribute: 'workspace-id' }) workspaceId = '';

  /** What stands in the text fields while the draft cannot take it. */
  @state() private typed: TypedTexts = {};
  @state() private search = '';
  @state() private serviceSearch = '';
  @state() private appSearches: ReadonlyMap<string, string> = new Map();
  @state() private allApps: ReadonlySet<string> = new Set();
  @state() private unfolded: ReadonlySet<string> = new Set();
  @state() private askingToDiscard = false;

  @query('dialog') private readonly dialog!: HTMLDialogElement | null;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'workspace-editor', workspaceEditorStrings);
  private readonly creating = new ActionController(this, () => this.shared.session?.workspaces);
  private readonly draft = new DraftController(
    this,
    this.shared,
    () => this.workspaceId,
    () => this.reset(),
  );
  private readonly choices = new AppChoices(this, this.draft);
  private readonly plans = new QueryController(this, this.shared, plansRead);
  private readonly subscriptions = new QueryController(this, this.shared, (session) =>
    this.mayReadSubscriptions ? subscriptionsRead(session) : undefined,
  );
  private readonly refused = new QueryController(this, this.shared, refusedPairsRead);
  private readonly catalog = new QueryController(this, this.shared, catalogRead);

  constructor() {
    super();
    new KeepFocusController(this);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('askingToDiscard') && this.askingToDiscard && !this.dialog?.open)
      this.dialog?.showModal();
  }

  protected override render() {
    return html`${renderSettingProblems(this, this.strings)}${renderDraft(this.stateParts, this.draft, {
      none: () => this.renderNone(),
      head: (workspace) => renderHead(this.strings, this.headingLevel, workspace, this.draft),
      body: (workspace) => this.renderBody(workspace),
      settle: (choice) => {
        this.typed = {};
        void this.draft.settle(choice);
      },
    })}`;
  }

  private renderNone() {
    const { text, common } = this.strings;
    const gone = this.draft.session !== undefined;
    return html`<div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
        ${text.heading}
      </div>
      ${renderErrorNotice(this.stateParts, this.creating.failure)}
      <div class="blank" part="state">
        ${icon('plan')}
        <p class="label">${gone ? common.workspaceGoneTitle : text.noneTitle}</p>
        <p class="muted">
          ${gone ? common.workspaceGone : this.shared.can('edit') ? text.none : text.noneToView}
        </p>
        ${
          this.shared.can('edit')
            ? html`<button
                class="button primary"
                aria-busy=${this.creating.running ? 'true' : nothing}
                @click=${() => void this.create()}
              >
                ${icon('plus')} ${text.create}
              </button>`
            : nothing
        }
        <slot name="none"></slot>
      </div>`;
  }

  private renderBody(workspace: Workspace) {
    return html`${renderRead(
      this.stateParts,
      this.plans.state,
      () => void this.plans.refetch(),
      (plans) => this.renderContent(workspace, plans),
    )}
    ${this.askingToDiscard ? this.renderDiscardQuestion() : nothing}`;
  }

  private renderContent(workspace: Workspace, plans: readonly Plan[]) {
    const parts = this.editorParts(workspace, plans);
    return html`${renderNotAllowed(!parts.locked, this.strings.common, 'edit')}
      ${workspace.deleting ? renderDeletion(parts, this.shared.can('delete', workspace.id)) : nothing}
      <div class="beside">
        <div class="stack">
          ${renderTexts({
            strings: this.strings,
            workspace,
            others: this.draft.others,
            typed: this.typed,
            onTyped: (typed) => (this.typed = typed),
            edit: (edit) => this.draft.edit([edit], { typing: true }),
            flush: () => void this.draft.flush(),
            locked: parts.locked,
          })}
          ${renderPlans(parts, {
            search: this.search,
            onSearch: (search) => (this.search = search),
            appSearches: this.appSearches,
            onAppSearch: (skuId, words) =>
              (this.appSearches = new Map([...this.appSearches, [skuId, words]])),
            allApps: this.allApps,
            onAllApps: (skuId) => (this.allApps = new Set([...this.allApps, skuId])),
            unfolded: this.unfolded,
            onUnfold: (skuId) => (this.unfolded = new Set([...this.unfolded, skuId])),
            ...(this.mayReadSubscriptions ? {} : { onAskRenewals: () => void this.askForRenewals() }),
          })}
          ${renderServices(parts, {
            search: this.serviceSearch,
            onSearch: (search) => (this.serviceSearch = search),
            renderFailed: (error) =>
              renderErrorNotice(this.stateParts, { error, retry: () => void this.catalog.refetch() }),
          })}
        </div>
        ${renderSummary(parts, {
          review: () => void this.review(),
          ...(this.mayDiscard(workspace) ? { discard: () => (this.askingToDiscard = true) } : {}),
        })}
      </div>`;
  }

  private renderDiscardQuestion() {
    const { text } = this.strings;
    return html`<dialog aria-labelledby="discard-title" @close=${() => this.endQuestion()}>
      <div class="stack">
        <div class="section" id="discard-title" role="heading" aria-level="2">${text.discardTitle}</div>
        <p>${text.discardText}</p>
        <div class="row">
          <button class="button" @click=${() => this.endQuestion()}>${text.keepDraft}</button>
          <button class="button danger" @click=${() => this.discard()}>${text.discard}</button>
        </div>
      </div>
    </dialog>`;
  }

  private editorParts(workspace: Workspace, plans: readonly Plan[]): EditorParts {
    const plansById = new Map(plans.map((plan) => [plan.skuId, plan]));
    return {
      strings: this.strings,
      headingLevel: this.headingLevel,
      workspace,
      plans,
      plansById,
      nameFormer: (skuId) => this.shared.nameFormerPlan(skuId),
      subscriptions: this.subscriptions.value ?? [],
      catalog: this.catalog.value,
      check: checkDraft(workspace.draft, plansById, this.refused.value),
      demand: countDemand(workspace, plansById),
      turnedOff: this.choices.turnedOff,
      choose: (app, choice) => this.choices.choose(app, choice, plansById),
      turnOff: (apps) => this.choices.turnOff(apps, plansById),
      keepOn: (app) => this.choices.keepOn(app),
      locked: !this.shared.can('edit', workspace.id),
      edit: (edit: WorkspaceEdit) => this.draft.edit([edit]),
    };
  }

  private get stateParts(): StateParts {
    return { provider: this.shared, strings: this.strings };
  }

  /** Renewal dates are good to have, not worth asking for a permission. */
  private get mayReadSubscriptions(): boolean {
    const granted = this.shared.auth?.grantedScopes ?? [];
    return readOrganizationScopes.every((scope) => coversScope(granted, scope));
  }

  private mayDiscard(workspace: Workspace): boolean {
    const actions = actionsOf(workspace, [{ kind: 'discard-draft' }]);
    return actions.every((action) => this.shared.can(action, workspace.id));
  }

  private askForRenewals(): Promise<void> {
    return this.shared.signIn({ scopes: readOrganizationScopes });
  }

  /** Makes one; a second press meanwhile does not make another. */
  private async create(): Promise<void> {
    if (this.creating.running) return;
    await this.creating.run(async () => {
      const names = (this.draft.state.status === 'ready' ? this.draft.state.value : []).map(
        ({ workspace }) => workspace.draft.name,
      );
      const name = getFreeName(this.strings.text.newName, names);
      const workspace = await this.shared.withSession(({ workspaces }) => workspaces.create(name));
      if (workspace) emit(this, 'o365-workspace-created', { workspaceId: workspace.id });
    });
  }

  private async review(): Promise<void> {
    const workspaceId = await this.draft.store();
    if (workspaceId !== undefined) emit(this, 'o365-review-requested', { workspaceId });
  }

  /** Another workspace is shown. */
  private reset(): void {
    this.typed = {};
    this.search = this.serviceSearch = '';
    this.appSearches = new Map();
    this.allApps = new Set();
    this.unfolded = new Set();
    this.choices.clear();
  }

  private discard(): void {
    this.endQuestion();
    this.typed = {};
    this.draft.edit([{ kind: 'discard-draft' }]);
  }

  private endQuestion(): void {
    if (this.dialog?.open) this.dialog.close();
    this.askingToDiscard = false;
  }
}
