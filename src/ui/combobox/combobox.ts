import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SearchController, SearchState } from '../../controllers/search-controller.js';

export interface ComboboxOptions<Found, Option> {
  /** What can be taken of what was found. */
  readonly list: (found: Found) => readonly Option[];
  /** Whether Enter may take it at once; else only when arrows led to it. */
  readonly isOffered?: (option: Option) => boolean;
  readonly onPick: (option: Option) => void;
}

/** A search field with a list: arrows move in it, Enter takes, Escape closes; the focus stays in the field. */
export class Combobox<Found, Option> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #search: SearchController<Found>;
  readonly #options: ComboboxOptions<Found, Option>;
  #open = false;
  #active = -1;
  #activeFor: Found | undefined;

  constructor(
    host: ReactiveControllerHost,
    search: SearchController<Found>,
    options: ComboboxOptions<Found, Option>,
  ) {
    this.#host = host;
    this.#search = search;
    this.#options = options;
    host.addController(this);
  }

  get state(): SearchState<Found> {
    return this.#search.state;
  }

  /** Whether the list is shown: there is something to say about the text. */
  get isOpen(): boolean {
    const { searching, found, failure } = this.state;
    return this.#open && (searching || found !== undefined || failure !== undefined);
  }

  get options(): readonly Option[] {
    const { found } = this.state;
    return found ? this.#options.list(found.value) : [];
  }

  /** The option that Enter takes, by its place; -1 for none. */
  get active(): number {
    return this.#active;
  }

  readonly onType = (text: string): void => {
    this.#open = true;
    this.#search.type(text);
  };

  readonly open = (): void => this.#setOpen(true);
  readonly close = (): void => this.#setOpen(false);

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        this.#move(event.key === 'ArrowDown' ? 1 : -1);
        return this.open();
      case 'Enter':
        event.preventDefault();
        return this.pick(this.#active);
      case 'Escape':
        // A second Escape empties the field, as search fields do; the dialog around it stays open meanwhile.
        if (!this.isOpen && this.state.text === '') return;
        event.preventDefault();
        event.stopPropagation();
        if (!this.isOpen) this.#search.clear();
        return this.close();
    }
  };

  /** Takes an option. While newer ones are on their way, nothing of the list before is taken. */
  pick(index: number): void {
    const option = this.options[index];
    if (option !== undefined && this.isOpen && !this.state.searching) this.#options.onPick(option);
  }

  /** Something else was found: Enter takes the first of it that is offered. */
  hostUpdate(): void {
    const found = this.state.found?.value;
    if (found === this.#activeFor) return;
    this.#activeFor = found;
    const { isOffered = () => true } = this.#options;
    this.#active = this.options.findIndex(isOffered);
  }

  #move(step: 1 | -1): void {
    const count = this.options.length;
    if (count === 0) return;
    this.#active = this.#active < 0 && step < 0 ? count - 1 : (this.#active + step + count) % count;
  }

  #setOpen(open: boolean): void {
    this.#open = open;
    this.#host.requestUpdate();
  }
}
