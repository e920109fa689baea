import { html, nothing, type TemplateResult } from 'lit';
import type { PortalConnection } from '../../context/portal-connection.js';
import { portalConnectionWords } from '../../localization/portal-connection-words.js';
import { renderConnectionFailure, renderStays } from '../../ui/connection/render-portal-connection.js';
import type { ConnectParts } from './connect-parts.js';

/** The question before the portal is disconnected, with what stays in the tenant. It opens in the button's own place. */
export function renderDisconnect(
  parts: ConnectParts,
  connection: PortalConnection,
  domain: string,
): TemplateResult {
  const text = portalConnectionWords(parts.strings.format);
  const { error, isBusy } = connection;
  const ask = ({ currentTarget }: Event): void => {
    const button = currentTarget as HTMLElement;
    button.parentElement?.querySelector('dialog')?.showModal();
  };
  const close = ({ currentTarget }: Event): void => (currentTarget as HTMLElement).closest('dialog')?.close();
  return html`<button class="button quiet" @click=${ask}>${text.disconnectDomain(domain)}…</button>
    <dialog
      aria-labelledby="disconnect-title"
      aria-describedby="disconnect-text"
      @close=${() => connection.forgetError()}
    >
      <div class="stack">
        <div class="section" id="disconnect-title" role="heading" aria-level="2">
          ${text.disconnectTitle(domain)}
        </div>
        <p id="disconnect-text">${text.disconnectWhy(domain)}</p>
        ${renderStays(text, domain, [text.staysGroups])}
        ${error ? renderConnectionFailure(parts, error) : nothing}
        ${isBusy ? html`<p role="status">${text.disconnecting}</p>` : nothing}
        <div class="row">
          <button class="button" @click=${close}>${text.keepConnected}</button>
          <button class="button danger" aria-disabled=${isBusy} @click=${() => void connection.disconnect()}>
            ${text.disconnectDomain(domain)}
          </button>
        </div>
      </div>
    </dialog>`;
}
