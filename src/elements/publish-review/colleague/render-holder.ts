import { html, nothing } from 'lit';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { icon, type IconName } from '../../../icons.js';
import type { PublishStrings } from '../../../localization/en/publish/publish-review.js';
import type { WatchedLease } from '../../../store/lease/lease-watch.js';
import { replaceableMs } from '../../../store/lease/lease.js';

export interface HolderParts {
  readonly strings: StringsController<PublishStrings>;
  readonly headingLevel: number;
  readonly holder: WatchedLease;
  /** Whether it is the account that is signed in here. */
  readonly isYou: boolean;
  /** Who publishes what. */
  readonly heading: string;
  /** What the workspace shown here is called; empty where none is. */
  readonly ownName: string;
  /** Whether what is published is what is shown here. */
  readonly isSame: boolean;
  readonly now: Date;
  /** Publishes what is shown here next; missing where that cannot be, or waits already. */
  readonly next?: { readonly label: string; readonly isReady: boolean; readonly onNext: () => void };
  /** Missing where there is nothing else to be seen. */
  readonly onViewProgress?: () => void;
  /** Missing where the host does not let the administrator. */
  readonly onTakeOver?: () => void;
}

/** Who publishes to the tenant now, how far it is, and what can be done meanwhile. */
export function renderHolder(parts: HolderParts): unknown {
  const { strings, headingLevel, holder, heading } = parts;
  const { text } = strings;
  const { isResponding, stillMs, progress } = holder;
  const [tone, shape, words] = describeBadge(parts);
  return html`<section class="holder stack tight" part="colleague" aria-label=${heading}>
    <p class="visually-hidden" role="status">${heading}</p>
    <div class="row">
      <div class="section" role="heading" aria-level=${Math.min(6, headingLevel + 1)}>
        <bdi>${heading}</bdi>
      </div>
      <span class="badge ${tone}">${icon(shape)} ${words}</span>
    </div>
    <p class="answer">
      ${progress ? text.holderDone(progress.done, progress.total) : nothing}
      ${isResponding ? nothing : text.noResponse(stillMs)}
    </p>
    ${
      progress
        ? html`<progress
            aria-label=${heading}
            max=${Math.max(1, progress.total)}
            .value=${progress.done}
          ></progress>`
        : nothing
    }
    <p class="muted">${describeMeanwhile(parts)}</p>
    <div class="actions">
      <p class="grow muted">${describeState(parts)}</p>
      ${renderButtons(parts)}
    </div>
  </section>`;
}

function describeBadge({
  strings: { text },
  holder,
  isYou,
}: HolderParts): readonly [tone: string, shape: IconName, words: string] {
  const { holderBadges } = text;
  if (!holder.isResponding) return ['warn', 'paused', holderBadges.silent];
  if (isYou) return ['', 'people', holderBadges.tab];
  if (holder.progress?.isAttended === false) return ['', 'service', holderBadges.server];
  return ['', 'people', holderBadges.colleague];
}

function describeMeanwhile({ strings: { text }, holder, isSame, ownName }: HolderParts): string {
  if (!holder.isResponding) return text.silentWhy(holder.progress?.isAttended === false);
  return isSame ? text.sameWorkspace : text.oneAtATime(ownName);
}

function describeState({ strings: { text }, holder, now, next }: HolderParts): string {
  const { isResponding, isReplaceable, stillMs } = holder;
  if (next && !next.isReady) return text.confirmBelow;
  if (isResponding) return text.lastSeen(stillMs);
  if (!isReplaceable) return text.takeOverIn(replaceableMs - stillMs);
  return text.takeOverSince(new Date(now.getTime() - (stillMs - replaceableMs)));
}

function renderButtons({ strings: { text }, holder, next, ...parts }: HolderParts): unknown {
  const { progress, isReplaceable } = holder;
  const left = progress && progress.total - progress.done;
  const { onViewProgress, onTakeOver } = parts;
  const canTakeOver = isReplaceable && onTakeOver;
  return html`${
    onViewProgress
      ? html`<button class="button" @click=${onViewProgress}>${text.viewProgress}</button>`
      : nothing
  }
  ${
    canTakeOver
      ? html`<button class="button primary" @click=${onTakeOver}>${text.takeOverPublish(left)}</button>`
      : nothing
  }
  ${
    next && !canTakeOver
      ? html`<button
          class="button primary"
          aria-disabled=${next.isReady ? nothing : 'true'}
          @click=${() => next.isReady && next.onNext()}
        >
          <bdi>${next.label}</bdi>
        </button>`
      : nothing
  }`;
}
