import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Account } from '../../auth/auth.js';
import { coversScope } from '../../auth/scopes/wider-scopes.js';
import { ClipboardController } from '../../controllers/clipboard-controller.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import { connectStrings } from '../../localization/en/o365-connect.js';
import { connectionStrings, type ConnectionStrings } from '../../localization/en/o365-connection.js';
import { portalConnectionWords } from '../../localization/portal-connection-words.js';
import { buildStrings } from '../../localization/strings.js';
import { licensingRoles } from '../../microsoft/roles.js';
import type { ProvisioningError } from '../../model/errors.js';
import type { Tenant } from '../../services/organization.js';
import { controls } from '../../theme/controls.styles.js';
import { states } from '../../theme/states.styles.js';
import { dialogStyles } from '../../ui/dialog.styles.js';
import { renderErrorNotice, renderRead, renderSignInError } from '../../ui/states/element-state.js';
import type { ConnectParts } from './connect-parts.js';
import { permissions } from './permissions.js';
import { renderDisconnect } from './render-disconnect.js';
import { renderPermissions } from './render-permissions.js';

/** What this shows more than what was there before. */
export const moreStyles = [controls, states, dialogStyles];

/** What is shown from sign-in on, or when that fails. */
export interface Connection {
  readonly render: () => TemplateResult | typeof nothing;
  readonly renderError: (error: ProvisioningError) => TemplateResult;
}

export function createConnection(
  host: ReactiveControllerHost & HTMLElement,
  provider: ProviderController,
): Connection {
  const parts: ConnectParts = {
    provider,
    connects: true,
    strings: new StringsController(host, 'o365-connect', connectStrings),
    tenant: new QueryController(host, provider, ({ graph }) => graph.tenant),
    clipboard: new ClipboardController(host),
  };
  return {
    render: () => renderConnection(parts),
    renderError: (error) => renderSignInError(parts, error),
  };
}

/** The tenant and the account, permissions, and how to leave. */
function renderConnection(parts: ConnectParts): TemplateResult | typeof nothing {
  const { provider, tenant } = parts;
  const { auth, signInError: error } = provider;
  if (auth?.state.status !== 'signed-in') return nothing;
  const { account } = auth.state;
  const retry = (): void => void tenant.refetch();
  // What keeps the tenant from being read is told in its place.
  const told = !error || tenant.state.status === 'failed';
  return html`${told ? nothing : renderErrorNotice(parts, { error, retry })}
  ${renderRead(parts, tenant.state, retry, (value) => renderTenant(parts, value, account))}
  ${renderActions(parts)}`;
}

function renderTenant(parts: ConnectParts, tenant: Tenant, account: Account): TemplateResult {
  const { provider, clipboard } = parts;
  const text = readWords(parts);
  const all = permissions.flatMap(({ scopes }) => [...scopes]);
  const granted = provider.auth?.grantedScopes ?? [];
  const isGranted = (scope: string): boolean => coversScope(granted, scope);
  const missing = !all.every(isGranted);
  const link = provider.auth?.adminConsentUrl(all);
  return html`<div class="stack">
    <dl class="facts" part="tenant">
      <div>
        <dt>${text.organization}</dt>
        <dd>${tenant.displayName}</dd>
      </div>
      <div>
        <dt>${text.primaryDomain}</dt>
        <dd>
          ${tenant.defaultDomain}
          ${
            tenant.otherDomains.length > 0
              ? html`<div class="muted small">${text.otherDomains(tenant.otherDomains)}</div>`
              : nothing
          }
        </dd>
      </div>
      <div>
        <dt>${text.cloud}</dt>
        <dd>${text.clouds[provider.auth?.cloud.name ?? 'global']}</dd>
      </div>
      <div>
        <dt>${text.signedInAs}</dt>
        <dd>
          ${account.name}
          <div class="muted small">${account.username}</div>
        </dd>
      </div>
      <div>
        <dt>${text.tenantId}</dt>
        <dd class="id">
          <code>${tenant.id}</code>
          <button
            class="button icon-only small"
            aria-label=${text.copyTenantId}
            @click=${() => void clipboard.copy(tenant.id)}
          >
            ${icon('copy')}
          </button>
          ${renderCopied(parts, tenant.id)}
        </dd>
      </div>
      <div>
        <dt>${text.role}</dt>
        <dd>${renderRole(parts, account)}</dd>
      </div>
    </dl>
    <div class="split">
      <div class="stack tight">
        <div class="label">${text.permissionsHeading}</div>
        ${renderPermissions(parts, isGranted)}
        ${
          missing
            ? html`<div class="row">
                <button class="button" @click=${() => void provider.signIn({ scopes: all })}>
                  ${icon('key')} ${text.askAll}
                </button>
              </div>`
            : nothing
        }
      </div>
      ${
        link && missing
          ? html`<div class="stack tight">
              <div class="label">${text.needsSomeoneElse}</div>
              <p class="muted">${text.consentLinkWhy}</p>
              <div class="row">
                <button class="button" @click=${() => void clipboard.copy(link)}>
                  ${icon('copy')} ${text.copyConsentLink}
                </button>
                ${renderCopied(parts, link)}
              </div>
            </div>`
          : nothing
      }
    </div>
  </div>`;
}

/** Also when the tenant cannot be read: another account may be able to. */
function renderActions(parts: ConnectParts): TemplateResult | typeof nothing {
  const { provider } = parts;
  const { connection, session } = provider;
  // What leaving means is not known yet.
  if (!session && !connection) return nothing;
  const open = connection?.state.status === 'open' ? connection.state : undefined;
  const domain = open?.domain;
  const text = readWords(parts);
  // Where a connection is kept, leaving is not ending it.
  const { signOut, signOutNote } = connection ? portalConnectionWords(parts.strings.format) : text;
  return html`<div class="actions">
    <button class="button" @click=${() => void provider.signIn({ switchAccount: true })}>
      ${text.switchAccount}
    </button>
    <button class="button quiet" @click=${() => void provider.signOut()}>${signOut}</button>
    ${connection && domain && !open?.hurdle ? renderDisconnect(parts, connection, domain) : nothing}
    <span class="muted small">${domain || !connection ? signOutNote : nothing}</span>
  </div>`;
}

function renderRole(parts: ConnectParts, { roleIds }: Account): TemplateResult {
  const text = readWords(parts);
  if (!roleIds)
    return html`${text.roleUnknown}
      <div class="muted small">${text.roleUnknownWhy}</div>`;
  const names = roleIds.flatMap((id) => text.roles[id] ?? []);
  const mayPublish = roleIds.some((id) => licensingRoles.has(id));
  return html`<span class="state ${mayPublish ? '' : 'warn'}">
      ${icon(mayPublish ? 'done' : 'attention', mayPublish ? 'ok' : 'warn')}
      ${names.length > 0 ? parts.strings.format.list(names) : text.noRole}
    </span>
    <div class="muted small">${mayPublish ? text.canPublish : text.cannotPublishWhy}</div>`;
}

function renderCopied(parts: ConnectParts, what: string): TemplateResult {
  const text = readWords(parts);
  const outcome = parts.clipboard.outcome(what);
  return html`<span class="muted small" role="status">
    ${outcome === 'copied' ? text.copied : outcome === 'refused' ? html`<code>${what}</code>` : nothing}
  </span>`;
}

function readWords({ strings }: ConnectParts): ConnectionStrings {
  return buildStrings('o365-connect', connectionStrings, strings.format);
}
