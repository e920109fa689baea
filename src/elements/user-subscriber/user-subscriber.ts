import { LitElement, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { groupSearchRead, userSearchRead } from '../../context/reads.js';
import type { GraphServices } from '../../context/graph-services.js';
import { DraftController } from '../../controllers/draft-controller.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { RosterController } from '../../controllers/roster-controller.js';
import { SearchController } from '../../controllers/search-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { VirtualRowsController } from '../../controllers/virtual-rows-controller.js';
import type { GraphClient } from '../../graph/graph-client.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { userSubscriberStrings } from '../../localization/en/user-subscriber.js';
import { ProvisioningError } from '../../model/errors.js';
import type { DirectoryUser } from '../../model/user.js';
import { draftDifference, hasUnpublishedChanges, type Workspace } from '../../model/workspace.js';
import type { Group } from '../../services/groups.js';
import { listMatchingUserIds } from '../../services/resolve-users.js';
import { elementStyles } from '../../theme/element.styles.js';
import { renderErrorNotice, renderRead, type StateParts } from '../shared/element-state.js';
import { GroupCopy } from './group-copy.js';
import { ListImport } from './list-import.js';
import { PeoplePicker } from './people-picker.js';
import { renderGroup } from './render-group.js';
import { renderList } from './render-list.js';
import { renderSearch } from './render-search.js';
import { renderSubscribers } from './render-subscribers.js';
import { SubscriberEdits } from './subscriber-edits.js';
import {
  listConcerned,
  SubscriberRows,
  type SubscriberFilter,
  type SubscriberView,
} from './subscriber-rows.js';
import type { SubscriberRow } from './subscriber-state.js';
import { styles } from './user-subscriber.styles.js';

const ways = ['search', 'list', 'group'] as const;
type Way = (typeof ways)[number];

/** People, and groups, that a search shows. */
const peopleShown = 8;
/** Rows of a list to look at that are shown at first, and each time more are asked for. */
const rowsPerStep = 50;

/**
 * @summary Subscribes people to a workspace: by search, from a pasted list or a file, or from a group. Shows who is subscribed and in which state.
 * @tagname user-subscriber
 *
 * @fires {CustomEvent<SubscribersChangedDetail>} o365-subscribers-changed - People were subscribed or taken out in the draft.
 * @fires {CustomEvent<WorkspaceDetail>} o365-review-requested - The administrator wants to see what publishing changes.
 * @csspart heading - The heading.
 * @csspart subscribers - The list of subscribers with its filters.
 * @cssproperty [--o365-list-height=min(60vh, 480px)] - Height at which the list starts to scroll.
 */
export class UserSubscriber extends LitElement {
  static override styles = [...elementStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** The workspace to subscribe people to. Default: the one that is selected in the provider. */
  @property({ attribute: 'workspace-id' }) workspaceId = '';

  @state() private way: Way = 'search';
  @state() private filterText = '';
  @state() private filter: SubscriberFilter = 'all';
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private rowsShown = rowsPerStep;

  @query('.scroller') private readonly scroller!: HTMLElement | null;

  private graph: GraphServices | undefined;
  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'user-subscriber', userSubscriberStrings);
  private readonly draft = new DraftController(this, this.shared, () => this.workspaceId);
  private readonly edits = new SubscriberEdits(this, this.draft);
  private readonly roster = new RosterController(this, this.shared, () =>
    this.draft.workspace ? listConcerned(this.draft.workspace) : [],
  );
  private readonly people = new SearchController(this, {
    graph: () => this.shared.graph,
    read: (graph, text) => userSearchRead(graph, text, peopleShown),
  });
  private readonly picker = new PeoplePicker(this, this.people, {
    isSubscribed: (user) => this.edits.subscribed.has(user.id),
    add: (user) => this.addPerson(user),
    addAll: async (text) => this.add(await listMatchingUserIds(this.client, text)),
  });
  private readonly groups = new SearchController<readonly Group[]>(this, {
    graph: () => this.shared.graph,
    read: (graph, text) => groupSearchRead(graph, text, peopleShown),
  });
  private readonly list = new ListImport(this);
  private readonly copy = new GroupCopy(this);
  private readonly rows = new SubscriberRows();
  private readonly virtual = new VirtualRowsController<SubscriberRow>(this, {
    rows: () => this.view?.rows ?? [],
    key: ({ id }) => id,
    scroller: () => this.scroller,
    rowHeight: 37,
  });

  protected override willUpdate(): void {
    if (this.shared.graph === this.graph) return;
    this.graph = this.shared.graph;
    // What was found, chosen and typed belongs to the account before.
    this.list.clear();
    this.copy.choose(undefined);
    this.selected = new Set();
    this.filterText = '';
  }

  protected override render() {
    return html`<div class="stack">
      ${renderRead(
        this.stateParts,
        this.draft.state,
        () => void this.draft.refetch(),
        () => {
          const { workspace } = this.draft;
          return workspace ? this.renderWorkspace(workspace) : this.renderNone();
        },
      )}
    </div>`;
  }

  private renderNone() {
    const { text } = this.strings;
    return html`<div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
        ${text.headingNone}
      </div>
      <div class="blank" part="state">
        ${icon('people')}
        <p class="label">${text.noneTitle}</p>
        <p class="muted">${text.none}</p>
      </div>`;
  }

  private renderWorkspace(workspace: Workspace) {
    const { text } = this.strings;
    const { session } = this.draft;
    return html`<div class="row">
        <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
          ${text.heading(workspace.draft.name)}
        </div>
        <span class="muted">${text.after(workspace.draft.subscribers.length)}</span>
      </div>
      ${this.renderProblem(session?.problem, () => void this.draft.flush())}
      <div class="find">${this.renderWays()} ${this.way === 'search' ? this.renderSearch() : nothing}</div>
      ${this.renderProblem(this.picker.error, () => void this.picker.addEverybody())}
      ${this.way === 'list' ? this.renderList() : nothing}
      ${this.way === 'group' ? this.renderGroup() : nothing}
      <div class="row small" role="status">${this.renderNews()}</div>
      ${this.renderProblem(this.roster.error, () => this.roster.retry())}${this.renderSubscribers()}
      ${this.renderFoot(workspace)}`;
  }

  private renderWays() {
    const { text } = this.strings;
    return html`<fieldset class="segments">
      <legend class="visually-hidden">${text.how}</legend>
      ${ways.map(
        (way) =>
          html`<label>
            <input type="radio" name="way" .checked=${way === this.way} @change=${() => (this.way = way)} />
            <span data-text=${text.ways[way]}>${text.ways[way]}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  private renderSearch() {
    const { picker } = this;
    return renderSearch({
      strings: this.strings,
      state: this.people.state,
      open: picker.open,
      active: picker.active,
      subscribed: this.edits.subscribed,
      requireSynced: this.requireSynced,
      addingAll: picker.addingAll,
      renderError: () => this.renderProblem(this.people.state.error, () => this.people.again()),
      onType: picker.onType,
      onKeydown: picker.onKeydown,
      onFocus: picker.onFocus,
      onBlur: picker.onBlur,
      onPick: picker.onPick,
    });
  }

  private renderList() {
    return renderList({
      strings: this.strings,
      list: this.list,
      subscribed: this.edits.subscribed,
      rowsShown: this.rowsShown,
      renderError: () => this.renderProblem(this.list.error, () => void this.list.check(this.client)),
      check: () => void this.list.check(this.client),
      readFile: (file) => void this.list.readFile(file, this.client),
      showMore: () => (this.rowsShown += rowsPerStep),
      add: () => {
        this.add(this.list.listPeople(this.edits.subscribed).map(({ id }) => id));
        this.list.clear();
      },
    });
  }

  private renderGroup() {
    return renderGroup({
      strings: this.strings,
      state: this.groups.state,
      copy: this.copy,
      subscribed: this.edits.subscribed,
      renderSearchError: () => this.renderProblem(this.groups.state.error, () => this.groups.again()),
      renderReadError: () =>
        this.renderProblem(this.copy.error, () => void this.copy.readMembers(this.client)),
      onType: (text) => this.groups.type(text),
      read: () => void this.copy.readMembers(this.client),
      add: () => {
        this.add(this.copy.members ?? []);
        this.copy.choose(undefined);
      },
    });
  }

  private renderNews() {
    const { news } = this.edits;
    if (!news) return nothing;
    return html`<span class="state">${icon('done', 'ok')} ${news.text}</span>
      <button class="button quiet small" @click=${news.undo}>
        ${icon('undo')} ${this.strings.text.undo}
      </button>`;
  }

  private renderSubscribers() {
    const { view } = this;
    if (!view) return nothing;
    return renderSubscribers({
      strings: this.strings,
      view,
      virtual: this.virtual,
      search: this.filterText,
      filter: this.filter,
      selected: this.selected,
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
    const changed = hasUnpublishedChanges(workspace);
    return html`<div class="actions">
      <span class="state"
        >${icon(changed ? 'pencil' : 'done')}
        ${
          changed
            ? html`<span
                ><strong>${count > 0 ? text.changes(count) : text.someChanges}</strong>
                ${text.nothingYet}</span
              >`
            : text.allPublished
        }</span
      >
      <button
        class="button primary push"
        aria-disabled=${changed ? nothing : 'true'}
        @click=${() => changed && void this.review(workspace.id)}
      >
        ${text.review}
      </button>
    </div>`;
  }

  private renderProblem(error: ProvisioningError | undefined, retry: () => void) {
    return error ? renderErrorNotice(this.stateParts, error, retry) : nothing;
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

  /** Only called where somebody is signed in. */
  private get client(): GraphClient {
    const client = this.shared.graph?.client;
    if (!client) throw new ProvisioningError('not-signed-in', 'Nobody is signed in.');
    return client;
  }

  private get requireSynced(): boolean {
    return this.shared.workspaces?.policy.requireSynced ?? true;
  }

  private addPerson(user: DirectoryUser): void {
    this.roster.add([user]);
    this.edits.add([user.id], () => this.strings.text.addedOne(user.displayName));
  }

  private add(ids: readonly string[]): void {
    this.edits.add(ids, (count) => this.strings.text.addedSome(count, ids.length - count));
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

  /** The review shows what is stored, so that comes first. */
  private async review(workspaceId: string): Promise<void> {
    await this.draft.flush();
    if (!this.draft.session?.unsaved) emit(this, 'o365-review-requested', { workspaceId });
  }
}
