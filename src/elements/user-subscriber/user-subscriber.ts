import { LitElement, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Session } from '../../context/session.js';
import { DraftController } from '../../controllers/draft-controller.js';
import { KeepFocusController } from '../../controllers/keep-focus-controller.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { RosterController } from '../../controllers/roster-controller.js';
import { SizeController } from '../../controllers/size-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { VirtualRowsController } from '../../controllers/virtual-rows-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { userSubscriberStrings } from '../../localization/en/people/user-subscriber.js';
import { draftDifference, hasSomethingToPublish, type Workspace } from '../../model/workspace/workspace.js';
import { elementStyles } from '../../theme/element.styles.js';
import { comboboxStyles } from '../../ui/combobox/combobox.styles.js';
import { renderDraft } from '../../ui/drafts/render-draft.js';
import { gridStyles } from '../../ui/grid/grid.styles.js';
import { checked } from '../../ui/settings/checked.js';
import { isHeadingLevel, isText } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderErrorNotice, type StateParts } from '../../ui/states/element-state.js';
import { renderNotAllowed } from '../../ui/states/not-allowed.js';
import { SubscribeWays } from './subscribe-ways.js';
import { renderSubscribers } from './subscribers/render-subscribers.js';
import { SubscriberEdits } from './subscribers/subscriber-edits.js';
import {
  listConcerned,
  SubscriberRows,
  type SubscriberFilter,
  type SubscriberView,
} from './subscribers/subscriber-rows.js';
import type { SubscriberRow } from './subscribers/subscriber-state.js';
import { styles } from './user-subscriber.styles.js';

/**
 * @summary Subscribes people to a workspace: by search, from a pasted list or a file, or from a group. Shows who is subscribed and in which state.
 * @tagname user-subscriber
 *
 * @slot none - What leads to a workspace while none is open, or the one that was is gone.
 * @fires {CustomEvent<SubscribersChangedDetail>} o365-subscribers-changed - People were subscribed or taken out in the draft.
 * @fires {CustomEvent<ReviewRequestDetail>} o365-review-requested - The administrator wants to see what publishing changes.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart clash - The question when somebody else changed the same.
 * @csspart subscribers - The list of subscribers with its filters.
 * @csspart grid - The grid of subscribers.
 * @cssproperty [--o365-list-height=min(60vh, 480px)] - Height at which the list starts to scroll.
 */
export class UserSubscriber extends LitElement {
  static override styles = [...elementStyles, comboboxStyles, gridStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** The workspace to subscribe people to. Default: the one that is selected in the provider. */
  @checked(isText) @property({ attribute: 'workspace-id' }) workspaceId = '';

  @state() private filterText = '';
  @state() private filter: SubscriberFilter = 'all';
  @state() private selected: ReadonlySet<string> = new Set();

  @query('.grid') private readonly scroller!: HTMLElement | null;

  private session: Session | undefined;
  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'user-subscriber', userSubscriberStrings);
  private readonly draft = new DraftController(
    this,
    this.shared,
    () => this.workspaceId,
    () => this.reset(),
  );
  private readonly edits = new SubscriberEdits(this, this.draft);
  private readonly roster = new RosterController(this, this.shared, () =>
    this.draft.workspace ? listConcerned(this.draft.workspace) : [],
  );
  private readonly ways = new SubscribeWays(this, {
    provider: this.shared,
    strings: this.strings,
    edits: this.edits,
    roster: this.roster,
    requireSynced: () => this.requireSynced,
  });
  private readonly rows = new SubscriberRows();
  private readonly virtual = new VirtualRowsController<SubscriberRow>(this, {
    rows: () => this.view?.rows ?? [],
    key: ({ id }) => id,
    scroller: () => this.scroller,
  });
  private readonly size = new SizeController(this, [54.3]);

  constructor() {
    super();
    new KeepFocusController(this);
  }

  protected override willUpdate(): void {
    if (this.shared.session === this.session) return;
    this.session = this.shared.session;
    // What was found, chosen and typed belongs to the account before.
    this.ways.clear();
  }

  protected override render() {
    return html`${renderSettingProblems(this, this.strings)}${renderDraft(this.stateParts, this.draft, {
      none: () => this.renderNone(),
      head: (workspace) => this.renderHead(workspace),
      body: (workspace) => this.renderBody(workspace),
      settle: (choice) => void this.draft.settle(choice),
    })}`;
  }

  private renderNone() {
    const { text, common } = this.strings;
    const gone = this.draft.session !== undefined;
    return html`<div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
        ${text.headingNone}
      </div>
      <div class="blank" part="state">
        ${icon('people')}
        <p class="label">${gone ? common.workspaceGoneTitle : text.noneTitle}</p>
        <p class="muted">${gone ? common.workspaceGone : text.none}</p>
        <slot name="none"></slot>
      </div>`;
  }

  private renderHead({ draft }: Workspace) {
    const { text } = this.strings;
    return html`<div class="row">
      <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
        ${text.heading(draft.name)}
      </div>
      <span class="muted">${text.after(draft.subscribers.length)}</span>
    </div>`;
  }

  private renderBody(workspace: Workspace) {
    const allowed = this.shared.can('subscribe', workspace.id);
    return html`${allowed ? this.ways.render() : renderNotAllowed(allowed, this.strings.common, 'subscribe')}
      <div class="row small" role="status">${this.renderNews()}</div>
      ${renderErrorNotice(this.stateParts, this.roster.failure)}${this.renderSubscribers(!allowed)}
      ${this.renderFoot(workspace)}`;
  }

  private renderNews() {
    const { news } = this.edits;
    if (!news) return nothing;
    return html`<span class="state">${icon('done', 'ok')} ${news.text}</span>
      <button class="button quiet small" @click=${news.undo}>
        ${icon('undo')} ${this.strings.text.undo}
      </button>`;
  }

  private renderSubscribers(locked: boolean) {
    const { view } = this;
    if (!view) return nothing;
    return renderSubscribers({
      strings: this.strings,
      view,
      virtual: this.virtual,
      search: this.filterText,
      filter: this.filter,
      selected: this.selected,
      locked,
      isNarrow: this.size.fits(54.3),
      onSearch: (text) => (this.filterText = text),
      onFilter: (filter) => (this.filter = filter),
      onSelect: (selected) => (this.selected = selected),
      remove: (ids) => this.takeOut(ids),
      keep: (ids) => this.keep(ids),
    });
  }

  private renderFoot(workspace: Workspace) {
    const { text } = this.strings;
    const { subscribersAdded, subscribersRemoved } = draftDifference(workspace);
    const count = subscribersAdded.length + subscribersRemoved.length;
    const changed = hasSomethingToPublish(workspace);
    const incomplete = this.view?.counts.incomplete ?? 0;
    const canReview = changed || incomplete > 0;
    return html`<div class="actions">
      <span class="state"
        >${icon(changed ? 'pencil' : incomplete > 0 ? 'attention' : workspace.published ? 'done' : 'not-yet')}
        ${
          changed
            ? html`<span
                ><strong>${count > 0 ? text.changes(count) : text.someChanges}</strong>
                ${text.nothingYet}</span
              >`
            : incomplete > 0
              ? text.someIncomplete(incomplete)
              : workspace.published
                ? text.allPublished
                : text.nothingToPublish
        }</span
      >
      <button
        class="button primary push"
        aria-disabled=${canReview ? nothing : 'true'}
        @click=${() => canReview && void this.review()}
      >
        ${text.review}
      </button>
    </div>`;
  }

  /** Another workspace is shown. */
  private reset(): void {
    this.edits.clear();
    this.selected = new Set();
    this.filterText = '';
    this.filter = 'all';
  }

  private get stateParts(): StateParts {
    return { provider: this.shared, strings: this.strings };
  }

  private get view(): SubscriberView | undefined {
    const { workspace } = this.draft;
    return (
      workspace &&
      this.rows.get({
        workspace,
        roster: this.roster,
        requireSynced: this.requireSynced,
        search: this.filterText,
        filter: this.filter,
        language: this.strings.format.language,
      })
    );
  }

  private get requireSynced(): boolean {
    return this.shared.session?.workspaces.policy.requireSynced ?? true;
  }

  private takeOut(ids: readonly string[]): void {
    const { text } = this.strings;
    const [only] = ids;
    const name =
      ids.length === 1 && only !== undefined ? (this.roster.get(only)?.displayName ?? only) : undefined;
    this.edits.remove(ids, (count) => (name === undefined ? text.removed(count) : text.removedOne(name)));
    this.selected = new Set([...this.selected].filter((id) => !ids.includes(id)));
  }

  private keep(ids: readonly string[]): void {
    this.edits.add(ids, () =>
      this.strings.format.list(
        ids.map((id) => this.strings.text.keptOne(this.roster.get(id)?.displayName ?? id)),
      ),
    );
  }

  private async review(): Promise<void> {
    const workspaceId = await this.draft.store();
    if (workspaceId !== undefined) emit(this, 'o365-review-requested', { workspaceId });
  }
}
