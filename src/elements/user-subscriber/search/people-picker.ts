import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SearchController } from '../../../controllers/search-controller.js';
import { toProvisioningError, type ProvisioningError } from '../../../model/errors.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import type { FoundPeople } from './render-search.js';

export interface PeoplePickerActions {
  readonly isSubscribed: (user: DirectoryUser) => boolean;
  readonly add: (user: DirectoryUser) => void;
  /** Subscribes everybody who matches, also those who are not shown. */
  readonly addAll: (text: string) => Promise<void>;
}

/** The keyboard of the combobox: arrows move, Enter adds, Escape closes; the focus stays in the field. */
export class PeoplePicker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #search: SearchController<FoundPeople>;
  readonly #actions: PeoplePickerActions;
  #open = false;
  #active = -1;
  #activeFor: FoundPeople | undefined;
  #addingAll = false;
  #error: ProvisioningError | undefined;

  constructor(
    host: ReactiveControllerHost,
    search: SearchController<FoundPeople>,
    actions: PeoplePickerActions,
  ) {
    this.#host = host;
    this.#search = search;
    this.#actions = actions;
    host.addController(this);
  }

  /** Whether the list is shown: there is something to say about the text. */
  get open(): boolean {
    const { searching, found, error } = this.#search.state;
    return this.#open && (searching || found !== undefined || error !== undefined);
  }

  /** The option that Enter takes: a person, or behind them "all that match"; -1 for none. */
  get active(): number {
    return this.#active;
  }

  get addingAll(): boolean {
    return this.#addingAll;
  }

  /** Why not everybody could be added. */
  get error(): ProvisioningError | undefined {
    return this.#error;
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
    if (!this.open || this.#search.state.searching || this.#addingAll) return;
    const user = users[index];
    if (user) {
      if (!this.#actions.isSubscribed(user)) this.#actions.add(user);
    } else if (index === users.length && users.length > 1) void this.addEverybody();
  };

  async addEverybody(): Promise<void> {
    const { text } = this.#search.state;
    this.#addingAll = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      await this.#actions.addAll(text.trim());
    } catch (thrown) {
      this.#error = toProvisioningError(thrown);
    }
    this.#addingAll = false;
    this.#close();
  }

  /** New people: the first who can be added is the one that Enter adds. */
  hostUpdate(): void {
    const found = this.#search.state.found?.value;
    if (found === this.#activeFor) return;
    this.#activeFor = found;
    this.#active = found?.users.findIndex((user) => !this.#actions.isSubscribed(user)) ?? -1;
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
