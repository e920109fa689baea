import type { ReactiveControllerHost } from 'lit';
import type { PublishWarning } from '../../model/publish-plan.js';
import { warningKey } from './blocked-groups.js';

/** Per key of a warning, the users whom it named when the administrator checked it. */
export type ConfirmedLosses = ReadonlyMap<string, ReadonlySet<string>>;

/** Remembers which losses the administrator has checked, and for whom. */
export class LossChecks {
  readonly #host: ReactiveControllerHost;
  #confirmed: ConfirmedLosses = new Map();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get parts() {
    return {
      confirmed: this.#confirmed,
      onConfirm: (warning: PublishWarning, on: boolean): void => {
        const users = new Set(on ? warning.userIds : []);
        this.#set(new Map([...this.#confirmed, [warningKey(warning), users]]));
      },
    };
  }

  /** Forgets all: they are published. */
  clear(): void {
    this.#set(new Map());
  }

  #set(confirmed: ConfirmedLosses): void {
    this.#confirmed = confirmed;
    this.#host.requestUpdate();
  }
}
