import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../../icons.js';
import type { MadeEdit } from '../review/review-edits.js';
import type { ReviewParts } from '../review-parts.js';

export interface MadeEditParts extends ReviewParts {
  /** What was edited in this review, still is so, and settled why somebody was blocked. */
  readonly made: readonly MadeEdit[];
  readonly onTakeBack: (made: MadeEdit) => void;
}

/** Reasons that an edit of the workspace settled, each with the way back. */
export function renderMadeEdits(parts: MadeEditParts): unknown {
  const { strings, names, made, onTakeBack } = parts;
  const { text } = strings;
  return repeat(
    made,
    (each) => each,
    (each) => {
      const { about } = each;
      if (!about) return undefined;
      const title = text.blockTitle(about.reason, about.skuId && names.plan(about.skuId));
      return html`<div class="block settled" role="group" aria-label=${text.settledTitle(title)}>
        ${icon('done', 'ok')}
        <div class="why">
          <strong>${title}</strong>
          <span class="number">${text.people(about.userIds.length)}</span>
          <p class="muted">${describeEdit(parts, each)}</p>
        </div>
        <div class="row remedies">
          <span class="state">${icon('done', 'ok')} ${text.workspaceChanged}</span>
          <button class="button small quiet" @click=${() => onTakeBack(each)}>
            ${icon('undo')} ${text.undo}
          </button>
        </div>
      </div>`;
    },
  );
}

/** Users whom edits settled, but for those who are blocked still. */
export function listSettledByEdits(made: readonly MadeEdit[], open: ReadonlySet<string>): readonly string[] {
  const users = new Set(made.flatMap(({ about }) => about?.userIds ?? []));
  return [...users].filter((userId) => !open.has(userId));
}

function describeEdit({ strings: { text }, names }: MadeEditParts, { edit }: MadeEdit): string {
  switch (edit.kind) {
    case 'choose-app':
      return text.appIsOff(names.app(edit.servicePlanId), names.plan(edit.skuId));
    case 'remove-plan':
      return text.planIsOut(names.plan(edit.skuId));
    case 'accept-group':
      return text.groupIsAccepted;
    default:
      return '';
  }
}
