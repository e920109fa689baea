import { html, nothing } from 'lit';
import type { Replacement } from '../../../controllers/publishing/publish-controller.js';
import { icon } from '../../../icons.js';
import type { ChangeSet } from '../../../model/publish/change-set.js';
import { summarizeSteps } from '../../../model/publish/step.js';
import { isSameContent } from '../../../model/workspace/workspace.js';
import { renderNotAllowed } from '../../../ui/states/not-allowed.js';
import { countBlocked } from '../blocked/blocked-groups.js';
import { renderBlocked, type BlockedParts } from '../blocked/render-blocked.js';
import { renderFigures } from '../render-figures.js';
import { kindOfReclaim, reclaimsOf } from '../review-topic.js';
import { renderChanges, type ChangesParts } from './render-changes.js';
import { renderLicenses } from './render-licenses.js';
import { renderRoute, type RouteParts } from './render-route.js';
import { allConfirmed, renderWarnings, type WarningParts } from './render-warnings.js';

export interface WholeReviewParts extends BlockedParts, WarningParts, ChangesParts, RouteParts {
  /** The workspace was edited after this was read. */
  readonly edited: boolean;
  /** An edit of the workspace is under way; the review of it follows. */
  readonly editing: boolean;
  /** It was confirmed, and waits for a permission or for the portal's answer. */
  readonly starting: boolean;
  /** After how many days the portal forgets publishes; undefined where it does not. */
  readonly retentionDays?: number | undefined;
  /** Somebody publishes another workspace in this page. */
  readonly busyElsewhere: boolean;
  /** Somebody publishes, here or elsewhere: this can only be published afterwards. */
  readonly next?: NextStart | undefined;
  /** What kept the publish from starting, rendered; nothing when nothing did. */
  readonly obstacle: unknown;
  /** Since when this stands in the place of the review that was to be published. */
  readonly replaced: Replacement | undefined;
  readonly onRefresh: () => void;
  readonly onPublish: () => void;
}

/** How a review is published when whoever publishes now is done. */
export interface NextStart {
  readonly label: string;
  /** Missing where it cannot be, or waits already. */
  readonly onNext?: () => void;
}

/** Whether a review could be published as it is; undefined where there is nothing in it. */
export function isReady(parts: WholeReviewParts): boolean | undefined {
  const { review, confirmed, edited, editing, starting, can } = parts;
  if (!worthPublishing(parts) || !can(review.changeSet.kind)) return undefined;
  return allConfirmed(review.changeSet.warnings, confirmed) && !edited && !editing && !starting;
}

/** The whole review: the very change set that is carried out. */
export function renderReview(parts: WholeReviewParts): unknown {
  const { strings, review } = parts;
  const { text } = strings;
  const { changes, blocked, leftOut, open, notes, kind } = review.changeSet;
  const changing = changes.length;
  const blockedCount = countBlocked(blocked);
  const first = parts.base.changeSet;
  const isSettled = first.blocked.length + first.unproven.length + leftOut.length + parts.made.length === 0;
  if (!worthPublishing(parts) && isSettled && open.length === 0)
    return html`${renderNotices(parts)}
      <div class="blank" part="state" role="status">
        ${icon('done')}
        <p class="label">${text.nothingToDo}</p>
        <p class="muted">${describeNothing(parts)}</p>
      </div>`;
  return html`${renderNotices(parts)}
    <p part="answer" class="answer" role="status">${text.answer(changing, blockedCount)}</p>
    ${changing === 0 && notes.length > 0 ? html`<p class="muted">${text.notesOnly}</p>` : nothing}
    ${renderFigures(parts)} ${renderLicenses(parts)} ${renderBlocked(parts)} ${renderWarnings(parts)}
    ${renderChanges(parts)} ${changing > 0 && kind === 'publish' ? renderRoute(parts) : nothing}
    ${parts.obstacle} ${renderActions(parts)}`;
}

/** Whether publishing does anything, be it only that it records who stands for what. */
function worthPublishing({ review: { changeSet, topic } }: WholeReviewParts): boolean {
  const { changes, notes, group } = changeSet;
  if (changes.length + notes.length > 0 || changesGroup(group)) return true;
  if (topic.kind !== 'publish') return false;
  const { deleting, draft, published } = topic.workspace;
  return deleting === true || !published || !isSameContent(draft, published);
}

function changesGroup(group: ChangeSet['group']): boolean {
  return group !== undefined && group.add.length + group.remove.length > 0;
}

function describeNothing({ strings: { text }, review }: WholeReviewParts): string {
  const { kind, unchangedCount } = review.changeSet;
  switch (kind) {
    case 'publish':
      return text.nothingToDoWhy(unchangedCount);
    case 'undo':
      return text.nothingToUndo;
    case 'reclaim':
      return text.nothingToReclaim[kindOfReclaim(reclaimsOf(review))];
  }
}

function renderNotices({ strings, edited, replaced, busyElsewhere, onRefresh }: WholeReviewParts): unknown {
  const { text } = strings;
  return html`${
    replaced
      ? html`<div class="notice warn" role="alert">
          ${icon('attention')}
          <strong>${text.replaced[replaced]}</strong>
          <p>${text.replacedWhy[replaced]}</p>
        </div>`
      : nothing
  }
  ${
    edited
      ? html`<div class="notice warn" role="status">
          ${icon('attention')}
          <strong>${text.edited}</strong>
          <p>${text.editedWhy}</p>
          <div class="row">
            <button class="button" @click=${onRefresh}>${icon('refresh')} ${text.refresh}</button>
          </div>
        </div>`
      : nothing
  }
  ${
    busyElsewhere
      ? html`<div class="notice" role="status">
          ${icon('waiting')}
          <strong>${text.busyElsewhere}</strong>
          <p>${text.busyElsewhereWhy}</p>
        </div>`
      : nothing
  }`;
}

function renderActions(parts: WholeReviewParts): unknown {
  const { strings, review, confirmed, next, starting, can, retentionDays, onPublish } = parts;
  const { text } = strings;
  const { changes, warnings, kind } = review.changeSet;
  const unconfirmed = !allConfirmed(warnings, confirmed);
  const refused = !can(kind);
  const start = next ? next.onNext : onPublish;
  const disabled = !start || isReady(parts) !== true;
  return html`<div class="actions">
    <div class="grow">
      ${
        refused
          ? renderNotAllowed(false, strings.common, kind)
          : unconfirmed
            ? html`<span class="state warn">${icon('attention')} ${text.confirmFirst}</span>`
            : html`${icon('undo')} <strong>${text.canUndo}</strong>
                <span class="muted">
                  ${retentionDays ? text.canUndoFor(retentionDays) : text.canUndoNote}
                </span>`
      }
    </div>
    <slot name="actions"></slot>
    <button
      class="button ${next ? '' : 'primary'}"
      part="publish"
      aria-disabled=${disabled ? 'true' : nothing}
      aria-busy=${starting ? 'true' : nothing}
      @click=${() => disabled || start()}
    >
      ${next ? html`<bdi>${next.label}</bdi>` : changes.length === 0 ? text.publishRecord : nameStart(parts)}
    </button>
  </div>`;
}

function nameStart({ strings: { text }, review }: WholeReviewParts): string {
  const { changes, kind } = review.changeSet;
  switch (kind) {
    case 'publish':
      return text.publish(changes.length);
    case 'undo':
      return text.publishUndo(changes.length);
    case 'reclaim':
      return kindOfReclaim(reclaimsOf(review)) === 'swap'
        ? text.publishSwap(changes.length)
        : text.publishReclaim(countTaken(review.changeSet));
  }
}

function countTaken({ changes }: ChangeSet): number {
  return changes.reduce((sum, { steps }) => sum + summarizeSteps(steps).licenses.remove.length, 0);
}
