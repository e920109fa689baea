import { html, nothing, type TemplateResult } from 'lit';
import { coversScope } from '../../auth/scopes/wider-scopes.js';
import type { Session } from '../../context/session.js';
import type { StoreChoosing } from '../../context/store-choosing.js';
import type { Failure } from '../../controllers/action-controller.js';
import type { ReadState } from '../../controllers/query-controller.js';
import { icon } from '../../icons.js';
import { errorWords } from '../../localization/error-words.js';
import type { ProvisioningError } from '../../model/errors.js';
import { renderPortalConnection } from '../connection/render-portal-connection.js';
import { renderStoreChoice } from '../store/render-store-choice.js';
import { renderBeforeSignIn, type StateParts } from './before-sign-in.js';
import { renderDetails } from './render-details.js';

export type { StateParts };

/** Shows a read: why it waits, that it loads, what went wrong, or its value. */
export function renderRead<T>(
  parts: StateParts,
  state: ReadState<T>,
  retry: () => void,
  ready: (value: T, session: Session) => unknown,
): unknown {
  const { session, status } = parts.provider;
  if (status !== 'signed-in' && status !== 'starting') return renderNotSignedIn(parts);
  if (!session) return renderLoading(parts);
  switch (state.status) {
    case 'waiting':
    case 'loading':
      return renderLoading(parts);
    case 'failed':
      return renderError(parts, state.error, retry);
    case 'ready':
      return html`${renderErrorNotice(parts, state.error && { error: state.error, retry })}${ready(state.value, session)}`;
  }
}

/** Waiting for a provider, signed out, signing in, or signed in to a tenant that the portal is not connected to. */
export function renderNotSignedIn(parts: StateParts): TemplateResult | typeof nothing {
  const { provider, strings } = parts;
  const { common } = strings;
  if (provider.status === 'not-connected' && provider.connection)
    return renderPortalConnection(parts, provider.connection);
  if (provider.status !== 'signed-out') return renderBeforeSignIn(parts);
  return html`<div class="blank" part="state">
    ${icon('lock')}
    <p class="label">${common.signInFirst}</p>
    <p class="muted">${common.signInWhy}</p>
    ${provider.signInError ? renderSignInError(parts, provider.signInError) : nothing}
    <button class="button primary" @click=${() => void provider.signIn()}>
      ${
        provider.signInError?.code === 'code-not-loaded'
          ? common.tryAgain
          : html`${common.signIn} ${icon('open-in-new')}`
      }
    </button>
  </div>`;
}

/** Why signing in did not work, beside the button that tries again. */
export function renderSignInError(parts: StateParts, error: ProvisioningError): TemplateResult {
  const words = errorWords(parts.strings.format)[error.code];
  return html`<div class="notice bad" role="alert">
    ${icon('failed')}
    <strong>${words.title}</strong>
    <div class="body">${words.remedy} ${renderDetails(parts, error)}</div>
  </div>`;
}

/** Rows at their real height while the first answer is on its way; when Microsoft asked us to wait, how long. */
export function renderLoading({ provider, strings: { common } }: StateParts, rows = 5): TemplateResult {
  const wait = provider.wait;
  if (wait?.reason === 'throttled') {
    const seconds = Math.max(1, Math.ceil((wait.until - Date.now()) / 1000));
    return html`<div class="blank" part="state" role="status">
      ${icon('paused')}
      <p class="label">${common.throttled(seconds)}</p>
      <p class="muted">${common.throttledNote}</p>
    </div>`;
  }
  return html`<div class="skeleton" part="state" role="status" aria-label=${common.loading}>
    ${Array.from({ length: rows }, () => html`<span></span>`)}
  </div>`;
}

/** What happened, what it means, what to do: in place of the content. */
export function renderError(parts: StateParts, error: ProvisioningError, retry: () => void): TemplateResult {
  const choosing = findChoosing(parts, error);
  if (choosing) return renderStoreChoice(parts, choosing);
  const words = errorWords(parts.strings.format)[error.code];
  const permission = error.code === 'consent-required' || error.code === 'role-required';
  return html`<div class="blank" part="state" role="alert">
    ${icon(permission ? 'key' : 'failed', permission ? 'warn' : 'bad')}
    <p class="label">${words.title}</p>
    <p class="muted">${words.remedy}</p>
    ${renderNeeds(parts, error)}
    <div class="row">${renderRemedies(parts, error, retry)}</div>
    ${renderDetails(parts, error)}
  </div>`;
}

function findChoosing({ provider }: StateParts, { code }: ProvisioningError): StoreChoosing | undefined {
  return code === 'store-not-chosen' ? provider.session?.workspaces.choosing : undefined;
}

/** The same as a strip above content that is still worth showing; nothing without a failure, or where another element asks about it. */
export function renderErrorNotice(
  parts: StateParts,
  failure: Failure | undefined,
): TemplateResult | typeof nothing {
  if (!failure) return nothing;
  const { error, retry } = failure;
  const choosing = findChoosing(parts, error);
  if (choosing)
    return choosing.askers.find(parts.provider.host) === parts.provider.host
      ? renderStoreChoice(parts, choosing)
      : nothing;
  const words = errorWords(parts.strings.format)[error.code];
  return html`<div class="notice warn" role="status">
    ${icon('attention')}
    <strong>${words.title}</strong>
    <div class="body">${words.remedy} ${renderNeeds(parts, error)} ${renderDetails(parts, error)}</div>
    <div class="row">${renderRemedies(parts, error, retry)}</div>
  </div>`;
}

function renderNeeds(parts: StateParts, error: ProvisioningError): unknown {
  const { common } = parts.strings;
  if (error.code === 'consent-required' && error.scopes.length > 0)
    return html`<p>${common.needsPermission(listNeeded(parts, error))}</p>`;
  if (error.code === 'role-required' && error.roles.length > 0)
    return html`<p>${common.needsRole(error.roles)}</p>`;
  return nothing;
}

/** What was missing, and what the element will miss next: all is asked for at once. */
function listNeeded({ provider, scopes: asked = [] }: StateParts, error: ProvisioningError): string[] {
  const granted = provider.auth?.grantedScopes ?? [];
  return [...new Set([...error.scopes, ...asked.filter((scope) => !coversScope(granted, scope))])];
}

function renderRemedies(parts: StateParts, error: ProvisioningError, retry: () => void): unknown {
  const {
    provider,
    strings: { common },
  } = parts;
  switch (error.code) {
    case 'consent-required': {
      const scopes = listNeeded(parts, error);
      const link = provider.auth?.adminConsentUrl(scopes);
      return html`<button class="button" @click=${() => void provider.signIn({ scopes })}>
          ${common.allow}
        </button>
        ${
          link
            ? html`<a class="link" href=${link} target="_blank" rel="noreferrer">
                ${common.consentLink} ${icon('open-in-new')}
              </a>`
            : nothing
        }`;
    }
    case 'sign-in-again':
      return html`<button
        class="button"
        @click=${() => void provider.signIn(error.claims ? { claims: error.claims } : {})}
      >
        ${common.signIn} ${icon('open-in-new')}
      </button>`;
    case 'not-signed-in':
      return html`<button class="button" @click=${() => void provider.signIn()}>
        ${common.signIn} ${icon('open-in-new')}
      </button>`;
    default:
      return html`<button class="button" @click=${retry}>${icon('refresh')} ${common.tryAgain}</button>`;
  }
}
