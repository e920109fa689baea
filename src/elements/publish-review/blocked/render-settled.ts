import { html, nothing } from 'lit';
import { icon } from '../../../icons.js';
import {
  setAssignAnyway,
  setForgotten,
  setLeaveAsIs,
  setLeftOut,
  setLocations,
  setWaiting,
} from '../review/decisions.js';
import type { ReviewParts } from '../review-parts.js';
import type { BlockedGroup } from './blocked-groups.js';

/** What was decided in this review, with the way back. */
export function renderSettled(parts: ReviewParts, group: BlockedGroup): unknown {
  const { strings, review, onDecide } = parts;
  const { text, format } = strings;
  const { open, settled, reason, skuId, providerId } = group;
  const kinds = [...new Set(settled.map(({ by }) => by))];
  return kinds.map((kind) => {
    const ids = settled.filter(({ by }) => by === kind).map(({ userId }) => userId);
    const takeBack = (): void => {
      const { decisions } = review;
      if (kind === 'left-out') onDecide(setLeftOut(decisions, ids, false));
      else if (kind === 'location-set') onDecide(setLocations(decisions, ids, undefined));
      else if (kind === 'assigned-anyway') onDecide(setAssignAnyway(decisions, ids, reason, false));
      else if (kind === 'left-as-is' && skuId) onDecide(setLeaveAsIs(decisions, ids, skuId, false));
      else if (kind === 'others-wait') onDecide(setWaiting(decisions, decisions.waiting ?? [], false));
      else if (kind === 'forgotten')
        onDecide(
          setForgotten(
            decisions,
            { ...(skuId ? { skuId } : {}), ...(providerId ? { providerId } : {}) },
            false,
          ),
        );
    };
    return html`<span class="state"
        >${icon('done', 'ok')} ${text.settled[kind]}
        ${open.length > 0 || kinds.length > 1 ? format.number(ids.length) : nothing}</span
      >
      ${
        kind === 'other'
          ? nothing
          : html`<button class="button small quiet" @click=${takeBack}>${icon('undo')} ${text.undo}</button>`
      }`;
  });
}
