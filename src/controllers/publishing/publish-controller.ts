import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { WorkspaceServices } from '../context/workspace-services.js';
import { toProvisioningError, type ProvisioningError } from '../model/errors.js';
import { requireAllowed, type HostAction } from '../model/host-action.js';
import { reclaimId, type ReclaimItem, type UserResult } from '../model/publish-plan.js';
import type { PublishSummary } from '../publishing/journal.js';
import type { PublishDecisions } from '../publishing/publish-input.js';
import type { PublishRun, PublishState } from '../publishing/publish-run.js';
import type { Review } from '../publishing/review.js';
import { forgetDecisions, recallDecisions, rememberDecisions } from './decision-memory.js';
import { ShownRun } from './shown-run.js';

/** The plan is shown, and nothing has happened. */
export interface ReviewView {
  readonly status: 'review';
  readonly review: Review;
  /** The same without any decision: what was blocked and warned of at first. */
  readonly base: Review;
  /** It is read again; what is shown may change. */
  readonly reading: boolean;
}

/** The plan is applied, or was. */
export interface RunView {
  readonly status: 'publishing' | 'finished';
  readonly shown: ShownRun;
  readonly state: PublishState;
}

/** Where the publishing of one workspace stands. `idle`: nobody is signed in, or no workspace is chosen. */
export type PublishView =
  | { readonly status: 'idle' }
  | { readonly status: 'reading' }
  | { readonly status: 'failed'; readonly error: ProvisioningError }
  | ReviewView
  | RunView;

/** What the review is about. */
export interface PublishTarget {
  readonly services: WorkspaceServices;
  /** Of a reclaim, `reclaimId`. */
  readonly workspaceId: string;
  /** Licenses to take back; the review is about them instead of a workspace. */
  readonly reclaims?: readonly ReclaimItem[];
}

/** Edits come in bursts: the tenant is read again after the last one, in milliseconds. */
const settleMs = 300;

/**
 * Leads its host through publishing one workspace: review, decisions, the run, what came of it. Follows a publish of
 * this workspace that runs already, and finds one that was interrupted.
 */
export class PublishController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #target: () => PublishTarget | undefined;
  #now: PublishTarget | undefined;
  #view: PublishView = { status: 'idle' };
  #interrupted: PublishSummary | undefined;
  #review: Review | undefined;
  #results = new Map<string, UserResult>();
  #reading: AbortController | undefined;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #endFollowing: (() => void) | undefined;
  /** The publish whose undoing is reviewed. */
  #undone: string | undefined;

  constructor(host: ReactiveControllerHost, target: () => PublishTarget | undefined) {
    this.#host = host;
    this.#target = target;
    host.addController(this);
  }

  get view(): PublishView {
    const view = this.#view;
    return 'shown' in view ? { ...view, state: view.shown.run.state } : view;
  }

  /** The newest publish of this workspace that a crash or a closed tab cut off, if there is one. */
  get interrupted(): PublishSummary | undefined {
    return this.#interrupted;
  }

  /** The last review: it knows names and plans while and after it is published. */
  get review(): Review | undefined {
    return this.#review;
  }

  /** The last result of every user, of this run and those that it retries or resumes. */
  get results(): ReadonlyMap<string, UserResult> {
    if (!('shown' in this.#view)) return this.#results;
    return new Map([...this.#results, ...this.#view.shown.run.state.results]);
  }

  /** Whether somebody publishes another workspace in this page. */
  get busyElsewhere(): boolean {
    const current = this.#now?.services.publisher.current;
    return (
      current !== undefined &&
      current.state.status !== 'finished' &&
      current.workspaceId !== undefined &&
      current.workspaceId !== this.#now?.workspaceId
    );
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const target = this.#target();
    const same = target?.services === this.#now?.services && isAboutTheSame(target, this.#now);
    if (same) return;
    this.#leave();
    this.#now = target;
    if (target) this.#enter(target);
  }

  hostDisconnected(): void {
    this.#leave();
    this.#now = undefined;
  }

  /** Reads the tenant again and plans anew, under the decisions made so far. */
  async read(decisions: PublishDecisions = this.#decisions): Promise<void> {
    const target = this.#now;
    if (!target) return;
    const { publisher } = target.services;
    const undone = this.#undone;
    await this.#readReview(target, (options) =>
      undone ? publisher.undo(undone, decisions, options) : readTarget(target, decisions, options),
    );
  }

  /** The workspace was edited: plans anew soon, unless decisions were made that the administrator may want to look at. */
  readSoon(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => void this.read(), settleMs);
  }

  /** Reviews anew under other decisions; nothing is read. */
  decide(decisions: PublishDecisions): void {
    if (this.#view.status !== 'review') return;
    const review = this.#view.review.decide(decisions);
    if (this.#now && !review.undoes) rememberDecisions(this.#now.workspaceId, decisions);
    this.#review = review;
    this.#show({ ...this.#view, review });
  }

  /** Whether the host lets the administrator do this to the workspace that is shown. */
  can(action: HostAction): boolean {
    return this.#now?.services.can(action, this.#now.workspaceId) ?? true;
  }

  /** What the host lets the administrator do with a publish that is there already. */
  permits(undoes: boolean): { readonly mayGoOn: boolean; readonly mayUndo: boolean } {
    return { mayGoOn: this.can(this.#actionOf(undoes)), mayUndo: this.can('undo') };
  }

  /** @throws {ProvisioningError} `not-allowed` */
  publish(): void {
    if (this.#view.status !== 'review' || !this.#now) return;
    const { review } = this.#view;
    this.#require(review.plan.kind);
    this.#results = new Map();
    forgetDecisions(this.#now.workspaceId);
    this.#follow(this.#now.services.publisher.publish(review), review.undoes !== undefined);
  }

  /**
   * Tries those of the publish shown again who failed.
   * @throws {ProvisioningError} `not-allowed`
   */
  retry(): void {
    if (this.#view.status !== 'finished' || !this.#now) return;
    const { run, undoes } = this.#view.shown;
    this.#require(this.#actionOf(undoes));
    this.#goOn(this.#now.services.publisher.retry(run.publishId), undoes);
  }

  /**
   * Goes on with those whom the publish shown, or the interrupted one, did not attempt.
   * @throws {ProvisioningError} `not-allowed`
   */
  resume(): void {
    if (!this.#now) return;
    const { publisher } = this.#now.services;
    if (this.#view.status === 'finished') {
      const { run, undoes } = this.#view.shown;
      this.#require(this.#actionOf(undoes));
      this.#interrupted = undefined;
      this.#goOn(publisher.resume(run.publishId), undoes);
    } else if (this.#interrupted) {
      const { publishId, reverts } = this.#interrupted.head;
      this.#require(this.#actionOf(reverts));
      this.#interrupted = undefined;
      this.#goOn(publisher.resume(publishId), reverts);
    }
  }

  /** Shows what it takes to undo a publish, to be published like any other. */
  async undo(publishId: string): Promise<void> {
    this.#interrupted = undefined;
    this.#undone = publishId;
    await this.#readAnew();
  }

  /** Leaves an interrupted publish as it is. What is left of it is in the review. */
  dismissInterrupted(): void {
    this.#interrupted = undefined;
    this.#host.requestUpdate();
  }

  /** Back from a result, or from the review of an undo, to what the workspace says. */
  async reviewAgain(): Promise<void> {
    if (this.#now) forgetDecisions(this.#now.workspaceId);
    this.#undone = undefined;
    await this.#readAnew();
  }

  #actionOf(undoes: boolean): HostAction {
    if (undoes) return 'undo';
    return this.#now?.workspaceId === reclaimId ? 'reclaim' : 'publish';
  }

  #require(action: HostAction): void {
    requireAllowed((each) => this.can(each), [action]);
  }

  get #decisions(): PublishDecisions {
    if (this.#view.status === 'review') return this.#view.review.decisions;
    return this.#now && !this.#undone ? recallDecisions(this.#now.workspaceId) : {};
  }

  #enter(target: PublishTarget): void {
    const { publisher } = target.services;
    const adopt = (): void => {
      const { current } = publisher;
      const running = current && current.state.status !== 'finished' ? current : undefined;
      if (running?.workspaceId === target.workspaceId && !this.#follows(running))
        this.#follow(running, false);
      else this.#host.requestUpdate();
    };
    this.#endFollowing = publisher.subscribe(adopt);
    adopt();
    if (this.#view.status === 'publishing') return;
    void this.#findInterrupted(target);
    void this.read(recallDecisions(target.workspaceId));
  }

  #leave(): void {
    this.#reading?.abort();
    clearTimeout(this.#settle);
    this.#endFollowing?.();
    this.#leaveRun();
    this.#interrupted = this.#review = this.#undone = undefined;
    this.#results = new Map();
    this.#view = { status: 'idle' };
  }

  async #findInterrupted(target: PublishTarget): Promise<void> {
    try {
      const found = await target.services.publisher.interrupted();
      if (target !== this.#now) return;
      this.#interrupted = found.find(({ head }) => head.workspaceId === target.workspaceId);
      this.#host.requestUpdate();
    } catch (error) {
      if (target === this.#now) this.#show({ status: 'failed', error: toProvisioningError(error) });
    }
  }

  async #readReview(
    target: PublishTarget,
    readPlan: (options: { signal: AbortSignal }) => Promise<Review>,
  ): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#show(this.#view.status === 'review' ? { ...this.#view, reading: true } : { status: 'reading' });
    try {
      const read = await readPlan({ signal: reading.signal });
      if (reading.signal.aborted || target !== this.#now) return;
      // What was decided while this was read counts, not what had been decided before.
      const { decisions } = this.#view.status === 'review' ? this.#view.review : read;
      const review = decisions === read.decisions ? read : read.decide(decisions);
      const base = Object.keys(decisions).length === 0 ? review : review.decide({});
      this.#review = review;
      this.#show({ status: 'review', review, base, reading: false });
    } catch (error) {
      if (reading.signal.aborted || target !== this.#now) return;
      this.#show({ status: 'failed', error: toProvisioningError(error) });
    }
  }

  /** What is shown is not about what is read now. */
  async #readAnew(): Promise<void> {
    this.#leaveRun();
    clearTimeout(this.#settle);
    this.#show({ status: 'reading' });
    await this.read({});
  }

  #goOn(run: PublishRun, undoes: boolean): void {
    this.#results = new Map(this.results);
    this.#follow(run, undoes);
  }

  #follows(run: PublishRun): boolean {
    return 'shown' in this.#view && this.#view.shown.run === run;
  }

  #follow(run: PublishRun, undoes: boolean): void {
    this.#leaveRun();
    this.#reading?.abort();
    clearTimeout(this.#settle);
    const shown = new ShownRun(run, {
      undoes,
      update: () => this.#host.requestUpdate(),
      ended: (state) => this.#show({ status: 'finished', shown, state }),
    });
    this.#undone = undefined;
    this.#show({ status: 'publishing', shown, state: run.state });
  }

  #leaveRun(): void {
    if ('shown' in this.#view) this.#view.shown.leave();
  }

  #show(view: PublishView): void {
    this.#view = view;
    this.#host.requestUpdate();
  }
}

function isAboutTheSame(a: PublishTarget | undefined, b: PublishTarget | undefined): boolean {
  return a?.workspaceId === b?.workspaceId && a?.reclaims === b?.reclaims;
}

function readTarget(
  { services: { publisher }, workspaceId, reclaims }: PublishTarget,
  decisions: PublishDecisions,
  options: { signal: AbortSignal },
): Promise<Review> {
  return reclaims
    ? publisher.reviewReclaim(reclaims, decisions, options)
    : publisher.review(workspaceId, decisions, options);
}
