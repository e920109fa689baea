import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isSameReview } from '../../publishing/next/is-same-review.js';
import type { NextPublish, NextState } from '../../publishing/next/next-publish.js';
import type { Review } from '../../publishing/review/review.js';
import { toCanonicalJson } from '../../store/canonical-json.js';
import type { ProviderController } from '../provider-controller.js';
import type { PublishController } from './publish-controller.js';
import { isAbout, isSameTopic, type PublishTopic } from './publish-topic.js';

export interface NextControllerOptions {
  readonly provider: ProviderController;
  readonly publish: PublishController;
  /** Asked when its turn has come. */
  readonly mayStart: (review: Review) => boolean;
}

const idle: NextState = { status: 'idle' };

/**
 * Has what its host shows published when whoever publishes now is done. The wait outlasts the host; it ends with another
 * topic, with another decision, and when what is shown is no longer what was confirmed.
 */
export class NextController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: NextControllerOptions;
  #next: NextPublish | undefined;
  #ends: readonly (() => void)[] = [];
  #topic: PublishTopic | undefined;
  /** The last review that was found to be as confirmed. */
  #same: Review | undefined;

  constructor(host: ReactiveControllerHost, options: NextControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Where the wait for what is shown stands. */
  get state(): NextState {
    const state = this.#next?.state ?? idle;
    return state.status !== 'idle' && this.#shows(state.confirmed) ? state : idle;
  }

  /** Publishes what was confirmed, and only while it stands, when its turn comes. */
  wait(confirmed: Review): void {
    if (this.#options.publish.stands(confirmed)) this.waitOn(confirmed);
  }

  /** Goes on waiting with what waited before. */
  waitOn(confirmed: Review): void {
    const readAnew = this.#options.publish.createReader(confirmed.decisions);
    if (readAnew) this.#next?.wait(confirmed, readAnew);
  }

  end(): void {
    this.#next?.end();
  }

  hostUpdate(): void {
    const { provider, publish } = this.#options;
    this.#follow(provider.session?.workspaces.next);
    const { topic } = publish;
    const isNew = topic !== undefined && !isSameTopic(topic, this.#topic);
    this.#topic = topic;
    if (isNew && !this.#next?.isShown) this.#next?.end();
    this.#judge();
  }

  hostDisconnected(): void {
    this.#follow(undefined);
    this.#topic = undefined;
  }

  #follow(next: NextPublish | undefined): void {
    if (next === this.#next) return;
    for (const end of this.#ends) end();
    this.#next = next;
    const { mayStart } = this.#options;
    this.#ends = next
      ? [
          next.subscribe(() => this.#host.requestUpdate()),
          next.attend({ shows: (review) => this.#shows(review), mayStart }),
        ]
      : [];
  }

  #judge(): void {
    const { publish } = this.#options;
    const { state } = this;
    if (state.status === 'changed') {
      this.#next?.end();
      publish.showInstead(state.review);
    }
    const { view } = publish;
    if (state.status !== 'waiting' || view.status !== 'review' || view.reading) return;
    const { confirmed } = state;
    const { review } = view;
    if (review === this.#same || review.topic.kind !== confirmed.topic.kind) return;
    if (isSameReview(review, confirmed)) {
      this.#same = review;
      return;
    }
    this.#next?.end();
    const isDecided = toCanonicalJson(review.decisions) !== toCanonicalJson(confirmed.decisions);
    if (!isDecided) publish.showInstead(undefined);
  }

  #shows({ changeSet: { workspaceId } }: Review): boolean {
    const { topic } = this.#options.publish;
    return topic !== undefined && isAbout(workspaceId === undefined ? {} : { workspaceId }, topic);
  }
}
