import type { ReactiveControllerHost } from 'lit';
import { ActionController, type Failure } from '../../../controllers/action-controller.js';
import type { SearchController } from '../../../controllers/search-controller.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { Combobox } from '../../../ui/combobox/combobox.js';

export interface FoundPeople {
  readonly users: readonly DirectoryUser[];
  readonly count: number;
}

/** Somebody, or behind several of them everybody who matches. */
export type PeopleOption = DirectoryUser | 'all';

export interface PeoplePickerActions {
  /** The draft that they are added to: another one ends adding. */
  readonly draft: () => unknown;
  readonly isSubscribed: (user: DirectoryUser) => boolean;
  readonly add: (user: DirectoryUser) => void;
  /** Subscribes everybody who matches, also those who are not shown. */
  readonly addAll: (text: string, signal: AbortSignal) => Promise<void>;
}

/** Adds people whom a search finds: the list stays open for the next. */
export class PeoplePicker {
  readonly combobox: Combobox<FoundPeople, PeopleOption>;
  readonly #actions: PeoplePickerActions;
  readonly #addingAll: ActionController;

  constructor(
    host: ReactiveControllerHost,
    search: SearchController<FoundPeople>,
    actions: PeoplePickerActions,
  ) {
    this.#actions = actions;
    this.#addingAll = new ActionController(host, actions.draft);
    this.combobox = new Combobox<FoundPeople, PeopleOption>(host, search, {
      list: ({ users }) => (users.length > 1 ? [...users, 'all'] : users),
      isOffered: (option) => option !== 'all' && !actions.isSubscribed(option),
      onPick: (option) => this.#pick(option),
    });
  }

  get addingAll(): boolean {
    return this.#addingAll.running;
  }

  /** Why not everybody could be added. */
  get failure(): Failure | undefined {
    return this.#addingAll.failure;
  }

  async #addEverybody(): Promise<void> {
    const { text } = this.combobox.state;
    await this.#addingAll.run((signal) => this.#actions.addAll(text.trim(), signal));
    this.combobox.close();
  }

  #pick(option: PeopleOption): void {
    if (this.addingAll) return;
    if (option === 'all') void this.#addEverybody();
    else if (!this.#actions.isSubscribed(option)) this.#actions.add(option);
  }
}
