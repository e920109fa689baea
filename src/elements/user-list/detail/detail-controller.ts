import type { LitElement } from 'lit';
import type { CatalogListing } from '../../../catalog/catalog.js';
import type { HeldService } from '../../../catalog/held-services.js';
import {
  appStatusesRead,
  catalogRead,
  groupNamesRead,
  heldServicesRead,
  licenseDatesRead,
  refusedPairsRead,
  userHistoryRead,
} from '../../../context/reads/reads.js';
import { ActionController } from '../../../controllers/action-controller.js';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { QueryController } from '../../../controllers/query-controller.js';
import type { AppPair } from '../../../model/app-rules.js';
import { isFailed, type DirectoryUser } from '../../../model/holding/user.js';
import type { HostAction } from '../../../model/host-action.js';
import { serviceKey, type WorkspaceService } from '../../../model/workspace/workspace.js';
import type { LicenseDates } from '../../../services/licenses/license-dates.js';
import type { AppStatuses } from '../../../services/licenses/license-details.js';
import { reprocessLicenses } from '../../../services/licenses/licenses.js';
import type { UserHistoryEntry } from '../../../store/journal/user-history.js';
import type { StoredWorkspace } from '../../../store/store.js';

/** The services of the workspaces that a user is in, or is still to leave. */
export function listServicesOf(
  userId: string,
  workspaces: readonly StoredWorkspace[],
): readonly WorkspaceService[] {
  const services = workspaces
    .flatMap(({ workspace: { draft, published } }) => [draft, published])
    .flatMap((content) => (content?.subscribers.includes(userId) ? content.services : []));
  return [...new Map(services.map((service) => [serviceKey(service), service])).values()];
}

/** What is read, and may be done, when somebody looks at one user; nothing of it is asked before. */
export class DetailController {
  readonly groupNames: QueryController<ReadonlyMap<string, string>>;
  readonly appStatuses: QueryController<AppStatuses>;
  readonly licenseDates: QueryController<LicenseDates>;
  readonly history: QueryController<readonly UserHistoryEntry[]>;
  /** Apps that Microsoft refused together in this tenant; read when somebody has a license that does not work. */
  readonly refused: QueryController<readonly AppPair[]>;
  /** What workspaces can hold, for the names of services. */
  readonly catalog: QueryController<CatalogListing>;
  /** What the user has of the services of the workspaces. */
  readonly services: QueryController<readonly HeldService[]>;
  /** Asking Microsoft to try again what groups give to the user; `true` once it did. */
  readonly reprocessing: ActionController<true>;
  readonly #provider: ProviderController;

  /** @param shown - whoever is looked at now, and all workspaces */
  constructor(
    host: LitElement,
    provider: ProviderController,
    shown: () => {
      readonly user: DirectoryUser | undefined;
      readonly workspaces: readonly StoredWorkspace[];
    },
  ) {
    const user = (): DirectoryUser | undefined => shown().user;
    this.#provider = provider;
    this.reprocessing = new ActionController<true>(host, () => user()?.id);
    const licensed = (): DirectoryUser | undefined => {
      const person = user();
      return person && person.licenses.length > 0 ? person : undefined;
    };
    this.groupNames = new QueryController(host, provider, (session) => {
      const groups = user()?.licenses.flatMap(({ assignedByGroup }) => assignedByGroup ?? []) ?? [];
      return groups.length > 0 ? groupNamesRead(session, [...new Set(groups)].sort()) : undefined;
    });
    this.appStatuses = new QueryController(host, provider, (session) => {
      const person = licensed();
      return person && appStatusesRead(session, person.id);
    });
    this.licenseDates = new QueryController(host, provider, (session) => {
      const person = licensed();
      return person && licenseDatesRead(session, person.id);
    });
    this.history = new QueryController(host, provider, (session) => {
      const person = user();
      return person && userHistoryRead(session, person.id);
    });
    this.refused = new QueryController(host, provider, (session) =>
      user()?.licenses.some(isFailed) ? refusedPairsRead(session) : undefined,
    );
    const services = (): readonly WorkspaceService[] => {
      const { user: person, workspaces } = shown();
      return person ? listServicesOf(person.id, workspaces) : [];
    };
    this.catalog = new QueryController(host, provider, (session) =>
      services().length > 0 ? catalogRead(session) : undefined,
    );
    this.services = new QueryController(host, provider, (session) => {
      const person = user();
      const asked = services();
      return person && asked.length > 0
        ? heldServicesRead(session, asked, [person.id], person.id)
        : undefined;
    });
  }

  /** Whether the host lets the administrator do this. */
  can(action: HostAction): boolean {
    return this.#provider.can(action);
  }

  /** Asks Microsoft to try again what groups give to a user, and reads what came of it. */
  async reprocess(userId: string): Promise<void> {
    const { session } = this.#provider;
    if (!session || this.reprocessing.running) return;
    const { graph, workspaces } = session;
    await this.reprocessing.run(async () => {
      await workspaces.permissions.require(['reprocess']);
      await reprocessLicenses(graph.client, userId);
      await graph.refresh('users', 'plans');
      return true;
    });
  }
}
