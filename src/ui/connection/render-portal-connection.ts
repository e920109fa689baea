import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionState, PortalConnection } from '../../context/portal-connection.js';
import { icon } from '../../icons.js';
import type { ErrorWords } from '../../localization/en/errors.js';
import type { PortalConnectionStrings } from '../../localization/en/store/portal-connection.js';
import { errorWords } from '../../localization/error-words.js';
import { portalConnectionWords } from '../../localization/portal-connection-words.js';
import type { ErrorCode, ProvisioningError } from '../../model/errors.js';
import type { StateParts } from '../states/before-sign-in.js';
import { renderDetails } from '../states/render-details.js';
import { renderPointer, type PointerText } from '../states/render-pointer.js';

/** What there is something to say about. */
type Told = Exclude<ConnectionState, { readonly status: 'reading' | 'open' }>;
type StateOf<S extends ConnectionState['status']> = Extract<ConnectionState, { readonly status: S }>;

/** What there is to do before the portal works with the tenant, in place of the content; on a page, one element says it for all. */
export function renderPortalConnection(
  parts: StateParts,
  connection: PortalConnection,
): TemplateResult | typeof nothing {
  const { state } = connection;
  if (state.status === 'reading' || state.status === 'open') return nothing;
  const { host } = parts.provider;
  const asker = connection.askers.find(host, parts.connects);
  if (asker !== host) return renderPointer('organization', readPointer(parts, connection, state), asker);
  switch (state.status) {
    case 'failed':
      return renderUnknown(parts, connection, state);
    case 'offered':
      return renderOffer(parts, connection, state);
    case 'elsewhere':
      return renderElsewhere(parts, state);
    case 'disconnected':
      return renderDisconnected(parts, connection, state);
  }
}

function readPointer(parts: StateParts, { isPutOff }: PortalConnection, state: Told): PointerText {
  const text = portalConnectionWords(parts.strings.format);
  const go = text.goThere;
  switch (state.status) {
    case 'failed':
      return { label: readFailure(parts, state.error).title, go };
    case 'offered':
      return {
        label: isPutOff || state.hurdle ? text.notConnected(state.domain) : text.first(state.domain),
        go,
      };
    case 'elsewhere':
      return { label: text.notConnected(readSignedInDomain(parts)), go };
    case 'disconnected':
      return { label: text.notConnected(state.domain), go };
  }
}

/** How it stands cannot be read: the same as any read that failed, in words of the portal. */
function renderUnknown(
  parts: StateParts,
  connection: PortalConnection,
  { error }: StateOf<'failed'>,
): TemplateResult {
  const words = readFailure(parts, error);
  return html`<div class="blank" part="state portal-connection" role="alert">
    ${icon('failed', 'bad')}
    <p class="label">${words.title}</p>
    <p class="muted">${words.remedy}</p>
    ${renderAgain(parts, error, () => void connection.read())} ${renderDetails(parts, error)}
  </div>`;
}

/** Why connecting or disconnecting did not work, beside the button that does it again. */
export function renderConnectionFailure(parts: StateParts, error: ProvisioningError): TemplateResult {
  const words = readFailure(parts, error);
  return html`<div class="notice bad" role="alert">
    ${icon('failed')}
    <strong>${words.title}</strong>
    <div class="body">${words.remedy} ${renderDetails(parts, error)}</div>
    ${renderAgain(parts, error)}
  </div>`;
}

function renderAgain(
  { provider, strings: { common } }: StateParts,
  { code, scopes }: ProvisioningError,
  retry?: () => void,
): TemplateResult | typeof nothing {
  const allow = (): void => void provider.signIn({ scopes }).then(() => retry?.());
  if (code === 'consent-required' && scopes.length > 0)
    return html`<div class="row"><button class="button" @click=${allow}>${common.allow}</button></div>`;
  return retry
    ? html`<div class="row">
        <button class="button" @click=${retry}>${icon('refresh')} ${common.tryAgain}</button>
      </div>`
    : nothing;
}

/** What an error means here: of the portal's own back end rather than of Microsoft or of this browser. */
function readFailure({ strings: { format } }: StateParts, { code }: ProvisioningError): ErrorWords {
  const failures: Partial<Record<ErrorCode, ErrorWords>> = portalConnectionWords(format).failures;
  return failures[code] ?? errorWords(format)[code];
}

function renderOffer(
  parts: StateParts,
  connection: PortalConnection,
  { domain, hurdle }: StateOf<'offered'>,
): TemplateResult {
  const text = portalConnectionWords(parts.strings.format);
  const { isBusy, isPutOff, error } = connection;
  const connect = (): void => void connection.connect();
  const isAsked = !hurdle && !isPutOff;
  return html`<div class="blank" part="state portal-connection">
    ${icon('organization')}
    <p class="label">${isAsked ? text.offer(domain) : text.notConnected(domain)}</p>
    <p class="muted">
      ${hurdle ? text.hurdles[hurdle] : isPutOff ? text.notConnectedWhy : text.offerWhy(domain)}
    </p>
    ${error ? renderConnectionFailure(parts, error) : nothing}
    ${
      isBusy
        ? html`<p role="status">${text.connecting}</p>`
        : html`<div class="row">
            ${isAsked ? renderAnswers(text, connection, connect) : nothing}
            ${
              !hurdle && isPutOff
                ? html`<button class="button" @click=${connect}>${text.connectDomain(domain)}</button>`
                : nothing
            }
            ${hurdle ? renderOtherAccount(parts, text) : nothing}
          </div>`
    }
  </div>`;
}

function renderAnswers(
  text: PortalConnectionStrings,
  connection: PortalConnection,
  connect: () => void,
): TemplateResult {
  return html`<button class="button primary" @click=${connect}>${text.connect}</button>
    <button class="button quiet" @click=${() => connection.putOff()}>${text.notNow}</button>`;
}

function renderElsewhere(parts: StateParts, { domain }: StateOf<'elsewhere'>): TemplateResult {
  const text = portalConnectionWords(parts.strings.format);
  const signedIn = readSignedInDomain(parts);
  return html`<div class="blank" part="state portal-connection" role="status">
    ${icon('attention', 'warn')}
    <p class="label">${text.elsewhere(signedIn, domain)}</p>
    <p class="muted">${text.elsewhereWhy(signedIn, domain)}</p>
    <div class="row">${renderOtherAccount(parts, text)}</div>
  </div>`;
}

function renderOtherAccount({ provider }: StateParts, text: PortalConnectionStrings): TemplateResult {
  return html`<button class="button" @click=${() => void provider.signIn({ switchAccount: true })}>
    ${text.otherAccount} ${icon('open-in-new')}
  </button>`;
}

function renderDisconnected(
  parts: StateParts,
  connection: PortalConnection,
  { domain, groups }: StateOf<'disconnected'>,
): TemplateResult {
  const text = portalConnectionWords(parts.strings.format);
  return html`<div class="blank" part="state portal-connection" role="status">
    ${icon('done', 'ok')}
    <p class="label">${text.disconnected(domain)}</p>
    ${renderStays(
      text,
      domain,
      groups.map(({ workspace }) => text.staysGroup(workspace)),
    )}
    <p class="muted">${text.staysSaved}</p>
    <button class="button" @click=${() => void connection.read()}>${text.done}</button>
  </div>`;
}

/** What stays in the tenant, whoever disconnects it. */
export function renderStays(
  text: PortalConnectionStrings,
  domain: string,
  groups: readonly string[],
): TemplateResult {
  return html`<div class="stack tight">
    <p class="label">${text.stays(domain)}</p>
    <ul class="points">
      ${[...groups, text.staysConsent].map((each) => html`<li>${each}</li>`)}
    </ul>
  </div>`;
}

/** Of the name that somebody signed in with: a tenant that is not connected is not asked what it is called. */
function readSignedInDomain({ provider }: StateParts): string {
  const state = provider.auth?.state;
  return (state?.status === 'signed-in' ? state.account.username : '').split('@').at(-1) ?? '';
}
