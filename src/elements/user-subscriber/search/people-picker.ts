import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ActionController, type Failure } from '../../../controllers/action-controller.js';
import type { SearchController } from '../../../controllers/search-controller.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import type { FoundPeople } from './render-search.js';

export interface PeoplePickerActions {
  /** The draft that they are added to: another one ends adding. */
  readonly draft: () => unknown;
  readonly isSubscribed: (user: DirectoryUser) => boolean;
  readonly add: (user: DirectoryUser) => void;
  /** Subscribes everybody who matches, also those who are not shown. */
  readonly addAll: (text: string, signal: AbortSignal) => Promise<void>;
}

/** The keyboard of the combobox: arrows move, Enter adds, Escape closes; the focus stays in the field. */
export class PeoplePicker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #search: SearchController<FoundPeople>;
  readonly #actions: PeoplePickerActions;
  readonly #addingAll: ActionController;
  #open = false;
  #active = -1;
  #activeFor: FoundPeople | undefined;

  constructor(
    host: ReactiveControllerHost,
    search: SearchController<FoundPeople>,
    actions: PeoplePickerActions,
  ) {
    this.#host = host;
    this.#search = search;
    this.#actions = actions;
    this.#addingAll = new ActionController(host, actions.draft);
    host.addController(this);
  }

  /** Whether the list is shown: there is something to say about the text. */
  get open(): boolean {
    const { searching, found, failure } = this.#search.state;
    return this.#open && (searching || found !== undefined || failure !== undefined);
  }

  /** The option that Enter takes: a person, or behind them "all that match"; -1 for none. */
  get active(): number {
    return this.#active;
  }

  get addingAll(): boolean {
    return this.#addingAll.running;
  }

  /** Why not everybody could be added. */
  get failure(): Failure | undefined {
    return this.#addingAll.failure;
  }

  readonly onType = (text: string): void => {
    this.#open = true;
    this.#search.type(text);
  };

  readonly onFocus = (): void => {
    this.#open = true;
    this.#host.requestUpdate();
  };

  readonly onBlur = (): void => this.#close();

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        this.#open = true;
        return this.#move(event.key === 'ArrowDown' ? 1 : -1);
      case 'Enter':
        event.preventDefault();
        return this.onPick(this.#active);
      case 'Escape':
        // A second Escape empties the field, as search fields do; the dialog around it stays open meanwhile.
        if (!this.open && this.#search.state.text === '') return;
        event.preventDefault();
        event.stopPropagation();
        if (!this.open) this.#search.clear();
        return this.#close();
    }
  };

  /** Takes an option. While newer people are on their way, nobody of the list before is added. */
  readonly onPick = (index: number): void => {
    const users = this.#search.state.found?.value.users ?? [];
    if (!this.open || this.#search.state.searching || this.addingAll) return;
    const user = users[index];
    if (user) {
      if (!this.#actions.isSubscribed(user)) this.#actions.add(user);
    } else if (index === users.length && users.length > 1) void this.#addEverybody();
  };

  /** New people: the first who can be added is the one that Enter adds. */
  hostUpdate(): void {
    const found = this.#search.state.found?.value;
    if (found === this.#activeFor) return;
    this.#activeFor = found;
    this.#active = found?.users.findIndex((user) => !this.#actions.isSubscribed(user)) ?? -1;
  }

  async #addEverybody(): Promise<void> {
    const { text } = this.#search.state;
    await this.#addingAll.run((signal) => this.#actions.addAll(text.trim(), signal));
    this.#close();
  }

  #move(step: 1 | -1): void {
    const users = this.#search.state.found?.value.users ?? [];
    const options = users.length > 1 ? users.length + 1 : users.length;
    if (options > 0)
      this.#active = this.#active < 0 && step < 0 ? options - 1 : (this.#active + step + options) % options;
    this.#host.requestUpdate();
  }

  #close(): void {
    this.#open = false;
    this.#host.requestUpdate();
  }
}
