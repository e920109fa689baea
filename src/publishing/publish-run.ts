import type { GraphClient, PipelineWait } from '../graph/graph-client.js';
import type { Clock } from '../graph/pace/clock.js';
import { estimateRestMs } from '../graph/pace/estimate-duration.js';
import { ProvisioningError, toProvisioningError } from '../model/errors.js';
import type { PublishKind } from '../model/publish/publish-kind.js';
import { countResult, noCounts, type PublishCounts, type UserResult } from '../model/publish/user-result.js';
import type { PublishEnd } from '../store/journal/journal-entry.js';
import type { Review } from './review/review.js';

/** Where a publish stands. */
export interface PublishState {
  /** `paused`: somebody has to sign in again or allow something; it goes on afterwards. */
  readonly status: 'starting' | 'running' | 'paused' | 'finished';
  /** People on the button. */
  readonly total: number;
  readonly counts: PublishCounts;
  /** People still without a result. */
  readonly waiting: number;
  /** How long it has been going on, or went on, in milliseconds. */
  readonly elapsedMs: number;
  /** People per minute, of late. */
  readonly perMinute: number;
  /** How long it will still take, in milliseconds; undefined when it cannot be told yet. */
  readonly remainingMs?: number;
  /** Everything is sent; Microsoft is licensing the people in the group, at its own pace. */
  readonly assigning: boolean;
  /** What the pipeline waits for now, if anything. */
  readonly wait?: PipelineWait;
  readonly results: ReadonlyMap<string, UserResult>;
  /** Why it is paused, or what ended it before its time. */
  readonly error?: ProvisioningError;
  /** How it ended. */
  readonly end?: PublishEnd;
}

/** What a publish is about. */
export interface RunTopic {
  readonly kind: PublishKind;
  /** None where it is about no workspace: licenses that are reclaimed. */
  readonly workspaceId?: string;
  /** Whether it takes back what another publish did. */
  readonly reverts: boolean;
}

/** A publish under way. */
export interface PublishRun extends RunTopic {
  readonly publishId: string;
  /** What was confirmed, and is carried out. */
  readonly review: Review;
  readonly state: PublishState;
  /** Calls the listener after every change of `state`; returns what ends that. */
  subscribe(listener: () => void): () => void;
  /** Resolves with the last state. Never rejects: what went wrong is in it. */
  readonly done: Promise<PublishState>;
  /** Goes on after a pause. */
  resume(): void;
  /** Finishes what is in flight; the rest is not sent. */
  cancel(): void;
}

/** Asked when somebody has to sign in again or to allow something: true to go on, false to stop. */
export type OnPaused = (error: ProvisioningError) => Promise<boolean>;

/** What the work tells the run. */
export interface RunControl {
  readonly signal: AbortSignal;
  readonly onPaused: OnPaused;
  /** Told when all is sent and Microsoft is still to go through the people in the group, and when that is over. */
  readonly onAssigning: (assigning: boolean) => void;
  begin(total: number): void;
  report(result: UserResult): void;
}

/** What a run is asked to do: report results until all is done, and say how it ended. */
export type RunWork = (run: RunControl) => Promise<PublishEnd>;

/** Over which time "of late" is measured, in milliseconds. */
const rateWindowMs = 30_000;
/** The first answers come together; a shorter time says nothing about the speed. */
const shortestMeasureMs = 1_000;

export interface RunOptions {
  readonly publishId: string;
  readonly review: Review;
  readonly graph: Pick<GraphClient, 'wait' | 'onWait'>;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Whether a person is there who can sign in or allow something; without, a publish that would pause ends. */
  readonly isAttended: boolean;
}

/** Starts the work and makes what it tells observable. */
export function startRun(options: RunOptions, work: RunWork): PublishRun {
  return new Run(options, work);
}

/** What the work told last. */
type Told = Pick<PublishState, 'status' | 'total' | 'assigning' | 'error' | 'end'>;

class Run implements PublishRun {
  readonly publishId: string;
  readonly review: Review;
  readonly kind: PublishKind;
  readonly workspaceId?: string;
  readonly reverts: boolean;
  readonly done: Promise<PublishState>;
  readonly #options: RunOptions;
  readonly #cancel = new AbortController();
  readonly #listeners = new Set<() => void>();
  readonly #results = new Map<string, UserResult>();
  #counts = noCounts;
  /** People for whom something was written. */
  #written = 0;
  /** When each of these results of the rate's window came. */
  #times: number[] = [];
  #told: Told = { status: 'starting', total: 0, assigning: false };
  readonly #begunAt: number;
  #startedAt: number;
  #endedAt: number | undefined;
  #resumePause: ((resumes: boolean) => void) | undefined;

  constructor(options: RunOptions, work: RunWork) {
    this.#options = options;
    const { publishId, review } = options;
    const { topic } = review;
    this.publishId = publishId;
    this.review = review;
    this.kind = topic.kind;
    if (topic.workspace) this.workspaceId = topic.workspace.id;
    this.reverts = topic.kind === 'undo';
    this.#begunAt = this.#startedAt = options.clock.now();
    this.done = this.#run(work);
  }

  get state(): PublishState {
    const { graph, clock } = this.#options;
    const waiting = Math.max(0, this.#told.total - this.#results.size);
    const perMinute = this.#measureRate();
    const remainingMs = this.#estimateRemaining(waiting, perMinute);
    return {
      ...this.#told,
      counts: this.#counts,
      waiting,
      elapsedMs: (this.#endedAt ?? clock.now()) - this.#begunAt,
      perMinute,
      ...(remainingMs === undefined ? {} : { remainingMs }),
      ...(graph.wait && this.#told.status !== 'finished' ? { wait: graph.wait } : {}),
      results: this.#results,
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  resume(): void {
    this.#resumePause?.(true);
  }

  cancel(): void {
    this.#cancel.abort(new ProvisioningError('cancelled', 'Publishing was cancelled.'));
    this.#resumePause?.(false);
  }

  async #run(work: RunWork): Promise<PublishState> {
    const { graph, signal, clock } = this.#options;
    const endWaits = graph.onWait(() => this.#notify({}));
    const cancel = (): void => this.cancel();
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    let told: Partial<Told>;
    try {
      const end = await work({
        signal: this.#cancel.signal,
        onPaused: (error) => this.#pause(error),
        onAssigning: (assigning) => this.#notify({ assigning }),
        begin: (total) => {
          this.#startedAt = clock.now();
          this.#notify({ total, status: 'running' });
        },
        report: (result) => this.#report(result),
      });
      told = { end };
    } catch (thrown) {
      told = {
        error: toProvisioningError(thrown),
        end: this.#cancel.signal.aborted ? 'cancelled' : 'stopped',
      };
    }
    signal?.removeEventListener('abort', cancel);
    endWaits();
    this.#endedAt = clock.now();
    this.#notify({ ...told, status: 'finished' });
    return this.state;
  }

  #pause(error: ProvisioningError): Promise<boolean> {
    if (this.#cancel.signal.aborted || !this.#options.isAttended) return Promise.resolve(false);
    this.#notify({ status: 'paused', error });
    return new Promise((resolve) => {
      this.#resumePause = (resumes) => {
        this.#resumePause = undefined;
        const { error: _over, ...told } = this.#told;
        if (resumes) this.#told = told;
        this.#notify({ status: 'running' });
        resolve(resumes);
      };
    });
  }

  #report(result: UserResult): void {
    this.#results.set(result.userId, result);
    this.#counts = countResult(this.#counts, result);
    if (hasCost(result)) {
      this.#written += 1;
      this.#times.push(this.#options.clock.now());
    }
    this.#notify({});
  }

  #notify(news: Partial<Told>): void {
    this.#told = { ...this.#told, ...news };
    for (const listener of this.#listeners) listener();
  }

  #measureRate(): number {
    const now = this.#options.clock.now();
    const since = Math.max(this.#startedAt, now - rateWindowMs);
    const first = this.#times.findIndex((time) => time >= since);
    this.#times = first < 0 ? [] : this.#times.slice(first);
    return (this.#times.length / Math.max(shortestMeasureMs, now - since)) * 60_000;
  }

  /**
   * Whichever is longer: at the speed seen, or at the speed that Microsoft's quota leaves. When nothing has come of
   * late, nobody can tell.
   */
  #estimateRemaining(waiting: number, perMinute: number): number | undefined {
    if (this.#told.status === 'starting') return undefined;
    if (waiting === 0) return 0;
    // Microsoft does not say how far it is.
    if (this.#told.assigning) return undefined;
    const elapsedMs = this.#options.clock.now() - this.#startedAt;
    if (perMinute === 0 && elapsedMs >= rateWindowMs) return undefined;
    const byQuotaMs = estimateRestMs(waiting, this.#written, elapsedMs);
    return perMinute > 0 ? Math.max(byQuotaMs, (waiting / perMinute) * 60_000) : byQuotaMs;
  }
}

/** Whether something was written for somebody: what was found done says nothing about the speed. */
function hasCost(result: UserResult): boolean {
  return result.status === 'applied' ? result.reason === undefined : result.status !== 'not-sent';
}
