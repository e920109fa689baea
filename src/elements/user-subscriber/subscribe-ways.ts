import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { groupSearchRead, userSearchRead } from '../../context/reads/reads.js';
import type { Failure } from '../../controllers/action-controller.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { RosterController } from '../../controllers/roster-controller.js';
import { SearchController } from '../../controllers/search-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import type { GraphClient } from '../../graph/graph-client.js';
import type { UserSubscriberStrings } from '../../localization/en/people/user-subscriber.js';
import { ProvisioningError } from '../../model/errors.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import type { Group } from '../../services/groups/groups.js';
import { listMatchingUserIds } from '../../services/users/resolve-users.js';
import { Combobox } from '../../ui/combobox/combobox.js';
import { renderErrorNotice } from '../../ui/states/element-state.js';
import { GroupCopy } from './group-copy.js';
import { ListImport } from './list/list-import.js';
import { renderList } from './list/render-list.js';
import { renderGroup } from './render-group.js';
import { PeoplePicker, type FoundPeople } from './search/people-picker.js';
import { renderSearch } from './search/render-search.js';
import type { SubscriberEdits } from './subscribers/subscriber-edits.js';

const ways = ['search', 'list', 'group'] as const;
type Way = (typeof ways)[number];

/** People, and groups, that a search shows. */
const peopleShown = 8;
/** Rows of a list to look at that are shown at first, and each time more are asked for. */
const rowsPerStep = 50;

export interface WaysOptions {
  readonly provider: ProviderController;
  readonly strings: StringsController<UserSubscriberStrings>;
  readonly edits: SubscriberEdits;
  readonly roster: RosterController;
  readonly requireSynced: () => boolean;
}

/** The three ways in which people become subscribers: by search, from a list, from a group. */
export class SubscribeWays {
  readonly #host: ReactiveControllerHost;
  readonly #options: WaysOptions;
  readonly #people: SearchController<FoundPeople>;
  readonly #picker: PeoplePicker;
  readonly #groups: SearchController<readonly Group[]>;
  readonly #group: Combobox<readonly Group[], Group>;
  readonly #list: ListImport;
  readonly #copy: GroupCopy;
  #way: Way = 'search';
  #rowsShown = rowsPerStep;

  constructor(host: ReactiveControllerHost, options: WaysOptions) {
    this.#host = host;
    this.#options = options;
    const { provider, edits } = options;
    this.#people = new SearchController<FoundPeople>(host, {
      provider,
      read: (session, text) => userSearchRead(session, text, peopleShown),
    });
    this.#picker = new PeoplePicker(host, this.#people, {
      draft: () => edits.session,
      isSubscribed: ({ id }) => edits.subscribed.has(id),
      add: (user) => this.#addPerson(user),
      addAll: async (text, signal) => this.#add(await listMatchingUserIds(this.#client, text, { signal })),
    });
    this.#groups = new SearchController<readonly Group[]>(host, {
      provider,
      read: (session, text) => groupSearchRead(session, text, peopleShown),
    });
    this.#group = new Combobox<readonly Group[], Group>(host, this.#groups, {
      list: (groups) => groups,
      onPick: (group) => {
        this.#group.close();
        this.#copy.choose(group);
      },
    });
    this.#list = new ListImport(host);
    this.#copy = new GroupCopy(host);
  }

  /** Forgets what was found, chosen and typed: it belongs to another account. */
  clear(): void {
    this.#list.clear();
    this.#copy.choose(undefined);
  }

  render(): TemplateResult {
    const way = this.#way;
    return html`<div class="find">
        ${this.#renderWays()} ${way === 'search' ? this.#renderSearch() : nothing}
      </div>
      ${this.#renderFailure(this.#picker.failure)} ${way === 'list' ? this.#renderList() : nothing}
      ${way === 'group' ? this.#renderGroup() : nothing}`;
  }

  #renderWays(): TemplateResult {
    const { text } = this.#options.strings;
    const choose = (way: Way): void => {
      this.#way = way;
      this.#host.requestUpdate();
    };
    return html`<fieldset class="segments">
      <legend class="visually-hidden">${text.how}</legend>
      ${ways.map(
        (way) =>
          html`<label>
            <input type="radio" name="way" .checked=${way === this.#way} @change=${() => choose(way)} />
            <span data-text=${text.ways[way]}>${text.ways[way]}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  #renderSearch(): TemplateResult {
    const { strings, edits, requireSynced } = this.#options;
    return renderSearch({
      strings,
      picker: this.#picker,
      subscribed: edits.subscribed,
      requireSynced: requireSynced(),
      renderError: () => this.#renderFailure(this.#people.state.failure),
    });
  }

  #renderList(): TemplateResult {
    const { strings, edits } = this.#options;
    const list = this.#list;
    const check = (): void => {
      this.#rowsShown = rowsPerStep;
      void list.check(this.#client);
    };
    return renderList({
      strings,
      list,
      subscribed: edits.subscribed,
      rowsShown: this.#rowsShown,
      renderError: () => this.#renderFailure(list.failure),
      renderHelpError: () => this.#renderFailure(list.helpFailure),
      check,
      readFile: (file) => void list.readFile(file, this.#client),
      readDeleted: () => void list.readDeleted(this.#client),
      showMore: () => {
        this.#rowsShown += rowsPerStep;
        this.#host.requestUpdate();
      },
      add: () => {
        this.#add(list.listPeople(edits.subscribed).map(({ id }) => id));
        list.clear();
      },
    });
  }

  #renderGroup(): TemplateResult {
    const { strings, edits } = this.#options;
    const copy = this.#copy;
    const read = (): void => void copy.readMembers(this.#client);
    return renderGroup({
      strings,
      combobox: this.#group,
      copy,
      subscribed: edits.subscribed,
      renderSearchFailure: () => this.#renderFailure(this.#groups.state.failure),
      renderReadFailure: () => this.#renderFailure(copy.failure),
      read,
      add: () => {
        this.#add(copy.members ?? []);
        copy.choose(undefined);
      },
    });
  }

  #renderFailure(failure: Failure | undefined): unknown {
    const { provider, strings } = this.#options;
    return renderErrorNotice({ provider, strings }, failure);
  }

  #addPerson(user: DirectoryUser): void {
    const { edits, roster, strings } = this.#options;
    roster.add([user]);
    edits.add([user.id], () => strings.text.addedOne(user.displayName));
  }

  #add(ids: readonly string[]): void {
    const { edits, strings } = this.#options;
    edits.add(ids, (count) => strings.text.addedSome(count, ids.length - count));
  }

  /** Only called where somebody is signed in. */
  get #client(): GraphClient {
    const client = this.#options.provider.session?.graph.client;
    if (!client) throw new ProvisioningError('not-signed-in', 'No one is signed in.');
    return client;
  }
}
