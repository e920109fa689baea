import type { LitElement } from 'lit';
import type { Catalog, CatalogListing } from '../../../catalog/catalog.js';
import type { HeldService } from '../../../catalog/held-services.js';
import { nameOption, nameService } from '../../../catalog/service-name.js';
import { catalogRead, heldServicesRead, type ServiceId } from '../../../context/reads/reads.js';
import type { Failure } from '../../../controllers/action-controller.js';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { QueryController } from '../../../controllers/query-controller.js';
import type { StoredWorkspace } from '../../../store/store.js';
import { createMemo } from '../../../ui/create-memo.js';
import type { Column, ColumnId } from './columns.js';

/** What people have of services, in words: by user id, by column. */
export type HeldWords = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface ServiceSources {
  /** Ids of everybody; undefined until they were read. */
  readonly userIds: readonly string[] | undefined;
  readonly workspaces: readonly StoredWorkspace[];
  /** The columns that were chosen. */
  readonly columns: readonly ColumnId[] | undefined;
  /** The word for a service that somebody has without an option. */
  readonly assigned: string;
}

/** The services that workspaces hold, as columns. Nothing is asked of their providers before one is to be seen. */
export class ServiceColumns {
  readonly #catalog: QueryController<CatalogListing>;
  readonly #held: QueryController<readonly HeldService[]>;
  readonly #host: LitElement;
  readonly #provider: ProviderController;
  readonly #sources: () => ServiceSources;
  readonly #listServices = createMemo(listServices);
  readonly #select = createMemo(selectServices);
  readonly #describe = createMemo(describeHeld);
  #asked = false;

  constructor(host: LitElement, provider: ProviderController, sources: () => ServiceSources) {
    this.#host = host;
    this.#provider = provider;
    this.#sources = sources;
    this.#catalog = new QueryController(host, provider, (session) =>
      this.#asked || this.#shown.length > 0 ? catalogRead(session) : undefined,
    );
    this.#held = new QueryController(host, provider, (session) => {
      const { userIds } = sources();
      const shown = this.#shown;
      return userIds && shown.length > 0 ? heldServicesRead(session, shown, userIds, 'everybody') : undefined;
    });
  }

  /** Somebody looks which columns there are. */
  ask(): void {
    this.#asked = true;
    this.#host.requestUpdate();
  }

  /** All that there are; only those that are shown until their names are known. */
  get all(): readonly Column[] {
    const listing = this.#catalog.value;
    return (listing ? this.#offered : this.#shown).map((service) => ({
      id: columnOf(service),
      label: nameService(listing, service),
    }));
  }

  /** Why names or holders could not be read. */
  get failure(): Failure | undefined {
    const providers = new Set(this.#offered.map(({ providerId }) => providerId));
    const sections = this.#catalog.value?.sections ?? [];
    const [failed] = sections.flatMap(({ providerId, error }) => (providers.has(providerId) && error) || []);
    const error = failed ?? this.#catalog.failure?.error ?? this.#held.failure?.error;
    return error && { error, retry: () => void this.#refetch() };
  }

  /** Nothing about a column that is still read. */
  get words(): HeldWords {
    return this.#describe(this.#held.value, this.#shown, this.#catalog.value, this.#sources().assigned);
  }

  async #refetch(): Promise<void> {
    await Promise.all([this.#catalog.refetch(), this.#held.refetch()]);
  }

  get #offered(): readonly ServiceId[] {
    return this.#listServices(this.#sources().workspaces, this.#provider.session?.workspaces.catalog);
  }

  get #shown(): readonly ServiceId[] {
    return this.#select(this.#offered, this.#sources().columns);
  }
}

const nothingKnown: HeldWords = new Map();

function columnOf({ providerId, serviceId }: ServiceId): ColumnId {
  return `service:${encodeURIComponent(providerId)}:${encodeURIComponent(serviceId)}`;
}

/** Every service of a workspace that the portal still offers, once, whatever the option. */
function listServices(
  workspaces: readonly StoredWorkspace[],
  catalog: Catalog | undefined,
): readonly ServiceId[] {
  const services = workspaces.flatMap(({ workspace: { draft, published } }) => [
    ...draft.services,
    ...(published?.services ?? []),
  ]);
  const known = services.filter((service) => catalog?.getProvider(service));
  const unique = new Map(
    known.map(({ providerId, serviceId }) => {
      const service = { providerId, serviceId };
      return [columnOf(service), service] as const;
    }),
  );
  return [...unique.values()];
}

function selectServices(
  offered: readonly ServiceId[],
  columns: readonly ColumnId[] | undefined,
): readonly ServiceId[] {
  const ids = new Set(columns);
  return offered.filter((service) => ids.has(columnOf(service)));
}

function describeHeld(
  held: readonly HeldService[] | undefined,
  shown: readonly ServiceId[],
  listing: CatalogListing | undefined,
  assigned: string,
): HeldWords {
  if (!held) return nothingKnown;
  const words = new Map(shown.map((service) => [columnOf(service), new Map<string, string>()]));
  for (const service of held) {
    const { userId } = service;
    const own = nameOption(listing, service) ?? assigned;
    const people = words.get(columnOf(service));
    const before = people?.get(userId);
    people?.set(userId, before ? `${before}, ${own}` : own);
  }
  return words;
}
