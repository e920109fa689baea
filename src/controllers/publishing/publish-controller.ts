import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Account } from '../../auth/auth.js';
import type { WorkspaceServices } from '../../context/workspace-services.js';
import type { ReadOptions } from '../../graph/graph-client.js';
import { toProvisioningError } from '../../model/errors.js';
import type { HostAction } from '../../model/host-action.js';
import { staysWithin } from '../../model/publish/stays-within.js';
import type { UserResult } from '../../model/publish/user-result.js';
import type { PublishRun, PublishState } from '../../publishing/publish-run.js';
import type { PublishDecisions } from '../../publishing/review/review-input.js';
import type { Review } from '../../publishing/review/review.js';
import type { PublishSummary } from '../../store/journal/journal-entry.js';
import type { WatchedLease } from '../../store/lease/lease-watch.js';
import type { ProviderController } from '../provider-controller.js';
import { tellError } from '../tell-page.js';
import {
  forgetDecisions,
  forgetDecisionsOf,
  recallDecisions,
  rememberDecisions,
  type DecisionOwner,
} from './decision-memory.js';
import {
  actionOf,
  isAbout,
  isSameTopic,
  readTopic,
  workspaceIdOf,
  type Detour,
  type PublishTopic,
} from './publish-topic.js';
import type { PublishView } from './publish-view.js';
import { isNews, ShownRun } from './shown-run.js';

/** Edits come in bursts: the tenant is read again after the last one, in milliseconds. */
const settleMs = 300;

const noResults: ReadonlyMap<string, UserResult> = new Map();

/** When a review took the place of the one that was confirmed: before it could start, or while it waited for its turn. */
export type Replacement = 'since-confirmed' | 'while-waiting';

/** What is shown now: a topic with the services of the account that is signed in. */
interface Target {
  readonly services: WorkspaceServices;
  readonly topic: PublishTopic;
}

/**
 * Leads its host through one publish: review, decisions, the run, what came of it. Follows a publish of the same topic
 * that runs already, and finds one that was interrupted.
 */
export class PublishController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #provider: ProviderController;
  readonly #topic: () => PublishTopic | undefined;
  #isConnected = false;
  #now: Target | undefined;
  /** Whose decisions are remembered. */
  #account: Account | undefined;
  #view: PublishView = { status: 'idle' };
  #interrupted: PublishSummary | undefined;
  #review: Review | undefined;
  #reading: AbortController | undefined;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #endFollowing: (() => void) | undefined;
  #detour: Detour | undefined;
  #replaced: Replacement | undefined;
  #sitting = {};

  constructor(
    host: ReactiveControllerHost,
    provider: ProviderController,
    topic: () => PublishTopic | undefined,
  ) {
    this.#host = host;
    this.#provider = provider;
    this.#topic = topic;
    host.addController(this);
  }

  get view(): PublishView {
    const view = this.#view;
    return 'shown' in view ? { ...view, state: view.shown.run.state } : view;
  }

  /** The newest publish of this topic that a crash or a closed tab cut off, if there is one. */
  get interrupted(): PublishSummary | undefined {
    return this.#interrupted;
  }

  /** The last review: it knows names and plans while and after it is published. */
  get review(): Review | undefined {
    return this.#review;
  }

  /** What the publish shown has come to for each person so far. */
  get results(): ReadonlyMap<string, UserResult> {
    return 'shown' in this.#view ? this.#view.shown.run.state.results : noResults;
  }

  /** Whether something else is published in this page. */
  get busyElsewhere(): boolean {
    const target = this.#now;
    const current = target?.services.publisher.current;
    return (
      target !== undefined &&
      current !== undefined &&
      current.state.status !== 'finished' &&
      !isAbout(current, target.topic)
    );
  }

  /** What is reviewed in the place of the topic itself, if anything. */
  get detour(): Detour | undefined {
    return this.#detour;
  }

  /** Since when the review shown stands in the place of the one that was confirmed: nothing was sent, and it is to be looked at. */
  get replaced(): Replacement | undefined {
    return this.#replaced;
  }

  /** What is shown now, where somebody is signed in. */
  get topic(): PublishTopic | undefined {
    return this.#now?.topic;
  }

  /** The workspace (id) that is reviewed or published, if it is about one: the topic's own, or that of a publish that is taken over. */
  get workspaceId(): string | undefined {
    if ('shown' in this.#view) return this.#view.shown.run.workspaceId;
    const detour = this.#detour;
    if (detour?.kind === 'take-over' && detour.lease.progress) return detour.lease.progress.workspaceId;
    return workspaceIdOf(this.#now?.topic);
  }

  /**
   * What was checked and typed belongs to this, and goes with it: another account, another topic and every publish begin
   * another one.
   */
  get sitting(): object {
    return this.#sitting;
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    this.#followAccount();
    const services = this.#provider.session?.workspaces;
    const topic = this.#topic();
    const target = services && topic && { services, topic };
    const isSame = isSameTopic(target?.topic, this.#now?.topic);
    if (isSame && target?.services === this.#now?.services) return;
    const before = this.#now;
    this.#now = target;
    // What is published, or was, is there whatever the host sets anew.
    if (isSame && 'shown' in this.#view && target?.services.publisher === before?.services.publisher) return;
    this.#leave();
    if (target) this.#enter(target);
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    // Whoever is moved is back at once.
    queueMicrotask(() => {
      if (this.#isConnected) return;
      this.#leave();
      this.#now = undefined;
    });
  }

  /** Reads the tenant again and reviews anew, under the decisions made so far. */
  async read(decisions: PublishDecisions = this.#decisions): Promise<void> {
    const target = this.#now;
    if (target) await this.#readReview(target, decisions);
  }

  /** The workspace was edited: reviews anew soon, unless decisions were made that the administrator may want to look at. */
  readSoon(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => void this.read(), settleMs);
  }

  /** Reviews anew under other decisions; nothing is read. */
  decide(decisions: PublishDecisions): void {
    if (this.#view.status !== 'review') return;
    const owner = this.#owner;
    if (owner && !this.#detour) rememberDecisions(owner, decisions);
    this.#replaced = undefined;
    this.#review = this.#view.review.decide(decisions);
    this.#show({ ...this.#view, review: this.#review });
  }

  /** Whether the host lets the administrator do this to what is shown, as far as is known now. */
  can(action: HostAction): boolean {
    return this.#now?.services.permissions.allows(action, this.workspaceId) ?? true;
  }

  /** What the host lets the administrator do with a publish that is there already. */
  permits(undoes: boolean): { readonly mayGoOn: boolean; readonly mayUndo: boolean } {
    return { mayGoOn: !this.#now || this.can(actionOf(this.#now.topic, undoes)), mayUndo: this.can('undo') };
  }

  /** Whether what was confirmed is what is shown still; else the review that took its place says so. */
  stands(confirmed: Review): boolean {
    if (this.#view.status === 'review' && this.#view.review === confirmed) return true;
    this.#replaced = 'since-confirmed';
    this.#host.requestUpdate();
    return false;
  }

  /**
   * Asks the host whether what was confirmed may be published.
   * @throws {ProvisioningError} `not-allowed`
   */
  async require({ changeSet: { kind, workspaceId } }: Review): Promise<void> {
    await this.#now?.services.permissions.require([kind], workspaceId);
  }

  /**
   * Publishes what was confirmed once the host allows it, and only while it stands then and nobody objects.
   * @throws {ProvisioningError} `not-allowed`
   */
  async publish(confirmed: Review, mayStart = (): boolean => true): Promise<void> {
    const target = this.#now;
    if (!target || !this.stands(confirmed)) return;
    await this.require(confirmed);
    // Somebody else may have signed in meanwhile, or something else be shown.
    if (target !== this.#now || !this.stands(confirmed) || !mayStart()) return;
    const over = this.#detour?.kind === 'take-over' ? this.#detour.lease : undefined;
    const owner = this.#owner;
    if (owner && !over) forgetDecisions(owner);
    this.#follow(target.services.publisher.publish(confirmed, over ? { over } : {}));
  }

  /** Makes what is shown anew, whenever it is asked for and whatever is shown by then. */
  createReader(decisions: PublishDecisions): ((call: ReadOptions) => Promise<Review>) | undefined {
    const target = this.#now;
    const detour = this.#detour;
    return target && ((call) => readTopic(target.services.publisher, target.topic, detour, decisions, call));
  }

  /** Says that what waited for its turn is not what would be published now; that is shown instead, where it is known. */
  showInstead(review: Review | undefined): void {
    if (review) this.#showReview(review);
    this.#replaced = 'while-waiting';
    this.#host.requestUpdate();
  }

  /** Somebody else's publish ended: what was read before may not be so any more. */
  async lookAgain(): Promise<void> {
    const target = this.#now;
    if (!target || 'shown' in this.#view) return;
    await Promise.all([this.#findInterrupted(target), this.read()]);
  }

  /** Reviews what is left of a publish whose holder does not respond, to be confirmed and published in her place. */
  async takeOver(lease: WatchedLease): Promise<void> {
    const target = this.#now;
    if (!target) return;
    this.#detour = { kind: 'take-over', lease, isRecorded: target.services.store.shares.journal };
    await this.#readAnew(lease.progress ? {} : this.#decisions);
  }

  /**
   * Reviews what is left of the publish shown, or of the interrupted one. Returns that review where nothing in it goes
   * beyond what the administrator confirmed for that publish in this page; she need not confirm it once more.
   */
  async readRest(): Promise<Review | undefined> {
    const shown = this.#view.status === 'finished' ? this.#view.shown : undefined;
    const publishId = shown?.run.publishId ?? this.#interrupted?.head.publishId;
    if (publishId === undefined) return undefined;
    const confirmed = shown?.confirmed;
    this.#detour = { kind: 'rest', publishId };
    await this.#readAnew(confirmed?.decisions ?? {});
    if (this.#view.status !== 'review' || !confirmed) return undefined;
    const { review } = this.#view;
    return review.changeSet.changes.length > 0 && staysWithin(review.changeSet, confirmed.changeSet)
      ? review
      : undefined;
  }

  /** Shows what it takes to undo a publish, to be published like any other. */
  async undo(publishId: string): Promise<void> {
    this.#detour = { kind: 'undo', publishId };
    await this.#readAnew({});
  }

  /** Leaves an interrupted publish as it is. What is left of it is in the review. */
  dismissInterrupted(): void {
    this.#interrupted = undefined;
    this.#host.requestUpdate();
  }

  /** Back from a result, or from the review of something else, to the topic itself. What was decided counts where nothing was sent. */
  async reviewAgain(): Promise<void> {
    const decisions = this.#listUnused();
    const owner = this.#owner;
    if (owner) rememberDecisions(owner, decisions);
    this.#detour = undefined;
    await this.#readAnew(decisions);
  }

  /** What was decided for a publish that ended before anything was sent. */
  #listUnused(): PublishDecisions {
    if (this.#detour || this.#view.status !== 'finished') return {};
    const { shown } = this.#view;
    const isUnused = shown.run.state.results.size === 0 && shown.confirmed.changeSet.kind !== 'undo';
    return isUnused ? shown.confirmed.decisions : {};
  }

  get #owner(): DecisionOwner | undefined {
    const workspaceId = workspaceIdOf(this.#now?.topic);
    const account = this.#account;
    return workspaceId !== undefined && account ? { account, workspaceId } : undefined;
  }

  get #decisions(): PublishDecisions {
    if (this.#view.status === 'review') return this.#view.review.decisions;
    const owner = this.#owner;
    return owner && !this.#detour ? recallDecisions(owner) : {};
  }

  /** Signing out, or in as somebody else, closes what an account decided. */
  #followAccount(): void {
    const account = this.#provider.session?.account;
    // While it starts, or is looked for, nobody has signed out.
    if (!account && this.#provider.status !== 'signed-out') return;
    const before = this.#account;
    this.#account = account;
    if (!before || (before.objectId === account?.objectId && before.tenantId === account.tenantId)) return;
    forgetDecisionsOf(before);
    this.#now?.services.next.end();
  }

  #enter(target: Target): void {
    const { publisher } = target.services;
    const adopt = (): void => {
      const { current } = publisher;
      const news = current && isNews(current) && isAbout(current, target.topic) ? current : undefined;
      if (news && !this.#follows(news)) this.#follow(news);
      else this.#host.requestUpdate();
    };
    this.#endFollowing = publisher.subscribe(adopt);
    adopt();
    if (this.#view.status === 'publishing') return;
    void this.#findInterrupted(target);
    void this.read();
  }

  #leave(): void {
    this.#reading?.abort();
    clearTimeout(this.#settle);
    this.#endFollowing?.();
    this.#leaveRun();
    this.#interrupted = this.#review = this.#detour = undefined;
    this.#replaced = undefined;
    this.#sitting = {};
    this.#view = { status: 'idle' };
  }

  async #findInterrupted(target: Target): Promise<void> {
    try {
      const found = await target.services.publisher.interrupted();
      if (target !== this.#now) return;
      this.#interrupted = found.find(({ head }) => isAbout(head, target.topic));
      this.#host.requestUpdate();
    } catch (error) {
      if (target === this.#now) this.#fail(error);
    }
  }

  async #readReview(target: Target, decided: PublishDecisions): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    const { signal } = reading;
    this.#show(this.#view.status === 'review' ? { ...this.#view, reading: true } : { status: 'reading' });
    try {
      const [read] = await Promise.all([
        readTopic(target.services.publisher, target.topic, this.#detour, decided, { signal }),
        // The review may name plans that the tenant lists no more.
        this.#provider.session?.graph.recallPlans(),
      ]);
      if (signal.aborted || target !== this.#now) return;
      // What was decided while this was read counts, not what had been decided before.
      const { decisions } = this.#view.status === 'review' ? this.#view.review : read;
      const review = decisions === read.decisions ? read : read.decide(decisions);
      this.#showReview(review);
    } catch (error) {
      if (signal.aborted || target !== this.#now) return;
      this.#fail(error);
    }
  }

  #fail(thrown: unknown): void {
    this.#show({ status: 'failed', error: toProvisioningError(thrown) });
    tellError(this.#host, thrown);
  }

  #showReview(review: Review): void {
    const base = Object.keys(review.decisions).length === 0 ? review : review.decide({});
    this.#review = review;
    this.#show({ status: 'review', review, base, reading: false });
  }

  /** What is shown is not about what is read now. */
  async #readAnew(decisions: PublishDecisions): Promise<void> {
    this.#leaveRun();
    clearTimeout(this.#settle);
    this.#interrupted = undefined;
    this.#replaced = undefined;
    this.#sitting = {};
    this.#show({ status: 'reading' });
    await this.read(decisions);
  }

  #follows(run: PublishRun): boolean {
    return 'shown' in this.#view && this.#view.shown.run === run;
  }

  #follow(run: PublishRun): void {
    this.#leaveRun();
    this.#reading?.abort();
    clearTimeout(this.#settle);
    const shown = new ShownRun(run, {
      update: () => this.#host.requestUpdate(),
      ended: (state: PublishState) => this.#show({ status: 'finished', shown, state }),
    });
    this.#detour = undefined;
    this.#replaced = undefined;
    this.#sitting = {};
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
