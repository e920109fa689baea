import type { LitElement } from 'lit';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { PublishController } from '../../controllers/publishing/publish-controller.js';
import { emit } from '../../events.js';
import type { Review } from '../../publishing/review/review.js';
import type { Attempts } from './attempts.js';

export interface StartsOptions {
  readonly provider: ProviderController;
  readonly publish: PublishController;
  readonly attempts: Attempts;
}

/** Starts what was confirmed, whatever it is: the portal is asked each time. */
export class Starts {
  readonly #host: LitElement;
  readonly #options: StartsOptions;

  constructor(host: LitElement, options: StartsOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Publishes this review, which is what was confirmed, also when it has to be tried again. */
  start(review: Review): void {
    void this.#options.attempts.attempt(() => this.#start(review));
  }

  /** Reviews what is left, and publishes it at once where all of it was confirmed here already. */
  async goOn(): Promise<void> {
    const confirmed = await this.#options.publish.readRest();
    if (confirmed) this.start(confirmed);
  }

  /** Publishes a review, once the permissions that it needs are there and no listener objects. */
  async #start(review: Review): Promise<void> {
    const { provider, publish } = this.#options;
    const { workspaceId, kind, changes } = review.changeSet;
    const goesOn = publish.detour?.kind === 'rest';
    await provider.auth?.getToken(review.scopes);
    if (!publish.stands(review)) return;
    const about = workspaceId === undefined ? { kind } : { workspaceId, kind };
    const detail = { ...about, goesOn, users: changes.length };
    if (emit(this.#host, 'o365-before-publish', detail, { cancelable: true })) publish.publish(review);
  }
}
