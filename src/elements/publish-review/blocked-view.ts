import type { ReactiveControllerHost } from 'lit';

/** Which lists of people are unfolded, and what is looked for in them; by the key of what they are about. */
export interface BlockedViewParts {
  /** How many users are listed. */
  readonly opened: ReadonlyMap<string, number>;
  readonly onOpen: (key: string, count: number) => void;
  readonly searches: ReadonlyMap<string, string>;
  readonly onSearchIn: (key: string, text: string) => void;
}

/** Remembers what of the blocked is unfolded. */
export class BlockedView {
  readonly #host: ReactiveControllerHost;
  #opened: ReadonlyMap<string, number> = new Map();
  #searches: ReadonlyMap<string, string> = new Map();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get parts(): BlockedViewParts {
    return {
      opened: this.#opened,
      onOpen: (key, count) => {
        this.#opened = new Map([...this.#opened, [key, count]]);
        this.#host.requestUpdate();
      },
      searches: this.#searches,
      onSearchIn: (key, text) => {
        this.#searches = new Map([...this.#searches, [key, text]]);
        this.#host.requestUpdate();
      },
    };
  }
}
