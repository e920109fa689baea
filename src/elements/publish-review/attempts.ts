import type { ReactiveControllerHost } from 'lit';
import { coversScope } from '../../auth/scopes/wider-scopes.js';
import type { PublishController } from '../../controllers/publishing/publish-controller.js';
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

/** Goes on where a permission was missing, once the administrator has allowed it. */
export class GrantedRetry {
  #before = '';

  follow(granted: readonly string[], { obstacle }: Attempts, publish: PublishController): void {
    if (granted.join() === this.#before) return;
    this.#before = granted.join();
    const { view } = publish;
    if (isSettled(obstacle?.error, granted)) obstacle?.retry();
    else if (view.status === 'failed' && isSettled(view.error, granted)) void publish.read();
    else if (view.status === 'publishing' && isSettled(view.state.error, granted)) view.shown.run.resume();
  }
}

function isSettled(error: ProvisioningError | undefined, granted: readonly string[]): boolean {
  return error?.code === 'consent-required' && error.scopes.every((scope) => coversScope(granted, scope));
}
