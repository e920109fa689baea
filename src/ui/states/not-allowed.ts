import { html, nothing } from 'lit';
import { icon } from '../../icons.js';
import type { CommonStrings } from '../../localization/en/common.js';

/** Says what the portal does not let the administrator do, in place of the controls for it. */
export function renderNotAllowed(
  allowed: boolean,
  { notAllowed }: CommonStrings,
  action: keyof CommonStrings['notAllowed'],
): unknown {
  return allowed
    ? nothing
    : html`<p class="state muted small" part="not-allowed">${icon('lock')} ${notAllowed[action]}</p>`;
}
