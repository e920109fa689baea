import { html, nothing, type ReactiveControllerHost } from 'lit';
import { historyRead } from '../../../context/reads/reads.js';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { QueryController } from '../../../controllers/query-controller.js';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { icon } from '../../../icons.js';
import type { PublishStrings } from '../../../localization/en/publish/publish-review.js';
import type { Actor } from '../../../model/actor.js';
import type { PublishStamp, Workspace } from '../../../model/workspace/workspace.js';
import type { PublishSummary } from '../../../store/journal/journal-entry.js';

/** Whether a workspace was published last from another computer, in a team that shares workspaces and no history. */
export class PublishedElsewhere {
  readonly #provider: ProviderController;
  readonly #workspace: () => Workspace | undefined;
  readonly #history: QueryController<readonly PublishSummary[]>;

  constructor(
    host: ReactiveControllerHost,
    provider: ProviderController,
    workspace: () => Workspace | undefined,
  ) {
    this.#provider = provider;
    this.#workspace = workspace;
    this.#history = new QueryController(host, provider, (session) => {
      const { shares } = session.workspaces.store;
      const isAsked = shares.workspaces && !shares.journal && workspace()?.lastPublish;
      return isAsked ? historyRead(session) : undefined;
    });
  }

  /** When and by whom it was published elsewhere; undefined when it was published here, or that is not known. */
  get stamp(): PublishStamp | undefined {
    const last = this.#workspace()?.lastPublish;
    const known = this.#history.value;
    return known && !known.some(({ head }) => head.publishId === last?.publishId) ? last : undefined;
  }

  render({ text, common }: StringsController<PublishStrings>, nameActor: (id: string) => Actor): unknown {
    const { stamp } = this;
    if (!stamp) return nothing;
    const isYou = this.#provider.isOwn(stamp.by);
    const who = isYou ? text.you : common.actorWithin(nameActor(stamp.by)) || text.somebodyElse;
    return html`<p class="state muted small" part="elsewhere">
      ${icon('info')} <bdi>${text.publishedElsewhere(who)}</bdi>
    </p>`;
  }
}
