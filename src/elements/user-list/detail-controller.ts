import type { LitElement } from 'lit';
import { appStatusesRead, groupNamesRead, userHistoryRead } from '../../context/reads.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import type { DirectoryUser } from '../../model/user.js';
import type { UserHistoryEntry } from '../../publishing/user-history.js';
import { reprocessLicenses } from '../../services/licenses.js';
import type { AppStatuses } from '../../services/license-details.js';

/** What became of asking Microsoft to try group licenses again. */
export type Reprocessing =
  | { readonly status: 'idle' | 'running' | 'done' }
  | { readonly status: 'failed'; readonly error: ProvisioningError };

const idle: Reprocessing = { status: 'idle' };

/** What is read, and may be done, when somebody looks at one user; nothing of it is asked before. */
export class DetailController {
  readonly groupNames: QueryController<ReadonlyMap<string, string>>;
  readonly appStatuses: QueryController<AppStatuses>;
  readonly history: QueryController<readonly UserHistoryEntry[]>;
  readonly #host: LitElement;
  readonly #provider: ProviderController;
  #reprocessing: { readonly userId: string; readonly now: Reprocessing } | undefined;

  /** @param user - whoever is looked at now */
  constructor(host: LitElement, provider: ProviderController, user: () => DirectoryUser | undefined) {
    this.#host = host;
    this.#provider = provider;
    this.groupNames = new QueryController(host, () => {
      const groups = user()?.licenses.flatMap(({ assignedByGroup }) => assignedByGroup ?? []) ?? [];
      return provider.graph && groups.length > 0
        ? groupNamesRead(provider.graph, [...new Set(groups)].sort())
        : undefined;
    });
    this.appStatuses = new QueryController(host, () => {
      const shown = user();
      return provider.graph && shown && shown.licenses.length > 0
        ? appStatusesRead(provider.graph, shown.id)
        : undefined;
    });
    this.history = new QueryController(host, () => {
      const shown = user();
      return provider.graph && provider.workspaces && shown
        ? userHistoryRead(provider.graph, provider.workspaces, shown.id)
        : undefined;
    });
  }

  reprocessingOf(userId: string): Reprocessing {
    return this.#reprocessing?.userId === userId ? this.#reprocessing.now : idle;
  }

  /** Asks Microsoft to try again what groups give to a user, and reads what came of it. */
  async reprocess(userId: string): Promise<void> {
    const { graph } = this.#provider;
    if (!graph || this.reprocessingOf(userId).status === 'running') return;
    this.#show(userId, { status: 'running' });
    try {
      await reprocessLicenses(graph.client, userId);
      await graph.refresh('users', 'plans');
      this.#show(userId, { status: 'done' });
    } catch (error) {
      this.#show(userId, { status: 'failed', error: toProvisioningError(error) });
    }
  }

  #show(userId: string, now: Reprocessing): void {
    this.#reprocessing = { userId, now };
    this.#host.requestUpdate();
  }
}
