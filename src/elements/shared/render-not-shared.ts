import { html, nothing } from 'lit';
import { icon } from '../../icons.js';
import type { StateParts } from './before-sign-in.js';

/** Says that nobody else sees what is stored, where that is so. */
export function renderNotShared({ provider, strings: { common } }: StateParts): unknown {
  const { workspaces } = provider;
  if (!workspaces || workspaces.store.shares.workspaces) return nothing;
  return html`<p class="state muted small" part="not-shared">${icon('lock')} ${common.notShared}</p>`;
}
