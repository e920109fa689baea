import { html, nothing } from 'lit';
import type { Detour } from '../../controllers/publishing/publish-topic.js';
import type { PublishView, ReviewView } from '../../controllers/publishing/publish-view.js';
import { icon, type IconName } from '../../icons.js';
import type { PublishStrings } from '../../localization/en/publish/publish-review.js';
import type { PublishSummary } from '../../store/journal/journal-entry.js';
import type { ReviewParts } from './review-parts.js';
import { listHeadings, type TopicKind } from './review-topic.js';

export interface HeadParts extends Pick<ReviewParts, 'strings'> {
  readonly view: PublishView;
  readonly headingLevel: number;
  readonly kind: TopicKind;
  /** The workspace's, or the plans of a swap; empty when nothing is chosen. */
  readonly name: string;
  readonly detour: Detour | undefined;
  readonly onRefresh: () => void;
  readonly onReviewAgain: () => void;
}

/** What it is about, where it stands, and how old what is shown is. */
export function renderHead(parts: HeadParts): unknown {
  const { view, headingLevel } = parts;
  const badge = describeStatus(parts);
  return html`<div class="row">
    <div part="heading" class="heading" role="heading" tabindex="-1" aria-level=${headingLevel}>
      <bdi>${describeHeading(parts)}</bdi>
    </div>
    ${
      badge
        ? html`<span part="status" class="badge ${badge.tone}">${icon(badge.shape)} ${badge.words}</span>`
        : nothing
    }
    ${view.status === 'review' ? renderAge(parts, view) : nothing} ${renderEndDetour(parts)}
  </div>`;
}

function describeHeading({ strings: { text }, view, kind, name }: HeadParts): string {
  if (kind === 'publish' && !name) return text.headingPlain;
  const undoes =
    view.status === 'review' ? view.review.changeSet.kind === 'undo' : 'shown' in view && view.shown.undoes;
  const headings = listHeadings(text, kind, undoes, name);
  switch (view.status) {
    case 'idle':
    case 'reading':
    case 'failed':
    case 'review':
      return headings.review;
    case 'publishing':
      return headings.running;
    case 'finished':
      return view.state.end === 'completed' ? headings.done : headings.stopped;
  }
}

interface Badge {
  readonly tone: string;
  readonly shape: IconName;
  readonly words: string;
}

function describeStatus({ strings: { text }, view }: HeadParts): Badge | undefined {
  switch (view.status) {
    case 'idle':
    case 'failed':
      return undefined;
    case 'reading':
      return { tone: '', shape: 'waiting', words: text.reviewing };
    case 'review':
      return { tone: 'info', shape: 'lock', words: text.nothingChangedYet };
    case 'publishing': {
      const { state } = view;
      if (state.status === 'paused') return { tone: 'warn', shape: 'key', words: text.pausedForSignIn };
      if (state.wait?.reason === 'throttled' || state.assigning)
        return { tone: 'warn', shape: 'waiting', words: text.waitingForMicrosoft };
      return {
        tone: 'info',
        shape: 'sync',
        words: state.status === 'starting' ? text.starting : text.running,
      };
    }
    case 'finished': {
      const { failed, open, notSent } = view.state.counts;
      const left = failed + notSent;
      if (left > 0) return { tone: 'warn', shape: 'attention', words: text.leftToDo(left) };
      if (open > 0) return { tone: '', shape: 'waiting', words: text.pendingCount(open) };
      return view.state.error ? undefined : { tone: 'ok', shape: 'done', words: text.allDone };
    }
  }
}

function renderAge({ strings: { text }, onRefresh }: HeadParts, { review, reading }: ReviewView): unknown {
  return html`<div class="row age">
    <span class="muted small">${text.readAt(new Date(review.changeSet.readAt))}</span>
    <button class="button quiet small" aria-disabled=${reading ? 'true' : nothing} @click=${onRefresh}>
      ${icon('refresh')} ${reading ? text.reviewing : text.refresh}
    </button>
  </div>`;
}

/** From the review of something else back to the topic itself. */
function renderEndDetour({ strings: { text }, view, detour, onReviewAgain }: HeadParts): unknown {
  if (!detour || (view.status !== 'review' && view.status !== 'failed')) return nothing;
  return html`<button class="button quiet small" @click=${onReviewAgain}>
    ${icon('close')} ${nameWayBack(detour, text)}
  </button>`;
}

function nameWayBack({ kind }: Detour, text: PublishStrings): string {
  switch (kind) {
    case 'undo':
      return text.keepPublish;
    case 'rest':
      return text.reviewEverything;
    case 'take-over':
      return text.notNow;
  }
}

export interface InterruptedParts extends Pick<ReviewParts, 'strings'> {
  readonly interrupted: PublishSummary;
  /** Whether the host lets the administrator go on with it. */
  readonly mayGoOn: boolean;
  /** Whether the host lets the administrator undo it. */
  readonly mayUndo: boolean;
  /** Reviews what is left of it. */
  readonly onResume: () => void;
  readonly onDismiss: () => void;
  readonly onUndo: () => void;
}

/** A publish that a crash or a closed tab cut off, with the ways to go on. */
export function renderInterrupted({
  strings,
  interrupted: { head },
  mayGoOn,
  mayUndo,
  onResume,
  onDismiss,
  onUndo,
}: InterruptedParts): unknown {
  const { text } = strings;
  return html`<div class="notice warn" role="status">
    ${icon('paused')}
    <strong>
      ${
        head.workspaceId === undefined
          ? text.interruptedReclaim(head.reverts)
          : text.interrupted(head.workspaceName, head.reverts)
      }
    </strong>
    <p>${text.interruptedWhy(head.peopleCount, new Date(head.startedAt))}</p>
    <div class="row">
      ${mayGoOn ? html`<button class="button primary" @click=${onResume}>${text.reviewRest}</button>` : nothing}
      ${head.reverts || !mayUndo ? nothing : html`<button class="button" @click=${onUndo}>${text.undoIt}</button>`}
      <button class="button quiet" @click=${onDismiss}>${text.notNow}</button>
    </div>
  </div>`;
}

/** From what is taken back on the way to where that was asked for. */
export function renderWayBack(
  { strings: { text } }: Pick<ReviewParts, 'strings'>,
  leave: () => void,
): unknown {
  return html`<div>
    <button class="button quiet small" @click=${leave}>${text.backToWorkspace}</button>
  </div>`;
}

export function renderNoWorkspace({ strings: { text } }: Pick<ReviewParts, 'strings'>): unknown {
  return html`<div class="blank" part="state">
    ${icon('not-yet')}
    <p class="label">${text.noWorkspace}</p>
    <p class="muted">${text.noWorkspaceWhy}</p>
  </div>`;
}
