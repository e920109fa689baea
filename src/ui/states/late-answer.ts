import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { StateParts } from './before-sign-in.js';

/**
 * That the portal has not said yet whether what was asked for is allowed, with a way to give it up.
 *
 * @param waits - whether the element waits for something
 */
export function renderLateAnswer(
  { provider: { giveUp }, strings: { common } }: StateParts,
  waits: boolean,
): TemplateResult | typeof nothing {
  if (!waits || !giveUp) return nothing;
  return html`<div class="notice warn" role="status">
    ${icon('waiting')}
    <strong>${common.portalLate}</strong>
    <div class="body">${common.portalLateWhy}</div>
    <div class="row"><button class="button small" @click=${giveUp}>${common.cancel}</button></div>
  </div>`;
}
