import { html, nothing, type LitElement } from 'lit';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { LeaseController } from '../../../controllers/publishing/lease-controller.js';
import type { NextController } from '../../../controllers/publishing/next-controller.js';
import type { PublishController } from '../../../controllers/publishing/publish-controller.js';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { emit } from '../../../events.js';
import type { PublishStrings } from '../../../localization/en/publish/publish-review.js';
import type { Actor } from '../../../model/actor.js';
import type { Review } from '../../../publishing/review/review.js';
import type { WatchedLease } from '../../../store/lease/lease-watch.js';
import { describeHolder } from '../../../ui/describe-holder.js';
import { renderErrorNotice } from '../../../ui/states/element-state.js';
import type { NextStart } from '../review/render-review.js';
import { renderHolder } from './render-holder.js';
import { renderNext } from './render-next.js';

export interface ColleagueOptions {
  readonly provider: ProviderController;
  readonly strings: StringsController<PublishStrings>;
  readonly publish: PublishController;
  readonly next: NextController;
  readonly nameActor: (id: string) => Actor;
  /** Undefined while it cannot be read, or is gone. */
  readonly nameWorkspace: (id: string) => string | undefined;
  /** Has this published next; whatever it needs is asked for at once. */
  readonly startNext: (review: Review) => void;
}

export interface ColleagueParts {
  readonly headingLevel: number;
  /** What is shown here is called; empty where nothing is. */
  readonly name: string;
  /** Whether the review shown could be published as it is; undefined where there is none, or nothing in it. */
  readonly isReady?: boolean | undefined;
  readonly next?: NextStart | undefined;
}

/** Somebody else who publishes to the tenant, and what is done about it here: wait, look, or take over. */
export class Colleague {
  readonly #host: LitElement;
  readonly #options: ColleagueOptions;
  readonly #lease: LeaseController;

  constructor(host: LitElement, options: ColleagueOptions) {
    const { provider, publish, next } = options;
    this.#host = host;
    this.#options = options;
    this.#lease = new LeaseController(host, {
      provider,
      onFree: () => {
        // What waits is reviewed anyway.
        if (next.state.status !== 'waiting') void publish.lookAgain();
      },
    });
  }

  /** Whoever publishes, but for one whose place is being taken. */
  get holder(): WatchedLease | undefined {
    return this.#options.publish.detour?.kind === 'take-over' ? undefined : this.#lease.holder;
  }

  /** How what is shown is published while somebody publishes; undefined while it can be published at once. */
  nextStart(review: Review, name: string): NextStart | undefined {
    const { publish, next, strings, startNext } = this.#options;
    const { holder } = this;
    if (!holder && !publish.busyElsewhere) return undefined;
    const label = strings.text.publishNext(review.changeSet.kind, name);
    const isLater = next.state.status !== 'waiting' && !this.#isSame(holder);
    return { label, ...(isLater ? { onNext: () => startNext(review) } : {}) };
  }

  render(parts: ColleagueParts): unknown {
    const { provider, strings, next } = this.#options;
    const { holder } = this;
    const { error } = this.#lease;
    const retry = (): void => void this.#lease.look();
    const { state } = next;
    return html`${renderErrorNotice({ provider, strings }, error && { error, retry })}
    ${holder ? this.#renderHolder(holder, parts) : nothing}
    ${renderNext({
      provider,
      strings,
      state,
      name: parts.name,
      onEnd: () => next.end(),
      onRetry: () => {
        if (state.status === 'failed' || state.status === 'waiting') next.waitOn(state.confirmed);
      },
    })}`;
  }

  #renderHolder(holder: WatchedLease, { headingLevel, name, isReady, next }: ColleagueParts): unknown {
    const { provider, strings, publish } = this.#options;
    const { progress } = holder;
    const isSame = this.#isSame(holder);
    const workspaceId = progress?.workspaceId;
    const leads = !isSame && this.#options.next.state.status !== 'waiting';
    const mayTakeOver = progress === undefined || provider.can(progress.kind, progress.workspaceId);
    return renderHolder({
      strings,
      headingLevel,
      holder,
      isYou: provider.isOwn(holder.by),
      heading: this.#describe(holder),
      ownName: name,
      isSame,
      now: new Date(),
      ...(next?.onNext && isReady !== undefined
        ? { next: { label: next.label, isReady, onNext: next.onNext } }
        : {}),
      ...(leads && workspaceId !== undefined ? { onViewProgress: () => this.#view(workspaceId) } : {}),
      ...(mayTakeOver ? { onTakeOver: () => void publish.takeOver(holder) } : {}),
    });
  }

  #describe(holder: WatchedLease): string {
    const { provider, strings, nameActor, nameWorkspace } = this.#options;
    const { text, common } = strings;
    const isYou = provider.isOwn(holder.by);
    return describeHolder(holder, { text, common, isYou, nameActor, nameWorkspace });
  }

  #isSame(holder: WatchedLease | undefined): boolean {
    const workspaceId = holder?.progress?.workspaceId;
    return workspaceId !== undefined && workspaceId === this.#options.publish.workspaceId;
  }

  /** Shows that workspace wherever elements follow what is selected, and lets the page lead to its review. */
  #view(workspaceId: string): void {
    this.#options.provider.withSession(({ workspaces }) => workspaces.selection.select(workspaceId));
    emit(this.#host, 'o365-review-requested', { workspaceId });
  }
}
