import { LitElement, html, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import { catalogRead, groupSummaryRead, usersByIdsRead } from '../../context/reads/reads.js';
import { ActionController } from '../../controllers/action-controller.js';
import { KeepFocusController } from '../../controllers/keep-focus-controller.js';
import { ActorNames } from '../../controllers/names/actor-names.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { NextController } from '../../controllers/publishing/next-controller.js';
import { PublishController } from '../../controllers/publishing/publish-controller.js';
import type { PublishTopic } from '../../controllers/publishing/publish-topic.js';
import type { PublishView, ReviewView, RunView } from '../../controllers/publishing/publish-view.js';
import { QueryController } from '../../controllers/query-controller.js';
import { SelectionController } from '../../controllers/selection-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { publishStrings } from '../../localization/en/publish/publish-review.js';
import type { HostAction } from '../../model/host-action.js';
import type { ReclaimItem } from '../../model/publish/change-set.js';
import type { ExceptionTarget } from '../../model/workspace/exception.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import { elementStyles } from '../../theme/element.styles.js';
import { createMemo } from '../../ui/create-memo.js';
import { gridStyles } from '../../ui/grid/grid.styles.js';
import { checked } from '../../ui/settings/checked.js';
import { isHeadingLevel, isText } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import {
  renderError,
  renderErrorNotice,
  renderLoading,
  renderNotSignedIn,
} from '../../ui/states/element-state.js';
import { renderLateAnswer } from '../../ui/states/late-answer.js';
import { countBlocked } from './blocked/blocked-groups.js';
import { BlockedView } from './blocked/blocked-view.js';
import { listExceptions } from './blocked/render-exceptions.js';
import { Colleague } from './colleague/colleague.js';
import { PublishedElsewhere } from './colleague/published-elsewhere.js';
import { GrantedRetry } from './granted-retry.js';
import { PublishLists } from './lists/publish-lists.js';
import { saveResults, saveReview } from './lists/save-exports.js';
import { styles } from './publish-review.styles.js';
import { listShortPlans, ReclaimOffer } from './reclaim-offer.js';
import { renderHead, renderInterrupted, renderNoWorkspace, renderWayBack } from './render-head.js';
import { withExceptions } from './review/decisions.js';
import { findGroupId, listBystanders } from './review/render-group.js';
import { isReady, renderReview, type WholeReviewParts } from './review/render-review.js';
import { ReviewEdits, type MadeEdit } from './review/review-edits.js';
import { WarningConfirmations } from './review/warning-confirmations.js';
import { changesServices, createNames, type Names } from './review-parts.js';
import { kindOfReclaim, nameSwap, reclaimsOf, workspaceOf, type TopicKind } from './review-topic.js';
import { renderProgress } from './run/render-progress.js';
import { countResults, renderOutcome } from './run/render-result.js';
import { Starts } from './starts.js';

/**
 * @summary Shows exactly what publishing a workspace would change, applies it, and says what came of it for every user.
 * @tagname publish-review
 *
 * @slot actions - Buttons of the portal's own beside Publish, e.g. the way back to the workspace.
 * @fires {CustomEvent<BeforePublishDetail>} o365-before-publish - The administrator is about to publish. Cancel it to keep that from happening.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart status - The badge that says where it stands.
 * @csspart answer - The sentence that sums it up.
 * @csspart colleague - Who else publishes to the tenant, how far that is, and what can be done meanwhile.
 * @csspart next - That this is published when the other publish is done.
 * @csspart elsewhere - That it was published last from another computer.
 * @csspart figures - The review, the progress or the result in a few numbers.
 * @csspart licenses - Licenses of each plan before and after.
 * @csspart blocked - Who is blocked, left out or assigned anyway, why, and what can be done.
 * @csspart group - The group that carries the plans, and whom else its change touches.
 * @csspart pending - Who is pending from an earlier publish.
 * @csspart unproven - Workspaces of which nothing proves that they are published.
 * @csspart warnings - What must be looked at before publishing.
 * @csspart changes - The changes, user by user.
 * @csspart route - The choice between the two routes.
 * @csspart publish - The button that publishes.
 * @csspart results - The results, user by user.
 * @csspart grid - The grid of changes or of results.
 */
export class PublishReview extends LitElement {
  static override styles = [...elementStyles, gridStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** The workspace to publish. Default: the one chosen in the provider's other elements. */
  @checked(isText) @property({ attribute: 'workspace-id' }) workspaceId = '';

  @query('.grid') private list!: HTMLElement | null;
  @query('[part="heading"]') private heading!: HTMLElement | null;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'publish-review', publishStrings);
  private readonly selection = new SelectionController(this, this.shared);
  private readonly workspaces = new QueryController(this, this.shared, ({ workspaces }) => workspaces.read);
  private readonly offer = new ReclaimOffer(this, this.shared, {
    topic: () => [this.workspaceId, this.selection.id, this.selection.reclaims],
    shortPlans: () => (this.reclaims ? [] : listShortPlans(this.publish)),
  });
  private readonly publish = new PublishController(this, this.shared, () => this.topic);
  /** The catalog needs permissions of its own: it is read when somebody gets or loses something of it. */
  private readonly catalog = new QueryController(this, this.shared, (session) =>
    changesServices(this.publish.review) ? catalogRead(session) : undefined,
  );
  /** Named on demand only: they are not part of what changes. */
  private readonly bystanders = new QueryController(this, this.shared, (session) => {
    const ids = listBystanders(this.publish.review, this.blockedView.parts.opened);
    return ids.length > 0 ? usersByIdsRead(session, ids) : undefined;
  });
  /** The group by name and number: so it is shown, and accepted. */
  private readonly group = new QueryController(this, this.shared, (session) => {
    const groupId = findGroupId(this.publish.review);
    return groupId ? groupSummaryRead(session, groupId) : undefined;
  });
  private readonly actors: ActorNames = new ActorNames(this, this.shared, {
    ids: () => [
      ...(this.publish.review ? listExceptions(this.publish.review).map(({ by }) => by) : []),
      ...[this.colleague.holder?.by, this.elsewhere.stamp?.by].filter((by) => by !== undefined),
    ],
    // No review is made without reading people.
    needed: true,
  });
  private readonly next: NextController = new NextController(this, {
    provider: this.shared,
    publish: this.publish,
    mayStart: (review) => this.starts.ask(review),
  });
  private readonly colleague: Colleague = new Colleague(this, {
    provider: this.shared,
    strings: this.strings,
    publish: this.publish,
    next: this.next,
    nameActor: (id) => this.actors.find(id),
    nameWorkspace: (id) => this.findName(id),
    startNext: (review) => this.starts.startNext(review),
  });
  private readonly elsewhere = new PublishedElsewhere(this, this.shared, () => this.workspace);
  private readonly blockedView = new BlockedView(this, () => this.publish.sitting);
  private readonly losses = new WarningConfirmations(this, () => this.publish.sitting);
  private readonly action = new ActionController(this, () => this.shared.session?.workspaces);
  private readonly grants = new GrantedRetry();
  private readonly edits = new ReviewEdits(this, this.action, {
    provider: this.shared,
    sitting: () => this.publish.sitting,
    workspaceId: () => this.publish.workspaceId,
    reviewAnew: async () => (this.publish.view.status === 'review' ? this.publish.read() : undefined),
  });
  private readonly starts = new Starts(this, {
    provider: this.shared,
    publish: this.publish,
    action: this.action,
    next: () => this.next,
  });
  private readonly lists = new PublishLists(this, this.publish, () => this.list);

  private readonly createNames = createMemo(createNames);
  private shownStatus: PublishView['status'] = 'idle';

  /** Reads the tenant again and reviews anew. Decisions are kept. */
  refresh(): Promise<void> {
    return this.publish.read();
  }

  protected override updated(): void {
    const { view } = this.publish;
    if (view.status === 'review' && this.edits.isOvertaken(view.review, this.workspace) && !view.reading)
      if (Object.keys(view.review.decisions).length === 0) this.publish.readSoon();
    this.grants.follow(this.shared.auth?.grantedScopes ?? [], this.action.failure, this.publish);
    if (this.shownStatus !== view.status) this.announceView(view);
  }

  constructor() {
    super();
    new KeepFocusController(this);
  }

  protected override render() {
    const { view } = this.publish;
    return html`<div class="stack">
      ${renderSettingProblems(this, this.strings)}
      ${this.offer.chosen ? renderWayBack(this.parts, () => this.offer.choose(undefined)) : nothing}
      ${renderHead({
        ...this.parts,
        view,
        headingLevel: this.headingLevel,
        kind: this.kind,
        name: this.topicName,
        detour: this.publish.detour,
        onRefresh: () => void this.refresh(),
        onReviewAgain: () => void this.publish.reviewAgain(),
      })}
      ${this.shared.status === 'signed-in' ? this.renderView(view) : renderNotSignedIn(this.parts)}
    </div>`;
  }

  private get parts() {
    return { provider: this.shared, strings: this.strings };
  }

  private get remedyParts() {
    return {
      can: (action: HostAction) => this.publish.can(action),
      reclaimable: (skuId: string) => this.offer.list(skuId),
      onReclaim: (items: readonly ReclaimItem[]) => this.offer.choose(items),
      onTakeBack: (made: MadeEdit) => void this.edits.takeBack(made),
    };
  }

  private get topic(): PublishTopic | undefined {
    const { reclaims, target } = this;
    if (reclaims) return { reclaims };
    return target === undefined ? undefined : { workspaceId: target };
  }

  /** The workspace to publish (id), if it is about one. */
  private get target(): string | undefined {
    return this.reclaims ? undefined : this.workspaceId || this.selection.id;
  }

  /** Licenses to take back: those chosen here, else those chosen in another element when no workspace is named. */
  private get reclaims(): readonly ReclaimItem[] | undefined {
    return this.offer.chosen ?? (this.workspaceId ? undefined : this.selection.reclaims);
  }

  private get workspace(): Workspace | undefined {
    return this.workspaces.value?.find(({ workspace }) => workspace.id === this.publish.workspaceId)
      ?.workspace;
  }

  private get kind(): TopicKind {
    const { reviewedReclaims } = this;
    return reviewedReclaims ? kindOfReclaim(reviewedReclaims) : 'publish';
  }

  /** Licenses to take back: those of a publish that is taken over, else those that this is about. */
  private get reviewedReclaims(): readonly ReclaimItem[] | undefined {
    if (this.publish.detour?.kind === 'take-over') return reclaimsOf(this.publish.review);
    return this.reclaims;
  }

  private get topicName(): string {
    if (this.kind === 'swap') return nameSwap(this.strings.text, this.reviewedReclaims, this.names);
    return workspaceOf(this.publish.review)?.draft.name ?? this.workspace?.draft.name ?? '';
  }

  private get names(): Names {
    return this.createNames(this.publish.review, this.catalog.value, this.shared);
  }

  private renderView(view: PublishView): unknown {
    switch (view.status) {
      case 'idle':
        return html`${this.renderColleague()} ${renderNoWorkspace(this.parts)}`;
      case 'reading':
        return html`${this.renderColleague()} ${renderLoading(this.parts)}`;
      case 'failed':
        return html`${this.renderColleague()}
        ${renderError(this.parts, view.error, () => void this.publish.read())}`;
      case 'review': {
        const parts = this.listReviewParts(view);
        return html`${this.renderColleague(parts)} ${this.renderInterrupted()}
        ${this.elsewhere.render(this.strings, (id) => this.actors.find(id))} ${renderReview(parts)}`;
      }
      case 'publishing':
        return renderProgress({
          ...this.parts,
          names: this.names,
          shown: view.shown,
          state: view.state,
          changes: this.lists.changesById,
          ...this.lists.progressParts,
          now: Date.now(),
        });
      case 'finished':
        return this.renderOutcome(view);
    }
  }

  private renderInterrupted() {
    const { interrupted } = this.publish;
    return interrupted
      ? renderInterrupted({
          ...this.parts,
          interrupted,
          ...this.publish.permits(interrupted.head.reverts),
          onResume: () => void this.starts.resume(),
          onDismiss: () => this.publish.dismissInterrupted(),
          onUndo: () => void this.publish.undo(interrupted.head.publishId),
        })
      : nothing;
  }

  private renderColleague(parts?: WholeReviewParts) {
    return this.colleague.render({
      headingLevel: this.headingLevel,
      name: this.topicName,
      ...(parts ? { isReady: isReady(parts), next: parts.next } : {}),
    });
  }

  private listReviewParts({ review, base }: ReviewView): WholeReviewParts {
    const { pending } = this.edits;
    return {
      ...this.parts,
      review,
      base,
      names: this.names,
      onDecide: (decisions) => this.publish.decide(decisions),
      ...this.blockedView.parts,
      ...this.remedyParts,
      bystanders: this.bystanders.state,
      onEdit: (edit, about) => void this.edits.make(edit, about),
      onExcept: (targets, on) => this.except(targets, on),
      retentionDays: this.shared.session?.workspaces.permissions.rights?.retentionDays,
      nameActor: (id) => this.actors.find(id),
      nameWorkspace: (id) => this.findName(id) ?? id,
      groupSummary: this.group.state,
      groupUnread: renderErrorNotice(this.parts, this.group.failure),
      made: this.edits.listSettling(workspaceOf(review)),
      ...this.losses.parts,
      onShow: (userIds) => {
        this.lists.showOnly(userIds);
        this.renderRoot.querySelector('[part="changes"]')?.scrollIntoView({ block: 'nearest' });
      },
      ...this.lists.changeParts,
      onExport: () => void this.action.runBeside(() => saveReview(review, this.strings.text, this.names)),
      route: pending?.kind === 'set-route' ? pending.route : review.changeSet.route,
      onRoute: (route) => void this.edits.make({ kind: 'set-route', route }),
      edited: this.edits.isOvertaken(review, this.workspace),
      editing: pending !== undefined,
      starting: this.starts.isStarting,
      busyElsewhere: this.publish.busyElsewhere,
      next: this.colleague.nextStart(review, this.topicName),
      obstacle: [
        renderErrorNotice(this.parts, this.action.failure),
        renderLateAnswer(this.parts, this.starts.isStarting),
      ],
      replaced: this.publish.replaced,
      onRefresh: () => void this.refresh(),
      onPublish: () => this.starts.start(review),
    };
  }

  private renderOutcome({ shown, state }: RunView) {
    const { publishId } = shown.run;
    const { results } = this.publish;
    const { changesById } = this.lists;
    return renderOutcome({
      ...this.parts,
      names: this.names,
      state,
      kind: this.kind,
      undo: shown.undoes,
      counts: countResults(results.values()),
      blockedCount: countBlocked(this.publish.review?.changeSet.blocked ?? []),
      ...this.lists.resultParts,
      elapsedMs: shown.elapsedMs,
      obstacle: renderErrorNotice(this.parts, this.action.failure),
      ...this.publish.permits(shown.undoes),
      onResume: () => void this.starts.resume(),
      onUndo: () => void this.publish.undo(publishId),
      onReview: () => void this.publish.reviewAgain(),
      changes: changesById,
      made: this.edits.listMade(this.workspace),
      ...this.remedyParts,
      ...(this.kind === 'publish' && !shown.undoes
        ? { onUnsubscribe: (id: string) => void this.edits.make({ kind: 'unsubscribe', userIds: [id] }) }
        : {}),
      onExport: (kind) => {
        const { workspaceId } = shown.run;
        const saved = {
          results,
          changes: changesById,
          publishId,
          ...(workspaceId === undefined ? {} : { workspaceId }),
        };
        void this.action.runBeside(() => saveResults(kind, saved, this.strings, this.names));
      },
    });
  }

  /** Of a workspace these are facts, told to everybody; of anything else they are decided for this review. */
  private except(targets: readonly ExceptionTarget[], on: boolean): void {
    const { view } = this.publish;
    if (view.status !== 'review') return;
    const { topic, decisions } = view.review;
    if (topic.kind === 'publish') void this.edits.make({ kind: on ? 'except' : 'end-exceptions', targets });
    else this.publish.decide(withExceptions(decisions, targets));
  }

  private findName(id: string): string | undefined {
    return this.workspaces.value?.find(({ workspace }) => workspace.id === id)?.workspace.draft.name;
  }

  /** Whoever is in here by keyboard starts again from the heading, which says what it is about now. */
  private announceView({ status }: PublishView): void {
    this.shownStatus = status;
    if (this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement) this.heading?.focus();
  }
}
