import type { ReactiveControllerHost } from 'lit';
import { createMemo } from '../shared/create-memo.js';
import { groupBlocked } from './blocked-groups.js';

/** Which lists of people are unfolded, and what is looked for in them; by the key of what they are about. */
export interface BlockedViewParts {
  /** How many users are listed. */
  readonly opened: ReadonlyMap<string, number>;
  readonly onOpen: (key: string, count: number) => void;
  readonly searches: ReadonlyMap<string, string>;
  readonly onSearchIn: (key: string, text: string) => void;
  /** Id of the user whose field somebody turned to. */
  readonly turnedTo: string | undefined;
  readonly onTurnTo: (userId: string) => void;
  /** Groups once for the same plan and decisions: there may be thousands. */
  readonly groupBlocked: typeof groupBlocked;
}

/** Remembers what of the blocked is unfolded. */
export class BlockedView {
  readonly #host: ReactiveControllerHost;
  #opened: ReadonlyMap<string, number> = new Map();
  #searches: ReadonlyMap<string, string> = new Map();
  #turnedTo: string | undefined;
  readonly #groupBlocked = createMemo(groupBlocked);

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
      turnedTo: this.#turnedTo,
      onTurnTo: (userId) => {
        this.#turnedTo = userId;
        this.#host.requestUpdate();
      },
      groupBlocked: this.#groupBlocked,
      onSearchIn: (key, text) => {
        this.#searches = new Map([...this.#searches, [key, text]]);
        this.#host.requestUpdate();
      },
    };
  }
}
