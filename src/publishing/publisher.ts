import type { Account } from '../auth/auth.js';
import type { Catalog } from '../catalog/catalog.js';
import { systemClock, type Clock } from '../graph/clock.js';
import type { GraphClient } from '../graph/graph-client.js';
import type { AppPair } from '../model/app-rules.js';
import { createId } from '../model/create-id.js';
import { ProvisioningError, toProvisioningError } from '../model/errors.js';
import { reclaimId, type ReclaimItem } from '../model/publish-plan.js';
import { RefusedPairs } from '../model/refused-pairs.js';
import type { Workspace } from '../model/workspace.js';
import type { Store } from '../store/store.js';
import { createEngineJournal } from './engine-journal.js';
import { HeldLease } from './held-lease.js';
import type { DamagedPublish, Journal, PublishSummary } from './journal.js';
import type { PublishDecisions, PublishPolicy } from './publish-input.js';
import { readPublishChain, readPublishRecord, type PublishRecord } from './publish-record.js';
import { startRun, type PublishRun, type RunOptions } from './publish-run.js';
import { PublishSession } from './publish-session.js';
import type { ReadOptions } from './read-tenant.js';
import { reconcilePublish } from './reconcile.js';
import { readReview, type Review } from './review.js';

export interface PublisherOptions {
  readonly graph: GraphClient;
  /** What the team remembers of the tenant. */
  readonly store: Store;
  readonly catalog: Pick<Catalog, 'providers'>;
  readonly account: Account;
  readonly policy?: Partial<PublishPolicy>;
  /** Default: the machine's time. Give the pipeline's own. */
  readonly clock?: Clock;
  /** Names the session that holds the tenant's lease. Default: a new one. */
  readonly sessionId?: string;
}

/** Reviews and publishes workspaces: the same engine behind the screens and in scripts. */
export interface Publisher {
  /**
   * Reads the tenant and says exactly what publishing this workspace would change. Nothing is written.
   * `review.decide` plans again under other decisions without reading.
   *
   * @throws {ProvisioningError} `not-found`, `consent-required` (User.Read.All, LicenseAssignment.Read.All), `service-failed`, `throttled`, `offline`, `cancelled`
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
   * Makes the tenant what the review says. What goes wrong is in the run's state; `conflict` when somebody publishes
   * already, `stale` when the workspace was edited after the review.
   */
  publish(review: Review, options?: ReadOptions): PublishRun;
  /** Publishes that neither finished nor run now: what a crash or a closed tab left behind, newest first. */
  interrupted(): Promise<readonly PublishSummary[]>;
  /** Goes on with what an interrupted, cancelled or stopped publish did not do. Nobody is written twice. */
  resume(publishId: string, options?: ReadOptions): PublishRun;
  /** Tries those again who failed, and only those. */
  retry(publishId: string, options?: ReadOptions): PublishRun;
  /**
   * Says what it takes to undo a publish, to be reviewed and published like any other.
   * @throws {ProvisioningError} as `review`; `not-found` also when the group of a publish on the group route is gone
   */
  undo(publishId: string, decisions?: PublishDecisions, options?: ReadOptions): Promise<Review>;
  /** All publishes that can be read, newest first. */
  history(): Promise<readonly PublishSummary[]>;
  /**
   * Publishes whose records are damaged. Planning goes on without them: what they gave and is not known otherwise counts
   * as given by nobody, so it is never taken.
   * @throws {ProvisioningError} `storage-unavailable`, `record-newer`
   */
  damaged(): Promise<readonly DamagedPublish[]>;
  /** Lists a damaged publish no more. Its record is kept until `prune`. @throws {ProvisioningError} `storage-unavailable` */
  setAside(publishId: string): Promise<void>;
  /** Everything about one publish. @throws {ProvisioningError} `not-found` */
  readPublish(publishId: string): Promise<PublishRecord>;
  /**
   * Forgets publishes that finished before a date (ISO 8601, UTC) and returns how many: they can no longer be seen or
   * undone. What workspaces gave stays known, so that it can still be taken back.
   * @throws {ProvisioningError} `storage-unavailable`
   */
  prune(before: string): Promise<number>;
  /** Apps that Microsoft refused together in this tenant since the publisher was made, and has not taken since. */
  readonly refusedPairs: readonly AppPair[];
  /** The publish under way in this page. */
  readonly current: PublishRun | undefined;
  /** Calls the listener when `current` changes; returns what ends that. */
  subscribe(listener: () => void): () => void;
}

export function createPublisher(options: PublisherOptions): Publisher {
  return new PublisherFacade(options);
}

class PublisherFacade implements Publisher {
  readonly #options: PublisherOptions;
  readonly #clock: Clock;
  readonly #lease: HeldLease;
  readonly #journal: Journal;
  readonly #refusedPairs = new RefusedPairs();
  readonly #listeners = new Set<() => void>();
  #current: PublishRun | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { store, account, sessionId = createId() } = options;
    this.#lease = new HeldLease(store.lease, sessionId);
    this.#journal = createEngineJournal({ store, tenantId: account.tenantId, hold: () => this.#lease.hold });
  }

  get current(): PublishRun | undefined {
    return this.#current;
  }

  get refusedPairs(): readonly AppPair[] {
    return this.#refusedPairs.list();
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
    await this.#reconcileInterrupted(options);
    const workspaces = await this.#listWorkspaces(options);
    const workspace = workspaces.find(({ id }) => id === workspaceId);
    if (!workspace) throw new ProvisioningError('not-found', `There is no workspace ${workspaceId}.`);
    const others = workspaces.filter(({ id }) => id !== workspaceId);
    return readReview(this.#reviewContext(), workspace, others, decisions, {}, options);
  }

  async reviewReclaim(
    items: readonly ReclaimItem[],
    decisions: PublishDecisions = {},
    options: ReadOptions = {},
  ): Promise<Review> {
    await this.#reconcileInterrupted(options);
    const workspaces = await this.#listWorkspaces(options);
    const at = new Date(this.#clock.now()).toISOString();
    const nobodys = emptyWorkspace(reclaimId, '', at);
    return readReview(this.#reviewContext(), nobodys, workspaces, decisions, { reclaims: items }, options);
  }

  async undo(
    publishId: string,
    decisions: PublishDecisions = {},
    options: ReadOptions = {},
  ): Promise<Review> {
    await this.#reconcileInterrupted(options);
    const record = await readPublishChain(this.#journal, publishId);
    const { workspaceId, workspaceName, route } = record.head;
    const workspaces = await this.#listWorkspaces(options);
    const workspace = workspaces.find(({ id }) => id === workspaceId) ?? {
      ...emptyWorkspace(workspaceId, workspaceName, record.head.startedAt),
      route,
      ...(record.contentBefore ? { draft: record.contentBefore } : {}),
    };
    const others = workspaces.filter(({ id }) => id !== workspaceId);
    return readReview(this.#reviewContext(), workspace, others, decisions, { undoes: record }, options);
  }

  publish(review: Review, options: ReadOptions = {}): PublishRun {
    const topic = { workspaceId: review.workspace.id, reverts: review.undoes !== undefined };
    return this.#start({ topic }, options, (session, run) => session.publish(review, run));
  }

  resume(publishId: string, options: ReadOptions = {}): PublishRun {
    return this.#start({}, options, (session, run) => session.goOn(publishId, 'resume', run));
  }

  retry(publishId: string, options: ReadOptions = {}): PublishRun {
    return this.#start({}, options, (session, run) => session.goOn(publishId, 'retry', run));
  }

  async interrupted(): Promise<readonly PublishSummary[]> {
    if (await this.#lease.isTaken()) return [];
    const summaries = await this.#journal.list();
    return summaries.filter(({ finished }) => !finished);
  }

  history(): Promise<readonly PublishSummary[]> {
    return this.#journal.list();
  }

  async damaged(): Promise<readonly DamagedPublish[]> {
    return (await this.#journal.damaged?.()) ?? [];
  }

  async setAside(publishId: string): Promise<void> {
    await this.#journal.setAside?.(publishId);
  }

  readPublish(publishId: string): Promise<PublishRecord> {
    return readPublishRecord(this.#journal, publishId);
  }

  prune(before: string): Promise<number> {
    return this.#journal.prune(before);
  }

  #start(
    about: Pick<RunOptions, 'topic'>,
    options: ReadOptions,
    work: (
      session: PublishSession,
      run: Parameters<Parameters<typeof startRun>[1]>[0],
    ) => ReturnType<PublishSession['publish']>,
  ): PublishRun {
    const publishId = createId();
    const { graph } = this.#options;
    const session = new PublishSession({
      ...this.#options,
      workspaces: this.#options.store.workspaces,
      journal: this.#journal,
      providers: this.#providers(),
      clock: this.#clock,
      publishId,
      refusedPairs: this.#refusedPairs,
    });
    const run = startRun({ ...about, publishId, graph, clock: this.#clock, ...options }, async (control) => {
      await this.#lease.take();
      try {
        return await work(session, control);
      } finally {
        await this.#lease.release();
      }
    });
    this.#setCurrent(run);
    return run;
  }

  #setCurrent(run: PublishRun): void {
    const announce = (): void => this.#listeners.forEach((listener) => listener());
    if (this.#current && this.#current.state.status !== 'finished') return;
    this.#current = run;
    announce();
    void run.done.then(announce);
  }

  /** Learns what became of requests that left before a crash, so that planning knows what was given. */
  async #reconcileInterrupted(options: ReadOptions): Promise<void> {
    if ((await this.interrupted()).length === 0) return;
    try {
      await this.#lease.take();
    } catch (thrown) {
      // Whoever has the lease works on them.
      if (toProvisioningError(thrown).code === 'conflict') return;
      throw thrown;
    }
    const { graph } = this.#options;
    const journal = this.#journal;
    try {
      for (const { head, finished } of await journal.list()) {
        if (finished) continue;
        const record = await readPublishRecord(journal, head.publishId);
        const now = (): number => this.#clock.now();
        await reconcilePublish({ graph, providers: this.#providers(), journal, now }, record, options);
      }
    } finally {
      await this.#lease.release();
    }
  }

  async #listWorkspaces(options: ReadOptions): Promise<Workspace[]> {
    const { workspaces } = await this.#options.store.workspaces.list(options);
    return workspaces.map(({ workspace }) => workspace);
  }

  #providers() {
    return new Map(this.#options.catalog.providers.map((provider) => [provider.id, provider]));
  }

  #reviewContext() {
    const { graph, policy = {} } = this.#options;
    return {
      graph,
      journal: this.#journal,
      policy,
      providers: this.#providers(),
      refusedPairs: this.refusedPairs,
      now: () => this.#clock.now(),
    };
  }
}

/** Stands for a workspace that is gone. */
function emptyWorkspace(id: string, name: string, at: string): Workspace {
  return {
    schemaVersion: 1,
    id,
    draft: { name, description: '', plans: [], services: [], subscribers: [] },
    edited: { at, by: '' },
    route: 'direct',
  };
}
