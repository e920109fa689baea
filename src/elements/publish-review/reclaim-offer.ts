import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { disabledHoldersRead } from '../../context/reads/reads.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { PublishController } from '../../controllers/publishing/publish-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { findReclaimable } from '../../insights/find-reclaimable.js';
import type { ChangeSet, ReclaimItem } from '../../model/publish/change-set.js';

export interface ReclaimOfferOptions {
  /** What the element is about otherwise: when that changes, nothing is taken back any more. */
  readonly topic: () => readonly unknown[];
  /** Plans (SKU ids) of which somebody gets no license; nothing is read while there are none. */
  readonly shortPlans: () => readonly string[];
}

/** Licenses of people who may not sign in: offered where a plan has run out, taken back by a review of their own. */
export class ReclaimOffer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #provider: ProviderController;
  readonly #options: ReclaimOfferOptions;
  readonly #holders;
  readonly #keeps;
  readonly #workspaces;
  #topic: readonly unknown[] = [];
  #chosen: readonly ReclaimItem[] | undefined;

  constructor(host: ReactiveControllerHost, provider: ProviderController, options: ReclaimOfferOptions) {
    this.#host = host;
    this.#provider = provider;
    this.#options = options;
    const { shortPlans } = options;
    this.#holders = new QueryController(host, provider, (session) => {
      const skuIds = shortPlans();
      return skuIds.length > 0 ? disabledHoldersRead(session, skuIds) : undefined;
    });
    this.#keeps = new QueryController(host, provider, ({ workspaces }) =>
      shortPlans().length > 0 ? workspaces.insights.keeps : undefined,
    );
    this.#workspaces = new QueryController(host, provider, ({ workspaces }) => workspaces.read);
    host.addController(this);
  }

  /** What is to be taken back, while that is reviewed. */
  get chosen(): readonly ReclaimItem[] | undefined {
    return this.#chosen;
  }

  /** What could be taken back of a plan. Nothing while it is not known what is kept on purpose. */
  list(skuId: string): readonly ReclaimItem[] {
    const { value: keeps } = this.#keeps;
    const { value: workspaces } = this.#workspaces;
    if (!keeps || !workspaces) return [];
    return findReclaimable({
      holders: this.#holders.value?.get(skuId) ?? [],
      skuId,
      workspaces: workspaces.map(({ workspace }) => workspace),
      keeps,
      now: new Date(),
    });
  }

  hostUpdate(): void {
    const topic = [this.#provider.session?.workspaces, ...this.#options.topic()];
    if (topic.some((each, index) => each !== this.#topic[index])) this.#chosen = undefined;
    this.#topic = topic;
  }

  choose(items: readonly ReclaimItem[] | undefined): void {
    this.#chosen = items;
    this.#host.requestUpdate();
  }
}

/** Plans (SKU ids) of which somebody gets no license: in the review, or as it turned out. */
export function listShortPlans({
  view,
  review,
  results,
}: Pick<PublishController, 'view' | 'review' | 'results'>): readonly string[] {
  if (view.status === 'review') return listLacking(view.review.changeSet);
  if (view.status !== 'finished') return [];
  const short = (review?.changeSet.changes ?? []).filter(({ userId }) => {
    const result = results.get(userId);
    return result?.status === 'failed' && result.error.code === 'no-licenses-left';
  });
  return unique(short.flatMap(({ needs }) => needs));
}

/** Change sets never change, and this is asked for with every key that somebody presses. */
const lacking = new WeakMap<ChangeSet, readonly string[]>();

function listLacking(changeSet: ChangeSet): readonly string[] {
  const known = lacking.get(changeSet);
  if (known) return known;
  const skuIds = unique(
    changeSet.blocked.flatMap(({ reason, skuId }) => (reason === 'no-licenses-left' && skuId ? skuId : [])),
  );
  lacking.set(changeSet, skuIds);
  return skuIds;
}

function unique(skuIds: readonly string[]): readonly string[] {
  return [...new Set(skuIds)].sort();
}
