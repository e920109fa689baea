import type { Account } from '../auth/auth.js';
import type { Catalog } from '../catalog/catalog.js';
import type { GraphClient, ReadOptions } from '../graph/graph-client.js';
import { type Clock, systemClock } from '../graph/pace/clock.js';
import type { OwnNames } from '../microsoft/products/name-loader.js';
import { createId } from '../model/create-id.js';
import { ProvisioningError } from '../model/errors.js';
import type { ReclaimItem } from '../model/publish/change-set.js';
import { summarizeSteps } from '../model/publish/step.js';
import { createWorkspace, type Workspace } from '../model/workspace/workspace.js';
import type { PublishSummary } from '../store/journal/journal-entry.js';
import { readPublishChain, readPublishRecord, type PublishRecord } from '../store/journal/publish-record.js';
import { HeldLease } from '../store/lease/held-lease.js';
import { LeaseWatch, type WatchedLease } from '../store/lease/lease-watch.js';
import type { Store } from '../store/store.js';
import { Publishing } from './loop/publishing.js';
import { settleOpen } from './loop/settle-open.js';
import { startRun, type PublishRun } from './publish-run.js';
import type { PublishingContext } from './publishing-context.js';
import { readReview } from './review/read/read-review.js';
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
  readonly names?: OwnNames | undefined;
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
  const clock = options.clock ?? systemClock;
  const isAttended = options.isAttended ?? typeof document !== 'undefined';
  const listeners = new Set<() => void>();
  const leases = new WeakMap<Store, HeldLease>();
  const watches = new WeakMap<Store, LeaseWatch>();
  let current: PublishRun | undefined;

  const openContext = (): PublishingContext => {
    const { graph, store, catalog, policy = {}, names } = options.settings();
    const { objectId, tenantId } = options.account;
    const lease = leaseOf(store);
    const providers = new Map(catalog.providers.map((provider) => [provider.id, provider]));
    const subject = { objectId, tenantId };
    return { graph, store, providers, policy, names, clock, subject, isAttended, lease };
  };
  const leaseOf = (store: Store): HeldLease => {
    // A session has one hold of a lease. Two openings of one memory are in each other's way like any two sessions: the one
    // would end what the other runs.
    const lease = leases.get(store) ?? new HeldLease(store.lease, options.sessionId ?? createId(), clock);
    leases.set(store, lease);
    return lease;
  };
  const read = (topic: ReviewTopic, decisions?: PublishDecisions, call?: ReadOptions): Promise<Review> => {
    const context = openContext();
    return readReview(context, topic, decisions, (look) => settleOpen(context, look), call);
  };
  const readWorkspace = async (id: string, call?: ReadOptions): Promise<Workspace> => {
    const stored = await options.settings().store.workspaces.get(id, call);
    if (!stored) throw new ProvisioningError('not-found', `There is no workspace ${id}.`);
    return stored.workspace;
  };
  const follow = (run: PublishRun): PublishRun => {
    const announce = (): void => listeners.forEach((listener) => listener());
    if (current && current.state.status !== 'finished') return run;
    current = run;
    announce();
    void run.done.then(announce);
    return run;
  };

  const publisher: Publisher = {
    get current() {
      return current;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async review(workspaceId, decisions, call) {
      return read({ kind: 'publish', workspace: await readWorkspace(workspaceId, call) }, decisions, call);
    },
    reviewReclaim: (items, decisions, call) => read({ kind: 'reclaim', items }, decisions, call),
    async reviewUndo(publishId, decisions, call) {
      const { journal, workspaces } = options.settings().store;
      const record = await readPublishChain(journal, publishId, call);
      const later = await readLaterChanges(journal, publishId, call);
      const { workspaceId } = record.head;
      const stored = workspaceId === undefined ? undefined : await workspaces.get(workspaceId, call);
      const workspace = stored?.workspace ?? createGone(record);
      return read({ kind: 'undo', workspace, record, later }, decisions, call);
    },
    async reviewRest(publishId, decisions, call) {
      const record = await readPublishRecord(options.settings().store.journal, publishId, call);
      const { kind, of, workspaceId } = record.head;
      if (kind === 'undo' && of !== undefined) return publisher.reviewUndo(of, decisions, call);
      if (kind === 'reclaim' || workspaceId === undefined)
        return read({ kind: 'reclaim', items: listReclaimed(record), of: publishId }, decisions, call);
      const workspace = await readWorkspace(workspaceId, call);
      return read({ kind: 'publish', workspace, of: publishId }, decisions, call);
    },
    watchLease() {
      const { store } = options.settings();
      const watch = watches.get(store) ?? new LeaseWatch(store.lease, clock, leaseOf(store).sessionId);
      watches.set(store, watch);
      return watch.look();
    },
    publish(review, { over, signal } = {}) {
      const context = openContext();
      const publishId = createId();
      const publishing = new Publishing(context, publishId, over?.isReplaceable ? over : undefined);
      return follow(
        startRun(
          { publishId, review, graph: context.graph, clock, isAttended, ...(signal ? { signal } : {}) },
          (control) => publishing.carryOut(review, control),
        ),
      );
    },
    async interrupted() {
      const { lease } = options.settings().store;
      if (await lease.read()) return [];
      return (await publisher.history()).filter(({ finished }) => !finished);
    },
    async history() {
      return (await options.settings().store.journal.list()).publishes;
    },
    readPublish: (publishId) => readPublishRecord(options.settings().store.journal, publishId),
  };
  return publisher;
}

/** Stands for a workspace that is gone, so that what it gave can be undone. */
function createGone({ head, contentBefore }: PublishRecord): Workspace {
  const { workspaceId = '', workspaceName, startedAt, route } = head;
  const workspace = createWorkspace(workspaceId, workspaceName, { at: startedAt, by: '' });
  return { ...workspace, route, ...(contentBefore ? { draft: contentBefore } : {}) };
}

/** The licenses that a reclaim was to take. */
function listReclaimed({ changes }: PublishRecord): ReclaimItem[] {
  return changes.flatMap(({ userId, steps }) => {
    const { add, remove } = summarizeSteps(steps).licenses;
    const [instead] = add;
    return remove.map((skuId) => ({ userId, skuId, ...(instead ? { insteadSkuId: instead.skuId } : {}) }));
  });
}
