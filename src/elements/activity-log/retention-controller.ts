import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../../context/session.js';
import type { WorkspaceServices } from '../../context/workspace-services.js';
import { ActionController, type Failure } from '../../controllers/action-controller.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import { addDays } from '../../model/days.js';
import { browserStorage } from '../../model/page/text-storage.js';
import type { PublishSummary } from '../../store/journal/journal-entry.js';

/** Days to choose from; 0 keeps for ever. */
export const retentionChoices: readonly number[] = [30, 90, 365, 0];

export interface RetentionOptions {
  readonly provider: ProviderController;
  /** What the host asks for, in days; undefined leaves it to the administrator. */
  readonly days: () => number | undefined;
}

/** A shorter time was chosen, and publishes would be forgotten: to be confirmed first. */
export interface PendingRetention {
  readonly days: number;
  /** Publishes that ended longer ago; the store may have to keep some of them. */
  readonly count: number;
}

/** What came of forgetting. */
export interface ForgottenPublishes {
  readonly forgotten: number;
  /** Older ones that the store keeps all the same: something still depends on them. */
  readonly kept: number;
}

/**
 * How long publishes are kept. What is older is forgotten when the log opens and when a shorter time is confirmed, but for
 * what the store needs. The number of days is a setting of this browser, for the store keeps no settings of the team:
 * colleagues may have another, and the shortest forgets for all who share the journal.
 */
export class RetentionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: RetentionOptions;
  readonly #forgetting: ActionController<number>;
  #pruned: { readonly workspaces: WorkspaceServices; readonly days: number } | undefined;
  #chosen: number | undefined;
  #pending: PendingRetention | undefined;

  constructor(host: ReactiveControllerHost, options: RetentionOptions) {
    this.#host = host;
    this.#options = options;
    this.#forgetting = new ActionController<number>(host, () => options.provider.session?.workspaces);
    host.addController(this);
  }

  /** Days that publishes are kept after they ended; 0 for ever. */
  get days(): number {
    const days = this.#fixedDays ?? this.#chosen ?? this.#options.provider.withSession(recall) ?? 0;
    return Number.isFinite(days) && days > 0 ? days : 0;
  }

  /** Whether nobody chooses here: the host or the portal's back end says how long, or whoever looks may not. */
  get isFixed(): boolean {
    const mayChoose = this.#options.provider.withSession(({ workspaces }) => this.#mayForget(workspaces));
    return this.#fixedDays !== undefined || mayChoose === false;
  }

  get #fixedDays(): number | undefined {
    const rights = this.#options.provider.session?.workspaces.permissions.rights;
    return rights?.retentionDays ?? this.#options.days();
  }

  get pending(): PendingRetention | undefined {
    return this.#pending;
  }

  /** What came of forgetting, once it was done for this number of days. */
  describeForgotten(summaries: readonly PublishSummary[]): ForgottenPublishes | undefined {
    const { value: forgotten } = this.#forgetting;
    return forgotten === undefined ? undefined : { forgotten, kept: countOlder(summaries, this.days) };
  }

  /** Why forgetting did not work. */
  get failure(): Failure | undefined {
    return this.#forgetting.failure;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { session } = this.#options.provider;
    if (!session) {
      this.#pruned = this.#pending = this.#chosen = undefined;
      return;
    }
    const { workspaces } = session;
    // What the portal's back end forgets by itself, no page need; nor does one whose administrator may not.
    const days = this.#mayForget(workspaces) ? this.days : 0;
    if (this.#pruned?.workspaces === workspaces && this.#pruned.days === days) return;
    this.#pruned = { workspaces, days };
    this.#forgetting.reset();
    if (days > 0) void this.#forgetting.run(() => this.#forget(session, days));
  }

  #mayForget({ permissions }: WorkspaceServices): boolean {
    return permissions.rights?.retentionDays === undefined && permissions.allows('delete');
  }

  hostDisconnected(): void {
    this.#pruned = undefined;
  }

  /** Keeps publishes that long from now on; asks first when that forgets any of these. */
  choose(days: number, summaries: readonly PublishSummary[]): void {
    const count = countOlder(
      summaries.filter(({ finished }) => finished),
      days,
    );
    this.#pending = count > 0 ? { days, count } : undefined;
    if (!this.#pending) this.#keep(days);
    this.#host.requestUpdate();
  }

  confirm(): void {
    if (this.#pending) this.#keep(this.#pending.days);
    this.#pending = undefined;
    this.#host.requestUpdate();
  }

  cancel(): void {
    this.#pending = undefined;
    this.#host.requestUpdate();
  }

  #keep(days: number): void {
    this.#chosen = days;
    this.#options.provider.withSession((session) => browserStorage.set(keyOf(session), String(days)));
  }

  async #forget({ graph, workspaces }: Session, days: number): Promise<number> {
    const forgotten = await workspaces.store.journal.prune(startOf(days));
    if (forgotten > 0) await graph.refresh('history');
    return forgotten;
  }
}

/** Publishes that ended, or that began and never ended, longer ago than that; none for 0 days, which are for ever. */
function countOlder(summaries: readonly PublishSummary[], days: number): number {
  if (days === 0) return 0;
  const before = startOf(days);
  return summaries.filter(({ head, finished }) => (finished?.at ?? head.startedAt) < before).length;
}

function startOf(days: number): string {
  return addDays(new Date(), -days).toISOString();
}

// A number of days for a tenant is nothing personal, so it may outlive the tab.
const keyOf = ({ account }: Session): string => `o365-retention:${account.tenantId}`;

function recall(session: Session): number | undefined {
  const days = browserStorage.get(keyOf(session));
  return days === undefined ? undefined : Number(days);
}
