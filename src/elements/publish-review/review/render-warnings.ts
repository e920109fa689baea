import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../../icons.js';
import { entitlementToKey, toPlan } from '../../../model/holding/entitlement.js';
import type { PublishWarning } from '../../../model/publish/change-set.js';
import { listWarnings, mustConfirm, warningKey } from '../blocked/blocked-groups.js';
import type { ReviewParts } from '../review-parts.js';
import { setAdopted } from './decisions.js';
import { renderGroup, type GroupParts } from './render-group.js';
import { renderOpen } from './render-open.js';
import { renderUnproven, type UnprovenParts } from './render-unproven.js';
import type { ConfirmedWarnings } from './warning-confirmations.js';

export interface WarningParts extends ReviewParts, GroupParts, UnprovenParts {
  readonly confirmed: ConfirmedWarnings;
  readonly onConfirm: (warning: PublishWarning, on: boolean) => void;
  readonly onShow: (userIds: readonly string[]) => void;
}

/** What would be lost, to be confirmed; who else gets something; and what could be taken over. */
export function renderWarnings(parts: WarningParts): unknown {
  const { strings, review, base } = parts;
  const warnings = listWarnings(base.changeSet.warnings, review.changeSet.warnings);
  const others = [renderUnproven(parts), renderGroup(parts), renderOpen(parts)];
  if (warnings.length === 0 && others.every((each) => each === nothing)) return nothing;
  return html`<div class="stack tight" part="warnings">
    <div class="section">${strings.text.checkHeading}</div>
    ${repeat(
      warnings,
      ({ warning }) => warningKey(warning),
      ({ warning, settled }) =>
        mustConfirm(warning) ? renderLoss(parts, warning) : renderHeldBefore(parts, warning, settled),
    )}
    ${others}
  </div>`;
}

/** Whether everything that has to be confirmed is. */
export function allConfirmed(warnings: readonly PublishWarning[], confirmed: ConfirmedWarnings): boolean {
  return warnings.filter(mustConfirm).every((warning) => isConfirmed(warning, confirmed));
}

/** A warning that names somebody more than it did is to be checked again. */
function isConfirmed(warning: PublishWarning, confirmed: ConfirmedWarnings): boolean {
  const users = confirmed.get(warningKey(warning));
  return users !== undefined && warning.userIds.every((userId) => users.has(userId));
}

function renderLoss(
  { strings, names, confirmed, onConfirm, onShow }: WarningParts,
  warning: PublishWarning,
): unknown {
  const { text } = strings;
  const { kind, skuId, userIds } = warning;
  return html`<div class="notice warn">
    ${icon(kind.startsWith('mailbox') ? 'mail' : 'attention')}
    <strong>${text.warningTitle(kind, userIds.length, names.plan(skuId))}</strong>
    <p>${text.warningWhy(kind, names.plan(skuId))}</p>
    <div class="row">
      <button class="button small" @click=${() => onShow(userIds)}>${text.showWarned(userIds.length)}</button>
      <label class="check">
        <input
          type="checkbox"
          .checked=${live(isConfirmed(warning, confirmed))}
          @change=${(event: Event) => onConfirm(warning, (event.target as HTMLInputElement).checked)}
        />
        ${text.iHaveChecked}
      </label>
    </div>
  </div>`;
}

function renderHeldBefore(parts: WarningParts, warning: PublishWarning, settled: boolean): unknown {
  const { strings, names, review, onDecide } = parts;
  const { text } = strings;
  const { kind, skuId, userIds } = warning;
  const adopt = (on: boolean): void =>
    onDecide(setAdopted(review.decisions, userIds, entitlementToKey(toPlan(skuId)), on));
  return html`<div class="notice">
    ${icon(settled ? 'done' : 'info')}
    <strong>${text.warningTitle(kind, userIds.length, names.plan(skuId))}</strong>
    <p>${text.warningWhy(kind, names.plan(skuId))}</p>
    <div class="row">
      ${
        settled
          ? html`<span class="state">${icon('done', 'ok')} ${text.takenOver}</span>
              <button class="button small quiet" @click=${() => adopt(false)}>
                ${icon('undo')} ${text.undo}
              </button>`
          : html`<button class="button small" @click=${() => adopt(true)}>${text.takeOver}</button>`
      }
    </div>
  </div>`;
}
