import { html, nothing } from 'lit';
import { icon } from '../../icons.js';
import type { PublishPlan } from '../../model/publish-plan.js';
import { isSameContent } from '../../model/workspace.js';
import { renderNotAllowed } from '../shared/not-allowed.js';
import { renderBlocked, type BlockedParts } from './render-blocked.js';
import { renderChanges, type ChangesParts } from './render-changes.js';
import { renderFigures } from './render-figures.js';
import { renderLicenses } from './render-licenses.js';
import { renderRoute, type RouteParts } from './render-route.js';
import { allConfirmed, renderWarnings, type WarningParts } from './render-warnings.js';
import { kindOfReclaim } from './review-topic.js';

export interface WholeReviewParts extends BlockedParts, WarningParts, ChangesParts, RouteParts {
  /** The workspace was edited after this was planned. */
  readonly edited: boolean;
  /** An edit of the workspace is under way; the plan for it follows. */
  readonly editing: boolean;
  /** Somebody publishes another workspace in this page. */
  readonly busyElsewhere: boolean;
  /** What kept the publish from starting, rendered; nothing when nothing did. */
  readonly obstacle: unknown;
  readonly onPlanAgain: () => void;
  readonly onPublish: () => void;
}

/** The whole review: the very plan that will be applied. */
export function renderReview(parts: WholeReviewParts): unknown {
  const { strings, review } = parts;
  const { text } = strings;
  const { plan } = review;
  const changing = plan.changes.length;
  const blockedCount = new Set(plan.blocked.map(({ userId }) => userId)).size;
  const isSettled = parts.base.plan.blocked.length + plan.leftOut.length + parts.made.length === 0;
  if (!worthPublishing(parts) && isSettled)
    return html`${renderNotices(parts)}
      <div class="blank" part="state" role="status">
        ${icon('done')}
        <p class="label">${text.nothingToDo}</p>
        <p class="muted">
          ${plan.kind === 'reclaim' ? text.nothingToReclaim[kindOfReclaim(review.reclaims)] : text.nothingToDoWhy(plan.unchangedCount)}
        </p>
      </div>`;
  return html`${renderNotices(parts)}
    <p part="answer" class="answer" role="status">${text.answer(changing, blockedCount)}</p>
    ${changing === 0 && plan.ledger.length > 0 ? html`<p class="muted">${text.ledgerOnly}</p>` : nothing}
    ${renderFigures(parts)} ${renderLicenses(parts)} ${renderBlocked(parts)} ${renderWarnings(parts)}
    ${renderChanges(parts)} ${changing > 0 && plan.kind === 'publish' ? renderRoute(parts) : nothing}
    ${parts.obstacle} ${renderActions(parts)}`;
}

/** Whether publishing does anything, be it only that it records who stands for what. */
function worthPublishing({ review: { plan, workspace } }: WholeReviewParts): boolean {
  return (
    plan.changes.length > 0 ||
    plan.ledger.length > 0 ||
    workspace.deleting === true ||
    (plan.kind === 'publish' && !(workspace.published && isSameContent(workspace.draft, workspace.published)))
  );
}

function renderNotices({ strings, edited, busyElsewhere, onPlanAgain }: WholeReviewParts): unknown {
  const { text } = strings;
  return html`${
    edited
      ? html`<div class="notice warn" role="status">
          ${icon('attention')}
          <strong>${text.edited}</strong>
          <p>${text.editedWhy}</p>
          <div class="row">
            <button class="button" @click=${onPlanAgain}>${icon('refresh')} ${text.planAgain}</button>
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
  const { strings, review, confirmed, edited, editing, busyElsewhere, can, onPublish } = parts;
  const { text } = strings;
  const { plan } = review;
  const unconfirmed = !allConfirmed(plan.warnings, confirmed);
  const refused = !can(plan.kind);
  const disabled = unconfirmed || edited || editing || busyElsewhere || refused || !worthPublishing(parts);
  const words =
    plan.changes.length === 0
      ? text.publishRecord
      : plan.kind === 'undo'
        ? text.publishUndo(plan.changes.length)
        : plan.kind === 'publish'
          ? text.publish(plan.changes.length)
          : kindOfReclaim(review.reclaims) === 'swap'
            ? text.publishSwap(plan.changes.length)
            : text.publishReclaim(countTaken(plan));
  return html`<div class="actions">
    <div class="grow">
      ${
        refused
          ? renderNotAllowed(false, strings.common, plan.kind)
          : unconfirmed
            ? html`<span class="state warn">${icon('attention')} ${text.confirmFirst}</span>`
            : html`${icon('undo')} <strong>${text.canUndo}</strong>
                <span class="muted">${text.canUndoNote}</span>`
      }
    </div>
    <slot name="actions"></slot>
    <button
      class="button primary"
      part="publish"
      aria-disabled=${disabled ? 'true' : nothing}
      @click=${() => disabled || onPublish()}
    >
      ${words}
    </button>
  </div>`;
}

function countTaken({ changes }: PublishPlan): number {
  return changes.reduce((sum, { removeLicenses }) => sum + removeLicenses.length, 0);
}
