import type { Account } from '../auth/auth.js';
import type { Catalog } from '../catalog/catalog.js';
import { systemClock, type Clock } from '../graph/clock.js';
import type { GraphClient, ReadOptions } from '../graph/graph-client.js';
import type { ReclaimItem } from '../model/change-set.js';
import { createId } from '../model/create-id.js';
import { ProvisioningError } from '../model/errors.js';
import type { Workspace } from '../model/workspace.js';
import type { PublishSummary } from '../store/journal/journal-entry.js';
import { readPublishChain, readPublishRecord, type PublishRecord } from '../store/journal/publish-record.js';
import { HeldLease } from '../store/lease/held-lease.js';
import { LeaseWatch, type WatchedLease } from '../store/lease/lease-watch.js';
import type { Store } from '../store/store.js';
import { Publishing } from './loop/publishing.js';
import { SettleOpen } from './loop/settle-open.js';
import { startRun, type PublishRun } from './publish-run.js';
import { createGone, readReview } from './review/read/read-review.js';
import type { PublishDecisions, PublishPolicy } from './review/review-input.js';
import type { Review, ReviewTopic } from './review/review.js';
import { readLaterChanges } from './undo/later-changes.js';

/** What reviews and publishes work with; a publish keeps what it started with. */
export interface PublisherSettings {
  readonly graph: GraphClient;
  /** What the team remembers of the tenant. */
  readonly store: Store;
  readonly catalog: Pick<Catalog, 'providers'>;
  readonly policy?: Partial<PublishPolicy>;
}

export interface PublisherOptions {
  /** Asked for each review and each publish. */
  readonly settings: () => PublisherSettings;
  /** Who publishes: nothing leaves in the name of anybody else. */
  readonly account: Pick<Account, 'objectId' | 'tenantId'>;
  /** Default: the machine's time. Give the pipeline's own. */
  readonly clock?: Clock;
  /** Names the session that holds the tenant's lease. Default: a new one for each store. */
  readonly sessionId?: string;
  /**
   * Whether a person is there who can sign in again or allow something in the middle: then a publish pauses. Default: where
   * there is a page. Without, it ends with the code.
   */
  readonly isAttended?: boolean;
}

/** Reviews and publishes: the same engine behind the screens and in scripts. */
export interface Publisher {
  /**
   * Reads the tenant and says exactly what publishing this workspace would change. Nothing is written to the tenant.
   * `review.decide` reviews under other decisions without reading.
   *
   * @throws {ProvisioningError} `not-found`, `consent-required` (User.Read.All, LicenseAssignment.Read.All),
   * `answer-unreadable`, `throttled`, `offline`, `cancelled`
   */
  review(workspaceId: string, decisions?: PublishDecisions, options?: ReadOptions): Promise<Review>;
  /**
   * Reads the tenant and says what taking back exactly these direct licenses would change, whoever gave them. What a
   * published workspace or only a group gives stays, and is explained. Published, recorded and undone like any other.
   *
   * @throws {ProvisioningError} as `review`
   */
  reviewReclaim(
    items: readonly ReclaimItem[],
    decisions?: PublishDecisions,
    options?: ReadOptions,
  ): Promise<Review>;
  /**
   * Says what it takes to undo a publish, with those that it went on with; to be published like any other.
   * @throws {ProvisioningError} as `review`; `not-found` also when the group of a publish through a group is gone
   */
  reviewUndo(publishId: string, decisions?: PublishDecisions, options?: ReadOptions): Promise<Review>;
  /**
   * Says what is left of a publish that was interrupted, was cancelled, stopped, or failed for some: a new review of the
   * same workspace, reclaim or undo, which goes on with it.
   * @throws {ProvisioningError} as `review`
   */
  reviewRest(publishId: string, decisions?: PublishDecisions, options?: ReadOptions): Promise<Review>;
  /**
   * Makes the tenant what the review says, after looking again. What goes wrong is in the run's state; `conflict` when
   * somebody publishes already, `stale` when the workspace, or what its group is to carry, was changed after the review.
   */
  publish(review: Review, options?: PublishOptions): PublishRun;
  /**
   * Who publishes to the tenant now, in whichever tab or on whichever machine, and whether she responds. Look every ten
   * seconds or so. Undefined when nobody does.
   * @throws {ProvisioningError} `storage-unavailable`
   */
  watchLease(): Promise<WatchedLease | undefined>;
  /** Publishes that neither finished nor run now: what a crash or a closed tab left behind, newest first. */
  interrupted(): Promise<readonly PublishSummary[]>;
  /** All publishes that can be read, newest first. */
  history(): Promise<readonly PublishSummary[]>;
  /** Everything about one publish. @throws {ProvisioningError} `not-found`, `record-unreadable` */
  readPublish(publishId: string): Promise<PublishRecord>;
  /** The publish under way in this page, or the last one. */
  readonly current: PublishRun | undefined;
  /** Calls the listener when `current` changes or ends; returns what ends that. */
  subscribe(listener: () => void): () => void;
}

export interface PublishOptions extends Pick<ReadOptions, 'signal'> {
  /**
   * Somebody who does not respond any more (`isReplaceable` of `watchLease`): this publish takes her place. What she had
   * under way is pending until nothing of it can take effect any more.
   */
  readonly over?: Pick<WatchedLease, 'fence' | 'beat' | 'isReplaceable'>;
}

export function createPublisher(options: PublisherOptions): Publisher {
  return new PublisherFacade(options);
}

class PublisherFacade implements Publisher {
  readonly #options: PublisherOptions;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  /** One per store: a session has one hold of a lease. */
  readonly #leases = new WeakMap<Store, HeldLease>();
  readonly #watches = new WeakMap<Store, LeaseWatch>();
  #current: PublishRun | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  get current(): PublishRun | undefined {
    return this.#current;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async review(
    workspaceId: string,
    decisions: PublishDecisions = {},
    options: ReadOptions = {},
  ): Promise<Review> {
    const workspace = await this.#findWorkspace(workspaceId, options);
    if (!workspace) throw new ProvisioningError('not-found', `There is no workspace ${workspaceId}.`);
    return this.#read({ kind: 'publish', workspace }, decisions, options);
  }

  reviewReclaim(
    items: readonly ReclaimItem[],
    decisions: PublishDecisions = {},
    options: ReadOptions = {},
  ): Promise<Review> {
    return this.#read({ kind: 'reclaim', items }, decisions, options);
  }

  async reviewUndo(
    publishId: string,
    decisions: PublishDecisions = {},
    options: ReadOptions = {},
  ): Promise<Review> {
    const { journal } = this.#settings.store;
    const record = await readPublishChain(journal, publishId, options);
    const later = await readLaterChanges(journal, publishId, options);
    const workspace = await this.#findWorkspaceOf(record, options);
    return this.#read({ kind: 'undo', workspace, record, later }, decisions, options);
  }

  async reviewRest(
    publishId: string,
    decisions: PublishDecisions = {},
    options: ReadOptions = {},
  ): Promise<Review> {
    const record = await readPublishRecord(this.#settings.store.journal, publishId, options);
    const { kind, of, workspaceId } = record.head;
    if (kind === 'undo' && of !== undefined) return this.reviewUndo(of, decisions, options);
    if (kind === 'reclaim' || workspaceId === undefined)
      return this.#read({ kind: 'reclaim', items: listReclaimed(record), of: publishId }, decisions, options);
    const workspace = await this.#findWorkspace(workspaceId, options);
    if (!workspace)
      throw new ProvisioningError('not-found', `There is no workspace ${workspaceId} any more.`);
    return this.#read({ kind: 'publish', workspace, of: publishId }, decisions, options);
  }

  watchLease(): Promise<WatchedLease | undefined> {
    const { store } = this.#settings;
    const watch = this.#watches.get(store) ?? new LeaseWatch(store.lease, this.#clock);
    this.#watches.set(store, watch);
    return watch.look();
  }

  publish(review: Review, { over, signal }: PublishOptions = {}): PublishRun {
    const settings = this.#settings;
    const publishId = createId();
    const publishing = new Publishing({
      ...this.#context(settings),
      publishId,
      account: this.#options.account,
      lease: this.#leaseOf(settings.store),
      ...(over?.isReplaceable ? { over } : {}),
    });
    const run = startRun(
      {
        publishId,
        review,
        graph: settings.graph,
        clock: this.#clock,
        isAttended: this.#options.isAttended ?? typeof document !== 'undefined',
        ...(signal ? { signal } : {}),
      },
      (control) => publishing.carryOut(review, control),
    );
    this.#follow(run);
    return run;
  }

  async interrupted(): Promise<readonly PublishSummary[]> {
    const { lease, journal } = this.#settings.store;
    if (await lease.read()) return [];
    const { publishes } = await journal.list();
    return publishes.filter(({ finished }) => !finished);
  }

  async history(): Promise<readonly PublishSummary[]> {
    return (await this.#settings.store.journal.list()).publishes;
  }

  readPublish(publishId: string): Promise<PublishRecord> {
    return readPublishRecord(this.#settings.store.journal, publishId);
  }

  get #settings(): PublisherSettings {
    return this.#options.settings();
  }

  #follow(run: PublishRun): void {
    const announce = (): void => this.#listeners.forEach((listener) => listener());
    if (this.#current && this.#current.state.status !== 'finished') return;
    this.#current = run;
    announce();
    void run.done.then(announce);
  }

  async #findWorkspace(id: string, options: ReadOptions): Promise<Workspace | undefined> {
    return (await this.#settings.store.workspaces.get(id, options))?.workspace;
  }

  async #findWorkspaceOf({ head, contentBefore }: PublishRecord, options: ReadOptions): Promise<Workspace> {
    const { workspaceId = '', workspaceName, startedAt, route } = head;
    const found = workspaceId === '' ? undefined : await this.#findWorkspace(workspaceId, options);
    return (
      found ?? {
        ...createGone(workspaceId, workspaceName, startedAt),
        route,
        ...(contentBefore ? { draft: contentBefore } : {}),
      }
    );
  }

  #read(topic: ReviewTopic, decisions: PublishDecisions, options: ReadOptions): Promise<Review> {
    const settings = this.#settings;
    const { objectId, tenantId } = this.#options.account;
    const context = this.#context(settings);
    const settling = new SettleOpen({ ...context, lease: this.#leaseOf(settings.store) });
    return readReview(
      {
        ...context,
        policy: settings.policy ?? {},
        account: this.#options.account,
        now: () => this.#clock.now(),
      },
      topic,
      decisions,
      (look) => settling.settle(look),
      { subject: { objectId, tenantId }, ...options },
    );
  }

  #leaseOf(store: Store): HeldLease {
    const known = this.#leases.get(store);
    if (known) return known;
    // Two openings of one memory are in each other's way like any two: the one would end what the other runs.
    const lease = new HeldLease(store.lease, this.#options.sessionId ?? createId());
    this.#leases.set(store, lease);
    return lease;
  }

  #context({ graph, store, catalog }: PublisherSettings) {
    const providers = new Map(catalog.providers.map((provider) => [provider.id, provider]));
    return { graph, store, providers, clock: this.#clock };
  }
}

/** The licenses that a reclaim was to take. */
function listReclaimed({ changes }: PublishRecord): ReclaimItem[] {
  return changes.flatMap(({ userId, steps }) =>
    steps.flatMap((step) =>
      step.kind === 'write-licenses'
        ? step.remove.map((skuId) => {
            const [instead] = step.add;
            return { userId, skuId, ...(instead ? { insteadSkuId: instead.skuId } : {}) };
          })
        : [],
    ),
  );
}
