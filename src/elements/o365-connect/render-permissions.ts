import { html, type TemplateResult } from 'lit';
import { firstIcon } from '../../theme/first-icons.js';
import type { FirstParts } from './connect-parts.js';
import { permissions } from './permissions.js';

/** What is asked for, what of it was granted, and what was refused when it was asked for. */
export function renderPermissions(
  { provider, strings: { text } }: FirstParts,
  isGranted: (scope: string) => boolean,
): TemplateResult {
  const refused = new Set(provider.signInError?.scopes);
  return html`<ul class="asks" part="permissions">
    ${permissions.map(({ name, scopes }) => {
      const has = scopes.every(isGranted);
      const missing = !has && scopes.some((scope) => refused.has(scope));
      const when = has ? text.granted : missing ? text.missing : text.asks[name].when;
      return html`<li>
        ${has ? firstIcon('done', 'ok') : missing ? firstIcon('attention', 'warn') : firstIcon('key')}
        <div>${text.asks[name].what}<code>${scopes.join(', ')}</code></div>
        <span class="when">${when}</span>
      </li>`;
    })}
  </ul>`;
}
