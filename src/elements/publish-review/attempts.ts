import type { ReactiveControllerHost } from 'lit';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';

/** What kept the last press of a button from doing its work. */
export interface Obstacle {
  readonly error: ProvisioningError;
  readonly retry: () => void;
}

/** Does what buttons ask for, and keeps what went wrong so that it can be shown and tried again. */
export class Attempts {
  readonly #host: ReactiveControllerHost;
  #obstacle: Obstacle | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get obstacle(): Obstacle | undefined {
    return this.#obstacle;
  }

  async attempt(work: () => Promise<void>): Promise<void> {
    this.#set(undefined);
    try {
      await work();
    } catch (error) {
      this.#set({ error: toProvisioningError(error), retry: () => void this.attempt(work) });
    }
  }

  #set(obstacle: Obstacle | undefined): void {
    this.#obstacle = obstacle;
    this.#host.requestUpdate();
  }
}
