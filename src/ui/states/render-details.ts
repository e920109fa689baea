import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { ProvisioningError } from '../../model/errors.js';
import type { StateParts } from './before-sign-in.js';

/** Codes and ids for support, folded; open where the developers of the page are the ones to read them. */
export function renderDetails({ strings: { common } }: StateParts, error: ProvisioningError): TemplateResult {
  return html`<details class="small muted" ?open=${error.code === 'setting-wrong'}>
    <summary>${icon('chevron', 'chevron')} ${common.details}</summary>
    <p>${common.code}: <code>${error.code}${error.graphCode ? ` · ${error.graphCode}` : ''}</code></p>
    ${error.requestId ? html`<p>${common.requestId}: <code>${error.requestId}</code></p>` : nothing}
    <p>${error.message}</p>
  </details>`;
}
