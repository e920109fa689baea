import type { ReactiveControllerHost } from 'lit';
import { SittingState } from '../../../controllers/publishing/sitting-state.js';
import { createMemo } from '../../../ui/create-memo.js';
import type { WhoListParts } from '../lists/who-list.js';
import { groupBlocked } from './blocked-groups.js';

/** Which lists of people are unfolded, and what is looked for in them; by the key of what they are about. */
export interface BlockedViewParts extends Pick<WhoListParts, 'opened' | 'onOpen'> {
  readonly searches: ReadonlyMap<string, string>;
  readonly onSearchIn: (key: string, text: string) => void;
  /** Id of the user whose usage location is being chosen. */
  readonly editedUserId: string | undefined;
  readonly onEditUser: (userId: string) => void;
  /** Groups once for the same plan and decisions: there may be thousands. */
  readonly groupBlocked: typeof groupBlocked;
}

/** Remembers what of the blocked is unfolded. */
export class BlockedView {
  readonly #opened: SittingState<ReadonlyMap<string, number>>;
  readonly #searches: SittingState<ReadonlyMap<string, string>>;
  readonly #editedUserId: SittingState<string | undefined>;
  readonly #groupBlocked = createMemo(groupBlocked);

  constructor(host: ReactiveControllerHost, sitting: () => object) {
    this.#opened = new SittingState<ReadonlyMap<string, number>>(host, sitting, new Map());
    this.#searches = new SittingState<ReadonlyMap<string, string>>(host, sitting, new Map());
    this.#editedUserId = new SittingState<string | undefined>(host, sitting, undefined);
  }

  get parts(): BlockedViewParts {
    return {
      opened: this.#opened.value,
      onOpen: (key, count) => {
        this.#opened.value = new Map([...this.#opened.value, [key, count]]);
      },
      searches: this.#searches.value,
      editedUserId: this.#editedUserId.value,
      onEditUser: (userId) => {
        this.#editedUserId.value = userId;
      },
      groupBlocked: this.#groupBlocked,
      onSearchIn: (key, text) => {
        this.#searches.value = new Map([...this.#searches.value, [key, text]]);
      },
    };
  }
}
