import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../../icons.js';
import type { Actor } from '../../../model/actor.js';
import { exceptionKey, type Exception, type ExceptionTarget } from '../../../model/workspace/exception.js';
import type { Review } from '../../../publishing/review/review.js';
import { isListOpen, renderWhoList, renderWhoToggle, takeListed } from '../lists/who-list.js';
import type { ReviewParts } from '../review-parts.js';
import type { BlockedViewParts } from './blocked-view.js';

export interface ExceptionParts extends ReviewParts, BlockedViewParts {
  /** Who decided it. */
  readonly nameActor: (id: string) => Actor;
  readonly onExcept: (targets: readonly ExceptionTarget[], on: boolean) => void;
}

/** What is decided about single people of the workspace under review, whoever decided it. */
export function listExceptions({ topic, users }: Review): readonly Exception[] {
  if (topic.kind !== 'publish') return [];
  const { exceptions = [], draft } = topic.workspace;
  if (exceptions.length === 0) return exceptions;
  const subscribed = new Set(draft.subscribers);
  return exceptions.filter(({ userId }) => subscribed.has(userId) || users.has(userId));
}

/** Who is left out of the workspace and who gets it anyway: since when, by whom, and with the way back. */
export function renderExceptions(parts: ExceptionParts): unknown {
  const exceptions = listExceptions(parts.review);
  if (exceptions.length === 0) return nothing;
  const groups = new Map<string, Exception[]>();
  for (const exception of exceptions) {
    const key = `${exception.kind} ${exception.reason ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), exception]);
  }
  return repeat(
    groups,
    ([key]) => key,
    ([key, group]) => renderGroup(parts, key, group),
  );
}

function renderGroup(parts: ExceptionParts, key: string, exceptions: readonly Exception[]): unknown {
  const { strings, onExcept, can } = parts;
  const { text } = strings;
  const [sample] = exceptions;
  if (!sample) return nothing;
  const title = sample.kind === 'left-out' ? text.leftOutTitle : text.assignAnywayTitle(sample.reason);
  return html`<div class="block settled" role="group" aria-label=${title}>
    ${icon(sample.kind === 'left-out' ? 'blocked' : 'done')}
    <div class="why">
      <strong>${title}</strong>
      <span class="number">${text.people(exceptions.length)}</span>
      <p class="muted">${sample.kind === 'left-out' ? text.leftOutWhy : text.assignAnywayWhy}</p>
    </div>
    <div class="row remedies">
      ${
        can('subscribe')
          ? html`<button class="button small quiet" @click=${() => onExcept(exceptions, false)}>
              ${icon('undo')} ${text.undo}
            </button>`
          : nothing
      }
      ${renderWhoToggle(parts, key)}
    </div>
    ${isListOpen(parts, key) ? renderUsers(parts, key, title, exceptions) : nothing}
  </div>`;
}

function renderUsers(
  parts: ExceptionParts,
  key: string,
  label: string,
  exceptions: readonly Exception[],
): unknown {
  const rows = repeat(takeListed(parts, key, exceptions), exceptionKey, (exception) =>
    renderUser(parts, exception),
  );
  return renderWhoList(parts, key, { label, rows, count: exceptions.length });
}

function renderUser(
  { strings, names, nameActor, onExcept, can }: ExceptionParts,
  exception: Exception,
): unknown {
  const { text, common } = strings;
  const name = names.user(exception.userId) ?? text.someUser;
  return html`<li>
    <span class="grow"><bdi>${name}</bdi></span>
    <span class="muted small"
      >${text.decidedBy(common.actor(nameActor(exception.by)), new Date(exception.at))}</span
    >
    ${
      can('subscribe')
        ? html`<button
            class="button small quiet"
            aria-label=${text.undoException(name)}
            @click=${() => onExcept([exception], false)}
          >
            ${icon('undo')} ${text.undo}
          </button>`
        : nothing
    }
  </li>`;
}
