import type { LitElement } from 'lit';
import type { ActionController } from '../../controllers/action-controller.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { NextController } from '../../controllers/publishing/next-controller.js';
import type { PublishController } from '../../controllers/publishing/publish-controller.js';
import { isContinuation } from '../../controllers/publishing/publish-topic.js';
import { emit } from '../../events.js';
import type { Review } from '../../publishing/review/review.js';
import { describeStart } from '../../ui/start-detail.js';

export interface StartsOptions {
  readonly provider: ProviderController;
  readonly publish: PublishController;
  readonly action: ActionController;
  readonly next: () => NextController;
}

/** Starts what was confirmed, whatever it is: the portal is asked each time. */
export class Starts {
  readonly #host: LitElement;
  readonly #options: StartsOptions;
  /** The sitting in which something was confirmed that waits for what it needs. */
  #waitingIn: object | undefined;

  constructor(host: LitElement, options: StartsOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Whether something was confirmed and waits for what it needs. */
  get isStarting(): boolean {
    return this.#waitingIn === this.#options.publish.sitting;
  }

  /** Publishes this review, which is what was confirmed, also when it has to be tried again. */
  start(review: Review): void {
    const { provider, publish } = this.#options;
    this.#begin(async () => {
      await provider.auth?.getToken(review.scopes);
      await publish.publish(review, () => this.ask(review));
    });
  }

  /** Publishes this review when whoever publishes now is done; what it needs to be allowed is asked for at once. */
  startNext(review: Review): void {
    const { provider, publish, next } = this.#options;
    this.#begin(async () => {
      await publish.require(review);
      await provider.auth?.getToken(review.scopes);
      next().wait(review);
    });
  }

  /** Asks the page whether this may start now. */
  ask(review: Review): boolean {
    const detail = describeStart(review, isContinuation(this.#options.publish.detour));
    return emit(this.#host, 'o365-before-publish', detail, { cancelable: true });
  }

  /** Reviews what is left, and publishes it at once where all of it was confirmed here already. */
  async resume(): Promise<void> {
    const confirmed = await this.#options.publish.readRest();
    if (confirmed) this.start(confirmed);
  }

  /** One at a time: pressing once more meanwhile starts nothing else. */
  #begin(work: () => Promise<void>): void {
    const { action, publish } = this.#options;
    void action.runBeside(async () => {
      if (this.isStarting) return;
      const { sitting } = publish;
      this.#waitingIn = sitting;
      try {
        await work();
      } finally {
        if (this.#waitingIn === sitting) this.#waitingIn = undefined;
        this.#host.requestUpdate();
      }
    });
  }
}
