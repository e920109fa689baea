import type { ReactiveControllerHost } from 'lit';
import { SittingState } from '../../../controllers/publishing/sitting-state.js';
import type { PublishWarning } from '../../../model/publish/change-set.js';
import { warningKey } from '../blocked/blocked-groups.js';

/** Per key of a warning, the users whom it named when the administrator checked it. */
export type ConfirmedWarnings = ReadonlyMap<string, ReadonlySet<string>>;

/** Remembers which losses the administrator has checked, and for whom. */
export class WarningConfirmations {
  readonly #confirmed: SittingState<ConfirmedWarnings>;

  constructor(host: ReactiveControllerHost, sitting: () => object) {
    this.#confirmed = new SittingState<ConfirmedWarnings>(host, sitting, new Map());
  }

  get parts() {
    return {
      confirmed: this.#confirmed.value,
      onConfirm: (warning: PublishWarning, on: boolean): void => {
        const users = new Set(on ? warning.userIds : []);
        this.#confirmed.value = new Map([...this.#confirmed.value, [warningKey(warning), users]]);
      },
    };
  }
}
